#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/evaluation.h"

namespace telar::models {

/// What a candidate must reach to be promoted. A figure must lie above its limit, not at it.
struct GateLimits {
  double macro_f1 = 0.85;
  double accuracy = 0.80;
  double macro_precision = 0.80;
  double macro_recall = 0.80;
  /// Share of the rarer class, in the training set and in the test set alike.
  double minority_share = 0.10;
  /// Test documents. Of 100 documents 90 right says 0.83 to 0.94 (Wilson); of 40, 0.77 to 0.96.
  std::int64_t least_documents = 100;
};

/// What the gate asks about a set besides how well the model did on it. Prepared pages are bytes
/// (prepare.h), so that no input is out of range, and a served model refuses to answer with what is
/// no probability.
struct SetFacts {
  std::int64_t documents_of_0 = 0, documents_of_1 = 0;
};

/// One question and its answer.
struct GateCheck {
  std::string_view name;  ///< "macro_f1", "test_documents": stable, for JSON and the history.
  double value = 0;
  double limit = 0;
  bool may_equal = false;  ///< At the limit is enough; otherwise it must be above.

  bool passed() const { return may_equal ? value >= limit : value > limit; }
};

struct GateVerdict {
  std::vector<GateCheck> checks;  ///< All of them, in the order of the header; none is skipped.

  bool passed() const;
  /// "macro_f1 0.81, must be above 0.85; test_documents 40, must be at least 100"; "" when passed.
  std::string Refusal() const;
};

/// Asks everything at once, so that a refusal names every reason. `champion` is the evaluation of
/// the present champion on the same test set; absent when there is none yet. The candidate's macro
/// F1 must not be below the champion's.
GateVerdict AskGate(const Evaluation& candidate, const std::optional<Evaluation>& champion,
                    const SetFacts& train, const SetFacts& test, const GateLimits& limits = {});

}  // namespace telar::models
