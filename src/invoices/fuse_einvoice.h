#pragma once

#include "documents/document.h"
#include "documents/einvoice.h"
#include "invoices/invoice.h"

namespace telar::invoices {

/// Below this confidence of the field or of one of its words a page read by OCR contradicts
/// nothing: a misread digit is likelier than an XML that says something else than its page. A text
/// layer needs kSureEnough (check.h).
inline constexpr double kSureScan = 0.95;

/// One record of an XML invoice and the pages it came with: the XML wins, the pages confirm. Pure.
///
/// `published` is what the XML says, `invoice` what FromEInvoice made of it, `from_pages` what
/// Extract makes of `document`'s pages. For each field of `invoice`:
/// - Confirmed: the pages print the value, in any form of a number, date or code (the sign of a
///   credit note, the blanks and points of a number and the country before a tax id do not count).
///   The field gets the page and box of that place: where Extract found the same field with the
///   same value, else where the value is printed.
/// - Contradicted: `from_pages` is sure of another value of the same field, the value of the XML is
///   not printed as that field, and the other value is no other figure of the XML either (an amount
///   to pay beside a total, the base of one tax rate). The verdict becomes kReview with the reason
///   "xml_page_differ: total is 112.00 in the XML and 121.00 on page 1", the confidence 0.5.
///   Names count only where the page's has the legal form of a company, no word of it agrees and
///   the party's tax id is not confirmed.
/// - Otherwise, nothing: pages need not print everything.
/// What the XML leaves out is completed from the pages where they are sure of it (kSureEnough), but
/// no sums; and the lines where the XML has none (Factur-X MINIMUM and BASIC WL). Lines that do not
/// add up to the XML's sum of lines are an xml_page_differ too.
///
/// Pages that are scans confirm as text does; they contradict from kSureScan on. Lines get the box
/// of a page's line with the same amount and the same quantity or words; they are never
/// contradicted one by one, the sums speak for them.
void FuseWithPages(const documents::EInvoice& published, const documents::Document& document,
                   const Invoice& from_pages, Invoice& invoice);

}  // namespace telar::invoices
