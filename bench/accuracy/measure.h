#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bench/accuracy/cases.h"
#include "documents/reader.h"
#include "invoices/evidence_weights.h"
#include "invoices/invoice.h"

namespace telar::bench {

/// One field that is true, found, or both.
struct FieldScore {
  std::string field;
  std::string expected, got;  ///< Empty when absent.
  bool is_true = false, found = false;
  bool exact = false, normal = false;
  double confidence = 0;
};

struct CaseScore {
  std::string group, name;
  Status error;  ///< Not ok: the document could not be read, which counts as nothing found.
  invoices::Verdict verdict = invoices::Verdict::kFailed;
  std::vector<std::string> reasons;
  std::vector<FieldScore> fields;
  LineScore lines;  ///< Empty when the truth does not list them.
};

/// A case as read.
struct ReadCase {
  Truth truth;  ///< Without the bytes.
  Result<documents::Document> document = Status::Unavailable("not read yet");
  std::optional<documents::Document> with_pictures = std::nullopt;  ///< See picture_look.h.
};

/// Reads every case on all cores, in the order of the cases.
std::vector<ReadCase> ReadCases(const std::vector<Case>& cases, documents::Reader& reader);

/// What the extraction finds; the verdict is kFailed when the document could not be read.
invoices::Invoice InvoiceOf(const ReadCase& read, const invoices::EvidenceWeights& weights);
/// Compares an invoice with the truth.
CaseScore ScoreInvoice(const Case& one, const ReadCase& read, const invoices::Invoice& invoice);

/// Extracts every case with the weights for it and compares; scores in the order of the cases.
std::vector<CaseScore> ScoreCases(
    const std::vector<Case>& cases, const std::vector<ReadCase>& read,
    const std::function<const invoices::EvidenceWeights&(std::size_t)>& weights_of);

}  // namespace telar::bench
