#include "documents/image/clean_up.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>

#include "documents/image/pix.h"
#include "documents/image/pixels.h"
#include "documents/image/sheets.h"

namespace telar::documents {
namespace {

constexpr int kSheetSide = 500;   // pixels of the small copy on which sheets are found …
constexpr int kPrintSide = 1400;  // … and of the one on which print is looked at
constexpr float kLeastSlant = 0.5F, kMostSlant = 10;  // degrees
constexpr float kSureSlant = 3;                       // the best line sums over the worst
constexpr float kSameSlant = 0.3F;                    // degrees between what rows and columns say
constexpr float kSureSideways = 2;                    // the line sums of columns over those of rows

/// A gray copy with every pixel the mean of a square, the long side at most `side`.
struct Small {
  PageImage gray;
  int factor = 1;  ///< Pixels of the original a side.
};

Small Shrunk(const PageImage& image, int side) {
  Small small;
  small.factor = std::max(1, (std::max(image.width, image.height) + side - 1) / side);
  const int f = small.factor;
  PageImage& gray = small.gray;
  gray.width = std::max(1, image.width / f);
  gray.height = std::max(1, image.height / f);
  gray.channels = 1;
  gray.pixels.resize(static_cast<std::size_t>(gray.width) * static_cast<std::size_t>(gray.height));
  const int wide = std::min(f, image.width), high = std::min(f, image.height);
  const auto* source = reinterpret_cast<const unsigned char*>(image.pixels.data());
  const auto channels = static_cast<std::size_t>(image.channels);
  char* target = gray.pixels.data();
  for (int y = 0; y < gray.height; ++y) {
    for (int x = 0; x < gray.width; ++x) {
      unsigned sum = 0;
      for (int dy = 0; dy < high; ++dy) {
        const unsigned char* at =
            source + (static_cast<std::size_t>(y * f + dy) * static_cast<std::size_t>(image.width) +
                      static_cast<std::size_t>(x * f)) *
                         channels;
        for (int dx = 0; dx < wide; ++dx, at += channels) {
          sum += channels == 1 ? at[0] * 256U : at[0] * 77U + at[1] * 150U + at[2] * 29U;
        }
      }
      *target++ = static_cast<char>(sum / (256U * static_cast<unsigned>(wide * high)));
    }
  }
  return small;
}

/// What is darker than the paper around it; null when memory is short.
PixPtr Print(Pix* gray) {
  constexpr int kStroke = 15, kContrast = 28;
  const PixPtr paper(pixCloseGray(gray, kStroke, kStroke));
  if (paper == nullptr) return nullptr;
  const PixPtr depth(pixSubtractGray(nullptr, paper.get(), gray));
  if (depth == nullptr) return nullptr;
  PixPtr print(pixThresholdToBinary(depth.get(), kContrast));
  if (print == nullptr) return nullptr;
  pixInvert(print.get(), print.get());
  // Letters have no long straight runs; bar codes and rules have directions of their own.
  constexpr int kRun = 32;
  const PixPtr upright(pixOpenBrick(nullptr, print.get(), 1, kRun));
  const PixPtr level(pixOpenBrick(nullptr, print.get(), kRun, 1));
  if (upright != nullptr) pixSubtract(print.get(), print.get(), upright.get());
  if (level != nullptr) pixSubtract(print.get(), print.get(), level.get());
  return print;
}

/// How lines of print run over a picture.
struct Slant {
  float degrees = 0;  ///< Clockwise turn that makes them level.
  float sure = 0;     ///< How much sharper the lines are then than at the worst angle.
  float score = 0;    ///< How sharp they are, comparable between directions.
};

Slant SlantOf(Pix* print) {
  Slant slant;
  constexpr int kCoarse = 2, kFine = 1;
  constexpr float kStep = 1, kFinest = 0.05F;
  pixFindSkewSweepAndSearchScore(print, &slant.degrees, &slant.sure, &slant.score, kCoarse, kFine,
                                 0, kMostSlant + 1, kStep, kFinest);
  slant.score *= static_cast<float>(pixGetHeight(print));
  return slant;
}

/// True when the brightness of the paper changes slowly but much from one place to another. Print,
/// banners and logos are sudden: they speak against it.
bool LightVaries(const PageImage& small) {
  constexpr int kTiles = 12;
  constexpr double kLeastRange = 100, kMostSudden = 0.5;
  const int tile = std::max(small.width, small.height) / kTiles;
  const int columns = tile < 8 ? 0 : small.width / tile, rows = tile < 8 ? 0 : small.height / tile;
  if (columns < 2 || rows < 2) return false;
  std::vector<double> paper;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      int counts[256] = {};
      for (int y = row * tile; y < (row + 1) * tile; ++y) {
        for (int x = column * tile; x < (column + 1) * tile; ++x) {
          ++counts[static_cast<unsigned char>(
              small.pixels[static_cast<std::size_t>(y * small.width + x)])];
        }
      }
      int left = tile * tile / 4, level = 255;  // the bright quarter of a tile is paper
      while (level > 0 && (left -= counts[level]) > 0) --level;
      paper.push_back(level);
    }
  }
  double steps = 0, count = 0;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const auto at = static_cast<std::size_t>(row * columns + column);
      if (column > 0) steps += std::abs(paper[at] - paper[at - 1]), ++count;
      if (row > 0) {
        steps += std::abs(paper[at] - paper[at - static_cast<std::size_t>(columns)]);
        ++count;
      }
    }
  }
  std::sort(paper.begin(), paper.end());
  const double range = paper[paper.size() * 19 / 20] - paper[paper.size() / 20];
  // A slope over n tiles has steps of range ÷ n; chance has steps of about a third of the range.
  return range >= kLeastRange && steps / count < kMostSudden * range / 3;
}

PageImage EvenlyLit(PageImage image) {
  const PixPtr pix = ToPix(image);
  if (pix == nullptr) return image;
  constexpr int kDark = 50, kPaper = 230, kSmooth = 2;
  const int tile = std::max(16, std::max(image.width, image.height) / 64);
  PixPtr even(pixBackgroundNorm(pix.get(), nullptr, nullptr, tile, tile, kDark, tile * tile / 3,
                                kPaper, kSmooth, kSmooth));
  if (even == nullptr) return image;
  PageImage result = FromPix(std::move(even));
  if (result.width != image.width || result.height != image.height) return image;
  result.dpi = image.dpi;
  return result;
}

/// Levels and lights `sheet`, which is cut out already.
void Straighten(Sheet& sheet, const PageImage& picture) {
  const Small small = Shrunk(sheet.image, kPrintSide);
  const PixPtr pix = ToPix(small.gray);
  const PixPtr print = pix == nullptr ? nullptr : Print(pix.get());
  if (print == nullptr) return;
  const PixPtr turned(pixRotateOrth(print.get(), 1));
  Slant slant = SlantOf(print.get());
  const Slant other = turned == nullptr ? Slant{} : SlantOf(turned.get());
  sheet.sideways = other.sure >= kSureSlant && other.score > kSureSideways * slant.score;
  const bool agree = std::abs(slant.degrees - other.degrees) <= kSameSlant;
  const bool sure = std::max(slant.sure, agree ? other.sure : 0) >= kSureSlant;
  if (sheet.sideways) slant = other;

  const float degrees = std::abs(slant.degrees);
  if (sure && degrees >= kLeastSlant && degrees <= kMostSlant) {
    const double angle = degrees * std::numbers::pi / 180;
    const double width = sheet.image.width, height = sheet.image.height;
    const double grown_width = width * std::cos(angle) + height * std::sin(angle);
    const double grown_height = height * std::cos(angle) + width * std::sin(angle);
    const int w = static_cast<int>(std::ceil(grown_width));
    const int h = static_cast<int>(std::ceil(grown_height));
    sheet.back = sheet.back.After(
        PixelMap::BeforeSlant(slant.degrees, width, height, grown_width, grown_height));
    sheet.image = Warped(picture, sheet.back, w, h);
  }
  if (LightVaries(small.gray)) sheet.image = EvenlyLit(std::move(sheet.image));
}

}  // namespace

std::vector<Sheet> CleanUp(PageImage image) {
  std::vector<Sheet> sheets;
  const Small small = Shrunk(image, kSheetSide);
  const double scale = small.factor;
  for (const Quad& found : FindSheets(small.gray)) {
    Quad quad = found;
    for (PixelPoint& p : quad) p = {p.x * scale, p.y * scale};
    const auto side = [&](std::size_t a, std::size_t b) {
      return std::hypot(quad[a].x - quad[b].x, quad[a].y - quad[b].y);
    };
    const double width = std::ceil((side(0, 1) + side(3, 2)) / 2);
    const double height = std::ceil((side(0, 3) + side(1, 2)) / 2);
    const auto back = PixelMap::OntoQuad(width, height, quad);
    if (!back) continue;
    sheets.push_back(
        {.image = Warped(image, *back, static_cast<int>(width), static_cast<int>(height)),
         .back = *back});
    Straighten(sheets.back(), image);
  }
  if (!sheets.empty()) return sheets;
  Sheet whole{.image = std::move(image)};
  // The picture is its own source: Warped reads it before it is replaced.
  Straighten(whole, whole.image);
  sheets.push_back(std::move(whole));
  return sheets;
}

PageImage Turned(const PageImage& image, int quarters) {
  const bool swap = (quarters & 1) != 0;
  return Warped(image, PixelMap::BeforeTurn(quarters, image.width, image.height),
                swap ? image.height : image.width, swap ? image.width : image.height);
}

}  // namespace telar::documents
