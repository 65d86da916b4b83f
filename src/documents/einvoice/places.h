#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "documents/einvoice.h"
#include "documents/einvoice/xml.h"

namespace telar::documents::einvoice {

/// What one invoice may have; of more, the rest is left out with a diagnostic.
inline constexpr std::size_t kMostLines = 200'000;

/// True when another line may be read. At the first one too many it says so in the diagnostics.
bool HasRoomForLine(EInvoice& invoice);

/// Appends what holds at least one value; a part without any says nothing and could fill memory.
void AddUnlessEmpty(EInvoiceAllowance allowance, std::vector<EInvoiceAllowance>& allowances);
void AddUnlessEmpty(EInvoiceTax tax, std::vector<EInvoiceTax>& taxes);

/// The first child that has one of these names, in the order of the names: one part under the names
/// of several versions.
XmlElement ChildOf(const XmlElement& from, std::initializer_list<std::string_view> names);

/// The text of the first of these paths where there is some.
Published FirstOf(const XmlElement& from, std::initializer_list<std::string_view> paths);

}  // namespace telar::documents::einvoice
