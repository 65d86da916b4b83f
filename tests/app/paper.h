#pragma once

#include <string>

namespace telar::testing {

/// A born-digital invoice that reads without doubt: an order of cloth, two lines, 112.00 in all.
/// `number` makes it another document.
std::string PaperInvoice(const std::string& number = "F-2026-001");

}  // namespace telar::testing
