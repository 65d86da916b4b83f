#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "app/style.h"
#include "core/status.h"
#include "documents/einvoice.h"

namespace telar::app {

/// How many rules went how. A rule that does not hold in several places is one.
struct RuleCounts {
  int passed = 0, failed = 0, not_run = 0;
  int warnings = 0;  ///< Those of the failed that their set only warns of.
  int failures = 0;  ///< Places of those that failed.
};
RuleCounts CountRules(const documents::RuleReport& report);

struct RulesViewOptions {
  int width = 0;  ///< As Table::Render.
  Style style;
  bool spanish = false;
  bool all = false;  ///< Also the rules that pass and those that did not run.
};

/// A summary and a table of the rules that fail or warn, with line and path. Says how many rules
/// did not run and what the invoice lay in, and calls no invoice valid.
std::string RulesView(const std::string& file, const documents::RuleReport& report,
                      const RulesViewOptions& options);

/// The object `telar invoices check --json` prints for one file; `error` is ok, or there is no
/// report.
nlohmann::ordered_json RulesJson(const std::string& file, const documents::RuleReport& report,
                                 const Status& error, bool spanish);

}  // namespace telar::app
