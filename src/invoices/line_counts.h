#pragma once

#include "invoices/line_tax.h"
#include "invoices/lines.h"

namespace telar::invoices {

/// Gives lines that print no quantity of their own the one of a row right above or below them that
/// has nothing else: "3 pz @ 5,10" above "Olive oil 15,30". Only where quantity × price is the
/// line's amount. `facts` has one entry a line.
void TakeCountRows(const Evidence& evidence, DecimalMark mark, std::vector<LineFacts>& facts,
                   LineTable& table);

}  // namespace telar::invoices
