#pragma once

#include <string_view>

namespace telar::documents::einvoice {

/// True for a document name code (UNTDID 1001, as EN 16931 narrows it) that is a credit note: 381,
/// 396 and their kin.
bool IsCreditNoteCode(std::string_view code);

}  // namespace telar::documents::einvoice
