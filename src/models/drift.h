#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/two_sample.h"

namespace telar::models {

/// What was measured of the documents of one class, a value a document.
struct FeatureSample {
  std::string feature;  ///< A name of ComparedFeatures, or "score".
  int label = 0;        ///< Class the model gave the documents: 0 or 1.
  std::vector<double> values;
};

struct DriftLimits {
  double p_value = 0.05;   ///< Family-wise: over all features and classes together.
  double distance = 0.3;   ///< A smaller difference is none, however sure it is.
  std::size_t least = 10;  ///< Fewer values on either side are not compared.
};

/// One feature of one class, then and now.
struct DriftComparison {
  std::string feature;
  int label = 0;
  std::size_t baseline_values = 0, current_values = 0;
  TwoSampleTest test;
  /// The p-value after Holm's correction over all comparisons of the check, 0..1.
  double corrected_p_value = 1;
  /// Cliff's delta, -1..1: how much likelier a current value lies above a baseline value than
  /// below it. Its sign says where the documents moved.
  double effect = 0;
  bool compared = false;  ///< False when a side has fewer values than DriftLimits::least.
  bool drifted = false;
};

enum class DriftVerdict {
  kNone,        ///< Everything was compared that could be, and nothing moved.
  kDrift,       ///< At least one feature moved.
  kNoBaseline,  ///< Nothing to compare with: an alert, not an all-clear.
  kTooFew,      ///< No class has enough documents on both sides: nothing was compared.
};
std::string_view DriftVerdictName(
    DriftVerdict verdict);  ///< "none", "drift", "no_baseline", "too_few".

struct DriftReport {
  DriftVerdict verdict = DriftVerdict::kNoBaseline;
  std::vector<DriftComparison> comparisons;  ///< One per feature and class of the baseline.
};

/// Compares the documents of a window with those the model was promoted on.
///
/// Every feature and class that the baseline has is compared by a two-sided Kolmogorov-Smirnov
/// test; a feature drifts when its corrected p-value is below and its distance above the limits.
/// The correction (S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, 1979) keeps
/// the chance of any false alarm in a check at or below `p_value`, whatever the features' relation.
/// Features the baseline lacks are ignored. A baseline that has the least number of values nowhere,
/// an empty one among them, is kNoBaseline: it could never raise an alarm.
DriftReport CheckDrift(const std::vector<FeatureSample>& baseline,
                       const std::vector<FeatureSample>& current, const DriftLimits& limits = {});

}  // namespace telar::models
