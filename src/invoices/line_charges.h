#pragma once

#include "invoices/lines.h"

namespace telar::invoices {

/// A list of charges without a table: rows of a name and one amount, the amounts aligned, which
/// together are a sum printed elsewhere on the document, or are one with the taxes below them. Rows
/// that stand further in than the first ("Charges", "VAT" below a service) are parts of the charge
/// above and no lines. Each charge counts once: its quantity is 1 and its unit price is its amount,
/// unless a count leads its name. The longest such list of two lines or more; an empty table when
/// none adds up.
LineTable FindCharges(const Evidence& evidence, DecimalMark mark);

}  // namespace telar::invoices
