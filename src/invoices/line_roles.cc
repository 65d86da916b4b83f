#include "invoices/line_roles.h"

#include <algorithm>

namespace telar::invoices {
namespace {

class Chooser {
 public:
  Chooser(const Row& row, const RowNumbers& numbers, const LineColumns& columns,
          const NumberStyle& style)
      : row_(row), numbers_(numbers), columns_(columns), style_(style) {}

  LineRoles Choose() const {
    LineRoles best;
    std::vector<const Amount*> usable;
    for (const Amount* amount : numbers_.tail) {
      if (!amount->percent) usable.push_back(amount);
    }
    std::vector<const Amount*> quantities = usable;
    for (const Amount* lead : {numbers_.lead, numbers_.lead_next}) {
      if (lead != nullptr && !lead->percent) quantities.push_back(lead);
    }
    quantities.push_back(nullptr);
    std::vector<const Amount*> prices = usable;
    prices.push_back(nullptr);
    for (std::size_t back = 0; back < std::min<std::size_t>(usable.size(), 3); ++back) {
      const Amount* amount = usable[usable.size() - 1 - back];
      if (!amount->unit.empty()) continue;
      for (const Amount* price : prices) {
        if (price == amount || (price != nullptr && !price->unit.empty())) continue;
        for (const Amount* quantity : quantities) {
          if (quantity == amount || (quantity != nullptr && quantity == price)) continue;
          const LineRoles roles = Score(quantity, price, amount, static_cast<double>(back));
          if (roles.score > best.score) best = roles;
        }
      }
    }
    return best;
  }

 private:
  std::optional<Decimal> Value(const Amount* amount) const {
    return amount == nullptr ? std::nullopt : amount->readings.Under(style_.mark);
  }

  LineRoles Score(const Amount* quantity, const Amount* price, const Amount* amount,
                  double back) const {
    LineRoles roles{quantity, price, amount, 0, LineProof::kNone};
    double score = 0.3 - 0.35 * back;
    const auto place = [&](const Amount* number, Column column) {
      if (number == nullptr || columns_.empty()) return;
      const double strange = column == Column::kAmount ? 0.0 : -0.6;
      score += columns_.Has(column) ? columns_.Fit(row_, *number, column) - 0.4 : strange;
    };
    place(quantity, Column::kQuantity);
    place(price, Column::kPrice);
    place(amount, Column::kAmount);
    const auto q = Value(quantity), p = Value(price), a = Value(amount);
    if (!a || (quantity != nullptr && !q) || (price != nullptr && !p)) return {};
    if (q && p) {
      roles.proof = Prove(*q, *p, *a, ExtrasBeside(roles));
      // "16" of a torn "16 85" is near enough to 16.85, but no amount of money.
      const bool torn = price->decimals == 2 && !amount->money() && *q * *p != *a;
      const bool nothing = q->is_zero() || (a->is_zero() && q->Abs() != Decimal(1));
      if (torn || nothing) roles.proof = LineProof::kNone;
      switch (roles.proof) {
        case LineProof::kNone: score -= 0.7; break;
        case LineProof::kOnes: score += 0.8; break;
        case LineProof::kAdjusted: score += 0.2; break;
        case LineProof::kProduct: score += 2.0; break;
      }
    }
    // A lost count of one.
    if (p && !q && *p == *a && columns_.Has(Column::kQuantity)) score += 0.8;
    if (quantity != nullptr) {
      if (!quantity->currency.empty()) score -= 1.5;
      if (quantity->decimals == 2) score -= 0.15;
      if (!quantity->unit.empty()) score += 0.4;
      if (IsTimes(row_, *quantity)) score += 0.4;
      if (q->is_zero()) score -= 0.5;
      if (price != nullptr && quantity->digits.begin > price->digits.begin) score -= 0.1;
    }
    if (price != nullptr && price->digits.begin > amount->digits.begin) score -= 0.3;
    if (style_.prints_decimals && !amount->money()) score -= roles.proven() ? 0.6 : 1.5;
    // Numbers without a role count against a reading, less so where they may belong to the name.
    const std::size_t first = FirstRole(numbers_, roles);
    for (const Amount* number : numbers_.tail) {
      if (number->percent || number == quantity || number == price || number == amount) continue;
      score -= number->span.begin < first ? 0.1 : 0.3;
    }
    roles.score = score;
    return roles;
  }

  /// What the row prints beside the roles that may be a discount or a tax.
  LineExtras ExtrasBeside(const LineRoles& roles) const {
    LineExtras extras;
    for (const Amount* number : numbers_.tail) {
      const auto value = Value(number);
      if (!value || number == roles.quantity || number == roles.price || number == roles.amount)
        continue;
      if (number->percent) {
        extras.percents.push_back(*value);
        continue;
      }
      const bool named = columns_.Has(Column::kDiscount) || columns_.Has(Column::kTax);
      const bool under = columns_.Fit(row_, *number, Column::kDiscount) > 0.6 ||
                         columns_.Fit(row_, *number, Column::kTax) > 0.6;
      const bool between = number->digits.begin > roles.price->digits.begin &&
                           number->digits.begin < roles.amount->digits.begin;
      if (named && under) extras.percents.push_back(*value);
      if ((named && under) || (!named && between && number->money()))
        extras.money.push_back(*value);
    }
    return extras;
  }

  const Row& row_;
  const RowNumbers& numbers_;
  const LineColumns& columns_;
  const NumberStyle& style_;
};

}  // namespace

LineRoles ChooseRoles(const Row& row, const RowNumbers& numbers, const LineColumns& columns,
                      const NumberStyle& style) {
  return Chooser(row, numbers, columns, style).Choose();
}

std::size_t FirstRole(const RowNumbers& numbers, const LineRoles& roles) {
  for (const Amount* number : numbers.tail) {
    if (number == roles.quantity || number == roles.price || number == roles.amount)
      return number->span.begin;
  }
  return std::string::npos;
}

}  // namespace telar::invoices
