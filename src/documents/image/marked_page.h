#pragma once

#include <vector>

#include "core/result.h"
#include "documents/mark.h"
#include "documents/reader.h"

namespace telar::documents {

/// Dots per inch at which a PDF page is rendered to be marked.
inline constexpr int kMarkedDpi = 150;

/// `image` with `marks` drawn on it, for people who want to see what was read from where.
///
/// - Each box is outlined and its inside tinted as by a marker pen, so the print shows through.
/// - The tag stands where the page is empty: beside its box, else in a margin that is added for it
///   and joined to the box by a thin line. No tag covers print or another tag.
/// - Marks without box are the legend, a strip above the page; without any there is no strip.
/// - A small picture is drawn larger and a huge one smaller, between 900 and 1800 pixels on the
///   shorter side as far as `max_pixels` allows.
///
/// `units_to_pixels` leads from the marks' units to pixels of `image`. Boxes are cut at the page's
/// edges; one that lies outside is not drawn. Errors of CheckMarks;
/// kLimitExceeded when memory is short. Thread-safe.
Result<MarkedPicture> DrawMarks(const PageImage& image, float units_to_pixels,
                                const std::vector<Mark>& marks, std::uint64_t max_pixels);

}  // namespace telar::documents
