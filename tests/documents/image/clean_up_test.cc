#include "documents/image/clean_up.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "tests/documents/drawn_page.h"
#include "tests/documents/pictures.h"

namespace telar::documents {
namespace {

/// The direction in which a row of the cleaned picture runs in the given one, clockwise.
double DegreesOf(const PixelMap& back) {
  const PixelPoint a = back({0, 0}), b = back({1000, 0});
  return std::atan2(b.y - a.y, b.x - a.x) * 180 / std::numbers::pi;
}

/// The brightness of the brightest pixels in a column of squares: the paper between the lines.
int PaperAt(const PageImage& image, int x) {
  int brightest = 0;
  for (int y = image.height / 3; y < image.height / 3 + 60; ++y) {
    brightest = std::max<int>(brightest, PixelAt(image, x, y));
  }
  return brightest;
}

TEST(CleanUp, LeavesAnUprightCleanPageAlone) {
  const PageImage page = DrawnPage();
  const std::vector<Sheet> sheets = CleanUp(page);
  ASSERT_EQ(sheets.size(), 1U);
  EXPECT_TRUE(sheets[0].back.identity());
  EXPECT_FALSE(sheets[0].sideways);
  EXPECT_TRUE(sheets[0].image.pixels == page.pixels);
}

TEST(CleanUp, LeavesASlantTooSmallToMatterAlone) {
  EXPECT_TRUE(CleanUp(DrawnPage(0.3)).at(0).back.identity());
}

TEST(CleanUp, LevelsASlantedPage) {
  for (const double degrees : {-9.0, -3.0, 0.8, 6.0}) {
    const std::vector<Sheet> sheets = CleanUp(DrawnPage(degrees));
    ASSERT_EQ(sheets.size(), 1U);
    EXPECT_NEAR(DegreesOf(sheets[0].back), degrees, 0.15);
    EXPECT_GT(sheets[0].image.width, DrawnPage().width);
  }
}

TEST(CleanUp, SuspectsAPageLyingOnItsSide) {
  for (const int quarters : {1, 3}) {
    EXPECT_TRUE(CleanUp(Turned(DrawnPage(), quarters)).at(0).sideways);
  }
  EXPECT_FALSE(CleanUp(Turned(DrawnPage(), 2)).at(0).sideways);
}

TEST(CleanUp, LevelsAPageThatLiesOnItsSide) {
  EXPECT_NEAR(DegreesOf(CleanUp(Turned(DrawnPage(4), 1)).at(0).back), 4, 0.15);
}

TEST(CleanUp, CutsAPageOutOfAPhoto) {
  PageImage photo = GrayPicture(1100, 1300, 50);
  const PageImage page = DrawnPage();
  PutOnto(page, {PixelPoint{150, 120}, {930, 160}, {990, 1220}, {90, 1180}}, photo);
  const std::vector<Sheet> sheets = CleanUp(photo);
  ASSERT_EQ(sheets.size(), 1U);
  const Sheet& sheet = sheets[0];
  EXPECT_NEAR(sheet.image.width, 840, 25);
  EXPECT_NEAR(sheet.image.height, 1060, 25);
  const PixelPoint corner = sheet.back({0, 0});
  EXPECT_NEAR(corner.x, 150, 8);
  EXPECT_NEAR(corner.y, 120, 8);
  EXPECT_LT(PixelAt(photo, 5, 5), 60);
  EXPECT_GT(PixelAt(sheet.image, 12, 12), 200);
}

TEST(CleanUp, MakesASheetOfEveryReceipt) {
  PageImage photo = GrayPicture(1000, 700, 40);
  PutOnto(DrawnReceipt(), {PixelPoint{560, 60}, {860, 60}, {860, 620}, {560, 620}}, photo);
  PutOnto(DrawnReceipt(), {PixelPoint{80, 70}, {380, 70}, {380, 630}, {80, 630}}, photo);
  const std::vector<Sheet> sheets = CleanUp(photo);
  ASSERT_EQ(sheets.size(), 2U);
  EXPECT_NEAR(sheets[0].back({0, 0}).x, 80, 8);
  EXPECT_NEAR(sheets[1].back({0, 0}).x, 560, 8);
}

TEST(CleanUp, EvensLightThatFallsOff) {
  const PageImage page = Shaded(DrawnPage(), 0.4);
  const Sheet sheet = CleanUp(page).at(0);
  EXPECT_TRUE(sheet.back.identity());
  EXPECT_LT(PaperAt(page, page.width - 20), PaperAt(page, 20) - 100);
  EXPECT_NEAR(PaperAt(sheet.image, page.width - 20), PaperAt(sheet.image, 20), 25);
}

TEST(CleanUp, LeavesLightThatHardlyVaries) {
  const PageImage page = Shaded(DrawnPage(), 0.85);
  EXPECT_TRUE(CleanUp(page).at(0).image.pixels == page.pixels);
}

TEST(CleanUp, KeepsColours) {
  PageImage page = DrawnPage(3);
  std::string colours;
  for (const char c : page.pixels) colours += {c, c, '\x10'};
  page.pixels = colours;
  page.channels = 3;
  const Sheet sheet = CleanUp(page).at(0);
  EXPECT_EQ(sheet.image.channels, 3);
  EXPECT_EQ(PixelAt(sheet.image, sheet.image.width / 2, 20, 2), 0x10);
}

TEST(CleanUp, TakesTheSmallestPictures) {
  EXPECT_TRUE(CleanUp(GrayPicture(1, 1)).at(0).back.identity());
  EXPECT_TRUE(CleanUp(GrayPicture(3, 2000)).at(0).back.identity());
}

TEST(Turned, GoesOnceAroundInFourTurns) {
  const PageImage page = DrawnReceipt();
  PageImage turned = page;
  for (int i = 0; i < 4; ++i) turned = Turned(turned, 1);
  EXPECT_TRUE(turned.pixels == page.pixels);
  EXPECT_TRUE(Turned(Turned(page, 3), 1).pixels == page.pixels);
}

}  // namespace
}  // namespace telar::documents
