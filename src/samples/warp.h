#pragma once

#include <array>

#include "core/random.h"
#include "documents/document.h"
#include "samples/degrade.h"
#include "samples/page_canvas.h"

namespace telar::samples {

/// How a camera sees a flat page: turned, drawn together at one edge, with something dark around
/// it, the whole picture by quarter turns. One page, one warp.
class Warp {
 public:
  /// For pages of this size in pixels; the corners' places are drawn by lot.
  Warp(int width, int height, const Degradation& degradation, Random& random);

  Picture Apply(const Picture& page, Random& random) const;
  /// Where a box of the page lies in the picture.
  documents::Box Map(const documents::Box& box) const;

 private:
  using Matrix = std::array<double, 9>;
  std::array<double, 2> Forward(double x, double y) const;

  int width_, height_;  ///< Of the picture before quarter turns.
  int turns_, grey_;
  bool flat_;  ///< The page fills the picture: only turns are applied.
  Matrix to_picture_, to_page_;
};

}  // namespace telar::samples
