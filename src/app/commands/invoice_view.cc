#include "app/commands/invoice_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/table.h"
#include "core/text.h"
#include "invoices/check.h"

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

/// Which template gave the fields, or why none did.
std::string TemplateLine(const invoices::ReadReport& report, const Style& style) {
  if (!report.used_template) return {};
  const invoices::TemplateReport& used = *report.used_template;
  if (!used.name.empty()) return "  " + style.Dim("template " + Printable(used.name)) + "\n\n";
  if (used.failure.ok()) return "  " + style.Dim("no template matches") + "\n\n";
  return "  " + style.Yellow("template does not apply: ") + Printable(used.failure.FullMessage()) +
         "\n\n";
}

bool Doubtful(double confidence) { return confidence < invoices::kSureEnough; }

std::string Yellow(std::string_view text) { return Style{.color = true}.Yellow(text); }

/// The cells of a column "sure": those worth a look carry a '?', the others make room for it.
class SureColumn {
 public:
  SureColumn(bool any_doubt, const Style& style) : any_doubt_(any_doubt), style_(style) {}
  std::string Cell(double confidence) const {
    return SureText(confidence) + (Doubtful(confidence) ? "?" : any_doubt_ ? " " : "");
  }
  void Paint(Table& table, std::size_t column, double confidence) const {
    if (style_.color && Doubtful(confidence)) table.Paint(column, Yellow);
  }

 private:
  const bool any_doubt_;
  const Style& style_;
};

std::string FieldsTable(const invoices::Invoice& invoice, int width, const Style& style) {
  Table table({{"field"},
               {"value", Table::Align::kLeft, true},
               {"sure", Table::Align::kRight},
               {"page", Table::Align::kRight},
               {"how"}});
  const SureColumn sure(
      std::any_of(invoice.fields.begin(), invoice.fields.end(),
                  [](const auto& entry) { return Doubtful(entry.second.confidence); }),
      style);
  for (const std::string_view name : invoices::kFieldNames) {
    const invoices::Field* field = invoice.Find(name);
    if (field == nullptr) continue;
    const bool unplaced = field->how == invoices::How::kXml && field->box.empty();
    table.Add({std::string(name), field->value, sure.Cell(field->confidence),
               unplaced ? "" : std::to_string(field->page),
               std::string(invoices::HowName(field->how))});
    sure.Paint(table, 2, field->confidence);
  }
  return table.empty() ? "" : Indented(table.Render(width > 2 ? width - 2 : 0));
}

std::string LinesTable(const invoices::Invoice& invoice, int width, const Style& style) {
  Table table({{"line"},
               {"description", Table::Align::kLeft, true},
               {"code", Table::Align::kLeft, true},
               {"quantity", Table::Align::kRight},
               {"unit"},
               {"price", Table::Align::kRight},
               {"tax %", Table::Align::kRight},
               {"amount", Table::Align::kRight},
               {"sure", Table::Align::kRight}});
  const SureColumn sure(
      std::any_of(invoice.lines.begin(), invoice.lines.end(),
                  [](const invoices::Line& line) { return Doubtful(line.confidence); }),
      style);
  int number = 0;
  for (const invoices::Line& line : invoice.lines) {
    table.Add({std::to_string(++number), line.description, Text(line.code), Text(line.quantity),
               Text(line.unit), Text(line.unit_price), Text(line.tax_rate), Text(line.amount),
               sure.Cell(line.confidence)});
    sure.Paint(table, 8, line.confidence);
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

std::string_view Meaning(Verdict verdict) {
  switch (verdict) {
    case Verdict::kAccept: return "everything that could be checked agrees";
    case Verdict::kReview: return "a person should look at it";
    case Verdict::kFailed: break;
  }
  return "it could not be read";
}

/// "rule: sentence" as "Sentence (rule)", with the name of a field it begins with in plain words.
std::string Plain(std::string_view reason, const Style& style) {
  const std::size_t colon = reason.find(": ");
  if (colon == reason.npos) return Printable(reason);
  std::string sentence = Printable(reason.substr(colon + 2));
  const std::size_t first_word = std::min(sentence.find(' '), sentence.size());
  if (std::find(std::begin(invoices::kFieldNames), std::end(invoices::kFieldNames),
                std::string_view(sentence).substr(0, first_word)) !=
      std::end(invoices::kFieldNames)) {
    std::replace(sentence.begin(), sentence.begin() + static_cast<std::ptrdiff_t>(first_word), '_',
                 ' ');
  }
  if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z') {
    sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  }
  return sentence + style.Dim(" (" + Printable(reason.substr(0, colon)) + ")");
}

}  // namespace

std::string SureText(double probability) {
  // What a binary fraction lacks to a hundredth does not count.
  return fmt::format("{:.2f}", std::floor(probability * 100 + 1e-6) / 100);
}

std::string InvoiceTitle(const invoices::ReadReport& report, const Style& style) {
  std::string out = style.Bold(Printable(report.file)) + ": " + report.kind;
  if (!report.reader.empty()) out += ", read by " + report.reader;
  if (report.kind != "xml")
    out += fmt::format(", {} page{}", report.pages, report.pages == 1 ? "" : "s");
  if (report.decision)
    out += fmt::format(", {} ({})", invoices::ClassLabel(report.decision->label),
                       report.decision->model);
  return out + "\n";
}

std::string VerdictView(const invoices::Invoice& invoice, const Style& style) {
  std::string out = "  " + VerdictWord(invoice.verdict, style) + ": " +
                    std::string(Meaning(invoice.verdict)) + "\n";
  for (const std::string& reason : invoice.reasons) out += "  - " + Plain(reason, style) + "\n";
  return out;
}

namespace {

std::string ReceiptView(const invoices::Invoice& invoice, int width, const Style& style) {
  return FieldsTable(invoice, width, style) + LinesTable(invoice, width, style) + "\n" +
         VerdictView(invoice, style) + "\n";
}

}  // namespace

std::string InvoiceView(const invoices::ReadReport& report, int width, const Style& style) {
  if (!report.error.ok()) {
    std::string out = style.Bold(Printable(report.file)) + ": " +
                      VerdictWord(Verdict::kFailed, style) + "\n  " +
                      Printable(report.error.FullMessage()) + "\n";
    if (!report.error.hint().empty())
      out += "  " + style.Dim("hint: " + Printable(report.error.hint())) + "\n";
    return out + "\n";
  }
  std::string out = InvoiceTitle(report, style) + TemplateLine(report, style) +
                    ReceiptView(report.invoice, width, style);
  for (const invoices::Invoice& receipt : report.invoice.more) {
    out += style.Bold(report.reader == "einvoice" ? "Another invoice in the same file"
                                                  : "Another receipt on the same picture") +
           "\n" + ReceiptView(receipt, width, style);
  }
  return out;
}

}  // namespace telar::app
