#pragma once

#include <string_view>

#include "core/result.h"
#include "documents/einvoice.h"
#include "documents/reader.h"

namespace telar::documents {

/// Finds the structured invoice in a file (an XML file, or a PDF it is attached to) and holds it
/// against the rules (einvoice/rules/check_rules.h). Foreign bytes are parsed here, as
/// InProcessReader says.
///
/// kInvalidInput: no document, a picture, a PDF without such an invoice, a syntax the rules do not
/// speak of, an XML that is broken: what was read before the break could not be called the invoice.
/// kLimitExceeded.
Result<RuleReport> CheckDocument(std::string_view bytes, const ReadLimits& limits);

}  // namespace telar::documents
