#pragma once

#include <set>
#include <vector>

#include "invoices/evidence.h"

namespace telar::invoices {

/// True for a label of what stands below the lines: sums, taxes, discounts, payments.
bool EndsTable(Label label);

/// True for a row that is a sum, a payment or a count of the pieces and no product line, whatever
/// its numbers. `after_lines`: a label alone counts too, its amount may stand elsewhere.
bool IsSumRow(const Evidence& evidence, std::size_t row, bool after_lines);

/// True for a row in which no label but that of shipping ends a table: transport may be what is
/// sold.
bool OnlyShipping(const Evidence& evidence, std::size_t row);

/// True for a row that repeats the sum of the rows before it, at the foot of a page or the head of
/// the next: a label of that meaning at its start and no name, quantity or price behind it. A word
/// that has other meanings in the document's language ("transport", "report") also needs `so_far`,
/// the sum of the lines before, beside it.
bool IsCarriedRow(const Evidence& evidence, std::size_t row, DecimalMark mark,
                  const Decimal& so_far);

/// The values printed beside or under labels of subtotals and totals outside of `line_rows`,
/// none of them zero.
std::vector<Decimal> PrintedSums(const Evidence& evidence, DecimalMark mark,
                                 const std::set<std::size_t>& line_rows);

/// True when one of the sums is `value` up to `cents`.
bool HasSum(const std::vector<Decimal>& sums, const Decimal& value, std::int64_t cents);

}  // namespace telar::invoices
