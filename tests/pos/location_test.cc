#include "pos/location.h"

#include <gtest/gtest.h>

namespace telar::pos {
namespace {

using std::chrono::hours;

Location Shop(int opens, int closes) {
  Location shop;
  shop.opens = hours(opens);
  shop.closes = hours(closes);
  shop.closed = {"12-25", "2026-02-16"};
  return shop;
}
LocalRange Range(const char* from, const char* to) { return {*ParseLocal(from), *ParseLocal(to)}; }

TEST(LocationTest, IsClosedOnItsDaysOfEveryYearAndOfOne) {
  const Location shop = Shop(7, 21);
  EXPECT_TRUE(shop.ClosedOn(*ParseDate("2025-12-25")));
  EXPECT_TRUE(shop.ClosedOn(*ParseDate("2026-02-16")));
  EXPECT_FALSE(shop.ClosedOn(*ParseDate("2027-02-16")));
}

TEST(LocationTest, CountsTheOpenTimeOfARange) {
  const Location shop = Shop(7, 21);
  EXPECT_EQ(shop.OpenTimeIn(Range("2026-01-02 00:00:00", "2026-01-03 00:00:00")), hours(14));
  EXPECT_EQ(shop.OpenTimeIn(Range("2026-01-02 20:00:00", "2026-01-02 22:00:00")), hours(1));
  EXPECT_EQ(shop.OpenTimeIn(Range("2026-01-02 22:00:00", "2026-01-02 23:00:00")), hours(0));
  EXPECT_EQ(shop.OpenTimeIn(Range("2025-12-25 00:00:00", "2025-12-26 00:00:00")), hours(0));
}

TEST(LocationTest, AShopThatClosesAfterMidnightIsOpenThen) {
  const Location shop = Shop(8, 26);
  EXPECT_EQ(shop.OpenTimeIn(Range("2026-01-03 00:00:00", "2026-01-03 04:00:00")), hours(2));
}

}  // namespace
}  // namespace telar::pos
