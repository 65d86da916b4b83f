#pragma once

#include <set>
#include <vector>

#include "invoices/sum_candidates.h"

namespace telar::invoices {

/// The sums of a table of taxes, a row for each rate ("19 %", base, tax) or for each kind of goods:
/// the tax, as printed in the only row or below the last one and else without a span, and, where
/// several rows together are printed as a sum, the subtotal. A row of what rows above it with the
/// same rate come to stands for them. Rows in `line_rows` are left out; nothing where there is no
/// such table.
std::vector<SumCandidate> FindTaxTable(const Evidence& evidence, DecimalMark mark,
                                       const std::set<std::size_t>& line_rows);

}  // namespace telar::invoices
