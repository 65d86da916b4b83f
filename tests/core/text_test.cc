#include "core/text.h"

#include "core/secret.h"
#include "core/time.h"
#include "tests/support/status_matchers.h"

namespace telar {
namespace {

using testing::StatusIs;

TEST(Text, FoldsCaseAndAccentsOfLatinLetters) {
  EXPECT_EQ(Fold("ARTÍCULO Ñandú ÇÜ"), "articulo nandu cu");
  EXPECT_EQ(Fold("Łódź Žižkov œuvre"), "lodz zizkov ouvre");
  EXPECT_EQ(Fold("12,50 US$ × 日本"), "12,50 us$ × 日本");
}

TEST(Text, FindsMalformedUtf8) {
  EXPECT_TRUE(IsValidUtf8("añ€😀"));
  EXPECT_FALSE(IsValidUtf8("a\xC0\xAF"));         // overlong
  EXPECT_FALSE(IsValidUtf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(IsValidUtf8("\xF5\x80\x80\x80"));  // above U+10FFFF
  EXPECT_FALSE(IsValidUtf8("caf\xE9"));           // Latin-1
  EXPECT_EQ(ToValidUtf8("caf\xE9"), "caf\uFFFD");
}

TEST(Text, SuggestsTheNearestNameForASlip) {
  const std::vector<std::string> keys = {"invoices.inbox", "invoices.archive", "pos.database"};
  EXPECT_EQ(ClosestMatch("invoices.inbx", keys), "invoices.inbox");
  EXPECT_EQ(ClosestMatch("colour", keys), "");
}

TEST(Text, CollapsesRunsOfSpaces) { EXPECT_EQ(CollapseSpaces("  a \n b\t"), "a b"); }

TEST(RedactUrl, HidesThePasswordAndSecretParameters) {
  EXPECT_EQ(RedactUrl("postgresql://ana:p@ss:w@db.example:5432/x?sslmode=require"),
            "postgresql://ana:***@db.example:5432/x?sslmode=require");
  EXPECT_EQ(RedactUrl("https://h.example/x?token=abc&n=1&Secret_Key=z"),
            "https://h.example/x?token=***&n=1&Secret_Key=***");
  EXPECT_EQ(RedactUrl("sqlite:data/telar.db"), "sqlite:data/telar.db");
}

TEST(Time, WritesInstantsThatSortAsText) {
  const Instant instant = *ParseInstant("2026-03-05T09:08:07.000120Z");
  EXPECT_EQ(FormatInstant(instant), "2026-03-05T09:08:07.000120Z");
  EXPECT_EQ(*ParseInstant("2026-03-05T09:08:07Z") + Duration(120), instant);
}

TEST(Time, RefusesDaysThatDoNotExist) {
  EXPECT_THAT(ParseDate("2026-02-29"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(ParseDate("2026-2-9"), StatusIs(Code::kInvalidInput));
  EXPECT_OK(ParseDate("2024-02-29"));
}

TEST(Time, ReadsDurationsWithAUnit) {
  EXPECT_EQ(*ParseDuration("90s"), std::chrono::seconds(90));
  EXPECT_EQ(*ParseDuration("7d"), std::chrono::hours(168));
  EXPECT_THAT(ParseDuration("90"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(ParseDuration("-5s"), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar
