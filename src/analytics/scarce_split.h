#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/decimal.h"

namespace telar::analytics {

/// What one location asks of a stock that does not suffice for all.
struct Claim {
  std::string location;
  Decimal need;       ///< Units; up to whole cases it is what the location may get at most.
  double demand = 0;  ///< Units a day.
  Decimal stock;      ///< Units it still has; below zero counts as none.
};

/// Shares `stock` units among the claims in whole cases; returns cases, in the order of the claims.
/// The earlier platform's rule for scarce stock ("DPD+U"), with a limit at each need:
///
///   urgency  100 when the stock lasts half a day or less, or there is none, else 1 by the days it
///            lasts; 0 for a location with stock and without demand
///   weight   0.60·(demand by the sum of demands) + 0.40·(urgency by the sum of urgencies); where
///            nobody has demand only urgency counts, where nobody has either all weigh the same
///   cases    stock by weight, down to whole cases and to the need; what the limit leaves over is
///            shared again among the others by their weights
///   left     cases that rounding leaves go one at a time to the most urgent with an open need; of
///            equal ones to that with more demand, then to the one whose id sorts first by bytes
///
/// Never more than `stock`, never more than a need up to a case, and no case is left over while a
/// need of one is open. Deterministic, whatever the order of the claims. `units_per_case` is above
/// zero. Ids are distinct.
std::vector<std::int64_t> SplitScarce(const Decimal& stock, const Decimal& units_per_case,
                                      std::span<const Claim> claims);

}  // namespace telar::analytics
