#include "config/table.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/status_matchers.h"

namespace telar::config {
namespace {

using ::testing::HasSubstr;
using testing::StatusIs;

Result<Value> Parse(std::string_view key, std::string_view text, bool secret = false) {
  return ParseValue(*FindSetting(key), text, "/base", secret);
}

std::string Shown(std::string_view key, std::string_view text) {
  const auto value = Parse(key, text);
  EXPECT_OK(value);
  return value.ok() ? ShowValue(*FindSetting(key), *value) : "";
}

TEST(Table, EverySettingHasADefaultThatFitsAndASentence) {
  std::set<std::string> names;
  for (const Setting& setting : Table()) {
    EXPECT_OK(ParseValue(setting, setting.fallback, "/base", false)) << setting.key;
    EXPECT_TRUE(setting.doc.ends_with('.')) << setting.key;
    EXPECT_TRUE(names.insert(setting.EnvironmentName()).second) << setting.key;
    ASSERT_NE(setting.assign, nullptr);
  }
}

TEST(Table, KeepsThePromisedEnvironmentNames) {
  EXPECT_EQ(FindSetting("invoices.database")->EnvironmentName(), "TELAR_INVOICES_DATABASE");
  EXPECT_EQ(FindSetting("pos.database")->EnvironmentName(), "TELAR_POS_DATABASE");
  EXPECT_EQ(FindSetting("no.such"), nullptr);
}

TEST(Value, AWholeNumberIsWithinItsRange) {
  EXPECT_EQ(Shown("reader.pages", " 12 "), "12");
  for (const auto* text : {"0", "10001", "1.5", "1e3", "x", "12 pages", "99999999999999999999"}) {
    EXPECT_THAT(Parse("reader.pages", text), StatusIs(Code::kInvalidInput, HasSubstr(text)))
        << text;
  }
}

TEST(Value, ADurationShowsInItsLargestUnit) {
  EXPECT_EQ(Shown("invoices.lease", "120s"), "2m");
  EXPECT_EQ(Shown("invoices.lease", "5500ms"), "5500ms");
  EXPECT_EQ(Shown("invoices.run_timeout", "48h"), "2d");
  EXPECT_EQ(Shown("invoices.run_timeout", "0s"), "0s");
  EXPECT_THAT(Parse("invoices.lease", "1s"), StatusIs(Code::kInvalidInput, HasSubstr("5s")));
  EXPECT_THAT(Parse("invoices.lease", "10"), StatusIs(Code::kInvalidInput));
}

TEST(Value, ARefusedAddressShowsNoPassword) {
  const auto refused = Parse("mlflow.url", "https://ana:hunter2@mlflow.example/");
  EXPECT_THAT(refused, StatusIs(Code::kInvalidInput, HasSubstr("https://ana:***@mlflow.example")));
}

TEST(Value, AChoiceTakesOldWordsAndSuggestsNewOnes) {
  EXPECT_EQ(Shown("log.level", "WARNING"), "warn");
  EXPECT_EQ(Shown("log.level", "Debug"), "debug");
  const auto wrong = Parse("ocr.engine", "tesserac");
  EXPECT_THAT(wrong, StatusIs(Code::kInvalidInput, HasSubstr("neural, tesseract")));
  EXPECT_THAT(wrong.status().hint(), HasSubstr("'tesseract'"));
}

TEST(Value, TextFollowsItsPattern) {
  EXPECT_EQ(Shown("reader.languages", "spa+eng+por"), "spa+eng+por");
  EXPECT_THAT(Parse("reader.languages", "spa,eng"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Parse("reader.languages", std::string(100'000, 'a')), StatusIs(Code::kInvalidInput));
  EXPECT_EQ(Shown("display.time_zone", "America/Argentina/Buenos_Aires"),
            "America/Argentina/Buenos_Aires");
  EXPECT_THAT(Parse("display.time_zone", "../etc/passwd"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Parse("pos.klk.url", "http://ana:pw@h"), StatusIs(Code::kInvalidInput));
}

TEST(Value, RelativePathsAreBelowTheBase) {
  EXPECT_EQ(Shown("invoices.inbox", "in/../inbox"), "/base/inbox");
  EXPECT_EQ(Shown("invoices.database", "sqlite:x.db"), "sqlite:/base/x.db");
  EXPECT_EQ(Shown("secrets.folder", "secrets"), "/base/secrets");
  EXPECT_EQ(Shown("pos.locations", "../shops.yaml"), "/shops.yaml");
}

TEST(Value, EmptyIsAValueOnlyWhereItMeansNone) {
  EXPECT_EQ(Shown("pos.replica", ""), "");
  EXPECT_THAT(Parse("invoices.inbox", " "), StatusIs(Code::kInvalidInput));
}

TEST(Value, ASecretIsNotPartOfTheComplaint) {
  const auto hidden = Parse("reader.pages", "hunter2", true);
  EXPECT_THAT(hidden, StatusIs(Code::kInvalidInput, ::testing::Not(HasSubstr("hunter2"))));
}

}  // namespace
}  // namespace telar::config
