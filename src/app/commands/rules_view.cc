#include "app/commands/rules_view.h"

#include <fmt/format.h>

#include "app/table.h"

namespace telar::app {
namespace {

using documents::RuleOutcome;
using documents::RuleReport;
using documents::RuleResult;
using Json = nlohmann::ordered_json;

std::string_view SyntaxTitle(documents::Syntax syntax) {
  switch (syntax) {
    case documents::Syntax::kUblInvoice: return "UBL invoice";
    case documents::Syntax::kUblCreditNote: return "UBL credit note";
    case documents::Syntax::kCii: return "CII invoice";
    default: return documents::SyntaxName(syntax);
  }
}

const std::string& TextOf(const RuleOutcome& outcome, bool spanish) {
  return spanish ? outcome.text_es : outcome.text;
}

}  // namespace

RuleCounts CountRules(const RuleReport& report) {
  RuleCounts counts;
  const std::string* last = nullptr;
  for (const RuleOutcome& outcome : report.rules) {
    counts.failures += outcome.result == RuleResult::kFail ? 1 : 0;
    if (last != nullptr && *last == outcome.id) continue;
    last = &outcome.id;
    counts.passed += outcome.result == RuleResult::kPass ? 1 : 0;
    counts.failed += outcome.result == RuleResult::kFail ? 1 : 0;
    counts.not_run += outcome.result == RuleResult::kNotRun ? 1 : 0;
  }
  return counts;
}

std::string RulesView(const std::string& file, const RuleReport& report,
                      const RulesViewOptions& options) {
  const RuleCounts counts = CountRules(report);
  const auto& [width, style, spanish, all] = options;
  const std::string failed =
      fmt::format(fmt::runtime(spanish ? "{} no se cumplen" : "{} failed"), counts.failed);
  const std::string places =
      counts.failures > counts.failed
          ? fmt::format(fmt::runtime(spanish ? " (en {} sitios)" : " (in {} places)"),
                        counts.failures)
          : "";
  std::string out =
      fmt::format("{}: {}, {}: {}, {}{}, {}\n", style.Bold(Printable(file)),
                  SyntaxTitle(report.syntax), Printable(report.rule_set),
                  fmt::format(fmt::runtime(spanish ? "{} se cumplen" : "{} passed"), counts.passed),
                  counts.failed > 0 ? style.Red(failed) : failed, places,
                  fmt::format(fmt::runtime(spanish ? "{} sin aplicar, nada a lo que aplicarlas"
                                                   : "{} not run, for want of what they are about"),
                              counts.not_run));
  std::vector<Table::Column> columns = {{spanish ? "regla" : "rule"}};
  if (all) columns.push_back({spanish ? "resultado" : "result"});
  columns.push_back({spanish ? "línea" : "line", Table::Align::kRight});
  columns.push_back({spanish ? "qué pide" : "what it asks for", Table::Align::kLeft, true});
  columns.push_back({spanish ? "dónde" : "where", Table::Align::kLeft, true});
  Table table(std::move(columns));
  for (const RuleOutcome& outcome : report.rules) {
    const bool fails = outcome.result == RuleResult::kFail;
    if (!all && !fails) continue;
    std::vector<std::string> cells = {outcome.id};
    if (all) cells.emplace_back(documents::RuleResultName(outcome.result));
    cells.push_back(outcome.line > 0 ? std::to_string(outcome.line) : "");
    cells.push_back(TextOf(outcome, spanish));
    cells.push_back(outcome.path);
    table.Add(std::move(cells));
  }
  if (!table.empty()) out += table.Render(width);
  return out;
}

Json RulesJson(const std::string& file, const RuleReport& report, const Status& error,
               bool spanish) {
  Json json{{"file", file}};
  if (!error.ok()) {
    json["syntax"] = nullptr;
    json["rules"] = Json::array();
    json["rule_set"] = nullptr;
    json["error"] = {
        {"code", CodeName(error.code())}, {"message", error.FullMessage()}, {"hint", error.hint()}};
    return json;
  }
  json["syntax"] = documents::SyntaxName(report.syntax);
  Json& rules = json["rules"] = Json::array();
  for (const RuleOutcome& outcome : report.rules) {
    const bool placed = !outcome.path.empty();
    rules.push_back({{"id", outcome.id},
                     {"result", documents::RuleResultName(outcome.result)},
                     {"path", placed ? Json(outcome.path) : Json(nullptr)},
                     {"line", placed ? Json(outcome.line) : Json(nullptr)},
                     {"text", TextOf(outcome, spanish)}});
  }
  json["rule_set"] = report.rule_set;
  json["error"] = nullptr;
  return json;
}

}  // namespace telar::app
