#pragma once

#include <vector>

#include "invoices/line_columns.h"

namespace telar::invoices {

/// The numbers of one row that may belong to a product line. Points into the amounts it was made
/// from.
struct RowNumbers {
  std::vector<const Amount*> tail;    ///< The run that closes the row, six at most.
  const Amount* lead = nullptr;       ///< A number that opens the row.
  const Amount* lead_next = nullptr;  ///< A second number right after it (position, quantity).
  Span before;                        ///< What stands left of a quantity that leads the row.
  Span text;                          ///< What is between: code and description.
};

/// Between the numbers of the tail stand only signs, times, units, currencies, tax codes of up to
/// three capitals, and what CountedUnit finds. `columns` may be empty.
RowNumbers SplitRow(const Row& row, const std::vector<Amount>& amounts, const LineColumns& columns);

/// The word behind a quantity or a price that shares its cell with that number alone ("12 Clicks",
/// "1,450.00 Nos"), under its column: a unit, whatever it is. Empty when there is none; also where
/// the quantity leads the row and the word may be what is sold.
Span CountedUnit(const Row& row, const Amount& number, const LineColumns& columns);

/// True for the folded short name of a tax ("cgst", "iva").
bool IsTaxName(std::string_view folded);

/// True for a word of its own cell, or a known unit, under a unit column.
bool InUnitColumn(const Row& row, const Atom& atom, const LineColumns& columns);

/// True for a number with a multiplication sign on either side: how many there are of something.
bool IsTimes(const Row& row, const Amount& amount);

}  // namespace telar::invoices
