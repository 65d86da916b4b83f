#pragma once

#include <string_view>

#include "documents/document.h"

namespace telar::fuzz {

/// Any bytes as a document: typewritten text that a fuzzer can change letter by letter.
///
/// Blanks part words, a tab leaves a column gap, a line feed begins a row, a form feed a page.
/// Malformed UTF-8 is replaced, as the reader process does. A control character and the bytes
/// after it move the pen (a truncated one is dropped):
///
///   01 d  right by d (signed) × 4       05    the page is read by OCR, in pixels
///   02 d  down by d (signed)            06 w  right to 2^(w mod 60 - 30), as far as the wire lets
///   03 h  letters h high                07 w  letters 2^(w mod 60 - 30) high
///   04 c  confidence c ÷ 255            08    bold from here on
documents::Document DrawDocument(std::string_view bytes);

/// True when every word of `document` is without blanks, not empty and valid UTF-8, and every
/// number in it is within ±1e9: what a Reader promises.
bool IsSound(const documents::Document& document);

}  // namespace telar::fuzz
