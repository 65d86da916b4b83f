#include "models/page_features.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

namespace telar::models {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Lt;
using ::testing::Pair;

PreparedPage Gray(int width, int height, std::vector<std::uint8_t> levels) {
  return {{width, height, 1, 100}, std::move(levels)};
}

// White paper with lines of print in every second row from `first` on.
PreparedPage Printed(int first, int lines, std::uint8_t ink = 40, std::uint8_t white = 240) {
  PreparedPage page = Gray(20, 40, std::vector<std::uint8_t>(800, white));
  for (int line = 0; line < lines; ++line) {
    const auto start = page.levels.begin() + (first + 2 * line) * 20;
    std::fill(start + 3, start + 17, ink);
  }
  return page;
}

PageLook LookOf(const PreparedPage& page) { return FeaturesOf(page).look.value(); }

template <typename Change>
PreparedPage Changed(PreparedPage page, Change change) {
  for (std::uint8_t& level : page.levels) level = static_cast<std::uint8_t>(change(level));
  return page;
}

// Each value the mean of it and the one below.
PreparedPage Smeared(PreparedPage page) {
  const auto width = static_cast<std::size_t>(page.preparation.width);
  for (std::size_t i = 0; i + width < page.levels.size(); ++i) {
    page.levels[i] = static_cast<std::uint8_t>((page.levels[i] + page.levels[i + width]) / 2);
  }
  return page;
}

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
              ElementsAre(Pair("mean", features.mean), Pair("std", features.std),
                          Pair("paper", features.look->paper), Pair("ink", features.look->ink),
                          Pair("sharpness", features.look->sharpness),
                          Pair("top", features.look->top), Pair("upper", features.look->upper)));
  EXPECT_EQ(ComparedFeatures(features, 3).size(), 10U);
}

TEST(PageFeatures, WithoutALookAreComparedWithoutIt) {
  EXPECT_THAT(ComparedFeatures({.mean = 0.5, .std = 0.25}, 1),
              ElementsAre(Pair("mean", 0.5), Pair("std", 0.25)));
}

TEST(PageFeatures, OfTheLargestPageOverflowNothing) {
  PreparedPage page{{1024, 1024, 3, 100}, {}};
  page.levels.assign(3U << 20, 255);
  std::fill(page.levels.begin(), page.levels.begin() + (3 << 19), std::uint8_t{0});
  const PageFeatures features = FeaturesOf(page);
  EXPECT_DOUBLE_EQ(features.mean, 0.5);
  EXPECT_DOUBLE_EQ(features.std, 0.5);
  EXPECT_DOUBLE_EQ(features.median, 0.5);
  EXPECT_DOUBLE_EQ(features.look->paper, 1);
  EXPECT_DOUBLE_EQ(features.look->ink, 0);
  EXPECT_DOUBLE_EQ(features.look->top, 1.0 / 3);  // 0.25 of red and 0.25 of green in 1.5
}

TEST(PageFeatures, OfAUniformPageHaveNoSpread) {
  const PreparedPage page{{3, 3, 1, 100}, std::vector<std::uint8_t>(9, 77)};
  EXPECT_EQ(FeaturesOf(page).std, 0);
  EXPECT_EQ(LookOf(page), (PageLook{77.0 / 255, 77.0 / 255, 0, 0, 0}));
}

TEST(PageLook, OfAnEmptyPageIsThereAndZero) { EXPECT_EQ(LookOf(PreparedPage{}), PageLook{}); }

TEST(PageLook, HasTheLevelsOfPaperAndInk) {
  std::vector<std::uint8_t> levels(1000, 200);
  std::fill_n(levels.begin(), 90, 255);    // fewer than a tenth
  std::fill_n(levels.begin() + 90, 9, 1);  // fewer than a hundredth
  levels[99] = 51;
  const PageLook look = LookOf(Gray(10, 100, levels));
  EXPECT_DOUBLE_EQ(look.paper, 200.0 / 255);
  EXPECT_DOUBLE_EQ(look.ink, 0.2);
}

TEST(PageLook, OfABrighterLampHasLighterPaperAndInkAndNothingElse) {
  const PageLook before = LookOf(Printed(4, 6));
  const PageLook after = LookOf(Changed(Printed(4, 6), [](int level) { return level + 15; }));
  EXPECT_DOUBLE_EQ(after.paper - before.paper, 15.0 / 255);
  EXPECT_DOUBLE_EQ(after.ink - before.ink, 15.0 / 255);
  EXPECT_DOUBLE_EQ(after.sharpness, before.sharpness);
  EXPECT_DOUBLE_EQ(after.top, before.top);
}

TEST(PageLook, WherePaperIsWhiteAlreadyHasLighterInkAlone) {
  const auto page = Printed(4, 6, 40, 255);
  const PageLook after = LookOf(Changed(page, [](int level) { return std::min(level + 15, 255); }));
  EXPECT_DOUBLE_EQ(after.paper, 1);
  EXPECT_DOUBLE_EQ(after.ink, 55.0 / 255);
}

TEST(PageLook, OfABlurredPageIsLessSharp) {
  const PageLook sharp = LookOf(Printed(4, 6)), smeared = LookOf(Smeared(Printed(4, 6)));
  EXPECT_THAT(smeared.sharpness, Lt(0.7 * sharp.sharpness));
  EXPECT_DOUBLE_EQ(smeared.paper, sharp.paper);
}

TEST(PageLook, IsAsSharpInPalePrint) {
  EXPECT_THAT(LookOf(Printed(4, 6, 140)).sharpness,
              DoubleNear(LookOf(Printed(4, 6, 40)).sharpness, 1e-12));
}

TEST(PageLook, IsSharpestOfACheckerboardAndNeverAboveOne) {
  EXPECT_DOUBLE_EQ(LookOf(Gray(2, 2, {0, 255, 255, 0})).sharpness, 1);
  EXPECT_DOUBLE_EQ(LookOf(Gray(3, 3, {0, 9, 0, 9, 0, 9, 0, 9, 0})).sharpness, 1);
}

TEST(PageLook, IsMeasuredOfEachColourByItself) {
  // Red and blue differ, yet neither has an edge.
  EXPECT_EQ(LookOf({{2, 2, 3, 100}, {9, 9, 9, 9, 99, 99, 99, 99, 0, 0, 0, 0}}).sharpness, 0);
  // One edge in green.
  EXPECT_GT(LookOf({{2, 2, 3, 100}, {9, 9, 9, 9, 99, 0, 99, 0, 0, 0, 0, 0}}).sharpness, 0.4);
}

TEST(PageLook, SaysWhereThePrintIs) {
  const PageLook top = LookOf(Printed(0, 4)), upper = LookOf(Printed(11, 4));
  const PageLook lower = LookOf(Printed(22, 4)), both = LookOf(Printed(5, 5));
  EXPECT_DOUBLE_EQ(top.top, 1);
  EXPECT_DOUBLE_EQ(top.upper, 0);
  EXPECT_DOUBLE_EQ(upper.top, 0);
  EXPECT_DOUBLE_EQ(upper.upper, 1);
  EXPECT_DOUBLE_EQ(lower.top + lower.upper, 0);
  EXPECT_DOUBLE_EQ(both.top, 0.6);
  EXPECT_DOUBLE_EQ(both.upper, 0.4);
}

}  // namespace
}  // namespace telar::models
