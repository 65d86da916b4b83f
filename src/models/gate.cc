#include "models/gate.h"

#include <fmt/format.h>

#include <algorithm>

namespace telar::models {
namespace {

double MinorityShare(const SetFacts& set) {
  const std::int64_t all = set.documents_of_0 + set.documents_of_1;
  if (all == 0) return 0;
  return static_cast<double>(std::min(set.documents_of_0, set.documents_of_1)) /
         static_cast<double>(all);
}

}  // namespace

bool GateVerdict::passed() const {
  return std::all_of(checks.begin(), checks.end(), [](const GateCheck& c) { return c.passed(); });
}

std::string GateVerdict::Refusal() const {
  std::string text;
  for (const GateCheck& check : checks) {
    if (check.passed()) continue;
    text += fmt::format("{}{} {:.4g}, {} {:.4g}", text.empty() ? "" : "; ", check.name, check.value,
                        check.may_equal ? "must be at least" : "must be above", check.limit);
  }
  return text;
}

GateVerdict AskGate(const Evaluation& candidate, const std::optional<Evaluation>& champion,
                    const SetFacts& train, const SetFacts& test, const GateLimits& limits) {
  GateVerdict verdict;
  verdict.checks = {
      {"macro_f1", candidate.macro_f1, limits.macro_f1},
      {"accuracy", candidate.accuracy, limits.accuracy},
      {"macro_precision", candidate.macro_precision, limits.macro_precision},
      {"macro_recall", candidate.macro_recall, limits.macro_recall},
      {"train_minority_share", MinorityShare(train), limits.minority_share},
      {"test_minority_share", MinorityShare(test), limits.minority_share},
      {"test_documents", static_cast<double>(candidate.documents),
       static_cast<double>(limits.least_documents), true},
  };
  if (champion) {
    verdict.checks.push_back({"champion_macro_f1", candidate.macro_f1, champion->macro_f1, true});
  }
  return verdict;
}

}  // namespace telar::models
