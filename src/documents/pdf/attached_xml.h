#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "documents/pdf/pdf_file.h"

namespace telar::documents {

/// What the XML inside one PDF may cost. What is beyond is left out with a diagnostic.
struct AttachmentLimits {
  std::size_t files = 20;             ///< Invoices in XML that are looked at.
  std::size_t file_bytes = 32 << 20;  ///< Of one, decompressed.
  std::size_t all_bytes = 64 << 20;   ///< Of all together.
};

struct XmlAttachment {
  std::string name;  ///< As the PDF calls it; empty when it has no name that can be found.
  std::string bytes;
};

struct AttachedXml {
  std::vector<XmlAttachment> files;  ///< The likeliest first.
  /// What could not be had: "the attachment factur-x.xml is larger than 32 MiB".
  std::vector<std::string> diagnostics;
};

/// Finds the structured invoices in XML that a PDF holds, by what their first element is, never by
/// name or type alone: a file well mounted (name tree, /AF) is found, and one that is only an
/// annotation, has another name, no type or no specification at all.
///
/// Order: listed in the name tree; under a usual name (factur-x.xml, zugferd-invoice.xml,
/// xrechnung.xml …); of the type EmbeddedFile; later in the file, for a PDF that was saved again
/// keeps what it replaced. An object that was written twice counts once, as it was written last.
///
/// Costs a glance where nothing hints at such a file (/EmbeddedFile, /Filespec, an entry of the
/// name tree, XMP of factur-x and its kin), otherwise a pass over the bytes and the first bytes of
/// each stream. Files of an encrypted PDF, or with other filters than FlateDecode, are read by the
/// name tree alone, and only those that say they are small. Never fails.
AttachedXml FindAttachedXml(std::string_view pdf, const PdfFile& file,
                            const AttachmentLimits& limits = {});

/// True for bytes that begin an XML document whose first element is that of an invoice: Invoice,
/// CreditNote, CrossIndustryInvoice, CrossIndustryDocument, Facturae, Comprobante, or the envelopes
/// StandardBusinessDocument and AttachedDocument.
bool BeginsAnInvoice(std::string_view bytes);

}  // namespace telar::documents
