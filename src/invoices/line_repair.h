#pragma once

#include <vector>

#include "invoices/invoice.h"
#include "invoices/numbers.h"

namespace telar::invoices {

/// The amounts of a row as they may have been printed, and which of them are not as they were read.
struct RepairedAmounts {
  std::vector<Amount> amounts;  ///< From left to right; views point into row.text.
  std::vector<bool> repaired;
};

/// The amounts of a row with the numbers that stand against a sign of receipts: counts against a
/// multiplication sign ("2x", "x3", "7.90*3") and money against a tax code ("75.00SR").
std::vector<Amount> WithGlued(const Row& row, const std::vector<Amount>& amounts);

/// Other ways to read the numbers of a recognised row, the likeliest first: letters for the digits
/// they look like (O, I, l, Z, S, G, B), a number torn in two, a decimal point that was lost. Only
/// arithmetic may choose one of them: none is likelier than what was read.
std::vector<RepairedAmounts> OtherReadings(const Row& row, const std::vector<Amount>& amounts);

/// Sets right the letters and digits of codes that differ in form from most codes of the document
/// only by signs that look alike ("F1-6900" beside "FI-8347"), and a lone small l among capitals.
/// Only for recognised lines.
void RepairCodes(std::vector<Line>& lines);

}  // namespace telar::invoices
