#pragma once

#include <optional>
#include <vector>

#include "core/decimal.h"

namespace telar::invoices {

/// How the numbers of a line hang together.
enum class LineProof {
  kNone,      ///< They do not, or one is missing.
  kOnes,      ///< quantity × price = amount, but one of them is 1, which proves less.
  kAdjusted,  ///< So less a discount or with a tax that is printed in the line.
  kProduct,   ///< quantity × price = amount.
};

/// What a line prints beside quantity, price and amount.
struct LineExtras {
  std::vector<Decimal> percents;  ///< Discount or tax rates, 5 for 5 %.
  std::vector<Decimal> money;     ///< Discounts or taxes as amounts, of the line or of one piece.
};

/// Looks for quantity × price = amount within the rounding of the printed digits, then for the same
/// less or plus one of the extras.
LineProof Prove(const Decimal& quantity, const Decimal& price, const Decimal& amount,
                const LineExtras& extras);

/// The whole number from 1 to `most` that price must be taken times to give the amount exactly;
/// empty when there is none. For a quantity that is not printed, or too small for the detector of a
/// scan to be found.
std::optional<Decimal> ImpliedQuantity(const Decimal& price, const Decimal& amount, int most);

}  // namespace telar::invoices
