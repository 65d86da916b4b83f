#pragma once

#include "invoices/line_arithmetic.h"
#include "invoices/line_numbers.h"

namespace telar::invoices {

/// Which number of a row is what. Null where the row has none.
struct LineRoles {
  const Amount *quantity = nullptr, *price = nullptr, *amount = nullptr;
  double score = -1e9;  ///< Above 0 when the row may be a line.
  LineProof proof = LineProof::kNone;

  /// All three are there and agree.
  bool proven() const { return proof != LineProof::kNone; }
};

/// How the numbers of a document are to be read.
struct NumberStyle {
  DecimalMark mark = DecimalMark::kPoint;
  bool prints_decimals = false;  ///< Amounts have two decimals.
};

/// The roles with the most evidence: places under the columns, agreeing arithmetic, the look of
/// money and counts. `columns` may be empty.
LineRoles ChooseRoles(const Row& row, const RowNumbers& numbers, const LineColumns& columns,
                      const NumberStyle& style);

/// Where the first number of the tail that has a role begins; npos when none has.
std::size_t FirstRole(const RowNumbers& numbers, const LineRoles& roles);

}  // namespace telar::invoices
