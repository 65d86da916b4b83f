#pragma once

#include <optional>
#include <set>
#include <vector>

#include "invoices/evidence.h"

namespace telar::invoices {

/// One amount that may be a sum of the invoice.
struct SumCandidate {
  Label label = Label::kTotal;
  Decimal value;
  double score = 0;  ///< 0..1: label, position and print together.
  std::size_t row = 0;
  Span span;
};

/// The sums of an invoice as chosen, with what speaks for them.
struct Sums {
  std::optional<Field> subtotal, tax, discount, total;
  bool equation = false;   ///< Subtotal, discount, tax and total agree.
  bool confirmed = false;  ///< Something beside the label confirms the total.
};

/// Every amount with the label of a sum, best first within a label. Rows in `line_rows` belong to
/// the table of products and are left out.
std::vector<SumCandidate> FindSums(const Evidence& evidence, DecimalMark mark,
                                   const std::set<std::size_t>& line_rows);

/// Chooses the set of sums that fits best: scores of the candidates, subtotal − discount + tax
/// (+ shipping and rounding, where printed) = total, the lines' amounts adding up to subtotal or
/// total, and cash less change for receipts.
Sums ChooseSums(const Evidence& evidence, const std::vector<SumCandidate>& candidates,
                const std::vector<Line>& lines);

}  // namespace telar::invoices
