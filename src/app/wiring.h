#pragma once

#include <filesystem>
#include <memory>

#include "app/context.h"
#include "config/settings.h"
#include "core/clock.h"
#include "core/result.h"
#include "db/database.h"
#include "documents/isolation/reader_pool.h"
#include "documents/reader.h"
#include "invoices/duplicates.h"
#include "invoices/evidence_weights.h"
#include "invoices/templates/library.h"
#include "net/http.h"
#include "pos/location.h"
#include "pos/till_source.h"
#include "store/object_store.h"

namespace telar::app {

/// The one explicit list of adapters: a URL or setting in, something that works behind a seam out.
/// A scheme without adapter is kInvalidConfig and names the ones there are.

/// Errors carry Role::kDestination.
Result<std::unique_ptr<db::Database>> OpenDatabase(const config::DatabaseUrl& url);

/// pos.database for what only reads: answered by pos.replica when there is one and it is up.
class ReadingDatabase {
 public:
  ReadingDatabase(std::unique_ptr<db::Database> primary, std::unique_ptr<db::Database> reader)
      : primary_(std::move(primary)), reader_(std::move(reader)) {}
  db::Database& reading() { return reader_ == nullptr ? *primary_ : *reader_; }

 private:
  std::unique_ptr<db::Database> primary_;
  std::unique_ptr<db::Database> reader_;  // borrows primary_; null without a replica
};
/// Errors carry Role::kDestination; kInvalidConfig for a replica of another kind. `clock` is
/// borrowed.
Result<std::unique_ptr<ReadingDatabase>> OpenTillsForReading(const config::Settings& settings,
                                                             const Clock& clock);

/// The inbox must exist; errors carry Role::kSource. `clock` is borrowed.
Result<std::unique_ptr<store::ObjectStore>> OpenInbox(const config::Settings& settings,
                                                      const Clock& clock);
/// The archive is made when it is missing; errors carry Role::kDestination. `clock` is borrowed.
Result<std::unique_ptr<store::ObjectStore>> OpenArchive(const config::Settings& settings,
                                                        const Clock& clock);

/// The registry of models (models/registry.h). Without `create`, null when its folder does not
/// exist: no model was ever registered. Errors carry Role::kDestination. `clock` is borrowed.
Result<std::unique_ptr<store::ObjectStore>> OpenModelStore(const config::Settings& settings,
                                                           const Clock& clock, bool create);
/// The labelled folders; must exist; errors carry Role::kSource. `clock` is borrowed.
Result<std::unique_ptr<store::ObjectStore>> OpenDatasetStore(const config::Settings& settings,
                                                             const Clock& clock);
/// Checks for drift (models/drift_check.h); `create` and errors as for the models.
Result<std::unique_ptr<store::ObjectStore>> OpenDriftStore(const config::Settings& settings,
                                                           const Clock& clock, bool create);

/// Where the tills' answers are kept; made when it is missing. Errors carry Role::kDestination.
/// `clock` is borrowed.
Result<std::unique_ptr<store::ObjectStore>> OpenAnswers(const config::Settings& settings,
                                                        const Clock& clock);
/// Where `telar pos export` and its kin write, as a person typed it: a folder below `base` or an
/// address. It is made when it is missing; without `create` a missing folder is null. Errors carry
/// Role::kDestination. `clock` is borrowed.
Result<std::unique_ptr<store::ObjectStore>> OpenExport(const std::string& to,
                                                       const std::filesystem::path& base,
                                                       const Clock& clock, bool create);
/// A till system by these settings; `http` and `clock` are borrowed. kInvalidConfig when they lack
/// what it needs.
Result<std::unique_ptr<pos::TillSource>> OpenTillSource(pos::Location::Source kind,
                                                        const config::Settings& settings,
                                                        net::HttpClient& http, const Clock& clock);

/// The isolated reader with its first process running; `program` is telar-reader, `readers` how
/// many processes at most (0: as the settings say). `clock` is borrowed.
Result<std::unique_ptr<documents::IsolatedReader>> OpenReader(const config::Settings& settings,
                                                              const std::filesystem::path& program,
                                                              int readers, const Clock& clock);

/// How documents are read by these settings.
documents::ReadOptions ReadOptionsFor(const config::Settings& settings);

/// What the evidence for a field is worth by these settings; `file` is invoices.weights resolved,
/// empty for what ships. kNotFound and kInvalidInput name the file.
Result<invoices::EvidenceWeights> WeightsFor(const std::filesystem::path& file);

/// invoices.weights as a path, relative to the working directory; empty when it is not set.
std::filesystem::path WeightsFile(const Context& context, const config::Settings& settings);

/// What becomes of a second document of one invoice.
invoices::DuplicatePolicy DuplicatesFor(const config::Settings& settings);

/// The templates of --templates or, without that flag, of invoices.templates; null when neither is
/// set. Files that are no templates are named on `context.err`, or in the log when `quiet`.
Result<std::shared_ptr<const invoices::templates::Library>> TemplatesFor(
    Context& context, const config::Settings& settings);

/// Whether doubtful fields are read again by the other engine (invoices/second_look.h).
bool SecondLookFor(const config::Settings& settings);

}  // namespace telar::app
