#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/result.h"
#include "samples/degrade.h"
#include "samples/einvoice.h"
#include "samples/invoice_plan.h"
#include "samples/page_canvas.h"

namespace telar::samples {

/// Which invented invoice to draw. The same request gives the same bytes, on every run.
struct SampleRequest {
  std::uint64_t seed = 1;
  /// Which document of the seed; each is independent of all others.
  std::uint64_t index = 0;
  LayoutChoice layout = LayoutChoice::kMixed;
  LanguageChoice language = LanguageChoice::kMixed;
  /// Probability 0..1 that this document is a degraded scan instead of a born-digital PDF.
  double degraded_share = 0;
  /// Share of the degraded documents that look like photographs: askew, on dark ground, in uneven
  /// light.
  double photo_share = 0;
  /// Share of the degraded documents that lie on a side or upside down.
  double turned_share = 0;
  /// At least 1; a document has at most so many pages.
  int pages_max = 3;
  /// The label the document is drawn for; drawn by lot when absent.
  std::optional<InvoiceClass> invoice_class = std::nullopt;
  /// Degrade exactly like this instead of by lot; for benchmarks and tests.
  std::optional<Degradation> degradation = std::nullopt;
  /// All documents are this supplier's (PlanOptions::supplier); layouts textile and generic.
  std::optional<std::uint64_t> supplier = std::nullopt;
  /// Labels in words that only the supplier uses; layouts textile and generic.
  bool odd_labels = false;
  /// The invoice as XML too (einvoice.h); for Factur-X inside the PDF. The page says the same as
  /// the XML: the plan is fitted to the form. Not for receipts; Factur-X only without degradation.
  std::optional<EinvoiceForm> einvoice = std::nullopt;
};

/// A drawn document with the truth about it.
struct Sample {
  std::string name;       ///< "invoice-000007", without extension.
  std::string extension;  ///< "pdf", "jpg", "png" or "tiff".
  std::string bytes;
  InvoicePlan plan;
  int pages = 1;
  std::optional<Degradation> degradation;  ///< Absent for a born-digital PDF.
  std::optional<EinvoiceForm> einvoice;    ///< As asked for.
  std::string xml;                         ///< Empty without; inside `bytes` for Factur-X.
  /// Every string as drawn, in drawing order; boxes in the units of the file (PDF points, pixels).
  std::vector<DrawnText> drawn;
};

/// Draws one invented invoice in memory. A few milliseconds for a PDF, about 0.1 s a page for a
/// scan. Safe from several threads. kInvalidInput: a share outside 0..1, pages_max below 1, a
/// degradation outside its limits, a supplier, odd labels or an e-invoice asked of a layout that
/// has none, Factur-X of scans; kInvalidConfig: the fonts (packages fonts-dejavu-core,
/// fonts-liberation2) are missing.
Result<Sample> DrawInvoice(const SampleRequest& request);

/// Draws the plan of `sample`, as a scan where it has a degradation, and fills in extension, bytes,
/// pages and texts. The pixels' noise follows from `seed`, which only scans need, and the plan's
/// index. Factur-X where the sample asks for it; JPEG and PNG hold one page.
Status DrawPlanned(Sample& sample, std::uint64_t seed = 0);

}  // namespace telar::samples
