#pragma once

#include <optional>
#include <vector>

#include "invoices/sum_candidates.h"

namespace telar::invoices {

/// What was paid, by its label, and the change that was given on it.
struct Payment {
  Decimal cash;
  std::optional<Decimal> change;  ///< Absent when none is printed; zero when that is printed.
  std::size_t row = 0;            ///< Of the cash.
  Span span;

  Decimal Total() const { return change ? cash - *change : cash; }
  bool Changed() const { return change && !change->is_zero(); }
};

/// One for every pair of a payment and a change on its row or below it; for a payment without, one
/// without.
std::vector<Payment> FindPayments(const std::vector<SumCandidate>& candidates);

/// The print behind a total's label on a scan that has the digits of `value`, two of them decimals,
/// and for the decimal mark a sign that is none: "TOTAL 14-10" for 14.10.
std::optional<SumCandidate> MisreadTotal(const Evidence& evidence, const Decimal& value);

}  // namespace telar::invoices
