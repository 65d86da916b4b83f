#pragma once

#include <map>
#include <string>
#include <vector>

#include "bench/accuracy/cases.h"
#include "documents/reader.h"
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

/// Reads every case on all cores and compares; scores in the order of the cases.
std::vector<CaseScore> MeasureCases(const std::vector<Case>& cases, documents::Reader& reader);

}  // namespace telar::bench
