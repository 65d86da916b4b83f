#pragma once

#include "invoices/evidence.h"

namespace telar::invoices {

/// Finds invoice_number, purchase_order, date, due_date, iban, supplier_tax_id and customer_tax_id
/// by their labels and adds them to `invoice`. Numbers keep letters, leading zeros and inner signs
/// as printed; tax numbers lose blanks and points; an IBAN counts only when its check digits (ISO
/// 13616, mod 97) are right. `date_doubt` gets the printed date when it may mean two days.
void FindIdentity(const Evidence& evidence, Invoice& invoice, std::string& date_doubt);

/// True when the check digits of an IBAN without blanks are right.
bool IsIban(std::string_view iban);

}  // namespace telar::invoices
