#include "documents/image/sheets.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>

#include "documents/image/pix.h"

namespace telar::documents {
namespace {

constexpr double kLeastContrast = 40;              // between paper and surroundings, of 255 levels
constexpr double kLeastShare = 0.04;               // of the picture that a sheet covers
constexpr double kWholePicture = 0.88;             // a sheet that covers more is the picture itself
constexpr double kLeastFit = 0.9, kMostFit = 1.1;  // area of a sheet ÷ area of its quadrilateral
constexpr double kSharp = 0.75;                    // of the samples along its edges
constexpr int kPrintWidth = 11;                    // strokes of letters are thinner
constexpr int kPrintContrast = 40;
constexpr double kRim = 4;  // pixels on both sides of an edge

struct BoxaDeleter {
  void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
};
struct PixaDeleter {
  void operator()(Pixa* pictures) const { pixaDestroy(&pictures); }
};

int At(const PageImage& gray, int x, int y) {
  return static_cast<unsigned char>(
      gray.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(gray.width) +
                  static_cast<std::size_t>(x)]);
}

double Area(const Quad& quad) {
  double twice = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const PixelPoint a = quad[i], b = quad[(i + 1) % 4];
    twice += a.x * b.y - b.x * a.y;
  }
  return std::abs(twice) / 2;
}

/// How far inside the quadrilateral a point lies; negative outside.
double Depth(const Quad& quad, PixelPoint p) {
  double least = 1e9;
  for (std::size_t i = 0; i < 4; ++i) {
    const PixelPoint a = quad[i], b = quad[(i + 1) % 4];
    const double x = b.x - a.x, y = b.y - a.y;
    least = std::min(least, (x * (p.y - a.y) - y * (p.x - a.x)) / std::max(1.0, std::hypot(x, y)));
  }
  return least;
}

/// Where paper and surroundings part, and how far apart their brightness is.
struct Split {
  int threshold = 0;
  double contrast = 0;
};

Split SplitOf(const PageImage& gray) {
  double counts[256] = {}, total = 0, weighted = 0;
  for (const char c : gray.pixels) ++counts[static_cast<unsigned char>(c)];
  for (int i = 0; i < 256; ++i) {
    total += counts[i];
    weighted += i * counts[i];
  }
  Split split;
  double dark = 0, dark_weighted = 0, best = -1;
  for (int i = 0; i < 255; ++i) {
    dark += counts[i];
    dark_weighted += i * counts[i];
    if (dark == 0 || dark == total) continue;
    const double gap = (weighted - dark_weighted) / (total - dark) - dark_weighted / dark;
    const double between = dark * (total - dark) * gap * gap;
    if (between <= best) continue;
    best = between;
    split = {i + 1, gap};
  }
  return split;
}

/// The corners of a connected area: its outermost points along the diagonals, which are the corners
/// of every rectangle that is turned by less than half a right angle.
Quad CornersOf(Pix* area, int left, int top) {
  const int width = pixGetWidth(area), height = pixGetHeight(area);
  Quad corners{};
  double least_sum = 1e9, most_sum = -1e9, least_gap = 1e9, most_gap = -1e9;
  for (int y = 0; y < height; ++y) {
    const l_uint32* row = pixGetData(area) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(area);
    for (int x = 0; x < width; ++x) {
      if (GET_DATA_BIT(row, x) == 0) continue;
      const double sum = x + y, gap = x - y;
      const double px = left + x, py = top + y;
      if (sum < least_sum) least_sum = sum, corners[0] = {px, py};
      if (gap > most_gap) most_gap = gap, corners[1] = {px + 1, py};
      if (sum > most_sum) most_sum = sum, corners[2] = {px + 1, py + 1};
      if (gap < least_gap) least_gap = gap, corners[3] = {px, py + 1};
    }
  }
  return corners;
}

/// True when at least three sides lie inside the picture and nearly everywhere along them the paper
/// ends at once.
bool HasSharpEdges(const PageImage& gray, const Quad& quad, double contrast) {
  int samples = 0, sharp = 0, inner_sides = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const PixelPoint a = quad[i], b = quad[(i + 1) % 4];
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (length < 8 * kRim) return false;
    const double nx = (b.y - a.y) / length, ny = -(b.x - a.x) / length;  // outwards
    int inner = 0, looked = 0;
    for (double at = 2 * kRim; at < length - 2 * kRim; at += 2, ++looked) {
      const double x = a.x + (b.x - a.x) * at / length, y = a.y + (b.y - a.y) * at / length;
      const int ox = static_cast<int>(x + kRim * nx), oy = static_cast<int>(y + kRim * ny);
      const int ix = static_cast<int>(x - kRim * nx), iy = static_cast<int>(y - kRim * ny);
      if (ox < 0 || oy < 0 || ox >= gray.width || oy >= gray.height) continue;
      if (ix < 0 || iy < 0 || ix >= gray.width || iy >= gray.height) continue;
      ++inner;
      ++samples;
      if (At(gray, ix, iy) - At(gray, ox, oy) >= 0.4 * contrast) ++sharp;
    }
    if (2 * inner > looked) ++inner_sides;
  }
  return inner_sides >= 3 && sharp >= kSharp * samples;
}

/// True when thin strokes, dark or bright, are as dense outside of the sheets as a quarter of what
/// is on them.
bool PrintOutside(const PageImage& gray, Pix* closed, Pix* opened,
                  const std::vector<Quad>& sheets) {
  double inside = 0, print_inside = 0, outside = 0, print_outside = 0;
  for (int y = 0; y < gray.height; ++y) {
    const l_uint32* c = pixGetData(closed) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(closed);
    const l_uint32* o = pixGetData(opened) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(opened);
    for (int x = 0; x < gray.width; ++x) {
      double depth = -1e9;
      for (const Quad& quad : sheets) depth = std::max(depth, Depth(quad, {x + 0.5, y + 0.5}));
      if (std::abs(depth) < 3 * kRim) continue;
      const int level = At(gray, x, y);
      const bool print = static_cast<int>(GET_DATA_BYTE(c, x)) - level >= kPrintContrast ||
                         level - static_cast<int>(GET_DATA_BYTE(o, x)) >= kPrintContrast;
      (depth > 0 ? inside : outside) += 1;
      if (print) (depth > 0 ? print_inside : print_outside) += 1;
    }
  }
  return print_outside * std::max(inside, 1.0) > 0.25 * print_inside * std::max(outside, 1.0);
}

Quad Grown(const Quad& quad, double by) {
  PixelPoint middle;
  for (const PixelPoint p : quad) {
    middle.x += p.x / 4;
    middle.y += p.y / 4;
  }
  Quad grown = quad;
  for (PixelPoint& p : grown) {
    const double x = p.x - middle.x, y = p.y - middle.y;
    p.x += by * (x > 0 ? 1 : -1);
    p.y += by * (y > 0 ? 1 : -1);
  }
  return grown;
}

/// Sheets whose heights overlap by half form a row; rows from the top, sheets from the left.
void SortForReading(std::vector<Quad>& sheets) {
  const auto top = [](const Quad& q) { return std::min(q[0].y, q[1].y); };
  const auto bottom = [](const Quad& q) { return std::max(q[2].y, q[3].y); };
  std::sort(sheets.begin(), sheets.end(),
            [&](const Quad& a, const Quad& b) { return top(a) < top(b); });
  for (auto first = sheets.begin(); first != sheets.end();) {
    const double half = (top(*first) + bottom(*first)) / 2;
    const auto last =
        std::find_if(first, sheets.end(), [&](const Quad& q) { return top(q) > half; });
    std::sort(first, last, [](const Quad& a, const Quad& b) { return a[0].x < b[0].x; });
    first = last;
  }
}

}  // namespace

std::vector<Quad> FindSheets(const PageImage& gray) {
  const PixPtr pix = ToPix(gray);
  if (pix == nullptr) return {};
  const PixPtr closed(pixCloseGray(pix.get(), kPrintWidth, kPrintWidth));
  const PixPtr opened(pixOpenGray(pix.get(), kPrintWidth, kPrintWidth));
  if (closed == nullptr || opened == nullptr) return {};
  const PageImage paper = FromPix(PixPtr(pixClone(closed.get())));
  const Split split = SplitOf(paper);
  if (split.contrast < kLeastContrast) return {};

  PixPtr mask(pixThresholdToBinary(closed.get(), split.threshold));
  if (mask == nullptr) return {};
  pixInvert(mask.get(), mask.get());
  mask.reset(pixOpenBrick(nullptr, mask.get(), 5, 5));
  Pixa* raw_areas = nullptr;
  const std::unique_ptr<Boxa, BoxaDeleter> boxes(pixConnComp(mask.get(), &raw_areas, 4));
  const std::unique_ptr<Pixa, PixaDeleter> areas(raw_areas);
  if (boxes == nullptr || areas == nullptr) return {};

  const double picture = static_cast<double>(gray.width) * gray.height;
  std::vector<Quad> sheets;
  for (int i = 0; i < pixaGetCount(areas.get()); ++i) {
    l_int32 left = 0, top = 0, width = 0, height = 0;
    boxaGetBoxGeometry(boxes.get(), i, &left, &top, &width, &height);
    if (static_cast<double>(width) * height < kLeastShare * picture) continue;
    const PixPtr area(pixaGetPix(areas.get(), i, L_CLONE));
    const PixPtr holes(pixHolesByFilling(area.get(), 4));
    l_int32 pixels = 0, hole_pixels = 0;
    pixCountPixels(area.get(), &pixels, nullptr);
    if (holes != nullptr) pixCountPixels(holes.get(), &hole_pixels, nullptr);
    const double covered = pixels + hole_pixels;
    if (covered < kLeastShare * picture) continue;
    const Quad quad = CornersOf(area.get(), left, top);
    const double fit = covered / std::max(1.0, Area(quad));
    const bool sound = fit >= kLeastFit && fit <= kMostFit && covered < kWholePicture * picture &&
                       HasSharpEdges(paper, quad, split.contrast);
    // One bright part that is no sheet makes the others doubtful.
    if (!sound) return {};
    sheets.push_back(quad);
  }
  if (sheets.empty() || PrintOutside(gray, closed.get(), opened.get(), sheets)) return {};
  SortForReading(sheets);
  for (Quad& sheet : sheets) sheet = Grown(sheet, 1);
  return sheets;
}

}  // namespace telar::documents
