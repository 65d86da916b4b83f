#pragma once

#include "samples/invoice_plan.h"
#include "samples/page_canvas.h"

namespace telar::samples {

/// The layout most invoices of a textile importer share: supplier and logo at the left, title and
/// number at the right, "Orden de Compra:" and the date as a column of labels, a table headed
/// ARTÍCULO CANTIDAD TASA CANTIDAD, every amount followed by its symbol, then Subtotal, tax, Total.
/// Variants of the look move details only.
void DrawTextile(PageCanvas& canvas, const InvoicePlan& plan);

/// Twelve arrangements of everything else: three heads, three ways to show number, order and dates,
/// four tables, in the supplier's colours, faces and words.
void DrawGeneric(PageCanvas& canvas, const InvoicePlan& plan);

/// Letters, bills of services and of running charges in seven languages: five heads (the supplier
/// left, right, in the middle, in the line above an address window, in the foot alone), four ways
/// to show number and dates, tables with and without quantities, three ends; each drawn by lot from
/// the plan's chance.
void DrawTrade(PageCanvas& canvas, const InvoicePlan& plan);

/// A till roll: letterhead, number and date, items in one of eight row forms, sums, payment, table
/// of taxes, footers, each drawn by lot from the plan's chance; on a page of its own size.
void DrawReceipt(PageCanvas& canvas, const InvoicePlan& plan);
PageSize ReceiptSize(const InvoicePlan& plan);

}  // namespace telar::samples
