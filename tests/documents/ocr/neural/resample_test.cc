#include "documents/ocr/neural/resample.h"

#include <gmock/gmock.h>

namespace telar::documents::neural {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;
using ::testing::Pointwise;

PageImage Image(int width, int height, int channels, const std::vector<int>& values) {
  PageImage image{.width = width, .height = height, .channels = channels, .dpi = 0, .pixels = {}};
  for (const int value : values) image.pixels += static_cast<char>(value);
  return image;
}

std::vector<int> Bytes(const Planes& planes) {
  std::vector<int> bytes;
  for (const float value : planes.values)
    bytes.push_back(static_cast<int>((value + 1) * 127.5F + 0.5F));
  return bytes;
}

TEST(Scaled, GivesAGrayPictureThreeTimes) {
  EXPECT_THAT(Bytes(Scaled(Image(2, 1, 1, {10, 200}), 2, 1)),
              ElementsAre(10, 200, 10, 200, 10, 200));
}

TEST(Scaled, GivesBlueGreenRed) {
  EXPECT_THAT(Bytes(Scaled(Image(1, 1, 3, {10, 20, 30}), 1, 1)), ElementsAre(30, 20, 10));
}

TEST(Scaled, TakesTheMeanOfTheAreaThatAPixelCovers) {
  const Planes half = Scaled(Image(4, 2, 1, {0, 100, 40, 60, 100, 200, 40, 60}), 2, 1);
  EXPECT_EQ(Bytes(half)[0], 100);
  EXPECT_EQ(Bytes(half)[1], 50);
  // Three pixels onto two: the middle one counts half for each.
  const Planes two = Scaled(Image(3, 1, 1, {30, 90, 150}), 2, 1);
  EXPECT_EQ(Bytes(two)[0], 50);
  EXPECT_EQ(Bytes(two)[1], 130);
}

TEST(Part, IsPaddedWithZeros) {
  const Planes planes{3, 2, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18}};
  const Planes part = Part(planes, {1, 1, 2, 1}, 3, 2);
  EXPECT_THAT(part.values, ElementsAre(5, 6, 0, 0, 0, 0, 11, 12, 0, 0, 0, 0, 17, 18, 0, 0, 0, 0));
}

TEST(Cropped, TurnsASlopingBoxUpright) {
  // A white square of 6 × 6 in a black picture, turned by a quarter: still the square.
  std::vector<int> pixels(100, 0);
  for (int y = 2; y < 8; ++y) {
    for (int x = 2; x < 8; ++x) pixels[static_cast<std::size_t>(y * 10 + x)] = 255;
  }
  const Planes crop = Cropped(Image(10, 10, 1, pixels), {{5, 5}, 3, 3, 0.785F}, false, 2, 2);
  EXPECT_THAT(crop.values, Pointwise(FloatNear(0.01F), std::vector<float>(12, 1.0F)));
}

}  // namespace
}  // namespace telar::documents::neural
