#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "models/dataset.h"
#include "models/drift.h"
#include "models/observations.h"

namespace telar::models {

/// What documents were like when a model was promoted: the features of the documents it was
/// evaluated on, by the class it gave them, and its scores. Kept as a blob of the registry
/// (ModelManifest::baseline_sha256); drift is looked for against it.
struct Baseline {
  std::size_t documents = 0;
  std::vector<FeatureSample> samples;
};

/// The name of the feature that is the model's own answer, the probability of class 1.
inline constexpr std::string_view kScoreFeature = "score";

/// From evaluated documents: `probabilities` are the model's answers for `pages`, in their order
/// and as many.
Baseline MakeBaseline(std::span<const LabelledPage* const> pages,
                      std::span<const double> probabilities);

/// What was observed in production in the baseline's terms: of each of its features and classes the
/// values of `observations`, in their order.
std::vector<FeatureSample> SamplesLike(const Baseline& baseline,
                                       std::span<const Observation> observations);

/// One JSON object:
///
///   {"format": "telar.baseline", "version": 1, "documents": 120,
///    "samples": [{"feature": "mean", "label": 0, "values": [0.91, …]}, …]}
std::string BaselineJson(const Baseline& baseline);

/// The inverse. kInvalidInput when the text is not such an object or holds more than a million
/// values, a number outside 0..1, a feature twice. A NumPy file (the old platform's
/// baseline_caracteristicas.npy) and a pickle are recognised and never read: reading one runs code.
Result<Baseline> ParseBaseline(std::string_view text);

}  // namespace telar::models
