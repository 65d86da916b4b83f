#pragma once

#include <cstddef>
#include <span>

namespace telar::models {

/// What the two-sample Kolmogorov-Smirnov test says of two samples.
struct TwoSampleTest {
  /// The largest distance between the two empirical distribution functions, 0..1.
  double distance = 0;
  /// Probability of a distance at least as large when both samples come from one continuous
  /// distribution, 0..1. With ties the true probability is smaller still: the test then errs on the
  /// side of no difference.
  double p_value = 1;
};

/// Above so many values in either sample the probability is that of the limit distribution.
inline constexpr std::size_t kExactTwoSample = 10'000;

/// The two-sided two-sample Kolmogorov-Smirnov test.
///
/// Distance: evaluated after the last of equal values, so that ties count as SciPy's `ks_2samp`
/// counts them. Probability: of a random order of the m + n values whose lattice path leaves the
/// band given by the distance, exactly (J. L. Hodges, The Significance Probability of the Smirnov
/// Two-Sample Test, Arkiv för Matematik 3, 1958); in time and memory O(m·n) and O(min(m, n)).
/// Beyond kExactTwoSample it is Kolmogorov's limit at the effective size m·n / (m + n).
///
/// The order of the values does not matter; they must be finite. An empty sample differs from
/// nothing: distance 0, probability 1; whoever calls decides what too few values mean. Safe from
/// several threads.
TwoSampleTest KolmogorovSmirnov(std::span<const double> a, std::span<const double> b);

}  // namespace telar::models
