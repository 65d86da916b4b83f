#include "invoices/subtotal.h"

#include <algorithm>
#include <optional>
#include <set>

#include "invoices/letterhead.h"
#include "invoices/line_tax.h"

namespace telar::invoices {
namespace {

/// What the lines add up to; none where one has no amount.
std::optional<Decimal> SumOf(const std::vector<Line>& lines) {
  Decimal sum;
  for (const Line& line : lines) {
    if (!line.amount) return std::nullopt;
    sum = sum + *line.amount;
  }
  return lines.empty() ? std::nullopt : std::optional(sum);
}

bool Has(const std::vector<SumCandidate>& candidates, std::initializer_list<Label> labels) {
  return std::any_of(candidates.begin(), candidates.end(), [&](const SumCandidate& c) {
    return std::find(labels.begin(), labels.end(), c.label) != labels.end();
  });
}

bool IsPrintedRate(const Evidence& e, const Decimal& tax, const Decimal& base) {
  const Decimal hundred(100), half_cent = Decimal::FromUnits(60, 2);
  const std::set<Decimal> rates = PrintedRates(e, e.numbers.mark);
  return std::any_of(rates.begin(), rates.end(), [&](const Decimal& rate) {
    return !rate.is_zero() && (base * rate - tax * hundred).Abs() <= half_cent;
  });
}

}  // namespace

void ComputeSubtotal(const Evidence& evidence, const std::vector<SumCandidate>& candidates,
                     const std::vector<Line>& lines, Sums& sums) {
  if (sums.subtotal || sums.discount || !sums.total || evidence.size() == 0) return;
  if (Has(candidates, {Label::kSubtotal, Label::kRounding, Label::kCash})) return;
  const auto total = Decimal::Parse(sums.total->value);
  if (!total.ok()) return;
  const std::optional<Decimal> line_sum = SumOf(lines);
  const auto is_tax = [](const SumCandidate& c) { return c.label == Label::kTax; };
  const bool taxed = std::any_of(candidates.begin(), candidates.end(), [&](const SumCandidate& c) {
    return is_tax(c) && !c.value.is_zero();
  });
  Field field = *sums.total;
  if (taxed) {
    if (!sums.tax || MeasureFirstPage(evidence).narrow) return;
    const auto tax = Decimal::Parse(sums.tax->value);
    if (!tax.ok() || tax->is_zero()) return;
    const Decimal net = *total - *tax;
    if (line_sum != net && !IsPrintedRate(evidence, *tax, net)) return;
    field.value = net.ToString();
    field.confidence = std::min(field.confidence, sums.tax->confidence);
  } else {
    const bool zero_tax = std::any_of(candidates.begin(), candidates.end(), is_tax);
    if (!zero_tax && (lines.size() < 2 || line_sum != *total)) return;
  }
  field.raw = {};
  field.box = {};
  field.how = How::kComputed;
  field.confidence *= 0.95;
  sums.subtotal = std::move(field);
}

}  // namespace telar::invoices
