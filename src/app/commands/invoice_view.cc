#include "app/commands/invoice_view.h"

#include <fmt/format.h>

#include "app/table.h"
#include "core/text.h"

namespace telar::app {
namespace {

using invoices::Verdict;

std::string Text(const std::optional<std::string>& value) { return value.value_or(""); }
std::string Text(const std::optional<Decimal>& value) { return value ? value->ToString() : ""; }

std::string Indented(const std::string& text) {
  std::string out;
  for (const std::string_view line :
       Split(std::string_view(text).substr(0, text.size() - 1), '\n')) {
    out += "  " + std::string(line) + "\n";
  }
  return out;
}

std::string FieldsTable(const invoices::Invoice& invoice, int width) {
  Table table({{"field"},
               {"value", Table::Align::kLeft, true},
               {"sure", Table::Align::kRight},
               {"page", Table::Align::kRight},
               {"how"}});
  for (const std::string_view name : invoices::kFieldNames) {
    const invoices::Field* field = invoice.Find(name);
    if (field == nullptr) continue;
    table.Add({std::string(name), field->value, fmt::format("{:.2f}", field->confidence),
               std::to_string(field->page), std::string(invoices::HowName(field->how))});
  }
  return table.empty() ? "" : Indented(table.Render(width > 2 ? width - 2 : 0));
}

std::string LinesTable(const invoices::Invoice& invoice, int width) {
  Table table({{"line"},
               {"description", Table::Align::kLeft, true},
               {"code", Table::Align::kLeft, true},
               {"quantity", Table::Align::kRight},
               {"unit"},
               {"price", Table::Align::kRight},
               {"tax %", Table::Align::kRight},
               {"amount", Table::Align::kRight},
               {"sure", Table::Align::kRight}});
  int number = 0;
  for (const invoices::Line& line : invoice.lines) {
    table.Add({std::to_string(++number), line.description, Text(line.code), Text(line.quantity),
               Text(line.unit), Text(line.unit_price), Text(line.tax_rate), Text(line.amount),
               fmt::format("{:.2f}", line.confidence)});
  }
  return table.empty() ? "" : "\n" + Indented(table.Render(width > 2 ? width - 2 : 0));
}

std::string VerdictWord(Verdict verdict, const Style& style) {
  const std::string word(invoices::VerdictName(verdict));
  switch (verdict) {
    case Verdict::kAccept: return style.Green(word);
    case Verdict::kReview: return style.Yellow(word);
    case Verdict::kFailed: break;
  }
  return style.Red(word);
}

}  // namespace

std::string InvoiceView(const invoices::ReadReport& report, int width, const Style& style) {
  std::string out = style.Bold(Printable(report.file));
  if (!report.error.ok()) {
    out += ": " + VerdictWord(Verdict::kFailed, style) + "\n  " +
           Printable(report.error.FullMessage()) + "\n";
    if (!report.error.hint().empty())
      out += "  " + style.Dim("hint: " + Printable(report.error.hint())) + "\n";
    return out + "\n";
  }
  out += ": " + report.kind;
  if (!report.reader.empty()) out += ", read by " + report.reader;
  out += fmt::format(", {} page{}", report.pages, report.pages == 1 ? "" : "s");
  if (report.decision)
    out += fmt::format(", {} ({})", invoices::ClassLabel(report.decision->label),
                       report.decision->model);
  out += "\n" + FieldsTable(report.invoice, width) + LinesTable(report.invoice, width);
  out += "\n  " + VerdictWord(report.invoice.verdict, style) + "\n";
  for (const std::string& reason : report.invoice.reasons) out += "  - " + Printable(reason) + "\n";
  return out + "\n";
}

}  // namespace telar::app
