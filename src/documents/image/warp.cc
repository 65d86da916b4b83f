#include "documents/image/warp.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>

namespace telar::documents {
namespace {

using Matrix = std::array<double, 9>;

// Gauss-Jordan elimination with pivoting; absent when the equations do not decide.
std::optional<std::array<double, 8>> Solve(std::array<std::array<double, 9>, 8> rows) {
  for (std::size_t column = 0; column < 8; ++column) {
    std::size_t pivot = column;
    for (std::size_t r = column + 1; r < 8; ++r) {
      if (std::abs(rows[r][column]) > std::abs(rows[pivot][column])) pivot = r;
    }
    if (std::abs(rows[pivot][column]) < 1e-9) return std::nullopt;
    std::swap(rows[pivot], rows[column]);
    for (std::size_t r = 0; r < 8; ++r) {
      if (r == column) continue;
      const double share = rows[r][column] / rows[column][column];
      for (std::size_t k = column; k < 9; ++k) rows[r][k] -= share * rows[column][k];
    }
  }
  std::array<double, 8> solution{};
  for (std::size_t i = 0; i < 8; ++i) solution[i] = rows[i][8] / rows[i][i];
  return solution;
}

}  // namespace

PixelMap PixelMap::Shift(double x, double y) { return PixelMap(Matrix{1, 0, x, 0, 1, y, 0, 0, 1}); }

PixelMap PixelMap::BeforeTurn(int quarters, int width, int height) {
  const double w = width, h = height;
  switch (quarters & 3) {
    case 1: return PixelMap(Matrix{0, 1, 0, -1, 0, h, 0, 0, 1});
    case 2: return PixelMap(Matrix{-1, 0, w, 0, -1, h, 0, 0, 1});
    case 3: return PixelMap(Matrix{0, -1, w, 1, 0, 0, 0, 0, 1});
    default: return PixelMap();
  }
}

PixelMap PixelMap::BeforeSlant(double degrees, double width, double height, double grown_width,
                               double grown_height) {
  const double angle = degrees * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
  const double x = grown_width / 2, y = grown_height / 2;
  return PixelMap(
      Matrix{c, s, width / 2 - c * x - s * y, -s, c, height / 2 + s * x - c * y, 0, 0, 1});
}

std::optional<PixelMap> PixelMap::OntoQuad(double width, double height, const Quad& quad) {
  const Quad from = {PixelPoint{0, 0}, {width, 0}, {width, height}, {0, height}};
  std::array<std::array<double, 9>, 8> rows{};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto [x, y] = from[i];
    const auto [u, v] = quad[i];
    rows[2 * i] = {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
    rows[2 * i + 1] = {0, 0, 0, x, y, 1, -v * x, -v * y, v};
  }
  const auto m = Solve(rows);
  if (!m) return std::nullopt;
  return PixelMap(
      Matrix{(*m)[0], (*m)[1], (*m)[2], (*m)[3], (*m)[4], (*m)[5], (*m)[6], (*m)[7], 1});
}

PixelPoint PixelMap::operator()(PixelPoint p) const {
  const double w = m_[6] * p.x + m_[7] * p.y + m_[8];
  return {(m_[0] * p.x + m_[1] * p.y + m_[2]) / w, (m_[3] * p.x + m_[4] * p.y + m_[5]) / w};
}

PixelMap PixelMap::After(const PixelMap& inner) const {
  Matrix product{};
  for (std::size_t r = 0; r < 3; ++r) {
    for (std::size_t c = 0; c < 3; ++c) {
      for (std::size_t k = 0; k < 3; ++k) product[3 * r + c] += m_[3 * r + k] * inner.m_[3 * k + c];
    }
  }
  return PixelMap(product);
}

Box PixelMap::Bounds(const Box& box, float width, float height) const {
  Box bounds{width, height, 0, 0};
  for (const PixelPoint corner : {PixelPoint{box.x0, box.y0}, PixelPoint{box.x1, box.y0},
                                  PixelPoint{box.x1, box.y1}, PixelPoint{box.x0, box.y1}}) {
    const PixelPoint p = (*this)(corner);
    const float x = std::clamp(static_cast<float>(p.x), 0.0F, width);
    const float y = std::clamp(static_cast<float>(p.y), 0.0F, height);
    bounds = {std::min(bounds.x0, x), std::min(bounds.y0, y), std::max(bounds.x1, x),
              std::max(bounds.y1, y)};
  }
  return bounds;
}

PageImage Warped(const PageImage& image, const PixelMap& back, int width, int height) {
  const auto channels = static_cast<std::size_t>(image.channels);
  PageImage out{
      .width = width, .height = height, .channels = image.channels, .dpi = image.dpi, .pixels = {}};
  out.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * channels);
  const auto* source = reinterpret_cast<const unsigned char*>(image.pixels.data());
  char* target = out.pixels.data();
  const auto row = static_cast<std::size_t>(image.width) * channels;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const PixelPoint p = back({x + 0.5, y + 0.5});
      const auto px =
          std::clamp(static_cast<float>(p.x) - 0.5F, 0.0F, static_cast<float>(image.width - 1));
      const auto py =
          std::clamp(static_cast<float>(p.y) - 0.5F, 0.0F, static_cast<float>(image.height - 1));
      const int x0 = static_cast<int>(px), y0 = static_cast<int>(py);
      const float fx = px - static_cast<float>(x0), fy = py - static_cast<float>(y0);
      const std::size_t right = x0 + 1 < image.width ? channels : 0;
      const std::size_t below = y0 + 1 < image.height ? row : 0;
      const unsigned char* at =
          source + static_cast<std::size_t>(y0) * row + static_cast<std::size_t>(x0) * channels;
      for (std::size_t c = 0; c < channels; ++c, ++at) {
        const float upper =
            static_cast<float>(at[0]) * (1 - fx) + static_cast<float>(at[right]) * fx;
        const float lower =
            static_cast<float>(at[below]) * (1 - fx) + static_cast<float>(at[below + right]) * fx;
        *target++ =
            static_cast<char>(static_cast<unsigned char>(upper * (1 - fy) + lower * fy + 0.5F));
      }
    }
  }
  return out;
}

}  // namespace telar::documents
