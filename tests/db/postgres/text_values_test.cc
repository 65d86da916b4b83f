#include "db/postgres/text_values.h"

#include "tests/support/status_matchers.h"

namespace telar::db::postgres {
namespace {

std::string Numeric(std::string_view text) {
  const Value value = ValueOfText(text, kNumeric);
  const auto* decimal = std::get_if<Decimal>(&value);
  return decimal == nullptr ? "text " + std::get<std::string>(value) : decimal->ToString();
}

TEST(ValueOfText, NumericsThatFitAreExactAndOthersRoundedHalfToEven) {
  EXPECT_EQ(Numeric("-0.0500"), "-0.0500");
  EXPECT_EQ(Numeric("0.33333333333333333333"), "0.333333333333333333");
  EXPECT_EQ(Numeric("0.66666666666666666667"), "0.666666666666666667");
  EXPECT_EQ(Numeric("-0.99999999999999999950"), "-1.000000000000000000");
  EXPECT_EQ(Numeric("0.0000000000000000005"), "0.000000000000000000");
  EXPECT_EQ(Numeric("0.0000000000000000015"), "0.000000000000000002");
  EXPECT_EQ(Numeric("123456789012345678901234567890.1234567"),
            "123456789012345678901234567890.123457");
  EXPECT_EQ(Numeric("NaN"), "text NaN");
}

TEST(ValueOfText, TimesAreOurs) {
  EXPECT_EQ(ValueOfText("2026-01-02 09:30:00", kTimestamp), Value("2026-01-02 09:30:00"));
  EXPECT_EQ(ValueOfText("2026-01-02 09:30:00.5", kTimestamp), Value("2026-01-02 09:30:00.500000"));
  EXPECT_EQ(ValueOfText("2026-01-02 09:30:00.5+00", kTimestamptz),
            Value(*ParseInstant("2026-01-02T09:30:00.5Z")));
  EXPECT_EQ(ValueOfText("infinity", kTimestamptz), Value("infinity"));
  EXPECT_EQ(ValueOfText("\\x00ff", kBytea), Value(Blob{std::string("\0\xff", 2)}));
}

TEST(ParseLocalTime, TakesSpaceOrTAndNoZone) {
  EXPECT_EQ(*ParseLocalTime("2026-01-02 09:30:00.25"), *ParseInstant("2026-01-02T09:30:00.25Z"));
  EXPECT_EQ(*ParseLocalTime("2026-01-02T09:30:00"), *ParseInstant("2026-01-02T09:30:00Z"));
  for (const std::string_view text :
       {"2026-01-02", "2026-01-02 09:30:00Z", "2026-02-30 09:30:00", "2026-01-02 09:30:00 x", ""}) {
    EXPECT_THAT(ParseLocalTime(text), telar::testing::StatusIs(Code::kInvalidInput)) << text;
  }
}

}  // namespace
}  // namespace telar::db::postgres
