#include "invoices/check.h"

#include <algorithm>
#include <cstdio>

namespace telar::invoices {
namespace {

std::optional<Decimal> AmountOf(const Invoice& invoice, std::string_view name) {
  const Field* field = invoice.Find(name);
  if (field == nullptr) return std::nullopt;
  const auto value = Decimal::Parse(field->value);
  return value.ok() ? std::optional(*value) : std::nullopt;
}

bool Near(const Decimal& a, const Decimal& b, const Decimal& tolerance) {
  return (a - b).Abs() <= tolerance;
}

/// Half of the last printed digit per addend, never more than 0.05.
Decimal Tolerance(std::size_t addends) {
  const auto halves = static_cast<std::int64_t>(std::min<std::size_t>(addends * 5, 50));
  return Decimal::FromUnits(halves, 3);
}

void CheckSums(const Findings& findings, const Invoice& invoice,
               std::vector<std::string>& reasons) {
  const auto total = AmountOf(invoice, "total");
  const auto subtotal = AmountOf(invoice, "subtotal");
  const auto tax = AmountOf(invoice, "tax");
  const auto discount = AmountOf(invoice, "discount");
  const Decimal zero;
  if (total && subtotal && (tax || discount) && !findings.sums_agree) {
    const Decimal sum = *subtotal - discount.value_or(zero).Abs() + tax.value_or(zero);
    if (!Near(sum, *total, Tolerance(4)) && !Near(*subtotal, *total, Tolerance(2))) {
      reasons.push_back("total_mismatch: subtotal, discount and tax give " + sum.ToString() +
                        ", total says " + total->ToString());
    }
  }
  if (invoice.lines.empty() || (!subtotal && !total)) return;
  Decimal lines;
  for (const Line& line : invoice.lines) {
    if (!line.amount) return;
    lines = lines + *line.amount;
  }
  const Decimal tolerance = Tolerance(invoice.lines.size() + 1);
  std::vector<Decimal> fits;
  if (subtotal) fits.push_back(*subtotal);
  if (subtotal && discount) fits.push_back(*subtotal + discount->Abs());
  if (total) fits.push_back(*total);
  if (total && tax) fits.push_back(*total - *tax);
  if (total && discount) fits.push_back(*total + discount->Abs());
  if (std::any_of(fits.begin(), fits.end(),
                  [&](const Decimal& f) { return Near(lines, f, tolerance); }))
    return;
  reasons.push_back(
      "total_mismatch: lines add up to " + lines.ToString() + ", " +
      (subtotal ? "subtotal says " + subtotal->ToString() : "total says " + total->ToString()));
}

void CheckLines(const Invoice& invoice, std::vector<std::string>& reasons) {
  for (std::size_t i = 0; i < invoice.lines.size(); ++i) {
    const Line& line = invoice.lines[i];
    if (!line.quantity || !line.unit_price || !line.amount) continue;
    // A line that agreed when it was read may carry a discount or a tax of its own.
    if (line.confidence > 0.55 || ProductAgrees(*line.quantity, *line.unit_price, *line.amount))
      continue;
    reasons.push_back("line_mismatch: line " + std::to_string(i + 1) + " says " +
                      line.quantity->ToString() + " × " + line.unit_price->ToString() + " = " +
                      line.amount->ToString());
  }
}

std::string Hundredths(double value) {
  char text[16];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

void JudgeConfidence(const Invoice& invoice, std::vector<std::string>& reasons) {
  const Field* least = nullptr;
  std::string_view least_name;
  double wrong = 0;
  bool doubtful = false;
  for (const std::string_view name : kFieldNames) {
    const Field* field = invoice.Find(name);
    if (field == nullptr) continue;
    wrong += 1 - field->confidence;
    if (least == nullptr || field->confidence < least->confidence) {
      least = field;
      least_name = name;
    }
    if (field->confidence >= kSureEnough) continue;
    doubtful = true;
    reasons.push_back("low_confidence: " + std::string(name) + " is right with a probability of " +
                      Hundredths(field->confidence));
  }
  const auto count = static_cast<double>(invoice.fields.size());
  if (least == nullptr || doubtful || wrong <= kMostWrong * count) return;
  reasons.push_back("low_confidence: of " + std::to_string(invoice.fields.size()) + " fields " +
                    Hundredths(wrong) + " are expected to be wrong, most likely " +
                    std::string(least_name) + " (" + Hundredths(least->confidence) + ")");
}

}  // namespace

bool ProductAgrees(const Decimal& quantity, const Decimal& price, const Decimal& amount) {
  const Decimal product = quantity * price;
  const int scale = std::min(amount.scale(), 6);
  Decimal tolerance = Decimal::FromUnits(5, scale + 1);
  // A price printed to the cent may be cut from a longer one; up to half a cent a piece, one in
  // all.
  if (scale >= 2) tolerance = Decimal::FromUnits(1, 2);
  if (scale == 0 && !(product.Rounded(0) == product)) tolerance = Decimal(1);
  return (product.Abs() - amount.Abs()).Abs() <= tolerance;
}

void CheckConfidence(Invoice& invoice) {
  if (invoice.verdict == Verdict::kFailed) return;
  std::erase_if(invoice.reasons,
                [](const std::string& reason) { return reason.starts_with("low_confidence: "); });
  JudgeConfidence(invoice, invoice.reasons);
  invoice.verdict = invoice.reasons.empty() ? Verdict::kAccept : Verdict::kReview;
}

void Check(const Findings& findings, Invoice& invoice) {
  invoice.reasons.clear();
  if (!findings.any_words) {
    invoice.verdict = Verdict::kFailed;
    invoice.reasons.push_back("no_text: nothing could be read");
    return;
  }
  auto& reasons = invoice.reasons;
  for (const std::string_view needed : {"supplier", "date", "total"}) {
    if (invoice.Find(needed) != nullptr) continue;
    reasons.push_back("missing_" + std::string(needed) + ": no " + std::string(needed) +
                      " was found");
  }
  JudgeConfidence(invoice, reasons);
  if (invoice.Find("total") != nullptr && !findings.total_confirmed) {
    reasons.push_back("unchecked_total: nothing but its label confirms " +
                      invoice.Find("total")->value);
  }
  CheckSums(findings, invoice, reasons);
  CheckLines(invoice, reasons);
  if (!findings.number_format.empty()) {
    reasons.push_back("number_format: " + findings.number_format + " may mean two numbers");
  }
  if (!findings.date_order.empty()) {
    reasons.push_back("date_order: " + findings.date_order + " may mean two days");
  }
  if (findings.cut) reasons.push_back("too_long: words beyond the limit were not looked at");
  invoice.verdict = reasons.empty() ? Verdict::kAccept : Verdict::kReview;
}

}  // namespace telar::invoices
