#pragma once

#include <vector>

#include "invoices/sum_candidates.h"

namespace telar::invoices {

/// The sums of a row of totals below columns ("Total   926.00   212.98   1 138.98"): the last of
/// `amounts` is what one of them and all between come to, so that they are net, taxes and gross. Of
/// several taxes their sum, without a span. Empty when they do not add up or the taxes are too
/// large for taxes. `total` is the candidate that the label alone gives for the last amount.
std::vector<SumCandidate> SumsOfTotalRow(const std::vector<const Amount*>& amounts,
                                         DecimalMark mark, const SumCandidate& total);

}  // namespace telar::invoices
