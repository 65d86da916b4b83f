#pragma once

#include "invoices/line_tax.h"
#include "invoices/lines.h"

namespace telar::invoices {

/// Holds the lines against the sums that are printed: drops closing rows that are no lines where
/// the others add up without them, takes a list of charges where that adds up and the lines do not,
/// and makes lines that add up surer. `facts` has one entry a line and is kept in step.
void SettleTotals(const Evidence& evidence, DecimalMark mark, std::vector<LineFacts>& facts,
                  LineTable& table);

}  // namespace telar::invoices
