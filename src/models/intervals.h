#pragma once

#include <cstdint>
#include <functional>
#include <span>

namespace telar::models {

/// A share, or another figure of 0..1, with the range it may truly have.
struct Interval {
  double low = 0, high = 1;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// The range of a share seen `hits` times in `trials`, at 95 % (E. B. Wilson, Probable Inference,
/// the Law of Succession, and Statistical Inference, JASA 22, 1927). 0..1 when there are no trials.
Interval Wilson(std::int64_t hits, std::int64_t trials);

/// The middle 95 % of `figure` over samples of the documents drawn with replacement (percentile
/// bootstrap: B. Efron, 1979), for figures that are no simple share, such as F1. `figure` is given
/// the numbers of the drawn documents, each below `count`. The same seed gives the same interval.
/// 0..1 when `count` or `rounds` is 0.
Interval Bootstrap(std::size_t count, int rounds, std::uint64_t seed,
                   const std::function<double(std::span<const std::size_t>)>& figure);

}  // namespace telar::models
