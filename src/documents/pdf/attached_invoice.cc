#include "documents/pdf/attached_invoice.h"

#include <iterator>
#include <utility>

namespace telar::documents {
namespace {

std::string Called(const std::string& name) {
  return "the attachment " + (name.empty() ? std::string("without a name") : name);
}

bool SameInvoice(const EInvoice& a, const EInvoice& b) {
  return a.number.text == b.number.text && a.tax_inclusive.text == b.tax_inclusive.text;
}

}  // namespace

AttachedInvoice ReadAttachedInvoice(std::string_view pdf, const PdfFile& file,
                                    const XmlReader& read_xml, const AttachmentLimits& limits) {
  AttachedXml found = FindAttachedXml(pdf, file, limits);
  AttachedInvoice attached;
  attached.diagnostics = std::move(found.diagnostics);
  for (XmlAttachment& xml : found.files) {
    auto read = read_xml(xml.bytes);
    if (!read.ok()) {
      attached.diagnostics.push_back(Called(xml.name) +
                                     " is no invoice that can be read: " + read.status().message());
    } else if (!attached.einvoice) {
      attached.einvoice = *std::move(read);
      attached.einvoice->attachment = std::move(xml.name);
    } else if (!SameInvoice(*attached.einvoice, *read)) {
      attached.diagnostics.push_back(Called(xml.name) + " is another invoice, which was not taken");
    }
  }
  if (attached.einvoice) {
    std::copy(attached.diagnostics.begin(), attached.diagnostics.end(),
              std::back_inserter(attached.einvoice->diagnostics));
  }
  return attached;
}

}  // namespace telar::documents
