#pragma once

#include "core/random.h"
#include "samples/invoice_plan.h"
#include "samples/page_canvas.h"

namespace telar::samples {

/// What people leave on a labelled invoice after it was printed: rubber stamps with worn ink, pen
/// marks, handwriting, folds and punched holes; over everything else, not logged. Follows from the
/// plan's cues and chance alone; nothing is drawn for other plans.
void DrawInk(PageCanvas& canvas, const InvoicePlan& plan);

/// A scrawled name of about `width` points that starts at `start`.
void DrawSignature(PageCanvas& canvas, PagePoint start, double width, Random& random);

}  // namespace telar::samples
