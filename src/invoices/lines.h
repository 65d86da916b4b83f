#pragma once

#include <set>
#include <vector>

#include "invoices/evidence.h"

namespace telar::invoices {

/// What a column of the table of products holds.
enum class Column { kPosition, kCode, kDescription, kQuantity, kUnit, kPrice, kDiscount, kTax, kAmount };

struct HeaderColumn {
  Column column = Column::kDescription;
  documents::Box box;
};

/// The columns that a row names, from left to right; empty unless it is the header of a table of
/// products: two kinds of columns or more, one of them of numbers, and no money in the row. Where
/// no column is called amount, the last of two quantity or price columns is the amount.
std::vector<HeaderColumn> ReadHeader(const Evidence& evidence, std::size_t row);

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
