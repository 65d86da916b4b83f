#pragma once

#include "documents/image/warp.h"
#include "documents/reader.h"

namespace telar::documents {

/// An A4 page of invented text in gray, at 100 dots per inch: a heading, paragraphs, a list of
/// amounts. `skew_degrees` turns it clockwise on white ground.
PageImage DrawnPage(double skew_degrees = 0);
/// A narrow receipt of invented text in gray, about 300 × 560 pixels.
PageImage DrawnReceipt();

/// `page` put onto `picture` so that its corners fall on those of `quad`.
void PutOnto(const PageImage& page, const Quad& quad, PageImage& picture);

/// Brightness times a factor that falls from 1 at the left edge to `least` at the right one.
PageImage Shaded(PageImage page, double least);

}  // namespace telar::documents
