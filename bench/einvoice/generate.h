#pragma once

#include <string>

#include "documents/einvoice.h"

namespace telar::bench {

/// An invented invoice of `lines` lines in the syntax kUblInvoice or kCii, valid under EN 16931:
/// two VAT rates, quantities and prices that differ from line to line, and sums that agree.
std::string GenerateEInvoice(documents::Syntax syntax, int lines);

}  // namespace telar::bench
