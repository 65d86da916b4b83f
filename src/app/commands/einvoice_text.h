#pragma once

#include <string>
#include <vector>

#include "documents/einvoice.h"

namespace telar::app {

/// Every value that a structured invoice publishes and that was read, in the order of the XML.
std::vector<documents::Published> PublishedValues(const documents::EInvoice& invoice);

/// What `telar invoices read --text` prints for an XML: a value a line with the line of the XML and
/// its path, "44  /Invoice/cbc:ID  2024-0815"; then what the reader complained of.
std::string EInvoiceText(const documents::EInvoice& invoice);

}  // namespace telar::app
