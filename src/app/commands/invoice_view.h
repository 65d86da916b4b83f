#pragma once

#include <string>

#include "app/style.h"
#include "invoices/invoice_json.h"

namespace telar::app {

/// An invoice for people: file, fields with value, confidence and page, lines, verdict with
/// reasons. `width` as in Table::Render.
std::string InvoiceView(const invoices::ReadReport& report, int width, const Style& style);

}  // namespace telar::app
