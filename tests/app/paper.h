#pragma once

#include <string>

namespace telar::testing {

/// A born-digital invoice that reads without doubt: an order of cloth, two lines, 112.00 in all.
/// `number` makes it another document.
std::string PaperInvoice(const std::string& number = "F-2026-001");

/// The same invoice in XML (UBL).
std::string XmlInvoice(const std::string& number = "F-2026-001");

/// The pages of PaperInvoice with this XML in it, as Factur-X has it: `name` in the name tree, or,
/// where `well_mounted` is false, as a file that nothing names.
std::string HybridInvoice(const std::string& xml, const std::string& name = "factur-x.xml",
                          bool well_mounted = true);

}  // namespace telar::testing
