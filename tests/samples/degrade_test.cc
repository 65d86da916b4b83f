#include "samples/degrade.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "samples/chance.h"
#include "tests/support/status_matchers.h"

namespace telar::samples {
namespace {

using telar::testing::StatusIs;

Picture WhitePage() {
  Picture page{90, 60, 3, 150, {}};
  page.pixels.assign(90 * 60 * 3, 255);
  return page;
}

double MeanOf(const Picture& picture) {
  const long sum = std::accumulate(picture.pixels.begin(), picture.pixels.end(), 0L);
  return static_cast<double>(sum) / static_cast<double>(picture.pixels.size());
}

TEST(Degrade, KeepsTheSize) {
  SeededRandom random(3);
  const Picture scan = Degrade(WhitePage(), {.noise = 5, .blur = 1, .light = 0.2}, random);
  EXPECT_EQ(scan.width, 90);
  EXPECT_EQ(scan.height, 60);
  EXPECT_EQ(scan.channels, 1);
  EXPECT_EQ(scan.pixels.size(), 90U * 60U);
}

TEST(Degrade, KeepsColourWhenAsked) {
  SeededRandom random(3);
  EXPECT_EQ(Degrade(WhitePage(), {.color = true}, random).channels, 3);
}

TEST(Degrade, WithoutAnyDefectLeavesWhiteNearlyWhite) {
  SeededRandom random(3);
  EXPECT_GE(MeanOf(Degrade(WhitePage(), {}, random)), 253);
}

TEST(Degrade, MakesPaperAsGreyAsAsked) {
  SeededRandom random(3);
  EXPECT_NEAR(MeanOf(Degrade(WhitePage(), {.paper = 210}, random)), 210, 2);
}

TEST(Degrade, DarkensTheFarEdge) {
  SeededRandom random(3);
  const Picture scan = Degrade(WhitePage(), {.light = 0.4, .light_angle = 0}, random);
  EXPECT_GT(scan.pixels[0], scan.pixels[89] + 80);
}

TEST(Degrade, BlurSoftensAnEdge) {
  Picture page = WhitePage();
  for (std::size_t i = 0; i < page.pixels.size(); ++i) {
    if (i / 3 % 90 < 45) page.pixels[i] = 0;
  }
  SeededRandom random(3);
  const Picture scan = Degrade(page, {.blur = 1}, random);
  EXPECT_GT(scan.pixels[44], 20);
  EXPECT_LT(scan.pixels[45], 235);
  EXPECT_EQ(scan.pixels[10], 0);
}

TEST(DrawDegradation, StaysInsideItsLimits) {
  for (std::uint64_t i = 0; i < 500; ++i) {
    SeededRandom random = RandomOf(9, i, Stream::kDegradation);
    EXPECT_OK(CheckDegradation(DrawDegradation(random, 1)));
  }
}

TEST(DrawDegradation, NeverPutsSeveralPagesIntoAPhoto) {
  for (std::uint64_t i = 0; i < 200; ++i) {
    SeededRandom random = RandomOf(9, i, Stream::kDegradation);
    const ScanFormat format = DrawDegradation(random, 2).format;
    EXPECT_TRUE(format == ScanFormat::kTiff || format == ScanFormat::kPicturePdf);
  }
}

TEST(DrawDegradation, StaysInsideItsLimitsAsAPhotographOfARoll) {
  for (std::uint64_t i = 0; i < 500; ++i) {
    SeededRandom random = RandomOf(9, i, Stream::kDegradation);
    Degradation degradation = DrawDegradation(random, 1);
    WearRoll(random, degradation);
    MakePhoto(random, degradation);
    EXPECT_OK(CheckDegradation(degradation));
    EXPECT_TRUE(degradation.photo());
  }
}

TEST(Degrade, LeavesOnlyBlackAndWhiteWhenAsked) {
  SeededRandom random(3);
  const Picture scan = Degrade(WhitePage(), {.noise = 12, .black_and_white = true}, random);
  for (const std::uint8_t value : scan.pixels) EXPECT_TRUE(value == 0 || value == 255);
}

TEST(Fade, TakesInkAwayButNotAllOfIt) {
  Picture page = WhitePage();
  std::fill(page.pixels.begin(), page.pixels.end(), std::uint8_t{0});
  SeededRandom random(3);
  Fade(page, 0.4, random);
  EXPECT_GT(MeanOf(page), 5);
  EXPECT_LT(MeanOf(page), 160);
}

TEST(CheckDegradation, RefusesASteeperSkewThanStated) {
  EXPECT_THAT(CheckDegradation({.skew_degrees = 5.5}), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::samples
