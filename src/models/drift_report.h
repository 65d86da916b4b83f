#pragma once

#include <string>
#include <vector>

#include "models/drift_record.h"

namespace telar::models {

/// A check for drift as one HTML page that needs nothing else, no script and no network: the
/// verdict in a sentence, every comparison with its numbers, and of every feature and class both
/// distributions as a picture. `baseline` and `current` are what was compared.
std::string DriftReportHtml(const DriftRecord& record, const std::vector<FeatureSample>& baseline,
                            const std::vector<FeatureSample>& current);

/// The verdict in a sentence with its numbers: "Documents changed: 2 of 6 comparisons moved; most
/// the brightness of preventiva, by 0.81."
std::string DriftSentence(const DriftRecord& record);

}  // namespace telar::models
