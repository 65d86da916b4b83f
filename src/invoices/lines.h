#pragma once

#include <set>
#include <vector>

#include "invoices/line_text.h"

namespace telar::invoices {

/// The product lines of a document and the rows they, their headers, their discounts and their
/// wrapped descriptions take up.
struct LineTable {
  std::vector<Line> lines;
  std::set<std::size_t> rows;
  int agreeing = 0;      ///< Lines whose quantity × price is their amount as printed.
  bool adds_up = false;  ///< The amounts give a printed subtotal or total.
};

/// The lines of a document, never more than 5,000.
///
/// Under a header, a line is a row with numbers in the header's columns, and the columns hold over
/// the following pages; without one, a row of which quantity × price gives the amount, and then the
/// rows whose numbers stand below or above such a row's. Where neither gives lines that add up, a
/// list of charges that does (FindCharges). Sums, carried-over sums, counts of pieces and repeated
/// headers are no lines.
///
/// A row of text belongs to the description above or below it, whichever is closer, or, where rows
/// of numbers have no name, on the side that names the first of them. A discount in a row of its
/// own is taken off the line above: its amount is net.
///
/// A quantity that is not printed is computed where the table has such a column and the amount is
/// the price (or, on a scan, up to nine times the price). In a table without quantity and price
/// columns each line is one piece at its amount. Numbers of a scan are repaired (OtherReadings)
/// only where quantity × price = amount proves it.
///
/// Confidence: above 0.95 when the arithmetic agrees, about 0.85 when a part is computed, 0.75 for
/// an amount alone, 0.5 when a number the columns ask for is missing or does not agree; less for
/// words badly recognised, more when all lines together give a printed sum.
LineTable FindLines(const Evidence& evidence, DecimalMark mark);

}  // namespace telar::invoices
