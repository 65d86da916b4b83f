#pragma once

#include <optional>
#include <vector>

#include "invoices/sum_candidates.h"

namespace telar::invoices {

/// True for two amounts of tax of which each is charged, also where they are equal: the halves of
/// one tax that is shared (CGST and SGST), or taxes with different printed rates. An amount printed
/// twice under one name, or under "VAT" and "Total tax", is one tax.
bool AreTwoTaxes(const Evidence& evidence, const SumCandidate& a, const SumCandidate& b);

/// Taxes of an invoice that are one tax together, as a candidate without a span: the sum of all of
/// `taxes` with a sure label, one a row, or of those of them whose sum is one of `differences`,
/// what a total has more than a subtotal. None when there are fewer than two, when they are too
/// many to be rates of one invoice, or when one of them is the sum already.
std::optional<SumCandidate> SumOfTaxes(const Evidence& evidence,
                                       const std::vector<SumCandidate>& taxes,
                                       const std::vector<Decimal>& differences);

}  // namespace telar::invoices
