#include "invoices/picture_look.h"

#include <utility>

#include "core/log.h"
#include "invoices/extract.h"

namespace telar::invoices {
namespace {

double SupplierConfidence(const Invoice& invoice) {
  const Field* supplier = invoice.Find("supplier");
  return supplier == nullptr ? 0 : supplier->confidence;
}

}  // namespace

bool WantsPictures(const documents::Document& document, const Invoice& invoice) {
  if (document.kind != documents::FileKind::kPdf || document.einvoice || document.pages.empty() ||
      document.pages.front().source != documents::PageSource::kText) {
    return false;
  }
  return SupplierConfidence(invoice) < kSupplierSure;
}

std::optional<documents::Document> WithPictures(std::string_view bytes,
                                                const documents::Document& document,
                                                documents::Reader& reader,
                                                documents::ReadOptions options) {
  options.small_pictures = true;
  options.limits.pages = 1;
  auto again = reader.Read(bytes, options);
  if (!again.ok()) {
    log::Warn("the pictures beside the text of a page cannot be read",
              {{"reason", again.status().FullMessage()}});
    return std::nullopt;
  }
  if (again->pages.empty() || again->pages.front().source != documents::PageSource::kMixed)
    return std::nullopt;
  documents::Document more = document;
  more.pages.front() = std::move(again->pages.front());
  more.ocr_engine = again->ocr_engine;
  return more;
}

Invoice ExtractWithPictures(
    const documents::Document& document,
    const std::function<std::optional<documents::Document>()>& with_pictures,
    const EvidenceWeights& weights, Trace* trace, Findings* findings,
    std::optional<documents::Document>& used) {
  used.reset();
  Invoice invoice = ExtractWith(document, weights, trace, findings);
  if (!WantsPictures(document, invoice)) return invoice;
  std::optional<documents::Document> more = with_pictures();
  if (!more) return invoice;
  Trace seen;
  Findings found;
  Invoice other = ExtractWith(*more, weights, trace == nullptr ? nullptr : &seen, &found);
  // What was weighed with more in sight is better even where it is less sure.
  if (other.Find("supplier") == nullptr) return invoice;
  used = std::move(more);
  if (trace != nullptr) *trace = std::move(seen);
  if (findings != nullptr) *findings = std::move(found);
  return other;
}

}  // namespace telar::invoices
