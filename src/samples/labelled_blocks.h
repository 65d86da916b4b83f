#pragma once

#include "samples/invoice_plan.h"
#include "samples/page_canvas.h"

namespace telar::samples {

// What is printed on a labelled invoice beside its fields: form, frame, boxes. All of it follows
// from the plan's cues and chance, and none of it is logged; nothing is drawn for other plans.

/// Behind everything else: the band across the head, the frame around the page, the pale word.
void DrawGround(PageCanvas& canvas, const InvoicePlan& plan);

/// The boxes that lie between head and table, from `y` down; returns the y below them.
double DrawHeadBlocks(PageCanvas& canvas, const InvoicePlan& plan, double left, double right,
                      double y);

/// Height the boxes below the table need, in points.
double FootBlocksHeight(const InvoicePlan& plan);
/// The boxes below the table, just above the page's foot.
void DrawFootBlocks(PageCanvas& canvas, const InvoicePlan& plan);

}  // namespace telar::samples
