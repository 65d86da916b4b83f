#pragma once

#include <vector>

#include "invoices/evidence.h"

namespace telar::invoices {

/// What a column of the table of products holds.
enum class Column {
  kPosition,
  kCode,
  kDescription,
  kQuantity,
  kUnit,
  kPrice,
  kDiscount,
  kTax,
  kAmount
};

struct HeaderColumn {
  Column column = Column::kDescription;
  documents::Box box;
};

/// The columns that a row names, from left to right; empty unless it is the header of a table of
/// products: two kinds of columns or more, one of them of numbers, and no money in the row. Where
/// no column is called amount, the last of two quantity or price columns is the amount.
std::vector<HeaderColumn> ReadHeader(const Evidence& evidence, std::size_t row);

/// Adds to the columns of the header in `row` what the row right below it says, where that is the
/// second row of the same header: "Prix" above "unitaire", "%" above "TVA". True when it is one.
bool ReadHeaderBelow(const Evidence& evidence, std::size_t row, std::vector<HeaderColumn>& columns);

}  // namespace telar::invoices
