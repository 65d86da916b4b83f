#pragma once

#include <vector>

#include "documents/image/warp.h"
#include "documents/reader.h"

namespace telar::documents {

/// Finds the sheets of paper on a gray picture: bright quadrilaterals with sharp edges before
/// darker surroundings, on a table or on the glass of a scanner. In reading order, corners in
/// pixels of `gray`.
///
/// Empty when the picture as a whole is the page, and whenever something speaks against a cut: the
/// bright parts are no quadrilaterals, fewer than three of a sheet's sides lie inside the picture,
/// an edge is soft (a shadow), or there is print outside of the sheets (a dark banner is part of
/// its page). White paper on a white ground is not told apart.
///
/// Meant for a picture of some 500 pixels on its long side.
std::vector<Quad> FindSheets(const PageImage& gray);

}  // namespace telar::documents
