#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "bench/accuracy/measure.h"
#include "bench/support/temp_folder.h"
#include "core/clock.h"
#include "db/database.h"
#include "invoices/memory/memory.h"

namespace telar::bench {

/// A memory that the benchmark teaches, in a database of its own.
class School {
 public:
  School();
  /// Teaches the truth about one document, which must have been read.
  /// `own` is what the extraction finds in it.
  void Teach(const ReadCase& taught, const invoices::Invoice& own, const std::string& name);
  invoices::Memory Memory() const;
  db::Database& database() { return *database_; }

 private:
  const TempFolder folder_;
  const SystemClock clock_;
  const std::unique_ptr<db::Database> database_;
};

/// Once for each seed: teaches one half of the cases, drawn by it, and reads the other half without
/// and with the memory: how the fields change, what a memory could win at most, every field that
/// was right before and is wrong after, and every one that is still wrong. Last, a row a seed.
std::string TeachHalfText(const std::vector<Case>& cases, const std::vector<ReadCase>& read,
                          const std::vector<std::uint64_t>& seeds);

/// Draws `suppliers` suppliers with labels of their own; of each, the first document with a field
/// that is read wrong or not at all is corrected once, and the next ten documents are read. Tells
/// per field how often these are right, and whether anything changed for the other suppliers.
std::string TeachGeneratedText(std::uint64_t seed, int suppliers, bool scans,
                               documents::Reader& reader);

}  // namespace telar::bench
