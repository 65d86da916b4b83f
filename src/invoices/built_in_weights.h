#pragma once

#include <string_view>

namespace telar::invoices {

/// The text of evidence_weights.json, as it was when the program was built.
extern const std::string_view kBuiltInWeights;

}  // namespace telar::invoices
