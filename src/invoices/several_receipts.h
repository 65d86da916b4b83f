#pragma once

#include <vector>

#include "documents/document.h"
#include "invoices/invoice.h"

namespace telar::invoices {

/// True when a picture shows several sheets of paper: two of the document's pages share a number.
bool HasSeveralSheets(const documents::Document& document);

/// The document's sheets, each as a document of its own, in reading order; those without words are
/// left out.
std::vector<documents::Document> SheetsOf(const documents::Document& document);

/// A receipt that stands for itself: it has a supplier, a date and a total, each more likely right
/// than wrong. A half of a torn receipt, a card slip's stub or a second page has not.
bool StandsAlone(const Invoice& sheet);

/// Makes one invoice of what was read from each sheet, when at least two of them stand alone: the
/// one with the most confidence in supplier, date and total, the others in `more`, with the verdict
/// kReview and the reason "several_receipts: 3 receipts on one picture". Returns false and changes
/// nothing when fewer do: then the sheets are parts of one receipt.
bool JoinReceipts(std::vector<Invoice> sheets, Invoice& joined);

}  // namespace telar::invoices
