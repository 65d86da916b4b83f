#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/result.h"
#include "documents/reader.h"

namespace telar::invoices {

/// The two kinds of purchase. Numbers, words and table names are the contract's: 0 is correctiva, 1
/// is preventiva.
enum class InvoiceClass { kCorrectiva = 0, kPreventiva = 1 };

std::string_view ClassLabel(InvoiceClass c);     ///< "correctiva", "preventiva".
std::string_view SalesTable(InvoiceClass c);     ///< "ventas_correctivas", "ventas_preventivas".
std::string_view ArchiveFolder(InvoiceClass c);  ///< "correctivos", "preventivos".
/// By label, by number ("0", "1") or by the short names corr and prev; kInvalidInput otherwise.
Result<InvoiceClass> ParseClass(std::string_view text);

/// A class, how sure it is and who says so.
struct Classification {
  InvoiceClass label = InvoiceClass::kCorrectiva;
  double probability = 0;  ///< Calibrated probability 0..1 of `label`.
  std::string model;       ///< Version of the model, "by hand" when a person said it.
  /// True when the model may only suggest: a person confirms whatever the probability.
  bool suggested = false;
};

/// Gives the first page of a document in dots per inch; a picture comes as it is.
using RenderFirstPage = std::function<Result<documents::PageImage>(int dpi)>;

/// Tells the class of an invoice from the picture of its first page. Safe to use from several
/// threads. An implementation that cannot decide returns a probability near one half; what is sure
/// enough is the pipeline's business. Nothing when there is no model. Errors of `render` come back
/// as they are.
class Classifier {
 public:
  virtual ~Classifier() = default;
  virtual Result<std::optional<Classification>> Classify(const RenderFirstPage& render) = 0;
  /// Whether its answers count without a person at this moment: documents that wait for a class are
  /// then taken up again.
  virtual bool Decides() = 0;
};

}  // namespace telar::invoices
