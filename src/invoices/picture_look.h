#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "documents/reader.h"
#include "invoices/check.h"
#include "invoices/decision.h"
#include "invoices/invoice.h"

namespace telar::invoices {

/// A supplier less sure than this may be named in a picture: a logo, a letterhead pasted as one.
inline constexpr double kSupplierSure = 0.9;

/// True for a PDF whose first page is text alone and names no supplier, or none that is
/// kSupplierSure: its small pictures may say more.
bool WantsPictures(const documents::Document& document, const Invoice& invoice);

/// Reads the first page once more, its small pictures too (ReadOptions::small_pictures). The
/// document with what they say beside its text; nothing when they say nothing or cannot be read.
/// Costs a rendered glance at the page and OCR of the pictures, if the file has any large enough to
/// hold a name.
std::optional<documents::Document> WithPictures(std::string_view bytes,
                                                const documents::Document& document,
                                                documents::Reader& reader,
                                                documents::ReadOptions options);

/// ExtractWith, and once more from what `with_pictures` gives where the text WantsPictures: the
/// second extraction when it names a supplier. `used` gets the document with pictures when its
/// extraction is the one. `trace` and `findings` may be null.
Invoice ExtractWithPictures(
    const documents::Document& document,
    const std::function<std::optional<documents::Document>()>& with_pictures,
    const EvidenceWeights& weights, Trace* trace, Findings* findings,
    std::optional<documents::Document>& used);

}  // namespace telar::invoices
