#include "invoices/templates/regex.h"

#include <gmock/gmock.h>

#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace telar::invoices::templates {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOkAndHolds;
using testing::StatusIs;

const SystemClock kClock;

/// Group 1, or the whole match where there is no group, of every match.
std::vector<std::string> All(std::string_view pattern, std::string_view text) {
  Matching matching(kClock);
  const auto regex = Regex::Compile(pattern);
  if (!regex.ok()) return {regex.status().message()};
  const auto matches = (*regex)->FindAll(text, matching);
  if (!matches.ok()) return {matches.status().message()};
  std::vector<std::string> found;
  for (const Match& match : *matches) {
    const auto& group = match.groups[(*regex)->groups() > 0 ? 1 : 0];
    found.emplace_back(group ? text.substr(group->first, group->last - group->first) : "absent");
  }
  return found;
}

Result<std::string> Replaced(std::string_view pattern, std::string_view by, std::string_view text) {
  Matching matching(kClock);
  TELAR_ASSIGN_OR_RETURN(const auto regex, Regex::Compile(pattern));
  return regex->Substitute(by, text, matching);
}

TEST(Regex, FindsEmptyMatchesAsPythonDoes) {
  EXPECT_THAT(All("x*", "axxb"), ElementsAre("", "xx", "", ""));
  EXPECT_THAT(All("\\b|:+", "a::bc"), ElementsAre("", "", "::", "", ""));
}

TEST(Regex, AGroupThatTookNoPartIsAbsent) {
  EXPECT_THAT(All("a(b)?c", "abc ac"), ElementsAre("b", "absent"));
}

TEST(Regex, ClassesAndWordsAreUnicode) {
  EXPECT_THAT(All("\\w+", "Peña año2"), ElementsAre("Peña", "año2"));
  EXPECT_THAT(All("a\\sb", "a\u00a0b"), ElementsAre("a\u00a0b"));
  EXPECT_THAT(All("(?a)\\w+", "Peña"), ElementsAre("Pe", "a"));
  EXPECT_THAT(All("(?i)ÑANDÚ", "ñandú"), ElementsAre("ñandú"));
}

TEST(Regex, ADollarMatchesBeforeTheLastLineBreakOnly) {
  EXPECT_THAT(All("b$", "b\nb\n"), ElementsAre("b"));
  EXPECT_THAT(All("(?m)b$", "b\nb\n"), ElementsAre("b", "b"));
  EXPECT_THAT(All("b\\Z", "b\n"), IsEmpty());
}

TEST(Regex, ADotTakesEverythingButALineFeed) {
  EXPECT_THAT(All(".+", "a\r\u2028b\nc"), ElementsAre("a\r\u2028b", "c"));
}

TEST(Regex, AnOpenLowerBoundIsZero) {
  EXPECT_THAT(All("xa{,2}y", "xy xaay xaaay"), ElementsAre("xy", "xaay"));
  EXPECT_THAT(All("a{x}", "a{x}"), ElementsAre("a{x}"));
}

TEST(Regex, AnOpeningBracketInAClassIsItself) {
  EXPECT_THAT(All("[[:a]+", "[:a"), ElementsAre("[:a"));
  EXPECT_THAT(All("[]x]+", "]x"), ElementsAre("]x"));
  EXPECT_THAT(All("[:;:]+", ":;"), ElementsAre(":;"));
}

TEST(Regex, NamedGroupsAndConditionsWorkAsInPython) {
  EXPECT_THAT(All("(?P<q>['\"])\\w+(?P=q)", "'a' \"b\" 'c\""), ElementsAre("'", "\""));
  EXPECT_THAT(All("(<)?\\w+(?(1)>|!)", "<a> b!"), ElementsAre("<", "absent"));
}

TEST(Regex, FlagsAmongThePatternCountForAllOfIt) {
  EXPECT_THAT(All("total(?i)", "TOTAL"), ElementsAre("TOTAL"));
  EXPECT_THAT(All("(?i:a)b", "Ab AB"), ElementsAre("Ab"));
}

TEST(Regex, VerbosePatternsDropSpacesAndComments) {
  EXPECT_THAT(All("(?x) a \\  b # (a comment\n [ ]", "a b "), ElementsAre("a b "));
}

TEST(Regex, WhatOnlyTheRegexModuleKnowsIsRefused) {
  EXPECT_THAT(Regex::Compile("(?:total){e<=1}").status().message(), HasSubstr("fuzzy"));
  EXPECT_THAT(Regex::Compile("(?R)").status().message(), HasSubstr("regex module"));
  EXPECT_THAT(Regex::Compile("a\\mb"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(All("\\p{Lu}+", "ÁBc"), ElementsAre("ÁB"));
}

TEST(Regex, WhatPythonRefusesIsRefusedWithItsPlace) {
  EXPECT_EQ(Regex::Compile("ab\\q").status().message(), "at character 3: unknown escape \\q");
  EXPECT_THAT(Regex::Compile("(?P<a>x)(?P<a>y)"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Regex::Compile("(*LIMIT_MATCH=9)a"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Regex::Compile("[a"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Regex::Compile("(a"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Regex::Compile("a\\"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Regex::Compile("\\2(a)"), StatusIs(Code::kInvalidInput));
}

TEST(Regex, ReplacementsFollowPythonsSyntax) {
  EXPECT_THAT(Replaced("(?P<d>\\d+)/(\\d+)", "\\g<2>.\\g<d>\\n\\1\\.", "12/31"),
              IsOkAndHolds("31.12\n12\\."));
  EXPECT_THAT(Replaced("x*", "-", "abxd"), IsOkAndHolds("-a-b--d-"));
  EXPECT_THAT(Replaced("(a)|b", "[\\1]", "ab"), IsOkAndHolds("[a][]"));
  EXPECT_THAT(Replaced("a", "\\q", "a"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Replaced("a", "\\g<none>", "a"), StatusIs(Code::kInvalidInput));
}

TEST(Regex, APatternThatWouldTakeForEverEndsWithALimit) {
  const std::string text = std::string(60, 'a') + "!";
  for (const char* pattern :
       {"(a+)+$", "(?:a|aa)+$", "(a*)*b", "^(?:.*?a){20}$x", "(\\w+\\s?)+:"}) {
    Matching matching(kClock, {.steps = 100'000, .time = std::chrono::seconds(2)});
    const auto regex = Regex::Compile(pattern);
    ASSERT_TRUE(regex.ok()) << pattern;
    const auto match = (*regex)->Search(text, matching);
    if (!match.ok()) {
      EXPECT_THAT(match, StatusIs(Code::kLimitExceeded)) << pattern;
    }
  }
}

TEST(Regex, ManySlowPlacesTogetherEndWithTheTime) {
  Matching matching(kClock, {.steps = 1'000'000, .time = std::chrono::milliseconds(200)});
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "aaaaaaaaaaaaaaaaa ";
  ASSERT_OK_AND_ASSIGN(const auto regex, Regex::Compile("(?:a+a+)+b"));
  const auto start = kClock.Steady();
  EXPECT_THAT(regex->FindAll(text + "b", matching), StatusIs(Code::kLimitExceeded));
  EXPECT_LT(kClock.Steady() - start, std::chrono::seconds(20));
}

TEST(Regex, ASubstitutionCannotGrowWithoutEnd) {
  Matching matching(kClock, {.text_bytes = 1000});
  ASSERT_OK_AND_ASSIGN(const auto regex, Regex::Compile("."));
  EXPECT_THAT(regex->Substitute("\\g<0>\\g<0>\\g<0>", std::string(500, 'x'), matching),
              StatusIs(Code::kLimitExceeded));
}

TEST(Regex, ALongTextIsSearchedToItsEnd) {
  const std::string text = std::string(300'000, '-') + "ñ77";
  EXPECT_THAT(All("\\d+", text), ElementsAre("77"));
  EXPECT_THAT(All("(?<=ñ)\\d", text), ElementsAre("7"));
}

}  // namespace
}  // namespace telar::invoices::templates
