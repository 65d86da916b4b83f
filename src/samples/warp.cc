#include "samples/warp.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include "samples/chance.h"

namespace telar::samples {
namespace {

using Matrix = std::array<double, 9>;
using Point = std::array<double, 2>;

// The projective map of the unit square onto four corners (in the order 00, 10, 11, 01):
// P. Heckbert, Fundamentals of Texture Mapping and Image Warping (1989), 2.2.3.
Matrix SquareTo(const std::array<Point, 4>& q) {
  const double sx = q[0][0] - q[1][0] + q[2][0] - q[3][0];
  const double sy = q[0][1] - q[1][1] + q[2][1] - q[3][1];
  const double dx1 = q[1][0] - q[2][0], dx2 = q[3][0] - q[2][0];
  const double dy1 = q[1][1] - q[2][1], dy2 = q[3][1] - q[2][1];
  const double det = dx1 * dy2 - dx2 * dy1;
  const double g = (sx * dy2 - dx2 * sy) / det, h = (dx1 * sy - sx * dy1) / det;
  return {q[1][0] - q[0][0] + g * q[1][0],
          q[3][0] - q[0][0] + h * q[3][0],
          q[0][0],
          q[1][1] - q[0][1] + g * q[1][1],
          q[3][1] - q[0][1] + h * q[3][1],
          q[0][1],
          g,
          h,
          1};
}

// The inverse up to a factor, which a projective map does not need.
Matrix Adjugate(const Matrix& m) {
  return {m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
          m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
          m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]};
}

Point Through(const Matrix& m, double x, double y) {
  const double w = m[6] * x + m[7] * y + m[8];
  return {(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w};
}

Picture Turned(const Picture& picture) {
  Picture turned{picture.height, picture.width, picture.channels, picture.dpi, {}};
  turned.pixels.resize(picture.pixels.size());
  const auto channels = static_cast<std::size_t>(picture.channels);
  const auto width = static_cast<std::size_t>(picture.width);
  const auto height = static_cast<std::size_t>(picture.height);
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      const std::size_t from = (y * width + x) * channels;
      const std::size_t to = (x * height + (height - 1 - y)) * channels;
      for (std::size_t c = 0; c < channels; ++c) turned.pixels[to + c] = picture.pixels[from + c];
    }
  }
  return turned;
}

// Ground with a grain that runs one way, as a table's or a cloth's.
class Ground {
 public:
  Ground(int grey, int length, Random& random) : grain_(static_cast<std::size_t>(length)) {
    double level = grey;
    for (int& value : grain_) {
      level += Uniform(random, -4, 4) + (grey - level) * 0.05;
      value = std::clamp(static_cast<int>(level), 0, 255);
    }
  }
  int At(int x, int y) const { return grain_[static_cast<std::size_t>(y + x / 9) % grain_.size()]; }

 private:
  std::vector<int> grain_;
};

}  // namespace

Warp::Warp(int width, int height, const Degradation& d, Random& random)
    : width_(static_cast<int>(std::lround(width * (1 + 2 * d.surroundings)))),
      height_(static_cast<int>(std::lround(height * (1 + 2 * d.surroundings)))),
      turns_(d.quarter_turns),
      grey_(d.surroundings_grey),
      flat_(!d.photo()) {
  const double angle = flat_ ? 0 : d.skew_degrees * std::numbers::pi / 180;
  const double reach = flat_ ? 0 : d.perspective * std::min(width, height);
  std::array<Point, 4> corners = {{{0, 0}, {1, 0}, {1, 1}, {0, 1}}};
  for (Point& corner : corners) {
    const double x = (corner[0] - 0.5) * width, y = (corner[1] - 0.5) * height;
    const double dx = Uniform(random, -reach, reach), dy = Uniform(random, -reach, reach);
    corner = {width_ / 2.0 + x * std::cos(angle) - y * std::sin(angle) + dx,
              height_ / 2.0 + x * std::sin(angle) + y * std::cos(angle) + dy};
  }
  to_picture_ = SquareTo(corners);
  // From the unit square to the page's pixels.
  for (const std::size_t row : {0U, 3U, 6U}) {
    to_picture_[row] /= width;
    to_picture_[row + 1] /= height;
  }
  to_page_ = Adjugate(to_picture_);
}

Picture Warp::Apply(const Picture& page, Random& random) const {
  Picture picture = page;
  if (!flat_) {
    picture = {width_, height_, page.channels, page.dpi, {}};
    picture.pixels.resize(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) *
                          static_cast<std::size_t>(page.channels));
    const Ground ground(grey_, 997, random);
    const auto pixel = [&](int x, int y) {
      return &page.pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width) +
                           static_cast<std::size_t>(x)) *
                          static_cast<std::size_t>(page.channels)];
    };
    std::uint8_t* out = picture.pixels.data();
    for (int y = 0; y < height_; ++y) {
      for (int x = 0; x < width_; ++x, out += page.channels) {
        const auto [px, py] = Through(to_page_, x, y);
        if (px < 0 || py < 0 || px >= page.width - 1 || py >= page.height - 1) {
          std::fill_n(out, page.channels, static_cast<std::uint8_t>(ground.At(x, y)));
          continue;
        }
        const int ix = static_cast<int>(px), iy = static_cast<int>(py);
        const double fx = px - ix, fy = py - iy;
        const std::uint8_t *a = pixel(ix, iy), *b = pixel(ix + 1, iy), *c = pixel(ix, iy + 1),
                           *e = pixel(ix + 1, iy + 1);
        for (int i = 0; i < page.channels; ++i) {
          out[i] = static_cast<std::uint8_t>((a[i] * (1 - fx) + b[i] * fx) * (1 - fy) +
                                             (c[i] * (1 - fx) + e[i] * fx) * fy + 0.5);
        }
      }
    }
  }
  for (int i = 0; i < turns_; ++i) picture = Turned(picture);
  return picture;
}

Point Warp::Forward(double x, double y) const {
  Point point = flat_ ? Point{x, y} : Through(to_picture_, x, y);
  double height = height_, width = width_;
  for (int i = 0; i < turns_; ++i) {
    point = {height - point[1], point[0]};
    std::swap(width, height);
  }
  return point;
}

documents::Box Warp::Map(const documents::Box& box) const {
  documents::Box mapped{1e9F, 1e9F, -1e9F, -1e9F};
  for (const float x : {box.x0, box.x1}) {
    for (const float y : {box.y0, box.y1}) {
      const Point point = Forward(static_cast<double>(x), static_cast<double>(y));
      mapped.x0 = std::min(mapped.x0, static_cast<float>(point[0]));
      mapped.y0 = std::min(mapped.y0, static_cast<float>(point[1]));
      mapped.x1 = std::max(mapped.x1, static_cast<float>(point[0]));
      mapped.y1 = std::max(mapped.y1, static_cast<float>(point[1]));
    }
  }
  return mapped;
}

}  // namespace telar::samples
