#include <algorithm>
#include <cmath>
#include <string>

#include "documents/detect.h"
#include "documents/image/exif.h"
#include "documents/image/image_file.h"
#include "fuzz/support/require.h"

namespace {

using namespace telar;
using namespace telar::documents;
using fuzz::Require;

constexpr std::uint64_t kMostPixels = 1'000'000;
constexpr int kMostPages = 3;

void JudgePicture(const PageImage& image) {
  Require(image.width > 0 && image.height > 0, "a picture has a size");
  Require(image.channels == 1 || image.channels == 3, "a picture is gray or RGB");
  const auto pixels =
      static_cast<std::uint64_t>(image.width) * static_cast<std::uint64_t>(image.height);
  Require(pixels <= kMostPixels, "a picture keeps to the limit");
  Require(image.pixels.size() == pixels * static_cast<std::uint64_t>(image.channels),
          "every pixel is there");
  Require(std::isfinite(image.dpi) && image.dpi >= 0, "a resolution is not negative");
}

}  // namespace

/// Any bytes as a picture: refused by one of the promised codes, or decoded whole and the same
/// every time.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::AsText(data, size);
  const int orientation = ExifOrientation(bytes);
  Require(orientation >= 1 && orientation <= 8, "an orientation is 1..8");
  const auto kind = DetectKind(bytes);
  Require(kind.ok() || kind.status().code() == Code::kInvalidInput, "what is unknown is refused");
  if (!kind.ok()) return 0;
  Require(*kind != FileKind::kUnknown, "what is known has a name");
  if (*kind != FileKind::kJpeg && *kind != FileKind::kPng && *kind != FileKind::kTiff) return 0;
  const auto count = CountImagePages(bytes, *kind);
  if (!count.ok()) return 0;
  Require(*count >= 1, "a picture file has a page");
  for (int number = 1; number <= std::min(*count, kMostPages); ++number) {
    const auto image = DecodeImagePage(bytes, *kind, number, kMostPixels);
    if (!image.ok()) {
      Require(image.status().code() == Code::kInvalidInput ||
                  image.status().code() == Code::kLimitExceeded,
              "a picture that cannot be read is refused", image.status().message());
      continue;
    }
    JudgePicture(*image);
  }
  return 0;
}
