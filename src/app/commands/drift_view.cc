#include "app/commands/drift_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/table.h"
#include "models/drift_report.h"

namespace telar::app {
namespace {

using models::DriftComparison;
using models::DriftRecord;
using models::DriftVerdict;

using Paint = std::string (*)(std::string_view);
std::string Green(std::string_view text) { return Style{true}.Green(text); }
std::string Yellow(std::string_view text) { return Style{true}.Yellow(text); }
std::string Red(std::string_view text) { return Style{true}.Red(text); }

Paint PaintOf(DriftVerdict verdict) {
  switch (verdict) {
    case DriftVerdict::kNone: return Green;
    case DriftVerdict::kTooFew: return Yellow;
    case DriftVerdict::kDrift:
    case DriftVerdict::kNoBaseline: break;
  }
  return Red;
}

std::string PValue(double p) {
  return p < 0.001 ? fmt::format("{:.1e}", p) : fmt::format("{:.3f}", p);
}

std::string Model(const DriftRecord& record) {
  return record.model_version == 0 ? "none" : fmt::format("v{}", record.model_version);
}

Table Comparisons(const DriftRecord& record, const Style& style) {
  using Align = Table::Align;
  Table table({{"class"},
               {"feature"},
               {"then", Align::kRight},
               {"now", Align::kRight},
               {"distance", Align::kRight},
               {"p", Align::kRight},
               {"p corrected", Align::kRight},
               {"effect", Align::kRight},
               {""}});
  for (const DriftComparison& c : record.report.comparisons) {
    std::vector<std::string> cells = {std::string(models::ClassName(c.label)), c.feature,
                                      std::to_string(c.baseline_values),
                                      std::to_string(c.current_values)};
    if (c.compared) {
      cells.insert(cells.end(), {fmt::format("{:.3f}", c.test.distance), PValue(c.test.p_value),
                                 PValue(c.corrected_p_value), fmt::format("{:+.2f}", c.effect),
                                 c.drifted ? "moved" : ""});
    } else {
      cells.insert(cells.end(),
                   {"", "", "", "", fmt::format("fewer than {}", record.limits.least)});
    }
    table.Add(std::move(cells));
    if (style.color && c.drifted) table.Paint(8, Red);
  }
  return table;
}

}  // namespace

std::string DriftView(const DriftRecord& record, const LocalTimes& times, int width,
                      const Style& style) {
  std::string sentence = Printable(models::DriftSentence(record));
  if (style.color) sentence = PaintOf(record.report.verdict)(sentence);
  std::string text = style.Bold(sentence) + "\n";
  text += fmt::format("  model:    {}, measured on {} documents\n", Model(record),
                      record.baseline_documents);
  text += fmt::format("  window:   {} to {}, {} documents", times.Format(record.from),
                      times.Format(record.to), record.documents);
  if (static_cast<std::int64_t>(record.looked_at) < record.documents) {
    text += fmt::format(", the newest {} compared", record.looked_at);
  }
  text += fmt::format("\n  limits:   p < {}, distance > {}, at least {} documents of a class\n",
                      record.limits.p_value, record.limits.distance, record.limits.least);
  if (record.request > 0) text += fmt::format("  training: requested, number {}\n", record.request);
  if (!record.no_request.empty()) {
    text += "  training: not requested, " + Printable(record.no_request) + "\n";
  }
  if (!record.report.comparisons.empty()) text += Comparisons(record, style).Render(width);
  return text;
}

std::string DriftListView(const std::vector<DriftRecord>& records, const LocalTimes& times,
                          int width, const Style& style) {
  using Align = Table::Align;
  Table table({{"check", Align::kRight},
               {"checked"},
               {"model"},
               {"documents", Align::kRight},
               {"verdict"},
               {"training", Align::kRight},
               {"", Align::kLeft, true}});
  for (const DriftRecord& record : records) {
    table.Add({std::to_string(record.number), times.Format(record.checked_at), Model(record),
               std::to_string(record.documents),
               std::string(models::DriftVerdictName(record.report.verdict)),
               record.request > 0 ? std::to_string(record.request) : "",
               models::DriftSentence(record)});
    if (style.color) table.Paint(4, PaintOf(record.report.verdict));
  }
  return table.Render(width);
}

}  // namespace telar::app
