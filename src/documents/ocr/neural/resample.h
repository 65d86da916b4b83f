#pragma once

#include <vector>

#include "documents/ocr/neural/geometry.h"
#include "documents/reader.h"

namespace telar::documents::neural {

/// A picture as networks of the PaddleOCR family take it: three planes in the order blue, green,
/// red (a gray picture three times), each value (x / 255 - 0.5) / 0.5. Values beyond the picture
/// are 0.
struct Planes {
  int width = 0, height = 0;
  std::vector<float> values;  ///< 3 × height × width.
};

/// `image` scaled to `width` × `height`, each dimension by itself and never larger. Every pixel is
/// the mean of the area it covers.
Planes Scaled(const PageImage& image, int width, int height);

/// An upright rectangle of whole pixels.
struct Area {
  int x = 0, y = 0, width = 0, height = 0;
};

/// A part of `planes` in the upper left corner of planes of `padded_width` × `padded_height`.
Planes Part(const Planes& planes, const Area& area, int padded_width, int padded_height);

/// The part of `image` under `box`, turned upright and scaled to `width` × `height`. `quarter_turn`
/// reads a box taller than wide from its bottom to its top.
Planes Cropped(const PageImage& image, const RotatedBox& box, bool quarter_turn, int width,
               int height);

}  // namespace telar::documents::neural
