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
  kAmount,
  kDate,  ///< A day or a period of each line.
};

struct HeaderColumn {
  Column column = Column::kDescription;
  documents::Box box;
  bool rate = false;  ///< A column of taxes that holds percentages ("VAT %") and no money.
};

/// The columns that a row names, from left to right; empty unless it is the header of a table of
/// products: two kinds of columns or more, one of them of numbers, and no money in the row. Where
/// no column is called amount, the last of two quantity or price columns is the amount.
std::vector<HeaderColumn> ReadHeader(const Evidence& evidence, std::size_t row);

/// The columns of a header of which each of two rows names a part: "Unit price  Amount" in `row`
/// above "Ordered  Description" in the next. Empty when either row is a header by itself, with a
/// price or an amount.
std::vector<HeaderColumn> ReadSplitHeader(const Evidence& evidence, std::size_t row);

/// The columns of a header without a heading over the descriptions: two amounts or more and a tax,
/// right of a name in the row below, which has as many amounts. A summary of taxes can look alike.
std::vector<HeaderColumn> ReadUnnamedHeader(const Evidence& evidence, std::size_t row);

/// Adds to the columns of the header in `row` what the row right below it says, where that is the
/// second row of the same header: "Prix" above "unitaire", "%" above "TVA". True when it is one.
bool ReadHeaderBelow(const Evidence& evidence, std::size_t row, std::vector<HeaderColumn>& columns);

}  // namespace telar::invoices
