#include "documents/ocr/neural/geometry.h"

#include <gtest/gtest.h>

#include <cmath>

namespace telar::documents::neural {
namespace {

/// The corners of a rectangle turned by `angle` around its middle.
std::vector<Point> Corners(const RotatedBox& box) {
  return {box.At(-0.5F, -0.5F), box.At(0.5F, -0.5F), box.At(0.5F, 0.5F), box.At(-0.5F, 0.5F)};
}

TEST(SmallestRectangle, FindsARectangleOfAnySlopeAgain) {
  for (const float angle : {0.0F, 0.05F, -0.3F, 0.7F, -0.7F}) {
    const RotatedBox box{{100, 50}, 80, 20, angle};
    std::vector<Point> points = Corners(box);
    points.push_back(box.At(0.1F, 0.2F));
    const RotatedBox found = SmallestRectangle(points);
    EXPECT_NEAR(found.center.x, 100, 0.1) << angle;
    EXPECT_NEAR(found.center.y, 50, 0.1) << angle;
    EXPECT_NEAR(found.width, 80, 0.1) << angle;
    EXPECT_NEAR(found.height, 20, 0.1) << angle;
    EXPECT_NEAR(found.angle, angle, 0.01);
  }
}

TEST(SmallestRectangle, KeepsATallBoxTall) {
  const RotatedBox found = SmallestRectangle(Corners({{10, 60}, 12, 100, 0}));
  EXPECT_NEAR(found.width, 12, 0.1);
  EXPECT_NEAR(found.height, 100, 0.1);
}

TEST(SmallestRectangle, IsEmptyForFewerPointsThanARectangleNeeds) {
  EXPECT_EQ(SmallestRectangle({}).width, 0);
  EXPECT_EQ(SmallestRectangle({{3, 4}}).height, 0);
  EXPECT_NEAR(
      SmallestRectangle({{0, 0}, {3, 4}}).width * SmallestRectangle({{0, 0}, {3, 4}}).height, 0,
      1e-3);
}

TEST(RotatedBox, SlicesAlongTheWriting) {
  const RotatedBox half = RotatedBox{{100, 50}, 80, 20, 0}.Slice(0.5F, 1);
  EXPECT_NEAR(half.center.x, 120, 0.01);
  EXPECT_NEAR(half.width, 40, 0.01);
  const Box bounds = half.Bounds();
  EXPECT_NEAR(bounds.x0, 100, 0.01);
  EXPECT_NEAR(bounds.x1, 140, 0.01);
}

}  // namespace
}  // namespace telar::documents::neural
