#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace telar::samples {

/// A PDF with one more file in it, as Factur-X and ZUGFeRD carry their XML (ISO 32000-1, 7.11.4;
/// /AFRelationship Data): an incremental update behind the file as it was. `pdf` is one that
/// PageCanvas has finished for attachments: a cross-reference table, no object streams. Not a
/// PDF/A. kInvalidInput for another PDF.
Result<std::string> AttachXml(std::string pdf, std::string_view name, std::string_view xml);

}  // namespace telar::samples
