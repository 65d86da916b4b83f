#include "models/intervals.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/random.h"

namespace telar::models {
namespace {

constexpr double kZ = 1.959963984540054;  // the normal quantile at 97.5 %
constexpr double kTail = 0.025;

// Linear between the neighbours, as NumPy's default quantile.
double Quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double part = place - static_cast<double>(below);
  return sorted[below] + part * (sorted[above] - sorted[below]);
}

}  // namespace

Interval Wilson(std::int64_t hits, std::int64_t trials) {
  if (trials <= 0) return {};
  const double n = static_cast<double>(trials), p = static_cast<double>(hits) / n, z2 = kZ * kZ;
  const double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = kZ / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  return {hits == 0 ? 0 : std::max(0.0, middle - half),
          hits == trials ? 1 : std::min(1.0, middle + half)};
}

Interval Bootstrap(std::size_t count, int rounds, std::uint64_t seed,
                   const std::function<double(std::span<const std::size_t>)>& figure) {
  if (count == 0 || rounds <= 0) return {};
  SeededRandom random(seed);
  std::vector<std::size_t> drawn(count);
  std::vector<double> figures;
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t& document : drawn) document = static_cast<std::size_t>(random.Below(count));
    figures.push_back(figure(drawn));
  }
  std::sort(figures.begin(), figures.end());
  return {Quantile(figures, kTail), Quantile(figures, 1 - kTail)};
}

}  // namespace telar::models
