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

GateCheck Above(std::string_view name, double value, double limit) {
  return {name, value, limit, value > limit};
}
GateCheck AtLeast(std::string_view name, double value, double limit) {
  return {name, value, limit, value >= limit};
}
GateCheck None(std::string_view name, std::int64_t count) {
  return {name, static_cast<double>(count), 0, count == 0};
}

std::string_view Wording(std::string_view name) {
  if (name == "test_documents" || name == "champion_macro_f1") return "must be at least";
  if (name.ends_with("_not_finite") || name.ends_with("_out_of_range")) return "must be";
  return "must be above";
}

}  // namespace

bool GateVerdict::passed() const {
  return std::all_of(checks.begin(), checks.end(), [](const GateCheck& c) { return c.passed; });
}

std::string GateVerdict::Refusal() const {
  std::string text;
  for (const GateCheck& check : checks) {
    if (check.passed) continue;
    text += fmt::format("{}{} {:.4g}, {} {:.4g}", text.empty() ? "" : "; ", check.name, check.value,
                        Wording(check.name), check.limit);
  }
  return text;
}

GateVerdict AskGate(const Evaluation& candidate, const std::optional<Evaluation>& champion,
                    const SetFacts& train, const SetFacts& test, const GateLimits& limits) {
  GateVerdict verdict;
  verdict.checks = {
      Above("macro_f1", candidate.macro_f1, limits.macro_f1),
      Above("accuracy", candidate.accuracy, limits.accuracy),
      Above("macro_precision", candidate.macro_precision, limits.macro_precision),
      Above("macro_recall", candidate.macro_recall, limits.macro_recall),
      Above("train_minority_share", MinorityShare(train), limits.minority_share),
      Above("test_minority_share", MinorityShare(test), limits.minority_share),
      AtLeast("test_documents", static_cast<double>(candidate.documents),
              static_cast<double>(limits.least_documents)),
      None("train_not_finite", train.not_finite),
      None("train_out_of_range", train.out_of_range),
      None("test_not_finite", test.not_finite),
      None("test_out_of_range", test.out_of_range),
  };
  if (champion) {
    verdict.checks.push_back(AtLeast("champion_macro_f1", candidate.macro_f1, champion->macro_f1));
  }
  return verdict;
}

}  // namespace telar::models
