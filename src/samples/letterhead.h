#pragma once

#include "samples/invoice_plan.h"
#include "samples/labels.h"
#include "samples/page_canvas.h"

namespace telar::samples {

/// The supplier's main colour, dark enough for white text on it.
Color AccentOf(const Look& look);
/// A light tint of it, for fills behind text.
Color TintOf(const Look& look);
Face FaceOf(const Look& look);
PageSize PaperOf(const Look& look);

/// An invented mark of the supplier: simple shapes with the first letter of its name.
void DrawLogo(PageCanvas& canvas, const InvoicePlan& plan, double x, double y, double size);
/// Draws the class cues behind everything else of a page.
void DrawCues(PageCanvas& canvas, const InvoicePlan& plan);
/// Page number and, in small print, that the document is invented.
void DrawFoot(PageCanvas& canvas, const InvoicePlan& plan, const Labels& labels, int pages);

/// "Label value" as two texts on one line: the label at `x`, the value in the rest of `width`.
/// Returns the height.
double DrawPair(PageCanvas& canvas, double x, double y, double width, double label_width,
                const TextStyle& label_style, const TextStyle& value_style, std::string_view label,
                std::string_view value, Align value_align, std::string_view field);
/// Name, tax number, address and contact of a company, one below the other; returns the y below.
/// `role` is "supplier" or "customer".
double DrawParty(PageCanvas& canvas, const Party& party, std::string_view role, double x, double y,
                 double width, Align align, const TextStyle& name, const TextStyle& text);

/// The tail's rows of figures: subtotal, discount, taxes and total as the plan has them, between
/// `left` and `right`; returns the y below.
double DrawSums(PageCanvas& canvas, const InvoicePlan& plan, const Labels& labels, double left,
                double right, double y, const TextStyle& text, const TextStyle& total,
                bool total_filled);

}  // namespace telar::samples
