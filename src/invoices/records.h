#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "db/database.h"
#include "invoices/classification.h"
#include "invoices/invoice.h"
#include "invoices/memory/memory.h"

namespace telar::invoices {

/// Reads and writes the tables of schema.h. Every function runs on the caller's connection and,
/// where it writes, inside the caller's transaction; errors are those of db::Connection.

/// One object of the inbox that held a document.
struct Source {
  std::string key, version;
  DocumentId document;
  std::uint64_t size = 0;
};

/// What one reading of a document found, with its provenance.
struct Record {
  DocumentId document;
  std::string file_name;
  std::string file_kind;  ///< "pdf", "jpeg", …
  std::string reader;     ///< "text", "ocr", "mixed".
  int pages = 0;
  Invoice invoice;
  std::optional<Classification> classification;
  RunId run;
  std::string program;  ///< Program and version that read it.
  Instant now{};
  std::vector<Memory::Use> lessons{};  ///< What the supplier's earlier documents said of it.
};

/// Where a document stands in the tables.
struct RecordState {
  std::optional<InvoiceClass> label;
  std::string file_kind;
  bool loaded = false, archived = false;
  bool waits_for_class = false;  ///< Read and found good, but no class was given.
};

/// The sources that were not removed yet.
Result<std::vector<Source>> OpenSources(db::Connection& connection);
Result<std::vector<Source>> OpenSourcesOf(db::Connection& connection, const DocumentId& document);
/// Adds sources; those that are there stay.
Status AddSources(db::Connection& connection, const std::vector<Source>& sources, const RunId& run,
                  Instant now);
Status MarkSourcesRemoved(db::Connection& connection, const std::vector<Source>& sources,
                          Instant now);

/// Nothing when the document was never read.
Result<std::optional<RecordState>> FindRecord(db::Connection& connection,
                                              const DocumentId& document);
/// Writes the reading, replacing an earlier one of the same document, under its supplier
/// (suppliers.h).
Status WriteRecord(db::Connection& connection, const Record& record);
/// Writes one row per line into the sales table of `label` and takes the document's rows out of the
/// other one. Returns the rows written.
Result<std::int64_t> WriteSales(db::Connection& connection, const Record& record,
                                InvoiceClass label);
Status MarkArchived(db::Connection& connection, const DocumentId& document,
                    const std::string& archived_as, Instant now);

}  // namespace telar::invoices
