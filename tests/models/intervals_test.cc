#include "models/intervals.h"

#include <gtest/gtest.h>

#include <numeric>

namespace telar::models {
namespace {

TEST(Wilson, GivesTheTextbookRange) {
  const Interval range = Wilson(36, 40);  // 0.90 of 40 documents says little
  EXPECT_NEAR(range.low, 0.7695, 5e-4);
  EXPECT_NEAR(range.high, 0.9604, 5e-4);
}

TEST(Wilson, ReachesTheEndsWhenAllOrNoneAreHits) {
  EXPECT_EQ(Wilson(0, 20).low, 0);
  EXPECT_GT(Wilson(0, 20).high, 0.1);
  EXPECT_EQ(Wilson(20, 20).high, 1);
  EXPECT_LT(Wilson(20, 20).low, 0.9);
}

TEST(Wilson, KnowsNothingWithoutTrials) { EXPECT_EQ(Wilson(0, 0), (Interval{0, 1})); }

TEST(Bootstrap, OfAShareIsNearWilson) {
  const auto share = [](std::span<const std::size_t> drawn) {
    double hits = 0;
    for (const std::size_t i : drawn) hits += i < 80 ? 1 : 0;
    return hits / static_cast<double>(drawn.size());
  };
  const Interval range = Bootstrap(100, 2000, 1, share), wilson = Wilson(80, 100);
  EXPECT_NEAR(range.low, wilson.low, 0.02);
  EXPECT_NEAR(range.high, wilson.high, 0.02);
  EXPECT_EQ(Bootstrap(100, 2000, 1, share), range);
}

TEST(Bootstrap, KnowsNothingWithoutDocuments) {
  EXPECT_EQ(Bootstrap(0, 10, 1, [](auto) { return 0.5; }), (Interval{0, 1}));
}

}  // namespace
}  // namespace telar::models
