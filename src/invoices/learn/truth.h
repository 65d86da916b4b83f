#pragma once

#include <string_view>

#include "core/result.h"
#include "invoices/learn/learner.h"

namespace telar::invoices::learn {

/// What a JSON file beside a document says is true of it; the document itself stays empty.
///
/// - {"fields": {"total": {"value": "112.00", …}, …}, …}: what telar-samples writes and what
///   `telar invoices read --json` prints. Complete: no field is printed that it does not name.
/// - {"total": "112.00", …}: names of ours, or those of public data sets: company, issuer
///   (supplier); address; vat, static_vat (supplier_tax_id); date_due; amount (total);
///   amount_untaxed (subtotal); amount_tax (tax). Values that are empty or null say nothing, other
///   names are left alone. A list counts by its first element.
///
/// kInvalidInput when it is neither.
Result<LabelledDocument> ReadTruth(std::string_view json);

}  // namespace telar::invoices::learn
