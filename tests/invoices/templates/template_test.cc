#include "invoices/templates/template.h"

#include <gmock/gmock.h>

#include "invoices/templates/library.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace telar::invoices::templates {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using testing::StatusIs;

std::string Problem(const std::string& yaml) {
  const auto t = ParseTemplate(yaml, "x.yml");
  return t.ok() ? "none" : t.status().message();
}

TEST(Template, WhatIsMissingOrWrongIsNamedWithItsLine) {
  EXPECT_THAT(Problem("fields: {}"), HasSubstr("there are no keywords"));
  EXPECT_THAT(Problem("keywords: x"), HasSubstr("there are no fields"));
  EXPECT_THAT(Problem("- a\n"), StartsWith("1: a template is"));
  EXPECT_THAT(Problem(""), HasSubstr("empty"));
  EXPECT_EQ(Problem("keywords: x\nfields: {}\nlines: {start: a, end: b}\n"),
            "3: lines: there is no line");
  EXPECT_EQ(Problem("keywords: x\nfields: {}\noptions:\n  languages: [english]\n"),
            "4: options: a language has two letters");
}

TEST(Template, APatternThatIsNoneMatchesNothingAndIsNamed) {
  ASSERT_OK_AND_ASSIGN(const auto t,
                       ParseTemplate("keywords: x\nfields:\n  a: 'a'\n  b: '(b'\n", "x.yml"));
  EXPECT_THAT(t->problems(), ElementsAre("4: field b: pattern: missing closing parenthesis"));
  const testing::FakeClock clock;
  Matching matching(clock);
  EXPECT_TRUE(t->Pattern("a").Search("a", matching)->has_value());
  EXPECT_FALSE(t->Pattern("(b").Search("(b", matching)->has_value());
}

TEST(Template, AnUnknownTypeIsNamedAndFailsOnlyWhereSomethingMatches) {
  ASSERT_OK_AND_ASSIGN(const auto t,
                       ParseTemplate("keywords: x\nrequired_fields: []\nfields:\n"
                                     "  a: {parser: regex, regex: 'sum (\\d+)', type: money}\n",
                                     "x.yml"));
  EXPECT_THAT(t->problems(), ElementsAre("4: field a: type is int, float, date or datetime"));
  const testing::FakeClock clock;
  Matching matching(clock);
  EXPECT_THAT(templates::Run(*t, {.text = "x", .crop = {}}, matching), testing::IsOk());
  EXPECT_THAT(templates::Run(*t, {.text = "x sum 12", .crop = {}}, matching),
              StatusIs(Code::kInvalidInput));
}

TEST(Template, WhatIsLeftEmptyIsAsIfItWereNotThere) {
  ASSERT_OK_AND_ASSIGN(
      const auto t,
      ParseTemplate("keywords: x\nrequired_fields: []\nfields:\n"
                    "  a: {parser: regex, regex: 'sum (\\d+)', replace: [], area: , type: int}\n"
                    "options: {decimal_separator: ''}\n",
                    "x.yml"));
  const testing::FakeClock clock;
  Matching matching(clock);
  ASSERT_OK_AND_ASSIGN(const Extraction found,
                       templates::Run(*t, {.text = "x sum 12", .crop = {}}, matching));
  EXPECT_EQ(found.fields.Find("a")->ToText(), "12");
}

TEST(Template, KeywordsAreLookedForAsTheyAreWritten) {
  ASSERT_OK_AND_ASSIGN(const auto t, ParseTemplate("keywords: [a.b, 0123]\nfields: {}\n", "x.yml"));
  EXPECT_TRUE(t->Matches("a.b 0123"));
  EXPECT_FALSE(t->Matches("axb 0123"));
  EXPECT_FALSE(t->Matches("a.b 83"));
}

TEST(Template, KeywordsWithBracketsMayBePatterns) {
  ASSERT_OK_AND_ASSIGN(const auto t,
                       ParseTemplate("keywords: [shop, 'NL12[.]5']\nfields: {}\n", "x.yml"));
  const testing::FakeClock clock;
  Matching matching(clock);
  EXPECT_FALSE(t->Matches("shop NL12.5"));
  EXPECT_TRUE(t->MatchesAsPatterns("shop NL12.5", matching));
  EXPECT_FALSE(t->MatchesAsPatterns("NL12.5", matching));
}

TEST(Run, AHostilePatternIsNamedWithItsField) {
  ASSERT_OK_AND_ASSIGN(const auto t,
                       ParseTemplate("keywords: x\nfields:\n  slow: '(a+)+$'\n", "x.yml"));
  const SystemClock clock;
  Matching matching(clock, {.steps = 100'000});
  const auto result =
      templates::Run(*t, {.text = std::string(50, 'a') + "!", .crop = {}}, matching);
  EXPECT_THAT(result, StatusIs(Code::kLimitExceeded));
  EXPECT_THAT(result.status().FullMessage(), StartsWith("field slow: match: "));
}

TEST(Run, AValueThatIsNoNumberMakesTheTemplateNotApply) {
  ASSERT_OK_AND_ASSIGN(const auto t,
                       ParseTemplate("keywords: x\nfields:\n  amount: 'sum (.+)'\n", "x.yml"));
  const testing::FakeClock clock;
  Matching matching(clock);
  const auto result = templates::Run(*t, {.text = "x sum twelve", .crop = {}}, matching);
  EXPECT_THAT(result, StatusIs(Code::kInvalidInput));
  EXPECT_THAT(result.status().FullMessage(), StartsWith("field amount: "));
}

TEST(Run, StrictFieldsRefuseUnknownNames) {
  const std::string yaml =
      "keywords: x\nrequired_fields: []\nfields: {static_colour: red, static_iban: NL1}\noptions: ";
  const testing::FakeClock clock;
  Matching matching(clock);
  ASSERT_OK_AND_ASSIGN(const auto strict, ParseTemplate(yaml + "{strict_fields: yes}", "x.yml"));
  EXPECT_THAT(templates::Run(*strict, {.text = "x", .crop = {}}, matching),
              StatusIs(Code::kInvalidInput));
  ASSERT_OK_AND_ASSIGN(
      const auto extra,
      ParseTemplate(yaml + "{strict_fields: yes, extra_fields: [colour]}", "x.yml"));
  EXPECT_THAT(templates::Run(*extra, {.text = "x", .crop = {}}, matching), testing::IsOk());
}

TEST(Run, AnAreaIsReadInPlaceOfTheText) {
  ASSERT_OK_AND_ASSIGN(
      const auto t,
      ParseTemplate(
          "keywords: x\nrequired_fields: []\nfields:\n  a: {parser: regex, regex: '\\w+', "
          "area: {f: 1, l: 1, x: 10, y: 20, r: 100, W: 30, H: 40}}\n",
          "x.yml"));
  const testing::FakeClock clock;
  Matching matching(clock);
  const auto crop = [](const Area& area) {
    return area.dpi == 100 && area.height == 40 ? std::string("inside") : std::string("wrong");
  };
  ASSERT_OK_AND_ASSIGN(const Extraction found,
                       templates::Run(*t, {.text = "x", .crop = crop}, matching));
  EXPECT_EQ(found.fields.Find("a")->ToText(), "inside");
}

}  // namespace
}  // namespace telar::invoices::templates
