#include "documents/check_document.h"

#include <algorithm>
#include <memory>
#include <string>

#include "documents/detect.h"
#include "documents/einvoice/rules/check_rules.h"
#include "documents/einvoice/xml.h"
#include "documents/pdf/attached_xml.h"
#include "documents/pdf/pdf_file.h"

namespace telar::documents {
namespace {

Result<RuleReport> CheckXml(std::string_view bytes, const ReadLimits& limits) {
  einvoice::XmlLimits xml;
  xml.bytes = static_cast<std::size_t>(std::min<std::uint64_t>(xml.bytes, limits.file_bytes));
  TELAR_ASSIGN_OR_RETURN(const std::unique_ptr<const einvoice::XmlTree> tree,
                         einvoice::XmlTree::Parse(bytes, xml));
  if (!tree->broken().empty()) {
    return Status::InvalidInput("check an invoice: the XML is broken, " + tree->broken())
        .WithHint("telar invoices read shows what can be read of it");
  }
  return einvoice::CheckRules(*tree);
}

// The likeliest attachment that the rules speak of; of several that fail, why the first does.
Result<RuleReport> CheckPdf(std::string_view bytes, const ReadLimits& limits) {
  TELAR_ASSIGN_OR_RETURN(const std::unique_ptr<PdfFile> file, PdfFile::Open(bytes));
  const AttachedXml attached = FindAttachedXml(bytes, *file);
  Status failure =
      Status::InvalidInput("check an invoice: the PDF holds no structured invoice")
          .WithHint(attached.diagnostics.empty()
                        ? "the rules of EN 16931 are about UBL and CII, alone or inside a PDF"
                        : attached.diagnostics.front());
  bool first = true;
  for (const XmlAttachment& xml : attached.files) {
    Result<RuleReport> report = CheckXml(xml.bytes, limits);
    if (report.ok()) return report;
    if (first) failure = std::move(report).status().WithContext("attachment of the PDF");
    first = false;
  }
  return failure;
}

}  // namespace

Result<RuleReport> CheckDocument(std::string_view bytes, const ReadLimits& limits) {
  if (bytes.size() > limits.file_bytes) {
    return Status::LimitExceeded("check an invoice: " + std::to_string(bytes.size()) +
                                 " bytes, at most " + std::to_string(limits.file_bytes) +
                                 " are allowed");
  }
  TELAR_ASSIGN_OR_RETURN(const FileKind kind, DetectKind(bytes));
  if (kind == FileKind::kXml) return CheckXml(bytes, limits);
  if (kind == FileKind::kPdf) return CheckPdf(bytes, limits);
  return Status::InvalidInput("check an invoice: a picture holds no structured invoice")
      .WithHint("the rules of EN 16931 are about UBL and CII, alone or inside a PDF");
}

}  // namespace telar::documents
