#pragma once

#include "documents/document.h"
#include "invoices/explanation.h"
#include "invoices/invoice.h"

namespace telar::invoices {

/// Puts the structured invoice of a document, where it has one, into the place of what was read
/// from its pages: `invoice` is that reading before and the one record of both after
/// (from_einvoice.h, fuse_einvoice.h).
///
/// `explanation`, when given, has the candidates of the pages before; after, the published value of
/// each field stands before them, with the evidence "published" and what the page says of it.
void PreferXml(const documents::Document& document, Invoice& invoice,
               Explanation* explanation = nullptr);

/// Where a document has no structured invoice but an attachment that should be one and cannot be
/// read: adds the reason xml_attachment and makes an accepted invoice wait, for the attachment may
/// say something else than the pages.
void AddAttachmentDoubts(const documents::Document& document, Invoice& invoice);

}  // namespace telar::invoices
