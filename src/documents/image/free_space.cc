#include "documents/image/free_space.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>

namespace telar::documents {
namespace {

constexpr int kCell = 4;
constexpr int kGap = 4;
// Brightness that differs by more than this within a few pixels is print, and not paper or shadow;
// faint print sets a lower mark.
constexpr int kLeastContrast = 16, kMostContrast = 48;
constexpr int kPixelsOfPrint = 2;

int CellsUp(int pixels) { return (pixels + kCell - 1) / kCell; }

/// A third of the contrast that the darkest fiftieth of the page's edges have.
int ContrastOfPrint(Pix* edges) {
  constexpr float kRank = 0.98F;
  l_uint32 strong = 0;
  pixGetRankValue(edges, 4, kRank, &strong);
  return std::clamp(static_cast<int>(strong / 3), kLeastContrast, kMostContrast);
}

}  // namespace

FreeSpace::FreeSpace(Pix* page, int margin)
    : width_(pixGetWidth(page)),
      height_(pixGetHeight(page)),
      margin_(CellsUp(margin) * kCell),
      columns_(CellsUp(width_) + 2 * margin_ / kCell),
      rows_(CellsUp(height_)),
      taken_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {
  const PixPtr gray(pixConvertTo8(page, 0));
  const PixPtr edges(gray == nullptr ? nullptr : pixMorphGradient(gray.get(), 3, 3, 0));
  if (edges == nullptr) {
    std::fill(taken_.begin(), taken_.end(), 1);
    return;
  }
  const int contrast = ContrastOfPrint(edges.get());
  std::vector<int> print(taken_.size());
  for (int y = 0; y < height_; ++y) {
    const l_uint32* const row =
        pixGetData(edges.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(edges.get());
    int* const cells = print.data() + static_cast<std::ptrdiff_t>(y / kCell) * columns_;
    for (int x = 0; x < width_; ++x) {
      if (GET_DATA_BYTE(row, x) > contrast) ++cells[(x + margin_) / kCell];
    }
  }
  std::transform(print.begin(), print.end(), taken_.begin(),
                 [](int pixels) { return static_cast<char>(pixels >= kPixelsOfPrint); });
}

bool FreeSpace::Taken(int column, int row) const {
  return taken_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                static_cast<std::size_t>(column)] != 0;
}

bool FreeSpace::Free(const PixelBox& box) const {
  if (box.y0 < 0 || box.y1 > height_ || box.x0 < -margin_ || box.x1 > width_ + margin_) {
    return false;
  }
  const int last_row = std::min(rows_, CellsUp(box.y1));
  const int last_column = std::min(columns_, CellsUp(box.x1 + margin_));
  for (int row = box.y0 / kCell; row < last_row; ++row) {
    for (int column = (box.x0 + margin_) / kCell; column < last_column; ++column) {
      if (Taken(column, row)) return false;
    }
  }
  return true;
}

void FreeSpace::Take(const PixelBox& box) {
  const int first_row = std::max(0, box.y0) / kCell;
  const int last_row = std::min(rows_, CellsUp(std::max(0, box.y1)));
  const int first_column = std::max(0, box.x0 + margin_) / kCell;
  const int last_column = std::min(columns_, CellsUp(std::max(0, box.x1 + margin_)));
  for (int row = first_row; row < last_row; ++row) {
    for (int column = first_column; column < last_column; ++column) {
      taken_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
             static_cast<std::size_t>(column)] = 1;
    }
  }
}

int FreeSpace::Crossed(int x0, int x1, int y) const {
  const int row = std::clamp(y, 0, height_ - 1) / kCell;
  const int first = std::clamp(x0 + margin_, 0, columns_ * kCell) / kCell;
  const int last = std::clamp(x1 + margin_, 0, columns_ * kCell) / kCell;
  int crossed = 0;
  for (int column = first; column < last; ++column) crossed += Taken(column, row) ? 1 : 0;
  return crossed;
}

PixelBox FreeSpace::Place(const PixelBox& box, int width, int height) const {
  PixelBox best{width_ + kGap, box.y0, width_ + kGap + width, box.y0 + height};
  int best_cost = std::numeric_limits<int>::max();
  const auto offer = [&](int x, int y, int cost) {
    const PixelBox place{x, y, x + width, y + height};
    if (cost >= best_cost || !Free(place)) return false;
    best = place;
    best_cost = cost;
    return true;
  };
  offer(box.x0, box.y0 - height - 1, 0);
  offer(box.x1 - width, box.y0 - height - 1, 4);
  offer(box.x0, box.y1 + 1, 12);

  const int level = (box.y0 + box.y1 - height) / 2;
  const int middle = (box.y0 + box.y1) / 2;
  // Rows further up or down come in only when the near ones are full.
  for (int off = 0; off <= height_ && 2 * off < best_cost; off += kCell) {
    for (const int y : {level - off, level + off}) {
      for (int x = box.x1 + kGap; x + width <= width_ + margin_; x += kCell) {
        const int cost = x - box.x1 + 2 * off;
        if (cost >= best_cost) break;
        if (offer(x, y, cost + 4 * Crossed(box.x1 + kGap, x, middle))) break;
      }
      for (int x = box.x0 - kGap - width; x >= -margin_; x -= kCell) {
        const int cost = box.x0 - width - x + 2 * off;
        if (cost >= best_cost) break;
        if (offer(x, y, cost + 4 * Crossed(x + width, box.x0 - kGap, middle))) break;
      }
      if (off == 0) break;
    }
  }
  return best;
}

}  // namespace telar::documents
