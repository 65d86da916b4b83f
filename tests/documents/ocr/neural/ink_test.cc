#include "documents/ocr/neural/ink.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace telar::documents::neural {
namespace {

constexpr float kPaper = 0.8F, kBlack = -0.9F;

Planes Blank(int width, int height, float paper = kPaper) {
  return {width, height, std::vector<float>(static_cast<std::size_t>(3 * width * height), paper)};
}

void Paint(Planes& planes, int x0, int y0, int x1, int y1, float value) {
  for (int plane = 0; plane < 3; ++plane) {
    for (int y = y0; y < y1; ++y) {
      const auto row = planes.values.begin() + (plane * planes.height + y) * planes.width;
      std::fill(row + x0, row + x1, value);
    }
  }
}

TEST(InkColumns, TellsPrintedColumnsFromPaper) {
  Planes line = Blank(200, 48);
  Paint(line, 20, 12, 40, 36, kBlack);
  Paint(line, 60, 30, 80, 36, kBlack);
  const auto ink = InkColumns(line);
  ASSERT_EQ(ink.size(), 200U);
  EXPECT_EQ(std::count(ink.begin(), ink.end(), true), 40);
  EXPECT_TRUE(ink[20] && ink[39] && ink[60] && ink[79]);
}

TEST(InkColumns, SeesLightWritingOnADarkGround) {
  Planes line = Blank(200, 48, kBlack);
  Paint(line, 20, 12, 60, 36, kPaper);
  const auto ink = InkColumns(line);
  EXPECT_EQ(std::count(ink.begin(), ink.end(), true), 40);
  EXPECT_TRUE(ink[20]);
}

TEST(InkColumns, IgnoresWhatReachesInFromNeighbouringLines) {
  Planes line = Blank(200, 48);
  Paint(line, 20, 12, 60, 36, kBlack);
  Paint(line, 100, 0, 140, 5, kBlack);
  EXPECT_FALSE(InkColumns(line)[120]);
}

TEST(WidestBlank, MeasuresTheLongestRunInHeights) {
  std::vector<bool> ink(100, true);
  std::fill(ink.begin() + 30, ink.begin() + 42, false);
  std::fill(ink.begin() + 50, ink.begin() + 56, false);
  EXPECT_FLOAT_EQ(WidestBlank(ink, 0, 1, 48), 0.25F);
  EXPECT_FLOAT_EQ(WidestBlank(ink, 0.45F, 1, 48), 0.125F);
  EXPECT_FLOAT_EQ(WidestBlank({}, 0, 1, 48), 0);
}

TEST(InkedArea, LeavesOutWideMargins) {
  Planes page = Blank(300, 400);
  Paint(page, 100, 150, 200, 250, kBlack);
  const Area area = InkedArea(page);
  EXPECT_LT(area.x, 100);
  EXPECT_GT(area.x, 50);
  EXPECT_GT(area.x + area.width, 200);
  EXPECT_LT(area.x + area.width, 250);
  EXPECT_LT(area.y, 150);
  EXPECT_LT(area.y + area.height, 300);
}

TEST(InkedArea, IsTheWholePageWhenNothingIsPrinted) {
  const Area area = InkedArea(Blank(300, 400));
  EXPECT_EQ(area.width, 300);
  EXPECT_EQ(area.height, 400);
}

}  // namespace
}  // namespace telar::documents::neural
