#pragma once

#include <set>
#include <vector>

#include "invoices/table_header.h"

namespace telar::invoices {

/// The product lines of a document and the rows they, their headers and their wrapped descriptions
/// take up.
struct LineTable {
  std::vector<Line> lines;
  std::set<std::size_t> rows;
  int agreeing = 0;  ///< Lines whose quantity × price is their amount.
};

/// Under a header, a line is a row with numbers in the header's columns; without one, a row of
/// which quantity × price gives the amount. Sums, carried-over sums and repeated headers are no
/// lines. Rows of text alone continue the description above. Never more than 5,000 lines.
LineTable FindLines(const Evidence& evidence, DecimalMark mark);

/// Cuts a closing "Dólares por …" or "Centavos por …" off a description.
std::string CleanDescription(std::string_view text);

}  // namespace telar::invoices
