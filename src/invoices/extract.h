#pragma once

#include "documents/document.h"
#include "invoices/check.h"
#include "invoices/decision.h"
#include "invoices/invoice.h"

namespace telar::invoices {

/// Turns the words of a document into an invoice. Pure: no I/O, no clock, no chance, no state; the
/// same document gives the same invoice, from any thread.
///
/// The way there: words become rows (layout.h); rows give labels, amounts and dates, each with
/// every reading its print allows; the document as a whole decides the decimal mark and the order
/// of day and month; each field gets candidates with a score; the set of sums that agrees with the
/// arithmetic of the invoice wins; Check (check.h) says what may pass without a person.
///
/// A picture of several receipts gives the best of them, the others in Invoice::more, for a person
/// to look at (several_receipts.h); no decision is told of it.
///
/// Never fails: a document without words is an invoice with the verdict kFailed. A field that was
/// not found is absent. Cost grows with the number of words (n log n); beyond kMaxWords words
/// (layout.h) the rest is not looked at and a reason says so. `explanation`, when given, gets the
/// candidates of every field.
Invoice Extract(const documents::Document& document, Explanation* explanation = nullptr);

/// The same with other weights of the evidence than those that ship; `trace`, when given, gets
/// every decision, and `findings` what Check had beside the fields.
Invoice ExtractWith(const documents::Document& document, const EvidenceWeights& weights,
                    Trace* trace, Findings* findings = nullptr);

}  // namespace telar::invoices
