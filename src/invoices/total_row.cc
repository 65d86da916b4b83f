#include "invoices/total_row.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostAmounts = 12;
constexpr double kWeight = 0.9;  // named by arithmetic and not by words

}  // namespace

std::vector<SumCandidate> SumsOfTotalRow(const std::vector<const Amount*>& amounts,
                                         DecimalMark mark, const SumCandidate& total) {
  if (amounts.size() < 3 || amounts.size() > kMostAmounts) return {};
  std::vector<Decimal> values;
  for (const Amount* amount : amounts) {
    const auto value = amount->readings.Under(mark);
    if (!value) return {};
    values.push_back(*value);
  }
  Decimal tax;
  for (std::size_t net = amounts.size() - 2; net > 0;) {
    tax = tax + values[net--];
    const bool small = tax.Abs() * Decimal(10) <= values[net].Abs() * Decimal(6);
    if (values[net].is_zero() || !small || values[net] + tax != values.back()) continue;
    SumCandidate subtotal = total, taxes = total;
    subtotal.label = Label::kSubtotal;
    subtotal.value = values[net];
    subtotal.span = amounts[net]->span;
    taxes.label = Label::kTax;
    taxes.value = tax;
    taxes.span = net + 3 == amounts.size() ? amounts[net + 1]->span : Span();
    for (SumCandidate* part : {&subtotal, &taxes}) {
      part->label_weight = kWeight;
      part->last_in_row = true;
      part->words_between = false;
      part->name.clear();
    }
    return {subtotal, taxes, total};
  }
  return {};
}

}  // namespace telar::invoices
