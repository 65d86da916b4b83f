#include "documents/image/pixels.h"

#include <gmock/gmock.h>

#include "tests/documents/pictures.h"

namespace telar::documents {
namespace {

using ::testing::FloatNear;

TEST(ToGray, WeighsTheColours) {
  PageImage image{.width = 3, .height = 1, .channels = 3, .dpi = 200, .pixels = {}};
  image.pixels = std::string("\xFF\0\0\0\xFF\0\0\0\xFF", 9);
  const PageImage gray = ToGray(image);
  EXPECT_EQ(gray.channels, 1);
  EXPECT_EQ(gray.dpi, 200);
  EXPECT_EQ(PixelAt(gray, 0, 0), 76);
  EXPECT_EQ(PixelAt(gray, 1, 0), 149);
  EXPECT_EQ(PixelAt(gray, 2, 0), 28);
}

TEST(IsBlank, SeesADot) {
  PageImage image = GrayPicture(50, 50, 250);
  EXPECT_TRUE(IsBlank(image));
  PixelAt(image, 40, 10) = 100;
  EXPECT_FALSE(IsBlank(image));
}

TEST(MedianLetterHeight, MeasuresBlocksOfOneHeight) {
  PageImage image = GrayPicture(400, 100);
  for (int letter = 0; letter < 30; ++letter) {
    for (int y = 20; y < 32; ++y) {
      for (int x = 0; x < 6; ++x) PixelAt(image, 10 + letter * 12 + x, y) = 0;
    }
  }
  EXPECT_EQ(MedianLetterHeight(image), 12);
}

TEST(MedianLetterHeight, IsUnknownWithoutLetters) {
  EXPECT_EQ(MedianLetterHeight(GrayPicture(100, 100)), 0);
}

TEST(Scale, ChangesTheSize) {
  const PageImage half = Scale(GrayPicture(100, 60, 77), 0.5F);
  EXPECT_EQ(half.width, 50);
  EXPECT_EQ(half.height, 30);
  EXPECT_EQ(PixelAt(half, 20, 20), 77);
  EXPECT_THAT(static_cast<float>(Scale(GrayPicture(100, 60), 1.5F).width), FloatNear(150, 1));
}

}  // namespace
}  // namespace telar::documents
