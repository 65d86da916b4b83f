#include "documents/ocr/neural/detector.h"

#include <gtest/gtest.h>

namespace telar::documents::neural {
namespace {

constexpr int kWidth = 100, kHeight = 60;

class BoxesOfMapTest : public ::testing::Test {
 protected:
  void Paint(int x0, int y0, int x1, int y1, float p) {
    for (int y = y0; y < y1; ++y) {
      for (int x = x0; x < x1; ++x) map_[static_cast<std::size_t>(y * kWidth + x)] = p;
    }
  }
  std::vector<RotatedBox> Boxes() const { return BoxesOfMap(map_, kWidth, kWidth, kHeight); }
  std::vector<float> map_ = std::vector<float>(kWidth * kHeight, 0.0F);
};

TEST_F(BoxesOfMapTest, GrowsEachAreaOfProbableTextIntoABox) {
  Paint(10, 10, 50, 16, 0.95F);
  Paint(10, 30, 90, 36, 0.95F);
  const auto boxes = Boxes();
  ASSERT_EQ(boxes.size(), 2U);
  const Box first = boxes[0].Bounds();
  EXPECT_LT(first.x0, 10);
  EXPECT_GT(first.x1, 50);
  EXPECT_LT(first.y0, 10);
  EXPECT_GT(first.y1, 16);
}

TEST_F(BoxesOfMapTest, IgnoresWhatIsImprobableOrTiny) {
  Paint(10, 10, 50, 16, 0.25F);
  Paint(70, 40, 71, 41, 0.99F);
  Paint(10, 30, 50, 36, 0.4F);
  EXPECT_TRUE(Boxes().empty());
}

TEST_F(BoxesOfMapTest, LooksAtTheUsedPartOnly) {
  Paint(60, 10, 95, 16, 0.95F);
  EXPECT_TRUE(BoxesOfMap(map_, kWidth, 50, kHeight).empty());
}

}  // namespace
}  // namespace telar::documents::neural
