#include "documents/image/exif.h"

#include <gmock/gmock.h>

#include <string>

#include "tests/documents/pictures.h"

namespace telar::documents {
namespace {

using std::string_literals::operator""s;

TEST(ExifOrientation, ReadsWhatTheCameraNoted) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    EXPECT_EQ(ExifOrientation(EncodeJpeg(GrayPicture(8, 8), orientation)), orientation);
  }
}

TEST(ExifOrientation, ReadsLittleEndianBlocks) {
  EXPECT_EQ(ExifOrientation("\xFF\xD8\xFF\xE1\x00\x22"s + "Exif\0\0"s + "II*\0\x08\0\0\0"s +
                            "\x01\0"s + "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"s + "\0\0\0\0"s),
            6);
}

TEST(ExifOrientation, IsAsStoredWithoutABlock) {
  EXPECT_EQ(ExifOrientation(EncodeJpeg(GrayPicture(8, 8))), 1);
}

TEST(ExifOrientation, IsAsStoredWhenTheNumberMakesNoSense) {
  EXPECT_EQ(ExifOrientation(EncodeJpeg(GrayPicture(8, 8), 9)), 1);
}

TEST(ExifOrientation, ReadsNothingBeyondATruncatedBlock) {
  const std::string jpeg = EncodeJpeg(GrayPicture(8, 8), 6).substr(0, 40);
  for (std::size_t size = 0; size < 31; ++size) {
    EXPECT_EQ(ExifOrientation(std::string(jpeg, 0, size)), 1) << size;
  }
}

}  // namespace
}  // namespace telar::documents
