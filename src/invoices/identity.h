#pragma once

#include <string>

#include "invoices/customer.h"
#include "invoices/decision.h"
#include "invoices/evidence.h"

namespace telar::invoices {

/// Finds invoice_number, purchase_order, date, due_date, iban, supplier_tax_id, customer_tax_id and
/// currency and adds them to `invoice`. Of each field every candidate is weighed (candidates.h) and
/// the most probable one taken; `trace`, when given, gets the decisions and the explanation.
/// Numbers keep letters, leading zeros and inner signs as printed; tax numbers lose blanks and
/// points; an IBAN counts only when its check digits are right. Characters that look alike are
/// swapped only where check digits prove it. A tax number below the start of one of `customers` is
/// a customer's. `date_doubt` gets the printed date when it may mean two days.
void FindIdentity(const Evidence& evidence, const CustomerBlocks& customers,
                  const EvidenceWeights& weights, Invoice& invoice, std::string& date_doubt,
                  Trace* trace);

}  // namespace telar::invoices
