#pragma once

#include "documents/einvoice.h"
#include "invoices/invoice.h"

namespace telar::invoices {

/// Turns a structured invoice into one as every other reading gives it. Pure.
///
/// Fields have How::kXml, `raw` as published and `value` normalised; page 1 and no box, for an XML
/// has no pages. What is not published is absent. A country alone is no address.
/// - supplier, customer: the registered name, else the trade name. Tax ids lose blanks and points.
/// - subtotal is the sum of the lines (BT-106; the total without tax where there is none), discount
///   what is taken off it for the whole document (BT-107), tax what is added (BT-110; where the
///   document has a total for each tax only, their sum, as How::kComputed).
/// - total is the total with tax (BT-112; InvoiceTotal of Facturae and Total of CFDI, from which
///   withheld taxes are taken off as their printed totals are). Prepaid amounts and the rounding of
///   the payment are no part of it. UBL of countries that take discounts off the total with tax
///   (einvoice_figures.h) has payable there, as it is printed.
/// - Amounts keep the digits that were published and have at least the decimals of the currency.
/// - Of a credit note with positive amounts, amounts and quantities become negative, as a reader of
///   the page would have them.
/// - Lines: unit_price is for one unit (divided by the base quantity, unless
///   einvoice_figures.h says otherwise), tax_rate in percent, unit a
///   code of UN/ECE Recommendation 20 (Facturae's own codes are translated).
///
/// Confidence is 1 less what is found wrong: 0.5 for a field or line that a reason names. Reasons:
///   missing_supplier, missing_date, missing_total
///   xml_mismatch    a figure does not follow from the others ("sum of lines 100.00, published
///                   110.00 (line 44)"); the published one stays
///   xml_value       a number or date is not written as the syntax has it; it is read where it can
///                   mean one thing only and left out otherwise
///   xml_diagnostic  what the reader of the XML complained of
///   several_invoices  the XML holds more than one ("several_invoices: 3 invoices in one file"):
///   the
///                   first has the others in `more`, each with its own verdict and reasons
/// kAccept without reasons, kReview otherwise.
Invoice FromEInvoice(const documents::EInvoice& published);

}  // namespace telar::invoices
