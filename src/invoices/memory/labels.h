#pragma once

#include <functional>
#include <map>
#include <string>

#include "documents/document.h"
#include "invoices/invoice.h"

namespace telar::invoices {

/// Labels of a document (learn/truth.h: field to value) as a confirmed invoice that Teach takes.
/// Values that are printed instead of normalised are read as the document prints them: dates by the
/// order of day and month that its own dates decide, amounts by its decimal mark. What cannot be
/// read so is left out; texts and codes stay as they are.
Invoice ConfirmedInvoice(const std::map<std::string, std::string, std::less<>>& labels,
                         const documents::Document& document);

}  // namespace telar::invoices
