#pragma once

#include <vector>

#include "documents/image/pix.h"

namespace telar::documents {

/// A rectangle of whole pixels; x1 and y1 are just outside.
struct PixelBox {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  int width() const { return x1 - x0; }
  int height() const { return y1 - y0; }
};

/// Where on a page nothing is printed and nothing was placed yet, in cells of a few pixels. Left
/// and right of the page lie empty margins: x may be negative or beyond the page's width.
class FreeSpace {
 public:
  /// `page` of any depth; all is taken when memory is short.
  FreeSpace(Pix* page, int margin);

  /// Nothing lies in the box. False for what is above, below or beyond the margins.
  bool Free(const PixelBox& box) const;
  void Take(const PixelBox& box);
  /// The cells with something in them along a level line.
  int Crossed(int x0, int x1, int y) const;

  /// A place for something `width` × `height` beside `box`: as near as there is room, above all in
  /// its row. When nothing is free: right of the page, over what is there.
  PixelBox Place(const PixelBox& box, int width, int height) const;

 private:
  bool Taken(int column, int row) const;

  int width_, height_;  // of the page, in pixels
  int margin_;          // in pixels, whole cells
  int columns_, rows_;  // cells, margins included
  std::vector<char> taken_;
};

}  // namespace telar::documents
