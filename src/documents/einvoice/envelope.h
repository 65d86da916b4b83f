#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "documents/einvoice/xml.h"

namespace telar::documents::einvoice {

/// An invoice in UBL or CII and where it lies.
struct EnvelopedInvoice {
  XmlElement root;  ///< Of the invoice, whatever is around it.
  /// The document it is a part of where it lay as text inside another; null in the tree that was
  /// opened. Keeps `root` alive.
  std::shared_ptr<const XmlTree> own{};
};

/// What was found in a document.
struct Envelope {
  /// The root element's local name where the invoice is not the root itself, "" where it is.
  std::string name;
  /// In document order, at least one, at most kMostInvoices (as_published.h).
  std::vector<EnvelopedInvoice> invoices;
  int count = 0;  ///< All there are.
};

/// Finds the invoices of `tree` in UBL and CII: the root, or the outermost elements a few levels
/// below it (the StandardBusinessDocument of UN/CEFACT, in which Peppol sends, SOAP), or the text
/// in an AttachedDocument (Colombia), one document deep.
///
/// kInvalidInput when there is none; the message names the root element. Errors of XmlTree::Parse
/// for the text in an AttachedDocument.
Result<Envelope> OpenEnvelope(const XmlTree& tree);

}  // namespace telar::documents::einvoice
