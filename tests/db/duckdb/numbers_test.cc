#include "db/duckdb/numbers.h"

#include <gtest/gtest.h>

#include <limits>

namespace telar::db::duckdb {
namespace {

Decimal D(std::string_view text) { return *Decimal::Parse(text); }

TEST(DuckdbNumbers, EveryDecimalHasItsUnits) {
  EXPECT_TRUE(UnitsOf(D("-0.05")) == -5);
  EXPECT_TRUE(UnitsOf(D("112.00")) == 11200);
  const std::string_view longest = "-123456789012345678.901234567890123456";
  EXPECT_EQ(std::get<Decimal>(DecimalValue(UnitsOf(D(longest)), 18)).ToString(), longest);
}

TEST(DuckdbNumbers, RoundsHalfAwayFromZeroAndRefusesWhatDoesNotFit) {
  EXPECT_TRUE(Rescaled(15, 1, 0, 18) == Int128{2});
  EXPECT_TRUE(Rescaled(25, 1, 0, 18) == Int128{3});
  EXPECT_TRUE(Rescaled(-25, 1, 0, 18) == Int128{-3});
  EXPECT_TRUE(Rescaled(24, 1, 0, 18) == Int128{2});
  EXPECT_TRUE(Rescaled(7, 0, 4, 18) == Int128{70000});
  EXPECT_TRUE(Rescaled(0, 0, 18, 18) == Int128{0});
  EXPECT_FALSE(Rescaled(1000, 0, 2, 5).has_value());
  EXPECT_FALSE(Rescaled(995, 1, 0, 2).has_value());
  EXPECT_FALSE(Rescaled(std::numeric_limits<std::int64_t>::max(), 0, 30, 38).has_value());
}

TEST(DuckdbNumbers, IntegersBeyondSixtyFourBitsAreDecimalsAndThenText) {
  EXPECT_EQ(std::get<std::int64_t>(IntegerValue(-5)), -5);
  const Int128 large = Int128{std::numeric_limits<std::int64_t>::max()} + 1;
  EXPECT_EQ(std::get<Decimal>(IntegerValue(large)).ToString(), "9223372036854775808");
  const Int128 lowest = std::numeric_limits<Int128>::min();
  EXPECT_EQ(std::get<std::string>(IntegerValue(lowest)),
            "-170141183460469231731687303715884105728");
}

TEST(DuckdbNumbers, PlacesBeyondEighteenAreDroppedWhenTheyAreZero) {
  EXPECT_EQ(std::get<Decimal>(DecimalValue(1500, 20)).ToString(), "0.000000000000000015");
  EXPECT_EQ(std::get<std::string>(DecimalValue(15, 20)), "0.00000000000000000015");
}

}  // namespace
}  // namespace telar::db::duckdb
