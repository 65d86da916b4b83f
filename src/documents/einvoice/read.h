#pragma once

#include "core/result.h"
#include "documents/einvoice.h"
#include "documents/einvoice/xml.h"

namespace telar::documents::einvoice {

/// Reads the invoice of a document in any Syntax, known by its root element: the readers are ubl.h,
/// cii.h, facturae.h and cfdi.h.
///
/// An invoice in UBL or CII may lie in an envelope (envelope.h); where it is text in an
/// AttachedDocument, paths and lines are those of the invoice's own document. Of several, in an
/// envelope or in a batch of Facturae, the first has the others in `more`.
///
/// A document that breaks off gives what came before, with a diagnostic. kInvalidInput when it
/// holds no invoice; the message names its root element. Errors of XmlTree::Parse for the text in
/// an AttachedDocument.
Result<EInvoice> ReadEInvoice(const XmlTree& tree);

}  // namespace telar::documents::einvoice
