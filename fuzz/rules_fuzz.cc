#include <map>
#include <string>

#include "core/text.h"
#include "documents/einvoice/rules/check_rules.h"
#include "fuzz/support/require.h"

/// Any bytes as an invoice in XML: refused, or every rule has an outcome, those that fail a place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace telar;
  using namespace telar::documents;
  using fuzz::Require;
  const std::string xml(fuzz::AsText(data, size));
  const auto tree = einvoice::XmlTree::Parse(xml);
  if (!tree.ok()) return 0;
  const auto report = einvoice::CheckRules(**tree);
  if (!report.ok()) {
    Require(report.status().code() == Code::kInvalidInput, "only the kind is refused", xml);
    return 0;
  }
  std::map<std::string, RuleResult> results;
  for (const RuleOutcome& outcome : report->rules) {
    const bool broken =
        outcome.result == RuleResult::kFail || outcome.result == RuleResult::kWarning;
    const auto [seen, is_new] = results.try_emplace(outcome.id, outcome.result);
    Require(is_new || (broken && seen->second == outcome.result), "only broken rules repeat", xml);
    Require(broken == !outcome.path.empty() && broken == (outcome.line > 0),
            "broken rules have a place", xml);
    Require(IsValidUtf8(outcome.path) && !outcome.text.empty() && !outcome.text_es.empty(),
            "texts are texts", xml);
  }
  Require(results.size() > 200, "every rule has an outcome", xml);
  return 0;
}
