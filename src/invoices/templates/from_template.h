#pragma once

#include "core/clock.h"
#include "documents/document.h"
#include "invoices/check.h"
#include "invoices/invoice.h"
#include "invoices/templates/library.h"

namespace telar::invoices::templates {

/// Puts what a template says into an invoice that was extracted without it, and judges it again.
///
/// Fields: issuer → supplier, vat → supplier_tax_id, partner_street/zip/city/country →
/// supplier_address, company_vat → customer_tax_id, invoice_number, purchase_order, date, date_due
/// → due_date, currency, amount_untaxed → subtotal, amount_tax → tax, amount → total, iban. They
/// are How::kTemplate, normalised, with the box of the text the pattern captured where it stands on
/// a page; what was extracted gives the box where the value is the same. The currency that a
/// template leaves at its default counts only where none was extracted. A value that is no amount,
/// date or currency, and a list of different values, leave the extracted field.
///
/// Lines: when the template has rows with a name, amount, price or quantity they take the place of
/// all extracted ones; rows of notes are left out.
///
/// Verdict: check.h with the total confirmed when the extracted one is equal, or sums or lines give
/// it. Where total, subtotal, tax, date or invoice_number was extracted with another value and at
/// least kSureToDiffer, the template's value stays and "template_mismatch: …" sends the invoice to
/// a person.
///
/// Does nothing when no template applies.
void ApplyTemplate(const Reading& reading, const documents::Document& document,
                   const Findings& findings, Invoice& invoice);

inline constexpr double kSureToDiffer = 0.9;

}  // namespace telar::invoices::templates
