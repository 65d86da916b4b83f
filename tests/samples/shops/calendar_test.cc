#include "samples/shops/calendar.h"

#include <gtest/gtest.h>

namespace telar::samples::shops {
namespace {

Date On(const char* day) { return ParseDate(day).value(); }

TEST(Rate, RisesAndKeepsFridaysOnWeekends) {
  EXPECT_EQ(RateOf(1, On("2026-01-03")), RateOf(1, On("2026-01-02")));
  EXPECT_NE(RateOf(1, On("2026-01-05")), RateOf(1, On("2026-01-02")));
  EXPECT_GT(RateOf(1, On("2026-01-02")), RateOf(1, On("2025-01-02")));
  EXPECT_GT(RateOf(1, On("2015-01-02")), Decimal(0));
  EXPECT_EQ(RateOf(1, On("2026-01-02")).scale(), 4);
}

TEST(TradeOfADay, IsLargerInDecemberAndAtWeekends) {
  EXPECT_GT(TradeOf(On("2025-12-13")), TradeOf(On("2025-11-08")));
  EXPECT_GT(TradeOf(On("2025-11-08")), TradeOf(On("2025-11-04")));
}

TEST(Moment, LiesWithinTheOpeningTime) {
  SeededRandom random(1);
  const Duration day = std::chrono::hours(14);
  for (int i = 0; i < 1000; ++i) {
    const Duration moment = MomentWithin(random, day);
    EXPECT_GE(moment, Duration{});
    EXPECT_LT(moment, day);
  }
}

}  // namespace
}  // namespace telar::samples::shops
