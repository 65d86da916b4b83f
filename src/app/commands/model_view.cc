#include "app/commands/model_view.h"

#include <fmt/format.h>

#include <cmath>

#include "app/table.h"
#include "core/text.h"
#include "core/time.h"
#include "invoices/classification.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;
using invoices::InvoiceClass;

std::string Label(int label) {
  return std::string(invoices::ClassLabel(static_cast<InvoiceClass>(label)));
}

std::string Figure(double value) { return fmt::format("{:.3f}", value); }
std::string Figure(double value, const models::Interval& range) {
  return fmt::format("{:.3f} ({:.3f}-{:.3f})", value, range.low, range.high);
}

double Rounded(double value) { return std::round(value * 1e6) / 1e6; }
Json Range(const models::Interval& range) { return {Rounded(range.low), Rounded(range.high)}; }

Json Curve(const std::vector<models::CurvePoint>& points) {
  Json json = Json::array();
  for (const models::CurvePoint& point : points) {
    json.push_back({Rounded(point.threshold), Rounded(point.x), Rounded(point.y)});
  }
  return json;
}

std::string Green(std::string_view text) { return Style{true}.Green(text); }
std::string Red(std::string_view text) { return Style{true}.Red(text); }

}  // namespace

std::string EvaluationView(const models::Evaluation& e, int width, const Style& style) {
  using Align = Table::Align;
  Table table({{"class"},
               {"documents", Align::kRight},
               {"precision (95 %)", Align::kRight},
               {"recall (95 %)", Align::kRight},
               {"F1", Align::kRight},
               {"said correctiva", Align::kRight},
               {"said preventiva", Align::kRight}});
  for (const int label : {0, 1}) {
    const auto i = static_cast<std::size_t>(label);
    const models::ClassFigures& c = e.classes[i];
    table.Add({Label(label), std::to_string(c.documents), Figure(c.precision, c.precision_range),
               Figure(c.recall, c.recall_range), Figure(c.f1), std::to_string(e.confusion[i][0]),
               std::to_string(e.confusion[i][1])});
  }
  std::string out = table.Render(width);
  out += fmt::format(
      "{}\naccuracy {}  macro precision {}  macro recall {}\n"
      "log loss {}  Brier {}  calibration error {}  ROC area {}  average precision {}\n",
      style.Bold("macro F1 " + Figure(e.macro_f1, e.macro_f1_range)),
      Figure(e.accuracy, e.accuracy_range), Figure(e.macro_precision), Figure(e.macro_recall),
      Figure(e.log_loss), Figure(e.brier), Figure(e.calibration_error), Figure(e.roc_area),
      Figure(e.average_precision));
  return out;
}

Json EvaluationJson(const models::Evaluation& e, bool curves) {
  Json classes = Json::array(), reliability = Json::array();
  for (const int label : {0, 1}) {
    const models::ClassFigures& c = e.classes[static_cast<std::size_t>(label)];
    classes.push_back({{"class", Label(label)},
                       {"documents", c.documents},
                       {"precision", Rounded(c.precision)},
                       {"precision_range", Range(c.precision_range)},
                       {"recall", Rounded(c.recall)},
                       {"recall_range", Range(c.recall_range)},
                       {"f1", Rounded(c.f1)}});
  }
  for (const models::ReliabilityBin& bin : e.reliability) {
    reliability.push_back({{"from", bin.from},
                           {"to", bin.to},
                           {"documents", bin.documents},
                           {"mean_confidence", Rounded(bin.mean_confidence)},
                           {"share_right", Rounded(bin.share_right)}});
  }
  Json json{{"documents", e.documents},
            {"accuracy", Rounded(e.accuracy)},
            {"accuracy_range", Range(e.accuracy_range)},
            {"macro_precision", Rounded(e.macro_precision)},
            {"macro_recall", Rounded(e.macro_recall)},
            {"macro_f1", Rounded(e.macro_f1)},
            {"macro_f1_range", Range(e.macro_f1_range)},
            {"log_loss", Rounded(e.log_loss)},
            {"brier", Rounded(e.brier)},
            {"calibration_error", Rounded(e.calibration_error)},
            {"roc_area", Rounded(e.roc_area)},
            {"average_precision", Rounded(e.average_precision)},
            {"confusion", e.confusion},
            {"classes", std::move(classes)},
            {"reliability", std::move(reliability)}};
  if (curves) {
    json["roc"] = Curve(e.roc);
    json["precision_recall"] = Curve(e.precision_recall);
  }
  return json;
}

std::string GateView(const models::GateVerdict& verdict, int width, const Style& style) {
  Table table({{"gate"}, {"value", Table::Align::kRight}, {"limit"}, {""}});
  for (const models::GateCheck& check : verdict.checks) {
    table.Add({std::string(check.name), fmt::format("{:.4g}", check.value),
               fmt::format("{} {:.4g}", check.may_equal ? "at least" : "above", check.limit),
               check.passed() ? "passed" : "refused"});
    if (style.color) table.Paint(3, check.passed() ? Green : Red);
  }
  return table.Render(width);
}

Json GateJson(const models::GateVerdict& verdict) {
  Json checks = Json::array();
  for (const models::GateCheck& check : verdict.checks) {
    checks.push_back({{"name", check.name},
                      {"value", Rounded(check.value)},
                      {"limit", Rounded(check.limit)},
                      {"passed", check.passed()}});
  }
  return {
      {"passed", verdict.passed()}, {"refusal", verdict.Refusal()}, {"checks", std::move(checks)}};
}

Json VersionJson(const models::ModelManifest& manifest) {
  return Json::parse(models::ManifestJson(manifest));
}

Json ChangeJson(const models::AliasChange& c) {
  return {{"number", c.number}, {"alias", c.alias},          {"version", c.version},
          {"action", c.action}, {"at", FormatInstant(c.at)}, {"who", c.who},
          {"why", c.why},       {"sha256", c.sha256}};
}

}  // namespace telar::app
