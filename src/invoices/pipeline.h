#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "documents/reader.h"
#include "invoices/classification.h"
#include "invoices/evidence_weights.h"
#include "invoices/memory/memory.h"
#include "invoices/records.h"
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
  /// Null until a model is trained: documents without a class then wait for a person.
  Classifier* classifier = nullptr;
  /// Every document of the run is of this class, as a person says.
  std::optional<InvoiceClass> class_by_hand;
  /// The least probability that puts a document into a table without a person.
  double class_threshold = 0.9;
  documents::ReadOptions read;
  /// Doubtful fields are read again by the engine that `read` does not name (second_look.h).
  bool second_look = false;
  EvidenceWeights weights = EvidenceWeights::BuiltIn();
  /// What suppliers taught is used: a snapshot taken by Open.
  bool lessons = true;
  int classifier_dpi = 200;
  std::string program = "telar";  ///< Name and version, for provenance.
  /// Plan looks and writes nothing.
  bool dry_run = false;
  /// Called after every outside effect with its name ("loaded", "archive put", "archived", "source
  /// removed", "removed"); tests kill the process there.
  std::function<void(std::string_view)> after_effect;
};

/// The invoice pipeline: a folder of files becomes rows.
///
///   fetched → read → classified → extracted → loaded → archived → removed
///
/// An item is a document, named by the SHA-256 of its bytes, however many files hold it. "loaded"
/// is the commit of its rows; "archived" is written once the archive confirmed the bytes; only then
/// the inbox objects go, each in the very version that was read. Stopped at any instant, the next
/// attempt goes on after the last of these three.
///
/// A document that cannot be read ends rejected, one that is doubtful or has no class ends in
/// review: both stay in the inbox, nothing of them is lost, and a later run leaves them alone. A
/// run with class_by_hand takes up the documents that waited only for a class.
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
      : options_(std::move(options)), memory_(std::move(memory)) {}

  /// The bytes of the document from whichever source still holds them; nothing when none does.
  Result<std::optional<std::string>> Fetch(const DocumentId& document,
                                           const std::vector<Source>& sources);
  Result<std::optional<Classification>> Classify(std::string_view bytes);
  Result<ledger::Outcome> ReadAndLoad(const ledger::Item& item, ledger::Progress& progress,
                                      std::string_view bytes);
  Status Archive(const DocumentId& document, ledger::Progress& progress, std::string_view bytes);
  Status RemoveSources(const DocumentId& document, ledger::Progress& progress);
  Result<ledger::Outcome> ProcessUnreadable(const ledger::Item& item);
  void After(std::string_view effect) const;

  const PipelineOptions options_;
  const Memory memory_;
};

}  // namespace telar::invoices
