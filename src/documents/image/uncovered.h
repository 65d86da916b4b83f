#pragma once

#include <vector>

#include "documents/document.h"
#include "documents/reader.h"

namespace telar::documents {

/// The parts of a page that are printed but not by its words, large enough for a line of text: the
/// pictures of a page that has a text layer. Rules and frames do not count, solid areas do. Boxes
/// in the page's units, the largest first, at most six; one box around all where they cover most of
/// the page.
///
/// `look` is the page in gray, at some 36 dots per inch.
std::vector<Box> UncoveredParts(const PageImage& look, const Page& page);

}  // namespace telar::documents
