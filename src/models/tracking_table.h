#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "db/database.h"
#include "db/migrations.h"
#include "db/schema_check.h"
#include "models/training_record.h"

namespace telar::models {

/// The table `tracking`: one row a training that ended with a model. docs/guides/tracking.md
/// describes each column. Columns of the table as it exists in the wild keep names and types; a
/// table that is there already gets the further columns and keeps its rows.
///
/// What a column of an architecture cannot say is NULL: a network without dense layers has no
/// neuronas_dense1. `dvc_hash` is the SHA-256 of the registered file, by which the registry finds
/// it; `dvc_push_completed` says that it is there.

/// The component name of its migrations.
inline constexpr std::string_view kTrackingComponent = "tracking";
std::span<const db::Migration> TrackingMigrations();
/// What `telar doctor` compares the live schema with.
std::vector<db::ExpectedTable> TrackingTables();

/// Brings the table up to date and writes the record's row; the same record again changes nothing.
/// Errors: those of db::Migrate and of the database.
Status WriteTracking(db::Database& database, const Clock& clock, const TrainingRecord& record);

/// Which run of MLflow shows the training, and where that keeps the model ("" when it does not).
/// Success when there is no such row.
Status NoteMlflowRun(db::Database& database, const std::string& training, const std::string& run,
                     const std::string& artifact_path);

}  // namespace telar::models
