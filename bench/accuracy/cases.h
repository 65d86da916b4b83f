#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bench/accuracy/compare.h"
#include "bench/accuracy/line_score.h"
#include "core/result.h"
#include "documents/reader.h"

namespace telar::bench {

/// A document and what is true of it.
struct Truth {
  std::string bytes;
  std::map<std::string, TrueField> fields;
  /// The truth names every field and cell that is printed: another one found is wrong.
  bool complete = false;
  std::optional<std::vector<TrueLine>> lines;  ///< Absent when the truth does not list them.
};

/// A document to be read, loaded or drawn when its turn comes. `load` may be called from any
/// thread.
struct Case {
  std::string group;  ///< "receipts", "invoices text", "generated textile scan" …
  std::string name;
  documents::ReadOptions options;
  std::function<Result<Truth>()> load;
};

struct CaseChoice {
  std::string data;  ///< Folder with receipts/ and invoices/.
  documents::OcrEngineName engine = documents::OcrEngineName::kNeural;
  int limit = 0;                              ///< Most cases of a group, 0: all of them.
  int generated = 200, generated_scans = 40;  ///< Of each layout.
  std::uint64_t seed = 20240301;
};

/// NNN.jpg beside NNN.json with company, date, address and total as printed.
Result<std::vector<Case>> ReceiptCases(const CaseChoice& choice);
/// NAME.pdf beside NAME.json as invoice2data's tests keep them: once by the text layer, once by OCR
/// of the pages at 200 dpi.
Result<std::vector<Case>> InvoiceCases(const CaseChoice& choice);
/// Drawn invoices: each layout, born-digital and as degraded scans.
std::vector<Case> GeneratedCases(const CaseChoice& choice);

/// Documents 0 … count−1 of one drawn supplier whose labels are its own words, in the layouts
/// textile and generic in turn from supplier to supplier.
std::vector<Case> SupplierCases(std::uint64_t seed, std::uint64_t supplier, int count, bool scans);

}  // namespace telar::bench
