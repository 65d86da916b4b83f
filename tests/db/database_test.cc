#include "db/database.h"

#include "tests/support/status_matchers.h"

namespace telar::db {
namespace {

using telar::testing::IsOkAndHolds;
using telar::testing::StatusIs;
using ::testing::HasSubstr;
using namespace std::chrono_literals;

/// A row of one column named "v".
class OneValue final : public Row {
 public:
  explicit OneValue(Value value) : value_(std::move(value)) {}
  int size() const override { return 1; }
  std::string Name(int) const override { return "v"; }
  bool IsNull(int) const override { return std::holds_alternative<Null>(value_); }
  Value Get(int) const override { return value_; }

 private:
  Value value_;
};

OneValue Of(Value value) { return OneValue(std::move(value)); }

TEST(Row, ReadsWholeNumbersOfEveryType) {
  EXPECT_THAT(Of(std::int64_t{7}).AsInt(0), IsOkAndHolds(7));
  EXPECT_THAT(Of(true).AsInt(0), IsOkAndHolds(1));
  EXPECT_THAT(Of(Decimal::FromUnits(700, 2)).AsInt(0), IsOkAndHolds(7));
  EXPECT_THAT(Of(7.0).AsInt(0), IsOkAndHolds(7));
  EXPECT_THAT(Of(std::string("-7")).AsInt(0), IsOkAndHolds(-7));
}

TEST(Row, RefusesNumbersThatAreNotWhole) {
  for (const Value& value :
       {Value(7.5), Value(1e300), Value(Decimal::FromUnits(75, 1)), Value(std::string("7x")),
        Value(std::string()), Value(Blob{"7"}), Value(Date(2026y / 1 / 2))}) {
    EXPECT_THAT(Of(value).AsInt(0), StatusIs(Code::kInvalidInput, HasSubstr("column v")));
  }
}

TEST(Row, ReadsDecimalsFromEveryNumber) {
  const Decimal expected = Decimal::FromUnits(125, 1);
  EXPECT_THAT(Of(expected).AsDecimal(0), IsOkAndHolds(expected));
  EXPECT_THAT(Of(12.5).AsDecimal(0), IsOkAndHolds(expected));
  EXPECT_THAT(Of(std::string("12.50")).AsDecimal(0), IsOkAndHolds(expected));
  EXPECT_THAT(Of(std::int64_t{12}).AsDecimal(0), IsOkAndHolds(Decimal(12)));
  EXPECT_THAT(Of(std::string("12,50")).AsDecimal(0), StatusIs(Code::kInvalidInput));
}

TEST(Row, ReadsTimesFromTheirTypeAndFromIsoText) {
  const Date date = 2026y / 1 / 2;
  EXPECT_THAT(Of(date).AsDate(0), IsOkAndHolds(date));
  EXPECT_THAT(Of(std::string("2026-01-02")).AsDate(0), IsOkAndHolds(date));
  EXPECT_THAT(Of(std::string("02/01/2026")).AsDate(0), StatusIs(Code::kInvalidInput));
  const Instant instant = std::chrono::sys_days(date);
  EXPECT_THAT(Of(instant).AsInstant(0), IsOkAndHolds(instant));
  EXPECT_THAT(Of(std::string("2026-01-02T00:00:00.000000Z")).AsInstant(0), IsOkAndHolds(instant));
  EXPECT_THAT(Of(instant).AsText(0), IsOkAndHolds("2026-01-02T00:00:00.000000Z"));
}

TEST(Row, ReadsTruthFromZeroAndOneOnly) {
  EXPECT_THAT(Of(std::int64_t{0}).AsBool(0), IsOkAndHolds(false));
  EXPECT_THAT(Of(std::int64_t{1}).AsBool(0), IsOkAndHolds(true));
  EXPECT_THAT(Of(std::int64_t{2}).AsBool(0), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Of(std::string("true")).AsBool(0), StatusIs(Code::kInvalidInput));
}

TEST(Row, TellsNullFromEmpty) {
  EXPECT_THAT(Of(Null()).AsText(0), StatusIs(Code::kInvalidInput, HasSubstr("NULL")));
  EXPECT_EQ(*Of(Null()).MaybeText(0), std::nullopt);
  EXPECT_EQ(*Of(std::string()).MaybeText(0), std::optional<std::string>(""));
  EXPECT_EQ(Of(Null()).TextOrEmpty(0), "");
  EXPECT_EQ(Of(Null()).IntOr(0, 5), 5);
  EXPECT_THAT(Of(std::string("x")).MaybeInt(0), StatusIs(Code::kInvalidInput));
}

TEST(Row, ErrorsDoNotSayTheValue) {
  EXPECT_EQ(Of(std::string("hush")).AsInt(0).status().ToString().find("hush"), std::string::npos);
}

TEST(Row, AColumnOutsideTheRowIsABug) {
  EXPECT_THAT(Of(true).AsInt(1), StatusIs(Code::kInternal));
  EXPECT_THAT(Of(true).MaybeBool(-1), StatusIs(Code::kInternal));
}

}  // namespace
}  // namespace telar::db
