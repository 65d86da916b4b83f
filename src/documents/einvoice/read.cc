#include "documents/einvoice/read.h"

#include <memory>
#include <string>
#include <vector>

#include "core/text.h"
#include "documents/einvoice/as_published.h"
#include "documents/einvoice/cfdi.h"
#include "documents/einvoice/cii.h"
#include "documents/einvoice/facturae.h"
#include "documents/einvoice/ubl.h"

namespace telar::documents::einvoice {
namespace {

constexpr std::string_view kAttachedDocument = "AttachedDocument";

// Invoices lie near the top of an envelope.
constexpr int kDeepest = 6;
constexpr std::size_t kMostEnvelope = 10'000;

// The outermost elements below `root` that hold an invoice, in document order.
std::vector<XmlElement> InvoicesIn(const XmlElement& root) {
  std::vector<XmlElement> found;
  std::size_t seen = 0;
  int depth = 0;
  XmlElement element = root;
  while (element && ++seen <= kMostEnvelope) {
    const bool holds = IsUbl(element) || IsCii(element) || element.name() == kAttachedDocument;
    if (holds) found.push_back(element);
    if (const XmlElement child = element.first_child(); child && !holds && depth < kDeepest) {
      element = child;
      ++depth;
      continue;
    }
    while (element != root && !element.next_sibling()) {
      element = element.parent();
      --depth;
    }
    element = element == root ? XmlElement{} : element.next_sibling();
  }
  return found;
}

Status NoInvoice(const XmlElement& root) {
  constexpr std::size_t kMostShown = 64;
  const std::string name = ToValidUtf8(root.name().substr(0, kMostShown));
  return Status::InvalidInput("read a structured invoice: the root element is " + name +
                              ", and no invoice is in it")
      .WithHint(
          "Invoices in UBL, CII (Factur-X, ZUGFeRD, XRechnung), Facturae and CFDI can be "
          "read.");
}

Result<EInvoice> ReadText(const XmlElement& attached, bool nested);

Result<EInvoice> ReadOne(const XmlTree& tree, bool nested) {
  const XmlElement root = tree.root();
  EInvoice invoice;
  if (root.name() == "Facturae") {
    invoice = ReadFacturae(tree);
  } else if (root.name() == "Comprobante") {
    invoice = ReadCfdi(tree);
  } else {
    const std::vector<XmlElement> found = InvoicesIn(root);
    if (found.empty()) return NoInvoice(root);
    const XmlElement& first = found.front();
    if (first.name() == kAttachedDocument) {
      TELAR_ASSIGN_OR_RETURN(invoice, ReadText(first, nested));
    } else {
      invoice = IsCii(first) ? ReadCii(first) : ReadUbl(first);
    }
    if (found.size() > 1) {
      invoice.diagnostics.push_back("the document holds " + std::to_string(found.size()) +
                                    " invoices; the first was read");
    }
    AddComplaints(tree, invoice.diagnostics);
  }
  return invoice;
}

Result<EInvoice> ReadText(const XmlElement& attached, bool nested) {
  Status failure = NoInvoice(attached);
  if (nested) return failure;
  for (const XmlElement& text : attached.All("Attachment/ExternalReference/Description")) {
    if (!text.text().starts_with('<')) continue;
    Result<std::unique_ptr<const XmlTree>> tree = XmlTree::Parse(text.text());
    Result<EInvoice> invoice = tree.ok() ? ReadOne(**tree, true) : tree.status();
    if (invoice.ok()) return invoice;
    failure = invoice.status().WithContext("read the document inside the AttachedDocument");
  }
  return failure;
}

}  // namespace

Result<EInvoice> ReadEInvoice(const XmlTree& tree) { return ReadOne(tree, false); }

}  // namespace telar::documents::einvoice
