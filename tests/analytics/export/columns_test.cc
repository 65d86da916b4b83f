#include "analytics/export/columns.h"

#include "db/sqlite/sqlite_database.h"
#include "tests/support/status_matchers.h"

namespace telar::analytics {
namespace {

using telar::testing::IsOkAndHolds;
using telar::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::Not;
using Kind = ExportColumn::Kind;

std::string TypeOf(const std::string& type, const db::Dialect& dialect = {}) {
  return ExportColumnOf({.name = "c", .type = type}, dialect).Type();
}
Result<db::Value> Kept(Kind kind, db::Value value) {
  return KeptValue({.name = "c", .kind = kind, .precision = 8, .scale = 2}, std::move(value));
}
Result<std::string> KeptNumber(int precision, int scale, const std::string& text) {
  const ExportColumn column{
      .name = "c", .kind = Kind::kDecimal, .precision = precision, .scale = scale};
  TELAR_ASSIGN_OR_RETURN(const Decimal decimal, Decimal::Parse(text));
  TELAR_ASSIGN_OR_RETURN(const db::Value kept, KeptValue(column, decimal));
  return *ValueText(kept);
}

TEST(ExportColumns, TheSameWordIsADifferentTypeInAnotherDialect) {
  const db::Dialect sqlite{.datetime = "DATETIME", .instant = "TIMESTAMP"};
  const db::Dialect postgres{.datetime = "TIMESTAMP", .instant = "TIMESTAMPTZ"};
  EXPECT_EQ(TypeOf("timestamp", sqlite), "TIMESTAMP WITH TIME ZONE");
  EXPECT_EQ(TypeOf("timestamp", postgres), "TIMESTAMP");
  EXPECT_EQ(TypeOf("timestamptz", postgres), "TIMESTAMP WITH TIME ZONE");
}

TEST(ExportColumns, TypesOfTheEarlierPlatformAreKnown) {
  EXPECT_EQ(TypeOf("numeric(18,4)"), "DECIMAL(18,4)");
  EXPECT_EQ(TypeOf("numeric(5)"), "DECIMAL(5,0)");
  EXPECT_EQ(TypeOf("numeric"), "DECIMAL(38,18)");
  EXPECT_EQ(TypeOf("double precision"), "DOUBLE");
  EXPECT_EQ(TypeOf("VARCHAR(50)"), "VARCHAR");
  EXPECT_EQ(TypeOf("smallint"), "BIGINT");
  EXPECT_EQ(TypeOf("bytea"), "BLOB");
  EXPECT_EQ(TypeOf("uuid"), "VARCHAR");
}

TEST(KeptValues, DecimalsHaveAllTheirPlacesAndLoseNone) {
  EXPECT_THAT(KeptNumber(18, 4, "-12.5"), IsOkAndHolds("-12.5000"));
  EXPECT_THAT(KeptNumber(18, 4, "12.500000"), IsOkAndHolds("12.5000"));
  EXPECT_THAT(KeptNumber(4, 4, "0.5"), IsOkAndHolds("0.5000"));
  EXPECT_THAT(KeptNumber(18, 4, "12.00001"), StatusIs(Code::kContractBroken, HasSubstr("places")));
  EXPECT_THAT(KeptNumber(6, 4, "123.5"), StatusIs(Code::kContractBroken, HasSubstr("digits")));
  EXPECT_THAT(KeptNumber(38, 18, "999999999999999999.000000000000000001"),
              IsOkAndHolds("999999999999999999.000000000000000001"));
  EXPECT_THAT(KeptNumber(38, 18, "1234567890123456789"),
              StatusIs(Code::kContractBroken, HasSubstr("digits")));
}

TEST(KeptValues, AValueOfAnotherTypeIsRefusedWithoutBeingNamed) {
  EXPECT_THAT(Kept(Kind::kWhole, std::string("secret")),
              StatusIs(Code::kContractBroken, Not(HasSubstr("secret"))));
  EXPECT_THAT(Kept(Kind::kBoolean, std::int64_t{2}),
              StatusIs(Code::kContractBroken, HasSubstr("column c")));
  EXPECT_THAT(Kept(Kind::kDate, std::string("infinity")),
              StatusIs(Code::kContractBroken, HasSubstr("no date")));
  EXPECT_THAT(Kept(Kind::kLocalTime, std::string("noon")),
              StatusIs(Code::kContractBroken, HasSubstr("no date")));
  EXPECT_THAT(Kept(Kind::kDecimal, 0.5), StatusIs(Code::kContractBroken, HasSubstr("decimal")));
}

TEST(KeptValues, LocalTimesHaveOneForm) {
  const auto text = [](const std::string& time) {
    return *ValueText(*Kept(Kind::kLocalTime, time));
  };
  EXPECT_EQ(text("2026-01-02 09:30:00"), "2026-01-02 09:30:00");
  EXPECT_EQ(text("2026-01-02T09:30:00.5"), "2026-01-02 09:30:00.500000");
}

TEST(KeptValues, NullStaysNull) {
  EXPECT_THAT(Kept(Kind::kInstant, db::Null()), IsOkAndHolds(db::Value(db::Null())));
  EXPECT_EQ(ValueText(db::Null()), std::nullopt);
}

}  // namespace
}  // namespace telar::analytics
