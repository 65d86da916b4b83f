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
  std::string reader;     ///< "text", "ocr", "mixed", "einvoice".
  int pages = 0;
  Invoice invoice;
  std::optional<Classification> classification;
  RunId run;
  std::string program;  ///< Program and version that read it.
  Instant now{};
  std::string page_hash{};      ///< documents/page_hash.h of its first page; "" when there is none.
  Memory::Recalled recalled{};  ///< What the supplier's earlier documents said of it.
};

/// What a person, or the policy for duplicates, decided about a document.
enum class Ruling { kNone, kAccepted, kRejected };
std::string_view RulingName(Ruling decision);  ///< "", "accepted", "rejected".

/// Where a document stands in the tables.
struct RecordState {
  std::optional<InvoiceClass> label;
  std::string file_kind;
  bool loaded = false, archived = false;
  bool waits_for_class = false;  ///< Read, but no class was given, or merely suggested.
  std::string file_name, reader;
  std::string archived_as;  ///< Its key in the archive; "" until it is there.
  /// Steps of people so far. From the first on, what a person left is not read again.
  std::int64_t revision = 0;
  Ruling decision = Ruling::kNone;
  std::string decision_note;  ///< Why it was rejected.
  DocumentId duplicate_of;    ///< The document that is the same invoice; empty when it is none.
  DocumentId distinct_from;   ///< A person said that this one is another invoice.
};

/// The sources that were not removed yet.
Result<std::vector<Source>> OpenSources(db::Connection& connection);
Result<std::vector<Source>> OpenSourcesOf(db::Connection& connection, const DocumentId& document);
/// Adds sources; those that are there stay.
Status AddSources(db::Connection& connection, const std::vector<Source>& sources, const RunId& run,
                  Instant now);
/// True when a source of the document was removed before.
Result<bool> HasRemovedSource(db::Connection& connection, const DocumentId& document);
Status MarkSourcesRemoved(db::Connection& connection, const std::vector<Source>& sources,
                          Instant now);

/// Nothing when the document was never read.
Result<std::optional<RecordState>> FindRecord(db::Connection& connection,
                                              const DocumentId& document);
/// What was read of the document, with what people corrected; nothing when it was never read. Its
/// `now` is when it was read.
Result<std::optional<Record>> ReadRecord(db::Connection& connection, const DocumentId& document);
/// Writes the reading, replacing an earlier one of the same document with all that was decided,
/// under its supplier (suppliers.h), and counts lessons that failed.
Status WriteRecord(db::Connection& connection, const Record& record);
/// Writes invoice and class over those of a document that was read before; where it came from and
/// what was decided stay.
Status UpdateRecord(db::Connection& connection, const Record& record);
/// Writes one row per line into the sales table of `label` and takes the document's rows out of the
/// other one. Returns the rows written.
Result<std::int64_t> WriteSales(db::Connection& connection, const Record& record,
                                InvoiceClass label);
/// Moves the document's rows, as they are, into the sales table of `label`; returns how many moved.
Result<std::int64_t> MoveSales(db::Connection& connection, const DocumentId& document,
                               InvoiceClass label);
/// Takes the document's rows out of the sales tables; returns how many there were.
Result<std::int64_t> RemoveSales(db::Connection& connection, const DocumentId& document);
Status MarkArchived(db::Connection& connection, const DocumentId& document,
                    const std::string& archived_as, Instant now);

}  // namespace telar::invoices
