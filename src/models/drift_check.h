#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "db/database.h"
#include "models/drift_record.h"
#include "models/registry.h"
#include "models/training_requests.h"
#include "store/object_store.h"

namespace telar::models {

/// What a check works with. Everything is borrowed.
struct DriftSources {
  Registry& registry;
  /// Where the registry and the requests for trainings live.
  store::ObjectStore& models;
  /// Where checks are kept:
  ///
  ///   checks/000012.json       DriftRecordJson, of every check
  ///   reports/000012.html      DriftReportHtml, when there is drift
  ///   windows/SHA256.json      the window's documents with their figures, when there is drift
  ///
  /// Null for a dry run where there is none yet.
  store::ObjectStore* drift;
  /// That observations were recorded in; null when there is none yet: nothing was observed.
  db::Connection* database;
  const Clock& clock;
};

struct DriftCheckOptions {
  Instant from{}, to{};
  DriftLimits limits;
  int request_days = 7;  ///< RequestGuard::days.
  std::string who;       ///< The person or job that asked.
  bool dry_run = false;  ///< Keeps, tells and requests nothing.
  /// Where a document lies now, "" when unknown: written beside its hash into the window.
  std::function<Result<std::string>(const std::string& document)> whereabouts;
  /// Told of drift and of a missing baseline, after the check is kept. A failure is
  /// DriftOutcome::notified and changes nothing else.
  std::function<Status(const DriftRecord& record)> notify;
};

struct DriftOutcome {
  DriftRecord record;
  std::string html;  ///< The report; "" when there was nothing to draw.
  Status notified;
};

/// Compares what the champion observed in a window with the baseline it was promoted with.
///
/// No champion, no baseline, one that is damaged, or one with too few values is the verdict
/// kNoBaseline with DriftRecord::problem, never an all-clear. On drift a training is requested,
/// unless RequestGuard is against it.
///
/// kInvalidInput when the window is empty; kConflict when another check was kept at the same
/// moment; otherwise errors of the stores and the database.
Result<DriftOutcome> RunDriftCheck(const DriftSources& sources, const DriftCheckOptions& options);

/// Checks that were kept, newest first, at most `most`.
Result<std::vector<DriftRecord>> KeptChecks(store::ObjectStore& drift, std::size_t most);
/// kNotFound when there is no such check.
Result<DriftRecord> KeptCheck(store::ObjectStore& drift, int number);
/// Names of what is kept of a check, as far as it is.
std::string ReportKey(const DriftRecord& record);
std::string WindowKey(const DriftRecord& record);

}  // namespace telar::models
