#pragma once

#include <cstdint>
#include <string>

#include "core/result.h"
#include "samples/sample.h"

namespace telar::samples {

/// Which labelled invoice to draw: one page of an invented textile supplier, Spanish four times of
/// five, whose class shows in cues (labelled_cues.h). The same request gives the same bytes.
struct LabelledRequest {
  std::uint64_t seed = 1;
  std::uint64_t index = 0;         ///< Each document is independent of all others.
  double test_share = 0.2;         ///< Of the documents, 0..1.
  double preventive_share = 0.45;  ///< Of the documents, 0..1, both excluded.
  double scan_share = 0.5;         ///< Scans and photographs instead of born-digital PDFs, 0..1.
  double photo_share = 0.35;       ///< Of the scans, 0..1.
};

struct LabelledSample {
  Sample sample;            ///< Named by its number alone, "000042"; a PDF, JPEG or PNG.
  bool test = false;        ///< For testing: supplier and arrangement are never those of training.
  std::string arrangement;  ///< "generic-9": layout and variant of the look.
  double posterior = 0;     ///< PosteriorOfPreventiva of its cues.

  /// 0 for a correctiva, 1 for a preventiva.
  int label() const { return sample.plan.invoice_class == InvoiceClass::kPreventiva ? 1 : 0; }
};

/// All that is decided before anything is drawn: the sample has its name and plan. Errors as
/// DrawLabelled has for its shares.
Result<LabelledSample> PlanLabelled(const LabelledRequest& request);

/// Draws one labelled invoice in memory. Split, class, cues and supplier are by lot. Some ten
/// milliseconds for a PDF, about 0.1 s for a scan; safe from several threads, of which one draws at
/// a time. kInvalidInput: a share outside its range; kInvalidConfig: the fonts are missing.
Result<LabelledSample> DrawLabelled(const LabelledRequest& request);

/// The truth as TruthJson has it, with `labelled`: split, label, arrangement, cues, posterior.
std::string LabelledTruthJson(const LabelledSample& labelled, std::uint64_t seed);

}  // namespace telar::samples
