#include "documents/ocr/neural/resample.h"

#include <algorithm>
#include <cmath>

namespace telar::documents::neural {
namespace {

constexpr float kScale = 1 / 127.5F;

/// Adds the pixel nearest to (x, y) and its three neighbours by their distance.
void AddBilinear(const PageImage& image, float x, float y, float sum[3]) {
  x = std::clamp(x - 0.5F, 0.0F, static_cast<float>(image.width - 1));
  y = std::clamp(y - 0.5F, 0.0F, static_cast<float>(image.height - 1));
  const int x0 = static_cast<int>(x), y0 = static_cast<int>(y);
  const int x1 = std::min(x0 + 1, image.width - 1), y1 = std::min(y0 + 1, image.height - 1);
  const float fx = x - static_cast<float>(x0), fy = y - static_cast<float>(y0);
  const auto at = [&](int px, int py, int c) {
    const std::size_t i = (static_cast<std::size_t>(py) * static_cast<std::size_t>(image.width) +
                           static_cast<std::size_t>(px)) *
                              static_cast<std::size_t>(image.channels) +
                          static_cast<std::size_t>(c);
    return static_cast<float>(static_cast<unsigned char>(image.pixels[i]));
  };
  for (int c = 0; c < image.channels; ++c) {
    const float top = at(x0, y0, c) * (1 - fx) + at(x1, y0, c) * fx;
    const float bottom = at(x0, y1, c) * (1 - fx) + at(x1, y1, c) * fx;
    sum[c] += top * (1 - fy) + bottom * fy;
  }
}

/// Fills `planes` up to `width` × `height`; pixel (i, j) covers the area between the page points
/// at(i, j) and at(i + 1, j + 1), sampled `nx` × `ny` times.
template <typename At>
void Fill(Planes& planes, const PageImage& image, int width, int height, int nx, int ny,
          const At& at) {
  const auto plane =
      static_cast<std::size_t>(planes.width) * static_cast<std::size_t>(planes.height);
  planes.values.assign(3 * plane, 0.0F);
  const float samples = static_cast<float>(nx * ny);
  for (int j = 0; j < height; ++j) {
    for (int i = 0; i < width; ++i) {
      float sum[3] = {0, 0, 0};
      for (int b = 0; b < ny; ++b) {
        for (int a = 0; a < nx; ++a) {
          const Point p =
              at(static_cast<float>(i) + (static_cast<float>(a) + 0.5F) / static_cast<float>(nx),
                 static_cast<float>(j) + (static_cast<float>(b) + 0.5F) / static_cast<float>(ny));
          AddBilinear(image, p.x, p.y, sum);
        }
      }
      const std::size_t index =
          static_cast<std::size_t>(j) * static_cast<std::size_t>(planes.width) +
          static_cast<std::size_t>(i);
      for (std::size_t c = 0; c < 3; ++c) {
        const float value = image.channels == 1 ? sum[0] : sum[2 - c];
        planes.values[c * plane + index] = value / samples * kScale - 1;
      }
    }
  }
}

/// Samples for each target pixel so that none of the source is skipped.
int Samples(float source, int target) {
  return std::clamp(static_cast<int>(std::lround(source / static_cast<float>(target))), 1, 8);
}

}  // namespace

Planes Scaled(const PageImage& image, int width, int height, int padded_width, int padded_height) {
  Planes planes{padded_width, padded_height, {}};
  const float sx = static_cast<float>(image.width) / static_cast<float>(width);
  const float sy = static_cast<float>(image.height) / static_cast<float>(height);
  Fill(planes, image, width, height, Samples(static_cast<float>(image.width), width),
       Samples(static_cast<float>(image.height), height), [sx, sy](float x, float y) {
         return Point{x * sx, y * sy};
       });
  return planes;
}

Planes Cropped(const PageImage& image, const RotatedBox& box, bool quarter_turn, int width,
               int height, int padded_width) {
  Planes planes{padded_width, height, {}};
  const float along = quarter_turn ? box.height : box.width;
  const float across = quarter_turn ? box.width : box.height;
  const float c = std::cos(box.angle), s = std::sin(box.angle);
  Fill(planes, image, width, height, Samples(along, width), Samples(across, height),
       [&](float x, float y) {
         const float p = x / static_cast<float>(width) - 0.5F;
         const float q = y / static_cast<float>(height) - 0.5F;
         const float u = (quarter_turn ? q : p) * box.width;
         const float v = (quarter_turn ? -p : q) * box.height;
         return Point{box.center.x + u * c - v * s, box.center.y + u * s + v * c};
       });
  return planes;
}

}  // namespace telar::documents::neural
