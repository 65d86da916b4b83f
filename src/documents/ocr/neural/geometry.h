#pragma once

#include <vector>

#include "documents/document.h"

namespace telar::documents::neural {

struct Point {
  float x = 0, y = 0;
};

/// A rectangle of any slope. The width runs along the writing: `angle` is the direction of the
/// writing in radians, clockwise from the x axis because y grows downwards.
struct RotatedBox {
  Point center;
  float width = 0, height = 0;
  float angle = 0;

  /// The point at (`u`, `v`), each from -1/2 to 1/2 along width and height.
  Point At(float u, float v) const;
  /// The smallest upright box around it.
  Box Bounds() const;
  /// The part between the fractions `from` and `to` of the width.
  RotatedBox Slice(float from, float to) const;
  /// The same along the writing: for a line that is written from bottom to top (`quarter_turn`)
  /// fractions of its height, from below.
  RotatedBox Along(bool quarter_turn, float from, float to) const;
};

/// The rectangle of least area around `points` (rotating calipers over the convex hull; Toussaint
/// 1983). The side nearer to horizontal is its width. Zero for no points.
RotatedBox SmallestRectangle(std::vector<Point> points);

}  // namespace telar::documents::neural
