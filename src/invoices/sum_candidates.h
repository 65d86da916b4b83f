#pragma once

#include <set>
#include <string>
#include <vector>

#include "invoices/evidence.h"

namespace telar::invoices {

/// One amount that may be a sum of the invoice, with what its print says.
struct SumCandidate {
  Label label = Label::kTotal;
  Decimal value;
  std::size_t row = 0;
  Span span;                ///< The amount; empty for one that is computed.
  double label_weight = 0;  ///< How surely the words mean this label; 0 without a label.
  bool below = false;       ///< Under its label and not beside it.
  bool last_in_row = true;
  bool money = true;  ///< Two decimals or a currency, or none of the document has decimals.
  bool words_between = false;  ///< Other words stand between label and amount.
  std::string name{};          ///< The words of the label, folded.
};

/// How surely its print says that a candidate is what its label says, 0..1.
double StrengthOf(const SumCandidate& candidate);

/// True for labels of which the amount is a sum, of the invoice or of its payment.
bool IsSum(Label label);

/// The sums of a table of taxes (tax_table.h); every amount with the label of a sum in the order of
/// print; then amounts of money without one that are large or printed more than once, as totals
/// without a label. Rows in `line_rows` belong to the table of products and are left out.
std::vector<SumCandidate> FindSums(const Evidence& evidence, DecimalMark mark,
                                   const std::set<std::size_t>& line_rows);

}  // namespace telar::invoices
