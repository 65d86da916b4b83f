#include "documents/image/pixels.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "documents/image/pix.h"

namespace telar::documents {
namespace {

struct BoxaDeleter {
  void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
};

// Otsu's threshold (IEEE Trans. SMC 9(1), 1979): the brightness that parts the two classes best.
int OtsuThreshold(const PageImage& gray) {
  double histogram[256] = {};
  for (const char c : gray.pixels) ++histogram[static_cast<unsigned char>(c)];
  double total = 0, weighted = 0;
  for (int i = 0; i < 256; ++i) {
    total += histogram[i];
    weighted += i * histogram[i];
  }
  double dark = 0, dark_weighted = 0, best = -1;
  int threshold = 128;
  for (int i = 0; i < 255; ++i) {
    dark += histogram[i];
    dark_weighted += i * histogram[i];
    if (dark == 0 || dark == total) continue;
    const double gap = dark_weighted / dark - (weighted - dark_weighted) / (total - dark);
    const double between = dark * (total - dark) * gap * gap;
    if (between > best) {
      best = between;
      threshold = i + 1;
    }
  }
  return threshold;
}

}  // namespace

PageImage ToGray(const PageImage& image) {
  if (image.channels == 1) return image;
  PageImage gray{
      .width = image.width, .height = image.height, .channels = 1, .dpi = image.dpi, .pixels = {}};
  gray.pixels.resize(image.pixels.size() / 3);
  const auto* source = reinterpret_cast<const unsigned char*>(image.pixels.data());
  for (char& target : gray.pixels) {
    target = static_cast<char>((source[0] * 77 + source[1] * 150 + source[2] * 29) >> 8);
    source += 3;
  }
  return gray;
}

bool IsBlank(const PageImage& image) {
  constexpr int kContrast = 24;
  unsigned char low = 255, high = 0;
  for (const char c : image.pixels) {
    low = std::min(low, static_cast<unsigned char>(c));
    high = std::max(high, static_cast<unsigned char>(c));
  }
  return high - low < kContrast;
}

float MedianLetterHeight(const PageImage& gray) {
  const PixPtr pix = ToPix(gray);
  if (pix == nullptr) return 0;
  const PixPtr binary(pixThresholdToBinary(pix.get(), OtsuThreshold(gray)));
  if (binary == nullptr) return 0;
  constexpr int kEightNeighbours = 8;
  const std::unique_ptr<Boxa, BoxaDeleter> boxes(pixConnCompBB(binary.get(), kEightNeighbours));
  if (boxes == nullptr) return 0;
  std::vector<int> heights;
  const int count = boxaGetCount(boxes.get());
  for (int i = 0; i < count; ++i) {
    l_int32 x = 0, y = 0, width = 0, height = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &width, &height);
    constexpr int kSpeck = 5;
    const bool letter = height >= kSpeck && width >= 2 && width <= 4 * height &&
                        height <= 8 * width && height <= gray.height / 8;
    if (letter) heights.push_back(height);
  }
  constexpr std::size_t kEnough = 20;
  if (heights.size() < kEnough) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return static_cast<float>(*middle);
}

PageImage Scale(const PageImage& gray, float factor) {
  const PixPtr pix = ToPix(gray);
  if (pix == nullptr) return gray;
  PixPtr scaled(factor < 0.7F ? pixScaleAreaMap(pix.get(), factor, factor)
                              : pixScaleGrayLI(pix.get(), factor, factor));
  if (scaled == nullptr) return gray;
  PageImage result = FromPix(std::move(scaled));
  result.dpi = gray.dpi * factor;
  return result.pixels.empty() ? gray : result;
}

}  // namespace telar::documents
