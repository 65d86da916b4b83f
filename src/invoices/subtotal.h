#pragma once

#include <vector>

#include "invoices/sums.h"

namespace telar::invoices {

/// Sets a subtotal that is not printed, from the total. Where no tax is charged it is the total: a
/// zero tax is printed, or the lines alone add up to the total. Where one is, it is the total less
/// the tax, when the lines add up to that or the tax is a printed rate of it; not on a till's roll,
/// where prices have the tax in them. Nothing is set beside a discount, cash, a rounding or another
/// printed subtotal. Its confidence is a little below the least of those it is computed from.
void ComputeSubtotal(const Evidence& evidence, const std::vector<SumCandidate>& candidates,
                     const std::vector<Line>& lines, Sums& sums);

}  // namespace telar::invoices
