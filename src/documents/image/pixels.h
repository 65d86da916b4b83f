#pragma once

#include "documents/reader.h"

namespace telar::documents {

/// One channel: luma by ITU-R BT.601. A gray image is copied.
PageImage ToGray(const PageImage& image);

/// True when nothing is printed: the whole image is of about one brightness.
bool IsBlank(const PageImage& image);

/// The middle height in pixels of what looks like letters (connected dark shapes, neither specks
/// nor rules nor pictures) in a gray image; 0 when there are too few to tell.
float MedianLetterHeight(const PageImage& gray);

/// A gray image `factor` times as wide and high, smoothed. A copy when memory is short.
PageImage Scale(const PageImage& gray, float factor);

}  // namespace telar::documents
