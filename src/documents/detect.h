#pragma once

#include <string_view>

#include "core/result.h"
#include "documents/document.h"

namespace telar::documents {

/// What the bytes are, by their content; the name of a file never counts.
///
/// - PDF: "%PDF-" within the first 1024 bytes (ISO 32000-1, annex H, implementation note 13).
/// - JPEG, PNG, TIFF (both byte orders, and BigTIFF): their signatures.
/// - XML: an XML declaration or a first element, in UTF-8 (with or without byte order mark) or
///   UTF-16. HTML is not XML here.
///
/// kInvalidInput for everything else; the message names what the bytes seem to be (HEIC, WebP, a
/// ZIP archive, an Office file, HTML, plain text, an empty file, …) and the hint what to do.
/// Never kUnknown.
Result<FileKind> DetectKind(std::string_view bytes);

}  // namespace telar::documents
