#include "bench/support/rounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace telar::bench {
namespace {

double SecondsOf(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Spread SpreadOf(std::vector<double> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  const double median =
      values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  return {.median = median, .min = values.front(), .max = values.back()};
}

Spread Duel::Ratio() const {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < ours.size(); ++i) ratios.push_back(theirs[i] / ours[i]);
  return SpreadOf(std::move(ratios));
}

Duel Fight(int rounds, const std::function<void()>& ours, const std::function<void()>& theirs) {
  Duel duel;
  ours();
  theirs();
  for (int round = 0; round < rounds; ++round) {
    duel.ours.push_back(SecondsOf(ours));
    duel.theirs.push_back(SecondsOf(theirs));
  }
  return duel;
}

std::string RatioText(const Spread& ratio) {
  return fmt::format("{:.2f} ({:.2f}–{:.2f})", ratio.median, ratio.min, ratio.max);
}

}  // namespace telar::bench
