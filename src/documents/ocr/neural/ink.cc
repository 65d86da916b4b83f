#include "documents/ocr/neural/ink.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace telar::documents::neural {
namespace {

constexpr float kInk = 0.3F;        // of the line's contrast
constexpr float kFaintest = 0.12F;  // that counts as print on a page; paper to black is about 2
constexpr int kMargin = 16;         // pixels of paper left around it

/// The three planes as one.
std::vector<float> Gray(const Planes& line) {
  const std::size_t plane = line.values.size() / 3;
  std::vector<float> gray(plane);
  for (std::size_t i = 0; i < plane; ++i) {
    gray[i] = line.values[i] + line.values[plane + i] + line.values[2 * plane + i];
  }
  return gray;
}

/// The middle brightness of the columns [from, to): paper, because ink covers less than half.
float Paper(const std::vector<float>& gray, const Planes& line, int from, int to,
            std::vector<float>& values) {
  values.clear();
  for (int y = 0; y < line.height; y += 2) {
    const auto row = gray.begin() + y * line.width;
    values.insert(values.end(), row + from, row + to);
  }
  const auto middle = values.begin() + static_cast<long>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// From the first to the last entry above 0, with a margin.
std::pair<int, int> Ends(const std::vector<int>& counts) {
  const auto some = [](int count) { return count > 0; };
  const auto size = static_cast<int>(counts.size());
  const auto first =
      static_cast<int>(std::find_if(counts.begin(), counts.end(), some) - counts.begin());
  const auto after =
      size - static_cast<int>(std::find_if(counts.rbegin(), counts.rend(), some) - counts.rbegin());
  return {std::max(0, first - kMargin), std::min(size, after + kMargin)};
}

}  // namespace

std::vector<bool> InkColumns(const Planes& line) {
  // Neighbouring lines reach into the outermost rows.
  const int first = line.height / 8, last = line.height - line.height / 8;
  const int block = 4 * line.height;  // light changes slowly along a line
  const std::vector<float> gray = Gray(line);
  std::vector<float> depth(static_cast<std::size_t>(line.width), 0.0F);
  std::vector<float> values;
  for (int from = 0; from < line.width; from += block) {
    const int to = std::min(line.width, from + block);
    const float paper = Paper(gray, line, from, to, values);
    for (int x = from; x < to; ++x) {
      const auto at = [&](int y) {
        return gray[static_cast<std::size_t>(y * line.width + x)] - paper;
      };
      float deepest = 0;  // of three rows together: single pixels are noise
      for (int y = first + 1; y + 1 < last; ++y) {
        deepest = std::max(deepest, std::abs(at(y - 1) + at(y) + at(y + 1)));
      }
      depth[static_cast<std::size_t>(x)] = deepest;
    }
  }
  std::vector<float> sorted = depth;
  const auto deep = sorted.begin() + static_cast<long>(sorted.size() * 9 / 10);
  std::nth_element(sorted.begin(), deep, sorted.end());
  std::vector<bool> ink;
  for (const float d : depth) ink.push_back(d > kInk * *deep);
  return ink;
}

Area InkedArea(const Planes& page) {
  const Area whole{0, 0, page.width, page.height};
  const auto plane = page.values.begin() + page.width * page.height;  // green
  std::vector<float> sorted(plane, plane + page.width * page.height);
  const auto middle = sorted.begin() + static_cast<long>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  std::vector<int> rows(static_cast<std::size_t>(page.height), 0);
  std::vector<int> columns(static_cast<std::size_t>(page.width), 0);
  for (int y = 0; y < page.height; ++y) {
    const auto row = plane + y * page.width;
    for (int x = 0; x < page.width; ++x) {
      if (std::abs(row[x] - *middle) < kFaintest) continue;
      ++rows[static_cast<std::size_t>(y)];
      ++columns[static_cast<std::size_t>(x)];
    }
  }
  const auto [top, bottom] = Ends(rows);
  const auto [left, right] = Ends(columns);
  if (top >= bottom || left >= right) return whole;
  return {left, top, right - left, bottom - top};
}

float WidestBlank(const std::vector<bool>& ink, float from, float to, int height) {
  const auto count = static_cast<float>(ink.size());
  const auto begin = static_cast<std::size_t>(std::clamp(from * count, 0.0F, count));
  const auto end = static_cast<std::size_t>(std::clamp(to * count, 0.0F, count));
  int widest = 0, run = 0;
  for (std::size_t i = begin; i < end; ++i) {
    run = ink[i] ? 0 : run + 1;
    widest = std::max(widest, run);
  }
  return static_cast<float>(widest) / static_cast<float>(height);
}

}  // namespace telar::documents::neural
