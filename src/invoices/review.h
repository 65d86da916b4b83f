#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "core/result.h"
#include "db/database.h"
#include "invoices/audit.h"
#include "invoices/corrections.h"
#include "invoices/duplicates.h"
#include "invoices/records.h"
#include "invoices/waiting.h"
#include "ledger/ledger.h"

namespace telar::invoices {

struct ReviewOptions {
  /// Borrowed; its database has the invoice tables.
  ledger::Ledger* ledger = nullptr;
  const Clock* clock = nullptr;
  DuplicatePolicy duplicates = DuplicatePolicy::kLink;
  /// Called after an acceptance was committed, with the invoice as the person confirmed it: what
  /// suppliers' documents teach is learned here. No connection is held meanwhile. A failure does
  /// not undo the acceptance; it comes back as a warning. May be null.
  std::function<Status(const DocumentId&, const Invoice& confirmed, Instant at)> after_confirmed;
};

/// Who acts, and on what they saw.
struct Actor {
  std::string by;  ///< A person's name, 1 to 250 characters.
  /// The revision they looked at. Another one by now is kConflict, with who changed it and when;
  /// without it the change is made to whatever is there.
  std::optional<std::int64_t> revision{};
  bool dry_run = false;  ///< Everything is checked and answered, and nothing is written.
};

/// Everything about one document.
struct Dossier {
  Record record;
  RecordState state;
  ledger::ItemRecord item;
  std::vector<AuditEntry> audit;       ///< Oldest first.
  std::vector<Source> sources;         ///< Files in the inbox that hold it.
  std::vector<DocumentId> duplicates;  ///< Documents that are the same invoice and point at it.
};

/// What a step did.
struct Changed {
  DocumentId document;
  std::string file_name;
  std::vector<Edit> edits;
  std::vector<std::string> warnings;
  Verdict verdict = Verdict::kReview;
  std::vector<std::string> reasons;
  std::optional<InvoiceClass> label;
  std::int64_t revision = 0;
  /// The next run has something to do for it (load, archive, move).
  bool run_needed = false;
};

/// The review queue: documents that wait for a person, and what a person may do about them. Each
/// step is one transaction with its rows in invoice_audit; files are never touched here: accepting,
/// rejecting and moving in the archive are carried out by the next run of the pipeline, which goes
/// on from the ledger.
///
/// Errors of every step: kNotFound (no such document), kConflict (another revision than the
/// actor's, or a run is working on the document: look again), kInvalidInput (not in a state for
/// this step; the hint says what leads there), else those of db::Connection. Safe to use from
/// several threads and processes.
class Review {
  struct Private {
    explicit Private() = default;
  };

 public:
  Review(Private, ReviewOptions options) : options_(std::move(options)) {}
  /// Brings the invoice tables up to date. Errors: those of db::Migrate.
  static Result<std::unique_ptr<Review>> Open(ReviewOptions options);

  Result<WaitingPage> List(const WaitingFilter& filter) const;
  /// The document by the beginning of its SHA-256 (4 digits or more) or its file's name, with or
  /// without its folder. kNotFound; kInvalidInput when it may be several, which the hint names.
  Result<DocumentId> Find(std::string_view name) const;
  Result<Dossier> Get(const DocumentId& document) const;

  /// Corrections of a document that waits. The checks are made again (Recheck).
  Result<Changed> SetFields(const DocumentId& document, std::span<const FieldChange> changes,
                            const Actor& actor);
  Result<Changed> SetLine(const DocumentId& document, int line,
                          std::span<const FieldChange> changes, const Actor& actor);
  Result<Changed> AddLine(const DocumentId& document, std::span<const FieldChange> changes,
                          const Actor& actor);
  Result<Changed> RemoveLine(const DocumentId& document, int line, const Actor& actor);

  struct Acceptance {
    std::optional<InvoiceClass> label;  ///< Needed when no class is known.
    /// It is another invoice than the one it was taken for.
    bool distinct = false;
  };
  /// A document that waits is loaded as it stands. kAlreadyExists when another document has the
  /// rows of the same invoice, unless `distinct`, the policy is kVersion, or one of them is the
  /// other's e-invoice.
  Result<Changed> Accept(const DocumentId& document, const Acceptance& how, const Actor& actor);
  /// A document that waits is refused; its file goes to the archive below `rechazados/`.
  Result<Changed> Reject(const DocumentId& document, const std::string& reason, const Actor& actor);
  /// A document that waits is the same invoice as `first`: archived without rows.
  Result<Changed> MarkDuplicate(const DocumentId& document, const DocumentId& first,
                                const Actor& actor);
  /// Gives a document that waits, or is loaded, another class; rows move from one sales table to
  /// the other, the file follows in the archive with the next run. Without effect, and without an
  /// audit row, when it has that class by a person already.
  Result<Changed> Reclassify(const DocumentId& document, InvoiceClass label, const Actor& actor);
  /// Takes a document back into the queue, whatever was decided: its rows leave the sales tables,
  /// its file stays where it is.
  Result<Changed> Reopen(const DocumentId& document, const std::string& note, const Actor& actor);

 private:
  struct Step;
  Result<Changed> Do(const DocumentId& document, const Actor& actor,
                     const std::function<Status(Step&)>& step);
  Result<Changed> Correct(const DocumentId& document, const Actor& actor,
                          const std::function<Result<Edits>(Invoice&)>& correct);

  const ReviewOptions options_;
};

}  // namespace telar::invoices
