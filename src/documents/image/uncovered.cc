#include "documents/image/uncovered.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "documents/image/pix.h"

namespace telar::documents {
namespace {

constexpr int kPaper = 235;
constexpr int kRule = 40, kThick = 3;              // pixels: longer and thinner is a rule
constexpr int kLeastWidth = 18, kLeastHeight = 4;  // of a line of text
constexpr double kLeastShare = 0.006;              // of the page
constexpr double kLeastInk = 0.1;                  // of the part
constexpr double kMostOfPage = 0.5;
constexpr std::size_t kMostParts = 6;

struct BoxDeleter {
  void operator()(::Box* box) const { boxDestroy(&box); }
};
struct BoxaDeleter {
  void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
};

/// Takes runs of `width` × `height` out that are no part of something thicker.
void RemoveRules(Pix* ink, int width, int height) {
  const PixPtr runs(pixOpenBrick(nullptr, ink, width, height));
  const PixPtr areas(pixOpenBrick(nullptr, ink, std::max(width, kThick), std::max(height, kThick)));
  if (runs == nullptr || areas == nullptr) return;
  pixSubtract(runs.get(), runs.get(), areas.get());
  pixSubtract(ink, ink, runs.get());
}

}  // namespace

std::vector<Box> UncoveredParts(const PageImage& look, const Page& page) {
  const PixPtr gray = ToPix(look);
  PixPtr ink(gray == nullptr ? nullptr : pixThresholdToBinary(gray.get(), kPaper));
  if (ink == nullptr || page.width <= 0 || page.height <= 0) return {};
  const float scale_x = static_cast<float>(look.width) / page.width;
  const float scale_y = static_cast<float>(look.height) / page.height;
  for (const Word& word : page.words) {
    const int x0 = static_cast<int>(word.box.x0 * scale_x) - 1;
    const int y0 = static_cast<int>(word.box.y0 * scale_y) - 1;
    const int x1 = static_cast<int>(std::ceil(word.box.x1 * scale_x)) + 1;
    const int y1 = static_cast<int>(std::ceil(word.box.y1 * scale_y)) + 1;
    pixRasterop(ink.get(), x0, y0, x1 - x0, y1 - y0, PIX_CLR, nullptr, 0, 0);
  }
  RemoveRules(ink.get(), kRule, 1);
  RemoveRules(ink.get(), 1, kRule);
  constexpr int kJoinX = 9, kJoinY = 5;
  const PixPtr joined(pixCloseSafeBrick(nullptr, ink.get(), kJoinX, kJoinY));
  if (joined == nullptr) return {};
  constexpr int kEightNeighbours = 8;
  const std::unique_ptr<Boxa, BoxaDeleter> boxes(pixConnCompBB(joined.get(), kEightNeighbours));
  if (boxes == nullptr) return {};

  std::vector<Box> parts;
  double covered = 0;
  const double area = static_cast<double>(look.width) * look.height;
  for (int i = 0; i < boxaGetCount(boxes.get()); ++i) {
    l_int32 x = 0, y = 0, width = 0, height = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &width, &height);
    const double size = static_cast<double>(width) * height;
    if (width < kLeastWidth || height < kLeastHeight || size < kLeastShare * area) continue;
    const std::unique_ptr<::Box, BoxDeleter> place(boxCreate(x, y, width, height));
    const PixPtr part(pixClipRectangle(ink.get(), place.get(), nullptr));
    l_int32 pixels = 0;
    if (part == nullptr || pixCountPixels(part.get(), &pixels, nullptr) != 0) continue;
    if (pixels < kLeastInk * size) continue;
    covered += size;
    parts.push_back({.x0 = std::max(0.0F, static_cast<float>(x - 1) / scale_x),
                     .y0 = std::max(0.0F, static_cast<float>(y - 1) / scale_y),
                     .x1 = std::min(page.width, static_cast<float>(x + width + 1) / scale_x),
                     .y1 = std::min(page.height, static_cast<float>(y + height + 1) / scale_y)});
  }
  if (covered > kMostOfPage * area) {
    for (const Box& part : parts) parts[0] = Union(parts[0], part);
    parts.resize(1);
  }
  const auto size = [](const Box& box) { return box.width() * box.height(); };
  std::sort(parts.begin(), parts.end(),
            [&](const Box& a, const Box& b) { return size(a) > size(b); });
  if (parts.size() > kMostParts) parts.resize(kMostParts);
  return parts;
}

}  // namespace telar::documents
