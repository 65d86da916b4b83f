#pragma once

#include <string>

#include "app/style.h"
#include "invoices/invoice_json.h"

namespace telar::app {

/// An invoice for people: file, fields with value, confidence and page, lines, verdict with
/// reasons. `width` as in Table::Render.
///
/// A confidence below invoices::kSureEnough is marked with '?'.
std::string InvoiceView(const invoices::ReadReport& report, int width, const Style& style);

/// Its parts: the first line, "a.pdf: pdf, read by text, 1 page", and the verdict with its reasons
/// as plain sentences, each followed by the name of its rule.
std::string InvoiceTitle(const invoices::ReadReport& report, const Style& style);
std::string VerdictView(const invoices::Invoice& invoice, const Style& style);

}  // namespace telar::app
