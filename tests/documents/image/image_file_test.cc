#include "documents/image/image_file.h"

#include <gmock/gmock.h>

#include <string>

#include "tests/documents/pictures.h"
#include "tests/support/status_matchers.h"

namespace telar::documents {
namespace {

using ::telar::testing::IsOkAndHolds;
using ::telar::testing::StatusIs;
using ::testing::HasSubstr;

constexpr std::uint64_t kEnough = 1'000'000;

// Dark in its upper left quarter.
PageImage Cornered(int width, int height) {
  PageImage image = GrayPicture(width, height);
  for (int y = 0; y < height / 2; ++y) {
    for (int x = 0; x < width / 2; ++x) PixelAt(image, x, y) = 0;
  }
  return image;
}

std::string DarkCorner(const PageImage& image) {
  const auto dark = [&](int x, int y) { return PixelAt(image, x, y) < 128; };
  const int right = image.width - 4, bottom = image.height - 4;
  std::string corners;
  if (dark(3, 3)) corners += "top left";
  if (dark(right, 3)) corners += "top right";
  if (dark(3, bottom)) corners += "bottom left";
  if (dark(right, bottom)) corners += "bottom right";
  return corners;
}

TEST(DecodeImagePage, DecodesGrayPngExactly) {
  PageImage image = GrayPicture(7, 5);
  PixelAt(image, 3, 2) = 99;
  ASSERT_OK_AND_ASSIGN(const PageImage decoded,
                       DecodeImagePage(EncodePng(image), FileKind::kPng, 1, kEnough));
  EXPECT_EQ(decoded.width, 7);
  EXPECT_EQ(decoded.height, 5);
  EXPECT_EQ(decoded.channels, 1);
  EXPECT_EQ(decoded.pixels, image.pixels);
}

TEST(DecodeImagePage, DecodesOneBitAsBlackAndWhite) {
  ASSERT_OK_AND_ASSIGN(const PageImage decoded,
                       DecodeImagePage(OneBitPng(), FileKind::kPng, 1, kEnough));
  EXPECT_EQ(PixelAt(decoded, 2, 2), 0);
  EXPECT_EQ(PixelAt(decoded, 13, 2), 255);
}

TEST(DecodeImagePage, ResolvesPalettes) {
  ASSERT_OK_AND_ASSIGN(const PageImage decoded,
                       DecodeImagePage(PalettePng(), FileKind::kPng, 1, kEnough));
  ASSERT_EQ(decoded.channels, 3);
  EXPECT_EQ(PixelAt(decoded, 2, 2, 0), 255);
  EXPECT_EQ(PixelAt(decoded, 2, 2, 2), 0);
  EXPECT_EQ(PixelAt(decoded, 13, 2, 2), 255);
}

TEST(DecodeImagePage, ShowsPaperWhereAPictureIsTransparent) {
  ASSERT_OK_AND_ASSIGN(const PageImage decoded,
                       DecodeImagePage(HalfTransparentPng(), FileKind::kPng, 1, kEnough));
  EXPECT_LT(PixelAt(decoded, 2, 2), 5);
  EXPECT_EQ(PixelAt(decoded, 13, 2), 255);
}

TEST(DecodeImagePage, TurnsJpegsAsTheCameraWasHeld) {
  const PageImage image = Cornered(48, 32);
  const char* const expected[] = {"top left", "top right", "bottom right", "bottom left",
                                  "top left", "top right", "bottom right", "bottom left"};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    ASSERT_OK_AND_ASSIGN(const PageImage decoded, DecodeImagePage(EncodeJpeg(image, orientation),
                                                                  FileKind::kJpeg, 1, kEnough));
    EXPECT_EQ(DarkCorner(decoded), expected[orientation - 1]) << orientation;
    EXPECT_EQ(decoded.width, orientation <= 4 ? 48 : 32) << orientation;
  }
}

TEST(DecodeImagePage, ReadsTheUpperPartOfATruncatedJpeg) {
  PageImage image = Cornered(320, 320);
  for (int i = 0; i < 320 * 320; i += 3) image.pixels[static_cast<std::size_t>(i)] ^= 0x1F;
  std::string bytes = EncodeJpeg(image);
  bytes.resize(bytes.size() / 2);
  ASSERT_OK_AND_ASSIGN(const PageImage decoded,
                       DecodeImagePage(bytes, FileKind::kJpeg, 1, kEnough));
  EXPECT_EQ(decoded.height, 320);
  EXPECT_LT(PixelAt(decoded, 10, 10), 64);
}

TEST(DecodeImagePage, RefusesATruncatedPng) {
  std::string bytes = EncodePng(Cornered(320, 320));
  bytes.resize(bytes.size() / 2);
  EXPECT_THAT(DecodeImagePage(bytes, FileKind::kPng, 1, kEnough), StatusIs(Code::kInvalidInput));
}

TEST(DecodeImagePage, RefusesABombByItsHeader) {
  std::string bytes = EncodePng(GrayPicture(8, 8));
  // The width and height of the IHDR chunk become 65,536 each; its checksum is not looked at
  // before.
  bytes.replace(16, 8, std::string("\0\1\0\0\0\1\0\0", 8));
  EXPECT_THAT(DecodeImagePage(bytes, FileKind::kPng, 1, kEnough),
              StatusIs(Code::kLimitExceeded, HasSubstr("65536")));
}

TEST(DecodeImagePage, RefusesWhatHasOnePixelTooMany) {
  EXPECT_OK(DecodeImagePage(EncodePng(GrayPicture(100, 10)), FileKind::kPng, 1, 1000));
  EXPECT_THAT(DecodeImagePage(EncodePng(GrayPicture(143, 7)), FileKind::kPng, 1, 1000),
              StatusIs(Code::kLimitExceeded));
}

TEST(DecodeImagePage, ReadsEveryPageOfATiff) {
  const std::string bytes =
      EncodeTiff({GrayPicture(10, 10, 10), GrayPicture(20, 20, 20), GrayPicture(30, 30, 30)});
  EXPECT_THAT(CountImagePages(bytes, FileKind::kTiff), IsOkAndHolds(3));
  ASSERT_OK_AND_ASSIGN(const PageImage third, DecodeImagePage(bytes, FileKind::kTiff, 3, kEnough));
  EXPECT_EQ(third.width, 30);
  EXPECT_EQ(PixelAt(third, 5, 5), 30);
}

TEST(DecodeImagePage, ChecksTheSizeOfEveryTiffPage) {
  const std::string bytes = EncodeTiff({GrayPicture(10, 10), GrayPicture(200, 200)});
  EXPECT_OK(DecodeImagePage(bytes, FileKind::kTiff, 1, 1000));
  EXPECT_THAT(DecodeImagePage(bytes, FileKind::kTiff, 2, 1000), StatusIs(Code::kLimitExceeded));
}

TEST(DecodeImagePage, RefusesGarbage) {
  EXPECT_THAT(DecodeImagePage("\xFF\xD8\xFF\xE0 no picture", FileKind::kJpeg, 1, kEnough),
              StatusIs(Code::kInvalidInput));
  EXPECT_THAT(DecodeImagePage("\x89PNG\r\n\x1A\n", FileKind::kPng, 1, kEnough),
              StatusIs(Code::kInvalidInput));
  EXPECT_THAT(CountImagePages("II*", FileKind::kTiff), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::documents
