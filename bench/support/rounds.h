#pragma once

#include <functional>
#include <string>
#include <vector>

namespace telar::bench {

struct Spread {
  double median = 0, min = 0, max = 0;
};
/// Zeros for no values. The median of an even number of values is the mean of the middle two.
Spread SpreadOf(std::vector<double> values);

/// Wall seconds of each round of two sides, measured in turns so that both see the same weather.
struct Duel {
  std::vector<double> ours, theirs;

  /// Their time ÷ our time, round by round: above 1 we are faster.
  Spread Ratio() const;
};

/// One round of each side to warm up, not counted, then `rounds` rounds A B A B ….
Duel Fight(int rounds, const std::function<void()>& ours, const std::function<void()>& theirs);

/// "1.83 (1.79–1.90)".
std::string RatioText(const Spread& ratio);

}  // namespace telar::bench
