#include "invoices/prefer_xml.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "invoices/from_einvoice.h"
#include "invoices/fuse_einvoice.h"

namespace telar::invoices {
namespace {

// Log odds for people; they decide nothing.
constexpr double kPublished = 6, kPrintedToo = 3, kPrintedOtherwise = -6;

void Explain(const Invoice& invoice, Explanation& explanation) {
  for (const auto& [name, field] : invoice.fields) {
    if (field.how != How::kXml) continue;
    std::vector<Candidate>& candidates = explanation[name];
    Candidate published{.value = field.value,
                        .raw = field.raw,
                        .page = field.page,
                        .box = field.box,
                        .probability = field.confidence,
                        .evidence = {{"published", kPublished}}};
    if (!field.box.empty()) published.evidence.push_back({"printed_too", kPrintedToo});
    const std::string differs = "xml_page_differ: " + name + " is ";
    if (std::any_of(invoice.reasons.begin(), invoice.reasons.end(),
                    [&](const std::string& reason) { return reason.starts_with(differs); })) {
      published.evidence.push_back({"printed_otherwise", kPrintedOtherwise});
    }
    std::erase_if(candidates,
                  [&said = field.value](const Candidate& c) { return c.value == said; });
    for (Candidate& candidate : candidates) candidate.probability *= 1 - field.confidence;
    candidates.insert(candidates.begin(), std::move(published));
  }
}

}  // namespace

void AddAttachmentDoubts(const documents::Document& document, Invoice& invoice) {
  if (document.einvoice) return;
  for (const std::string& diagnostic : document.attachment_diagnostics)
    invoice.reasons.push_back("xml_attachment: " + diagnostic);
  if (!document.attachment_diagnostics.empty() && invoice.verdict == Verdict::kAccept)
    invoice.verdict = Verdict::kReview;
}

void PreferXml(const documents::Document& document, Invoice& invoice, Explanation* explanation) {
  if (!document.einvoice) return;
  Invoice published = FromEInvoice(*document.einvoice);
  FuseWithPages(*document.einvoice, document, invoice, published);
  invoice = std::move(published);
  if (explanation != nullptr) Explain(invoice, *explanation);
}

}  // namespace telar::invoices
