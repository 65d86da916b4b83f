#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "analytics/export/manifest.h"
#include "analytics/export/source_rows.h"
#include "core/clock.h"
#include "db/database.h"
#include "store/object_store.h"

namespace telar::analytics {

struct ExportOptions {
  FileFormat format = FileFormat::kParquet;
  ExportRange range = {};
  std::filesystem::path scratch_parent = {};  ///< Where a file lies until it is whole.
  std::string program = {};                   ///< "telar 0.1.0", for the manifest.
  Duration manifest_every = std::chrono::seconds(5);
  std::stop_token stop = {};
};

enum class ExportOutcome {
  kNew,
  kReplaced,   ///< Its rows changed since, or its object was gone.
  kUnchanged,  ///< The digest of its rows is that of the manifest; left alone.
  kKept,       ///< Its rows were dropped from the database before and other ones are there now.
};

struct ExportedDay {
  std::string value;
  ExportOutcome outcome = ExportOutcome::kNew;
  std::int64_t rows = 0;
  std::uint64_t bytes = 0;  ///< Of the object.
};

/// Who wants to know how far it is; either may be null.
struct ExportWatch {
  std::function<void(const std::vector<ExportDay>&)> counted = {};  ///< Once, before the first.
  std::function<void(const ExportedDay&)> done = {};                ///< For every partition.
};

/// Writes the table into `store`, a partition an object.
///
/// A statement reads the days of one month, so every partition is one consistent state; rows are
/// streamed through a file in the scratch folder, and that goes into the store whole, under its
/// final name, before the manifest gets its line (every `manifest_every`, and at the end however it
/// ends). Killed in between, the next run makes the same object again: nothing is doubled, and no
/// half object is ever seen. What the database has no rows of any more stays in the store.
///
/// Errors: kNotFound (no such table), kInvalidInput (the folder holds the table in another format),
/// kContractBroken (a value cannot be kept, see KeptValue; a manifest that is none), kCancelled
/// (stopped; what was done stays), those of database and store, with Role::kSource for the database
/// and Role::kDestination for the store.
Status ExportTable(db::Database& database, store::ObjectStore& store, const Clock& clock,
                   const ExportSource& source, const ExportOptions& options,
                   const ExportWatch& watch);

}  // namespace telar::analytics
