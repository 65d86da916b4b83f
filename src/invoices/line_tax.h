#pragma once

#include <set>
#include <string>
#include <vector>

#include "invoices/line_roles.h"

namespace telar::invoices {

/// What was seen of a line beside its values.
struct LineFacts {
  std::size_t row = 0;   ///< Of its numbers.
  bool proven = false;   ///< quantity × price is the amount.
  std::string tax_mark;  ///< A tax code behind its amount ("SR", "B"); empty without one.
};

/// The percentages a document prints that may be rates of a tax.
std::set<Decimal> PrintedRates(const Evidence& evidence, DecimalMark mark);

/// The tax rate a row prints: a percentage beside its numbers that is no discount, or a number
/// under a tax column that is whole, is among `rates`, or stands in a column of percentages.
std::optional<Decimal> RateOf(const Row& row, const RowNumbers& numbers, const LineRoles& roles,
                              const LineColumns& columns, DecimalMark mark,
                              const std::set<Decimal>& rates);

/// The tax code that closes a row of numbers: one to three capitals that are no currency or unit.
std::string TaxMark(const Row& row, const RowNumbers& numbers);

/// Gives lines with a tax code the rate that the document prints beside that code elsewhere
/// ("SR = 6 %", "B 21 %"); a code with two rates gives none. `facts` has one entry a line.
void SetTaxRates(const Evidence& evidence, DecimalMark mark, const std::vector<LineFacts>& facts,
                 std::vector<Line>& lines);

}  // namespace telar::invoices
