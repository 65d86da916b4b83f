#include "invoices/subtotal.h"

#include <algorithm>
#include <optional>

namespace telar::invoices {
namespace {

/// A till's roll is some forty letters wide, a sheet is twice that.
bool IsRoll(const Evidence& e) {
  constexpr float kMostHeights = 38;
  documents::Box print;
  std::vector<float> heights;
  for (std::size_t r = 0; r < e.size() && e.row(r).page == e.row(0).page; ++r) {
    print = Around(print, e.row(r).box);
    heights.push_back(e.row(r).height);
  }
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return print.width() < kMostHeights * *middle;
}

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
  for (const auto& row : e.amounts) {
    for (const Amount& amount : row) {
      const auto rate = amount.readings.Under(e.numbers.mark);
      if (!amount.percent || !rate || rate->is_zero() || *rate >= hundred) continue;
      if ((base * *rate - tax * hundred).Abs() <= half_cent) return true;
    }
  }
  return false;
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
    if (!sums.tax || IsRoll(evidence)) return;
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
