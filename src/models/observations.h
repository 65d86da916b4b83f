#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/time.h"
#include "db/database.h"
#include "db/migrations.h"
#include "db/schema_check.h"
#include "models/page_features.h"

namespace telar::models {

/// What a model said of one document in production, and what the document was like.
struct Observation {
  std::string document;   ///< SHA-256 of its bytes, lower-case hexadecimal.
  int model_version = 0;  ///< Of the registry.
  Instant observed_at{};
  int label = 0;           ///< The class the model gave: 0 correctiva, 1 preventiva.
  double probability = 0;  ///< Of class 1, calibrated, 0..1.
  PageFeatures features;   ///< Of the very page the model was given.

  friend bool operator==(const Observation&, const Observation&) = default;
};

/// The component name of these migrations, and they: table model_observations, one row a document
/// and model version; the look of the page is NULL in rows from before it was measured. Run
/// db::Migrate with them before anything else here.
inline constexpr std::string_view kObservationsComponent = "models";
std::span<const db::Migration> ObservationMigrations();
/// What `telar doctor` compares the live schema with.
std::vector<db::ExpectedTable> ExpectedObservationTables();

/// Writes an observation. Inside a transaction of the caller it is part of that transaction; safe
/// to repeat: what was observed first of this document by this version stays. kInvalidInput for a
/// number that is not finite; otherwise errors of the database.
Status RecordObservation(db::Connection& connection, const Observation& observation);

struct ObservationWindow {
  std::vector<Observation> observations;  ///< Oldest first; at one moment by document.
  std::int64_t documents =
      0;  ///< In the window; more than `observations` when there were too many.
};

/// What a version observed from `from` on and before `to`. Of more than `most` documents, the
/// newest.
Result<ObservationWindow> ReadObservations(db::Connection& connection, int model_version,
                                           Instant from, Instant to, int most = 10'000);

}  // namespace telar::models
