#include "models/page_features.h"

#include <gmock/gmock.h>

#include <cmath>

namespace telar::models {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(PageFeatures, AreThoseOfAllValuesFromZeroToOne) {
  PreparedPage page{{2, 2, 1, 100}, {0, 51, 102, 255}};
  const PageFeatures features = FeaturesOf(page);
  EXPECT_DOUBLE_EQ(features.mean, 0.4);
  EXPECT_DOUBLE_EQ(features.std, std::sqrt((0.16 + 0.04 + 0 + 0.36) / 4));
  EXPECT_DOUBLE_EQ(features.min, 0);
  EXPECT_DOUBLE_EQ(features.max, 1);
  EXPECT_DOUBLE_EQ(features.median, 0.3);
}

TEST(PageFeatures, KeepRedGreenAndBlueApart) {
  const PreparedPage page{{1, 2, 3, 100}, {255, 255, 51, 51, 0, 102}};
  const PageFeatures features = FeaturesOf(page);
  EXPECT_DOUBLE_EQ(features.mean_r, 1);
  EXPECT_DOUBLE_EQ(features.mean_g, 0.2);
  EXPECT_DOUBLE_EQ(features.mean_b, 0.2);
  EXPECT_DOUBLE_EQ(features.mean, 1.4 / 3);
}

TEST(PageFeatures, SayOfAGrayPageWhatThereIsToSay) {
  const PreparedPage page{{2, 1, 1, 100}, {51, 102}};
  const PageFeatures features = FeaturesOf(page);
  EXPECT_DOUBLE_EQ(features.mean_b, features.mean);
  EXPECT_THAT(ComparedFeatures(features, 1),
              ElementsAre(Pair("mean", features.mean), Pair("std", features.std)));
  EXPECT_EQ(ComparedFeatures(features, 3).size(), 5U);
}

TEST(PageFeatures, OfTheLargestPageOverflowNothing) {
  PreparedPage page{{1024, 1024, 3, 100}, {}};
  page.levels.assign(3U << 20, 255);
  std::fill(page.levels.begin(), page.levels.begin() + (3 << 19), std::uint8_t{0});
  const PageFeatures features = FeaturesOf(page);
  EXPECT_DOUBLE_EQ(features.mean, 0.5);
  EXPECT_DOUBLE_EQ(features.std, 0.5);
  EXPECT_DOUBLE_EQ(features.median, 0.5);
}

TEST(PageFeatures, OfAUniformPageHaveNoSpread) {
  const PreparedPage page{{3, 3, 1, 100}, std::vector<std::uint8_t>(9, 77)};
  EXPECT_EQ(FeaturesOf(page).std, 0);
}

}  // namespace
}  // namespace telar::models
