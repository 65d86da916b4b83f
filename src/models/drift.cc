#include "models/drift.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace telar::models {
namespace {

const std::vector<double>& ValuesOf(const std::vector<FeatureSample>& samples,
                                    const FeatureSample& like) {
  static const std::vector<double> kNone;
  const auto found = std::find_if(samples.begin(), samples.end(), [&](const FeatureSample& s) {
    return s.feature == like.feature && s.label == like.label;
  });
  return found == samples.end() ? kNone : found->values;
}

double CliffsDelta(std::span<const double> baseline, std::span<const double> current) {
  std::vector<double> sorted(baseline.begin(), baseline.end());
  std::sort(sorted.begin(), sorted.end());
  double balance = 0;
  for (const double value : current) {
    const auto below = std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin();
    const auto above = sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), value);
    balance += static_cast<double>(below - above);
  }
  return balance / (static_cast<double>(baseline.size()) * static_cast<double>(current.size()));
}

// Holm: the smallest p-value counts as often as there are tests, the next once less, and none
// counts less than the one before.
void Correct(std::vector<DriftComparison>& comparisons) {
  std::vector<DriftComparison*> tests;
  for (DriftComparison& c : comparisons) {
    if (c.compared) tests.push_back(&c);
  }
  std::stable_sort(tests.begin(), tests.end(),
                   [](const auto* a, const auto* b) { return a->test.p_value < b->test.p_value; });
  double least = 0;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    const double corrected = tests[i]->test.p_value * static_cast<double>(tests.size() - i);
    least = std::max(least, std::min(1.0, corrected));
    tests[i]->corrected_p_value = least;
  }
}

DriftVerdict VerdictOf(const std::vector<DriftComparison>& comparisons, std::size_t least) {
  const auto any = [&](auto&& holds) {
    return std::any_of(comparisons.begin(), comparisons.end(), holds);
  };
  if (!any([&](const DriftComparison& c) { return c.baseline_values >= least; })) {
    return DriftVerdict::kNoBaseline;
  }
  if (!any([](const DriftComparison& c) { return c.compared; })) return DriftVerdict::kTooFew;
  return any([](const DriftComparison& c) { return c.drifted; }) ? DriftVerdict::kDrift
                                                                 : DriftVerdict::kNone;
}

}  // namespace

std::string_view DriftVerdictName(DriftVerdict verdict) {
  switch (verdict) {
    case DriftVerdict::kNone: return "none";
    case DriftVerdict::kDrift: return "drift";
    case DriftVerdict::kNoBaseline: return "no_baseline";
    case DriftVerdict::kTooFew: return "too_few";
  }
  return "";
}

DriftReport CheckDrift(const std::vector<FeatureSample>& baseline,
                       const std::vector<FeatureSample>& current, const DriftLimits& limits) {
  DriftReport report;
  const std::size_t least = std::max<std::size_t>(limits.least, 1);
  for (const FeatureSample& then : baseline) {
    const std::vector<double>& now = ValuesOf(current, then);
    DriftComparison c{then.feature, then.label, then.values.size(), now.size(), {}, 1, 0,
                      false,        false};
    c.compared = std::min(then.values.size(), now.size()) >= least;
    if (c.compared) {
      c.test = KolmogorovSmirnov(then.values, now);
      c.effect = CliffsDelta(then.values, now);
    }
    report.comparisons.push_back(std::move(c));
  }
  Correct(report.comparisons);
  for (DriftComparison& c : report.comparisons) {
    c.drifted =
        c.compared && c.corrected_p_value < limits.p_value && c.test.distance > limits.distance;
  }
  report.verdict = VerdictOf(report.comparisons, least);
  return report;
}

}  // namespace telar::models
