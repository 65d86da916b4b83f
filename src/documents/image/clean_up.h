#pragma once

#include <vector>

#include "documents/image/warp.h"
#include "documents/reader.h"

namespace telar::documents {

/// One sheet of paper as OCR wants it.
struct Sheet {
  PageImage image;
  /// From pixels of `image` to those of the picture it was taken from; the identity when nothing
  /// had to be done.
  PixelMap back;
  /// The lines of print seem to run up or down. A hint: whoever reads knows more.
  bool sideways = false;
};

/// Makes a picture ready for OCR, where it needs it:
///
/// - sheets of paper before a darker ground become one picture each, their perspective taken out
///   (FindSheets), in reading order;
/// - print that is slanted by more than half a degree and at most ten is made level (differential
///   line sums: Postl, US patent 4,723,297; Leptonica's pixFindSkew);
/// - light that falls off across the paper is evened (Leptonica's pixBackgroundNorm).
///
/// A page that is upright, level, evenly lit and fills its picture comes back as it is, pixel for
/// pixel. What has to be done is decided on a small copy and costs a few milliseconds; each change
/// resamples once. Never fails: where memory is short or nothing is sure the picture stays.
std::vector<Sheet> CleanUp(PageImage image);

/// `image` turned by `quarters` quarter turns clockwise.
PageImage Turned(const PageImage& image, int quarters);

}  // namespace telar::documents
