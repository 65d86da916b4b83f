#pragma once

#include <array>
#include <optional>

#include "documents/document.h"
#include "documents/reader.h"

namespace telar::documents {

struct PixelPoint {
  double x = 0, y = 0;
};

/// Four corners in the order upper left, upper right, lower right, lower left.
using Quad = std::array<PixelPoint, 4>;

/// A projective map of the plane, x to the right and y down, in pixels whose upper left one covers
/// (0, 0) to (1, 1):
///
///   (x, y) -> ((a·x + b·y + c) / w, (d·x + e·y + f) / w),  w = g·x + h·y + 1
class PixelMap {
 public:
  /// Every point to itself.
  PixelMap() = default;

  /// Adds (`x`, `y`).
  static PixelMap Shift(double x, double y);
  /// From a picture to what it was before `quarters` quarter turns clockwise made it the picture;
  /// `width` and `height` are those before.
  static PixelMap BeforeTurn(int quarters, int width, int height);
  /// From a picture to what it was before a turn by `degrees` clockwise around its middle, which
  /// grew it from `width` × `height` to `grown_width` × `grown_height`.
  static PixelMap BeforeSlant(double degrees, double width, double height, double grown_width,
                              double grown_height);
  /// The corners of a `width` × `height` rectangle to those of `quad`. Absent when three of them
  /// lie on one line.
  static std::optional<PixelMap> OntoQuad(double width, double height, const Quad& quad);

  PixelPoint operator()(PixelPoint p) const;
  /// `inner` first, then this.
  PixelMap After(const PixelMap& inner) const;
  /// The smallest upright box around the mapped corners, cut at `width` × `height`.
  Box Bounds(const Box& box, float width, float height) const;
  bool identity() const { return *this == PixelMap(); }

  friend bool operator==(const PixelMap&, const PixelMap&) = default;

 private:
  explicit PixelMap(const std::array<double, 9>& m) : m_(m) {}
  std::array<double, 9> m_ = {1, 0, 0, 0, 1, 0, 0, 0, 1};
};

/// The `width` × `height` picture whose pixel at p is `image` at back(p), between pixels by
/// distance (bilinear). What lies beyond `image` has the brightness of its nearest pixel.
PageImage Warped(const PageImage& image, const PixelMap& back, int width, int height);

}  // namespace telar::documents
