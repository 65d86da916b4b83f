#pragma once

#include <string>

#include "documents/einvoice.h"

namespace telar::documents::einvoice {

/// An invoice as text that people can check, one value a line; what is empty is left out:
///
///   number: "F-1" at 8 /Invoice/cbc:ID
///   line
///     quantity: "2" at 40 /Invoice/cac:InvoiceLine/cbc:InvoicedQuantity
std::string Dump(const EInvoice& invoice);

}  // namespace telar::documents::einvoice
