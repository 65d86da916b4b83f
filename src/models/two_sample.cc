#include "models/two_sample.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace telar::models {
namespace {

// Distances are whole multiples of 1 / (m·n), so they are kept as whole numbers.
std::int64_t LargestStep(std::vector<double>& a, std::vector<double>& b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  const auto m = static_cast<std::int64_t>(a.size()), n = static_cast<std::int64_t>(b.size());
  std::size_t i = 0, j = 0;
  std::int64_t largest = 0;
  while (i < a.size() && j < b.size()) {
    const double value = std::min(a[i], b[j]);
    while (i < a.size() && a[i] <= value) ++i;
    while (j < b.size() && b[j] <= value) ++j;
    const std::int64_t step = static_cast<std::int64_t>(i) * n - static_cast<std::int64_t>(j) * m;
    largest = std::max(largest, std::abs(step));
  }
  return largest;
}

// Probability that a random order of m values of one sample and n of the other leaves
// |i·n - j·m| < step somewhere on its way from (0, 0) to (m, n). The next value is of the first
// sample with probability (m - i) / (m + n - i - j), so only probabilities are added up: nothing
// overflows and nothing cancels, however small the result.
double ShareOutside(std::int64_t m, std::int64_t n, std::int64_t step) {
  if (m < n) std::swap(m, n);
  std::vector<double> here(static_cast<std::size_t>(n) + 1, 0.0);  // of being at (i, j), inside
  double outside = 0;
  for (std::int64_t i = 0; i <= m; ++i) {
    double from_below = i == 0 ? 1 : 0;
    for (std::int64_t j = 0; j <= n; ++j) {
      double& cell = here[static_cast<std::size_t>(j)];
      const double arrived = cell + from_below;
      from_below = cell = 0;
      if (arrived == 0) continue;
      if (std::abs(i * n - j * m) >= step) {
        outside += arrived;
        continue;
      }
      const double left = static_cast<double>(m + n - i - j);
      if (left == 0) break;
      cell = arrived * static_cast<double>(m - i) / left;
      from_below = arrived * static_cast<double>(n - j) / left;
    }
  }
  return std::min(outside, 1.0);
}

// Kolmogorov's limit, 2 Σ (-1)^(k-1) exp(-2 k² λ²).
double LimitProbability(double lambda) {
  if (lambda < 0.2) return 1;
  double sum = 0, sign = 1;
  for (int k = 1; k <= 100; ++k, sign = -sign) {
    const double term = std::exp(-2.0 * k * k * lambda * lambda);
    sum += sign * term;
    if (term < 1e-17) break;
  }
  return std::clamp(2 * sum, 0.0, 1.0);
}

}  // namespace

TwoSampleTest KolmogorovSmirnov(std::span<const double> a, std::span<const double> b) {
  if (a.empty() || b.empty()) return {};
  std::vector<double> left(a.begin(), a.end()), right(b.begin(), b.end());
  const std::int64_t step = LargestStep(left, right);
  const double m = static_cast<double>(a.size()), n = static_cast<double>(b.size());
  TwoSampleTest test;
  test.distance = static_cast<double>(step) / (m * n);
  if (step == 0) return test;
  if (std::max(a.size(), b.size()) > kExactTwoSample) {
    test.p_value = LimitProbability(test.distance * std::sqrt(m * n / (m + n)));
  } else {
    test.p_value = ShareOutside(static_cast<std::int64_t>(a.size()),
                                static_cast<std::int64_t>(b.size()), step);
  }
  return test;
}

}  // namespace telar::models
