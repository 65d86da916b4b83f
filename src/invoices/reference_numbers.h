#pragma once

#include <vector>

#include "invoices/decision.h"
#include "invoices/evidence.h"

namespace telar::invoices {

/// Words of a span, without the signs around them.
std::vector<Span> Tokens(const Row& row, Span span);
/// True for "no", "nr", "number" and the like, which may stand between a label and its number.
bool IsFiller(std::string_view token);
/// True when the span touches a printed date.
bool TouchesDate(const Evidence& evidence, std::size_t row, Span span);

/// invoice_number and purchase_order, by their labels: beside, below, glued. The seller's own order
/// number is no purchase order: a label that only says "order" counts where nothing speaks for the
/// seller (an order date or a customer number of the seller's close by) and the number looks like a
/// buyer's (PO-…, OC-…).
void FindReferenceNumbers(const Evidence& evidence, const EvidenceWeights& weights,
                          Invoice& invoice, Trace* trace);

}  // namespace telar::invoices
