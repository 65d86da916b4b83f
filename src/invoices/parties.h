#pragma once

#include <set>

#include "invoices/customer.h"
#include "invoices/decision.h"
#include "invoices/evidence.h"

namespace telar::invoices {

/// Finds supplier, supplier_address and customer and adds them to `invoice`.
///
/// The supplier is the line of the letterhead, of a labelled block or of the foot that most looks
/// like the name of the company that wrote the document (supplier_name.h); its address is the block
/// of lines below, behind or elsewhere that most looks like one (supplier_address.h). No name is
/// known beforehand. Values are as printed with single spaces. `trace`, when given, gets the
/// decisions and the explanation. Returns where the customer's blocks begin.
CustomerBlocks FindParties(const Evidence& evidence, const std::set<std::size_t>& line_rows,
                           const EvidenceWeights& weights, Invoice& invoice, Trace* trace);

}  // namespace telar::invoices
