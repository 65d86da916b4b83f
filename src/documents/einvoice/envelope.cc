#include "documents/einvoice/envelope.h"

#include <cstddef>
#include <utility>

#include "core/text.h"
#include "documents/einvoice/as_published.h"
#include "documents/einvoice/cii.h"
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

// The invoice among the texts of an AttachedDocument; the tax office's answer lies beside it.
Result<EnvelopedInvoice> OpenText(const XmlElement& attached) {
  Status failure = NoInvoice(attached);
  for (const XmlElement& text : attached.All("Attachment/ExternalReference/Description")) {
    // A file that was put in whole may have brought its byte order mark along.
    std::string_view inside_text = text.text();
    if (inside_text.starts_with("\xEF\xBB\xBF")) inside_text.remove_prefix(3);
    if (!inside_text.starts_with('<')) continue;
    Result<std::unique_ptr<const XmlTree>> parsed = XmlTree::Parse(inside_text);
    Status said = parsed.status();
    if (parsed.ok()) {
      std::shared_ptr<const XmlTree> tree = *std::move(parsed);
      const std::vector<XmlElement> inside = InvoicesIn(tree->root());
      if (!inside.empty() && inside.front().name() != kAttachedDocument)
        return EnvelopedInvoice{inside.front(), std::move(tree)};
      said = NoInvoice(tree->root());
    }
    failure = std::move(said).WithContext("read the document inside the AttachedDocument");
  }
  return failure;
}

}  // namespace

Result<Envelope> OpenEnvelope(const XmlTree& tree) {
  const XmlElement root = tree.root();
  const std::vector<XmlElement> found = InvoicesIn(root);
  if (found.empty()) return NoInvoice(root);
  Envelope envelope;
  envelope.count = static_cast<int>(found.size());
  for (const XmlElement& element : found) {
    if (envelope.invoices.size() == kMostInvoices) break;
    EnvelopedInvoice invoice{element};
    if (element.name() == kAttachedDocument) {
      TELAR_ASSIGN_OR_RETURN(invoice, OpenText(element));
    }
    if (invoice.root != root) envelope.name = ToValidUtf8(root.name());
    envelope.invoices.push_back(std::move(invoice));
  }
  return envelope;
}

}  // namespace telar::documents::einvoice
