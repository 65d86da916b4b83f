#pragma once

#include <optional>
#include <vector>

#include "invoices/decision.h"
#include "invoices/sum_candidates.h"

namespace telar::invoices {

/// The sums of an invoice as chosen, with what speaks for them.
struct Sums {
  std::optional<Field> subtotal, tax, discount, total;
  bool equation = false;   ///< Subtotal, discount, tax and total agree.
  bool confirmed = false;  ///< Something beside the label confirms the total.
};

/// Chooses the likeliest total and the set of sums with it that fits best, as the decision "sums":
/// each choice is one subtotal, tax, discount and total (or none of a kind), its evidence what each
/// one's print says and which of the invoice's equations hold: subtotal − discount + tax (+
/// shipping, + rounding) = total; the lines' amounts add up; tax is a usual share or the printed
/// rate of the subtotal; cash less change is the total, also where its own print cannot be read;
/// the total is printed again. The confidence of a field is the probability of all choices with its
/// value, calibrated.
Sums ChooseSums(const Evidence& evidence, const std::vector<SumCandidate>& candidates,
                const std::vector<Line>& lines, const EvidenceWeights& weights, Trace* trace);

}  // namespace telar::invoices
