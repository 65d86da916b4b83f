#include "documents/ocr/neural/geometry.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace telar::documents::neural {
namespace {

float Cross(const Point& o, const Point& a, const Point& b) {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/// Convex hull, Andrew's monotone chain (1979).
std::vector<Point> Hull(std::vector<Point> points) {
  std::sort(points.begin(), points.end(),
            [](const Point& a, const Point& b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
  std::vector<Point> hull;
  const auto add = [&hull](const Point& p, std::size_t floor) {
    while (hull.size() >= floor + 2 && Cross(hull[hull.size() - 2], hull.back(), p) <= 0) {
      hull.pop_back();
    }
    hull.push_back(p);
  };
  for (const Point& p : points) add(p, 0);
  const std::size_t lower = hull.size() - 1;
  for (auto it = points.rbegin() + 1; it < points.rend(); ++it) add(*it, lower);
  if (hull.size() > 1) hull.pop_back();
  return hull;
}

}  // namespace

Point RotatedBox::At(float u, float v) const {
  const float c = std::cos(angle), s = std::sin(angle);
  const float x = u * width, y = v * height;
  return {center.x + x * c - y * s, center.y + x * s + y * c};
}

Box RotatedBox::Bounds() const {
  const float c = std::abs(std::cos(angle)), s = std::abs(std::sin(angle));
  const float half_x = (width * c + height * s) / 2, half_y = (width * s + height * c) / 2;
  return {center.x - half_x, center.y - half_y, center.x + half_x, center.y + half_y};
}

RotatedBox RotatedBox::Slice(float from, float to) const {
  return {At((from + to) / 2 - 0.5F, 0), width * (to - from), height, angle};
}

RotatedBox RotatedBox::Along(bool quarter_turn, float from, float to) const {
  if (!quarter_turn) return Slice(from, to);
  return {At(0, 0.5F - (from + to) / 2), width, height * (to - from), angle};
}

RotatedBox SmallestRectangle(std::vector<Point> points) {
  if (points.empty()) return {};
  const std::vector<Point> hull = Hull(std::move(points));
  RotatedBox best;
  float least = std::numeric_limits<float>::max();
  for (std::size_t i = 0; i < hull.size(); ++i) {
    const Point& a = hull[i];
    const Point& b = hull[(i + 1) % hull.size()];
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    const float c = length > 0 ? (b.x - a.x) / length : 1,
                s = length > 0 ? (b.y - a.y) / length : 0;
    float u0 = std::numeric_limits<float>::max(), u1 = -u0, v0 = u0, v1 = -u0;
    for (const Point& p : hull) {
      const float u = p.x * c + p.y * s, v = p.y * c - p.x * s;
      u0 = std::min(u0, u), u1 = std::max(u1, u), v0 = std::min(v0, v), v1 = std::max(v1, v);
    }
    if ((u1 - u0) * (v1 - v0) >= least) continue;
    least = (u1 - u0) * (v1 - v0);
    const float u = (u0 + u1) / 2, v = (v0 + v1) / 2;
    best = {{u * c - v * s, u * s + v * c}, u1 - u0, v1 - v0, std::atan2(s, c)};
  }
  // A rectangle has four directions; the writing runs along the one nearest to the x axis.
  constexpr float kQuarter = std::numbers::pi_v<float> / 2;
  const float turns = std::round(best.angle / kQuarter);
  best.angle -= turns * kQuarter;
  if (static_cast<int>(turns) % 2 != 0) std::swap(best.width, best.height);
  return best;
}

}  // namespace telar::documents::neural
