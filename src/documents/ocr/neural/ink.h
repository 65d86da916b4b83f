#pragma once

#include <vector>

#include "documents/ocr/neural/resample.h"

namespace telar::documents::neural {

/// Which columns of a line's picture carry ink: anything that stands out of the paper around it,
/// dark on light or light on dark, by a good part of the line's own contrast.
std::vector<bool> InkColumns(const Planes& line);

/// The part of a page with anything on it, with some paper around; the whole page when it is too
/// noisy or unevenly lit to tell, or empty.
Area InkedArea(const Planes& page);

/// The widest run of blank columns between the fractions `from` and `to` of the width, as a
/// fraction of `height`, the line's own in the columns' unit. 0 without columns.
float WidestBlank(const std::vector<bool>& ink, float from, float to, int height);

}  // namespace telar::documents::neural
