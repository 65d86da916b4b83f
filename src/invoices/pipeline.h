#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "documents/reader.h"
#include "invoices/classification.h"
#include "invoices/duplicates.h"
#include "invoices/evidence_weights.h"
#include "invoices/interpret.h"
#include "invoices/memory/memory.h"
#include "invoices/records.h"
#include "invoices/templates/library.h"
#include "ledger/pipeline.h"
#include "store/object_store.h"

namespace telar::invoices {

/// What the pipeline works with. The pointers are borrowed and outlive it.
struct PipelineOptions {
  db::Database* database = nullptr;
  store::ObjectStore* inbox = nullptr;
  store::ObjectStore* archive = nullptr;
  documents::Reader* reader = nullptr;
  const Clock* clock = nullptr;
  /// Null when no model runs: documents without a class then wait for a person.
  Classifier* classifier = nullptr;
  /// Every document of the run is of this class, as a person says.
  std::optional<InvoiceClass> class_by_hand;
  /// The least probability that puts a document into a table without a person.
  double class_threshold = 0.9;
  documents::ReadOptions read;
  /// Doubtful fields are read again by the engine that `read` does not name (second_look.h).
  bool second_look = false;
  EvidenceWeights weights = EvidenceWeights::BuiltIn();
  /// Null: none. `read` then asks for layout_text.
  std::shared_ptr<const templates::Library> templates;
  /// What suppliers taught is used: a snapshot taken by Open.
  bool lessons = true;
  /// What becomes of a second document of one invoice.
  DuplicatePolicy duplicates = DuplicatePolicy::kLink;
  std::string program = "telar";  ///< Name and version, for provenance.
  /// Plan looks and writes nothing.
  bool dry_run = false;
  /// Called after every outside effect with its name ("extracted", "loaded", "decided", "archive
  /// put", "archive moved", "archived", "source removed", "removed"); tests kill the process there.
  std::function<void(std::string_view)> after_effect;
};

/// The invoice pipeline: a folder of files becomes rows.
///
///   fetched → read → classified → extracted → loaded → archived → removed
///                                  decided (by a person, or as a duplicate) ↗
///
/// An item is a document, named by the SHA-256 of its bytes, however many files hold it. "loaded"
/// is the commit of its rows; "archived" is written once the archive confirmed the bytes; only then
/// the inbox objects go, each in the very version that was read. Stopped at any instant, the next
/// attempt goes on after the last of these.
///
/// A document that cannot be read ends rejected, one that is doubtful or has no class ends in
/// review: both stay in the inbox, nothing of them is lost, and a later run leaves them alone. A
/// run with class_by_hand, or with a model that decides, takes up the documents that waited for a
/// class.
///
/// What a person left in the tables (review.h) is never read again: an accepted document is loaded
/// as corrected, a rejected one is archived below `rechazados/` and ends rejected. A second
/// document of an invoice goes where duplicates.h says, decided in the transaction of its stage; a
/// duplicate is archived without rows. Counts of an outcome: "rows", "duplicates", "replaced"
/// (documents whose rows gave way), "copies" (further files with the same bytes).
///
/// Errors: those of the inbox carry Role::kSource; those of database and archive
/// Role::kDestination. Safe to use from several threads.
class InvoicesPipeline final : public ledger::Pipeline {
 public:
  /// Runs the migrations of schema.h and loads the memory. kContractBroken when the database is
  /// newer than the program.
  static Result<std::unique_ptr<InvoicesPipeline>> Open(PipelineOptions options);

  std::string_view name() const override { return "invoices"; }
  Result<std::vector<ledger::NewItem>> Plan(const ledger::PlanRequest& request) override;
  Result<ledger::Outcome> Process(const ledger::Item& item, ledger::Progress& progress) override;

 private:
  InvoicesPipeline(PipelineOptions options, Memory memory)
      : options_(std::move(options)),
        memory_(std::move(memory)),
        interpreter_({.reader = options_.reader,
                      .clock = options_.clock,
                      .read = options_.read,
                      .second_look = options_.second_look,
                      .weights = options_.weights,
                      .memory = &memory_,
                      .templates = options_.templates}) {}

  /// The bytes of the document from whichever source still holds them; nothing when none does.
  Result<std::optional<std::string>> Fetch(const DocumentId& document,
                                           const std::vector<Source>& sources);
  Result<std::optional<std::string>> FetchFromInbox(const DocumentId& document);
  Result<std::optional<RecordState>> StateOf(const DocumentId& document);
  Result<std::optional<Classification>> Classify(std::string_view bytes, documents::FileKind kind);
  /// 64 bits of the first page as text; "" when it cannot be rendered or says nothing.
  std::string HashFirstPage(std::string_view bytes);
  /// What is read of the bytes, with every reason to ask a person; nothing when the document is at
  /// fault, which `outcome` then says.
  Result<std::optional<Record>> ReadDocument(const ledger::Item& item, ledger::Progress& progress,
                                             std::string_view bytes, ledger::Outcome& outcome);
  /// Brings the item to the stage after "extracted" that its record and decision lead to.
  /// `bytes` gets them when they were needed.
  Result<ledger::Outcome> LoadOrWait(const ledger::Item& item, ledger::Progress& progress,
                                     std::optional<std::string>& bytes);
  Result<ledger::Outcome> Settle(Record record, const PlacementRules& rules,
                                 ledger::Progress& progress);
  /// Puts or moves the bytes where they belong; `source_gone` when nobody has them any more.
  Status Archive(const DocumentId& document, ledger::Progress& progress,
                 std::optional<std::string> bytes, bool& source_gone);
  /// Counts the files beyond the first.
  Status RemoveSources(const DocumentId& document, ledger::Progress& progress,
                       std::int64_t& copies);
  Result<ledger::Outcome> ProcessUnreadable(const ledger::Item& item);
  void After(std::string_view effect) const;

  const PipelineOptions options_;
  const Memory memory_;
  const Interpreter interpreter_;
};

}  // namespace telar::invoices
