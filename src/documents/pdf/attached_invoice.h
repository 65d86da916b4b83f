#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "documents/einvoice.h"
#include "documents/pdf/attached_xml.h"

namespace telar::documents {

/// The structured invoice inside a PDF.
struct AttachedInvoice {
  /// With its file's name in EInvoice::attachment and with the diagnostics below among its own;
  /// absent when the PDF holds none that can be read.
  std::optional<EInvoice> einvoice;
  /// Why an attachment was left out, with its name.
  std::vector<std::string> diagnostics;
};

/// Reads XML that begins as an invoice does. kInvalidInput for what is none after all.
using XmlReader = std::function<Result<EInvoice>(std::string_view bytes)>;

/// Finds the structured invoice of a PDF (attached_xml.h says where it looks and in which order)
/// and reads it. The first that can be read is taken; another one beside it that is not the same
/// invoice (number and total) is a diagnostic. Never fails: the pages stay readable whatever is
/// attached.
AttachedInvoice ReadAttachedInvoice(std::string_view pdf, const PdfFile& file,
                                    const XmlReader& read_xml, const AttachmentLimits& limits = {});

}  // namespace telar::documents
