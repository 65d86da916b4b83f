#include "app/commands/rules_view.h"

#include <fmt/format.h>

#include "app/table.h"

namespace telar::app {
namespace {

using documents::RuleOutcome;
using documents::RuleReport;
using documents::RuleResult;
using Json = nlohmann::ordered_json;

std::string_view SyntaxTitle(documents::Syntax syntax, bool spanish) {
  switch (syntax) {
    case documents::Syntax::kUblInvoice: return spanish ? "factura UBL" : "UBL invoice";
    case documents::Syntax::kUblCreditNote:
      return spanish ? "nota de abono UBL" : "UBL credit note";
    case documents::Syntax::kCii: return spanish ? "factura CII" : "CII invoice";
    default: return documents::SyntaxName(syntax);
  }
}

// "UBL invoice inside StandardBusinessDocument", "2 invoices inside batch".
std::string Title(const RuleReport& report, bool spanish) {
  std::string title =
      report.invoices == 1
          ? std::string(SyntaxTitle(report.syntax, spanish))
          : fmt::format(fmt::runtime(spanish ? "{} facturas" : "{} invoices"), report.invoices);
  if (!report.envelope.empty())
    title += (spanish ? " dentro de " : " inside ") + Printable(report.envelope);
  return title;
}

std::string_view ResultTitle(RuleResult result, bool spanish) {
  if (!spanish) return documents::RuleResultName(result);
  switch (result) {
    case RuleResult::kPass: return "se cumple";
    case RuleResult::kFail: return "no se cumple";
    case RuleResult::kWarning: return "advertencia";
    case RuleResult::kNotRun: break;
  }
  return "sin aplicar";
}

std::string Red(std::string_view text) { return Style{.color = true}.Red(text); }
std::string Yellow(std::string_view text) { return Style{.color = true}.Yellow(text); }

// "3 failed (in 5 places), 1 of them a warning".
std::string Counts(const RuleCounts& counts, bool spanish, const Style& style) {
  const auto say = [&](std::string_view english, std::string_view in_spanish, int count) {
    return fmt::format(fmt::runtime(spanish ? in_spanish : english), count);
  };
  const std::string failed = say("{} failed", "{} no se cumplen", counts.failed);
  std::string out = say("{} passed", "{} se cumplen", counts.passed) + ", " +
                    (counts.failed > 0 ? style.Red(failed) : failed);
  if (counts.failures > counts.failed)
    out += say(" (in {} places)", " (en {} sitios)", counts.failures);
  if (counts.warnings > 0) {
    const bool one = counts.warnings == 1;
    out += ", " +
           style.Yellow(say(one ? "{} of them a warning" : "{} of them warnings",
                            one ? "{} como advertencia" : "{} como advertencias", counts.warnings));
  }
  return out + ", " +
         say("{} not run, for want of what they are about",
             "{} sin aplicar, nada a lo que aplicarlas", counts.not_run);
}

const std::string& TextOf(const RuleOutcome& outcome, bool spanish) {
  return spanish ? outcome.text_es : outcome.text;
}

}  // namespace

RuleCounts CountRules(const RuleReport& report) {
  RuleCounts counts;
  const std::string* last = nullptr;
  for (const RuleOutcome& outcome : report.rules) {
    const bool warning = outcome.result == RuleResult::kWarning;
    const bool failed = warning || outcome.result == RuleResult::kFail;
    counts.failures += failed ? 1 : 0;
    if (last != nullptr && *last == outcome.id) continue;
    last = &outcome.id;
    counts.passed += outcome.result == RuleResult::kPass ? 1 : 0;
    counts.failed += failed ? 1 : 0;
    counts.warnings += warning ? 1 : 0;
    counts.not_run += outcome.result == RuleResult::kNotRun ? 1 : 0;
  }
  return counts;
}

std::string RulesView(const std::string& file, const RuleReport& report,
                      const RulesViewOptions& options) {
  const RuleCounts counts = CountRules(report);
  const auto& [width, style, spanish, all] = options;
  const bool results = all || counts.warnings > 0;
  std::string out =
      fmt::format("{}: {}, {}: {}\n", style.Bold(Printable(file)), Title(report, spanish),
                  Printable(report.rule_set), Counts(counts, spanish, style));
  std::vector<Table::Column> columns = {{spanish ? "regla" : "rule"}};
  if (results) columns.push_back({spanish ? "resultado" : "result"});
  columns.push_back({spanish ? "línea" : "line", Table::Align::kRight});
  columns.push_back({spanish ? "qué pide" : "what it asks for", Table::Align::kLeft, true});
  columns.push_back({spanish ? "dónde" : "where", Table::Align::kLeft, true});
  Table table(std::move(columns));
  for (const RuleOutcome& outcome : report.rules) {
    const bool holds = outcome.result == RuleResult::kPass || outcome.result == RuleResult::kNotRun;
    if (!all && holds) continue;
    std::vector<std::string> cells = {outcome.id};
    if (results) cells.emplace_back(ResultTitle(outcome.result, spanish));
    cells.push_back(outcome.line > 0 ? std::to_string(outcome.line) : "");
    cells.push_back(TextOf(outcome, spanish));
    cells.push_back(outcome.path);
    table.Add(std::move(cells));
    if (results && style.color && !holds)
      table.Paint(1, outcome.result == RuleResult::kFail ? Red : Yellow);
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
    const bool warning = outcome.result == RuleResult::kWarning;
    rules.push_back(
        {{"id", outcome.id},
         {"result", documents::RuleResultName(warning ? RuleResult::kFail : outcome.result)},
         {"path", placed ? Json(outcome.path) : Json(nullptr)},
         {"line", placed ? Json(outcome.line) : Json(nullptr)},
         {"text", TextOf(outcome, spanish)}});
    if (warning) rules.back()["flag"] = "warning";
  }
  json["rule_set"] = report.rule_set;
  json["envelope"] = report.envelope.empty() ? Json(nullptr) : Json(report.envelope);
  json["invoices"] = report.invoices;
  const RuleCounts counts = CountRules(report);
  json["counts"] = {{"passed", counts.passed},
                    {"failed", counts.failed},
                    {"warnings", counts.warnings},
                    {"not_run", counts.not_run}};
  json["error"] = nullptr;
  return json;
}

}  // namespace telar::app
