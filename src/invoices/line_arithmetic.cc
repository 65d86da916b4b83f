#include "invoices/line_arithmetic.h"

#include "invoices/check.h"

namespace telar::invoices {
namespace {

bool AgreesWith(const Decimal& q, const Decimal& p, const Decimal& a, const LineExtras& extras) {
  const Decimal one(1), product = (q * p).Rounded(6);
  for (const Decimal& percent : extras.percents) {
    if (percent.Abs() > Decimal(100)) continue;
    const Decimal share = percent.Abs() * Decimal::FromUnits(1, 2);
    if (ProductAgrees(product, one - share, a) || ProductAgrees(product, one + share, a))
      return true;
  }
  for (const Decimal& money : extras.money) {
    if (money.is_zero() || money.Abs() > product.Abs()) continue;
    const Decimal size = product.Abs();
    if (ProductAgrees(one, size - money.Abs(), a) || ProductAgrees(one, size + money.Abs(), a) ||
        ProductAgrees(q, p.Abs() - money.Abs(), a))
      return true;
  }
  return false;
}

}  // namespace

LineProof Prove(const Decimal& quantity, const Decimal& price, const Decimal& amount,
                const LineExtras& extras) {
  if (ProductAgrees(quantity, price, amount)) {
    const Decimal one(1);
    return quantity.Abs() == one || price.Abs() == one ? LineProof::kOnes : LineProof::kProduct;
  }
  return AgreesWith(quantity, price, amount, extras) ? LineProof::kAdjusted : LineProof::kNone;
}

std::optional<Decimal> ImpliedQuantity(const Decimal& price, const Decimal& amount, int most) {
  if (price.is_zero()) return std::nullopt;
  for (int n = 1; n <= most; ++n) {
    const Decimal quantity(n);
    if (price * quantity == amount) return quantity;
    if (price.Abs() * quantity == amount.Abs()) return -quantity;
  }
  return std::nullopt;
}

}  // namespace telar::invoices
