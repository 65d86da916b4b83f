#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/random.h"
#include "core/retry.h"
#include "db/database.h"
#include "models/training_record.h"
#include "net/http.h"
#include "outbound/cloudwatch.h"
#include "outbound/mlflow.h"
#include "store/object_store.h"

namespace telar::models {

/// A file beside the figures: "report.txt", "plots/confusion.png". The model itself needs none, it
/// is read from the registry.
struct TrainingFile {
  std::string path;          ///< Below the run's artifacts; '/' between parts.
  std::string content_type;  ///< "text/plain", "image/png", "application/json".
  std::string bytes;
};

/// Who is told of trainings, and with what; pointers are borrowed.
struct ReportOptions {
  /// Absent: MLflow is off, nothing is kept for it.
  std::optional<outbound::MlflowOptions> mlflow;
  std::string experiment = "facturas_classification";
  std::string registered_model = "facturas_classification";  ///< "": none is registered there.
  /// Absent: CloudWatch is off.
  std::optional<outbound::CloudWatchOptions> cloudwatch;

  net::HttpClient* http = nullptr;        ///< Not null when either is on.
  store::ObjectStore* store = nullptr;    ///< That of the registry. Not null.
  db::Database* database = nullptr;       ///< With `tracking`; null: the run's id is not noted.
  const Clock* clock = nullptr;           ///< Not null.
  Random* random = nullptr;               ///< Not null.
  /// For each call to a service; a whole report is at most `patience` long.
  RetryPolicy retry{.attempts = 4, .first = std::chrono::milliseconds(500)};
  Duration patience = std::chrono::minutes(2);
};

/// One training that MLflow has now.
struct DeliveredRun {
  std::string training;  ///< TrainingRecord::id
  std::string run;       ///< MLflow's id of the run.
  std::string artifacts; ///< Where it keeps the model; "" when it has none.
  std::string model_version;  ///< Of the registered model there; "" when none.
};

struct TrainingReport {
  std::vector<DeliveredRun> delivered;
  std::vector<std::string> waiting;  ///< Ids of trainings that stay in the outbox.
  /// What a person should read, a sentence each: "MLflow at https://… has the training as run ab12",
  /// "MLflow at https://… did not answer: …; the training waits in the outbox".
  std::vector<std::string> lines;
  bool trouble = false;  ///< A line tells of something that did not work.
};

/// Tells MLflow and CloudWatch of a training. Never fails and never throws a training's outcome
/// away: what MLflow could not be told is kept in the store and told by the next call, of this or
/// of DeliverPending:
///
///   outbox/mlflow/TRAINING.json    the record, with the names and hashes of its files
///   blobs/SHA256                   the files (as the registry keeps its own)
///
/// A training is one run there however often it is told (tag telar.training). What MLflow refuses
/// for good, rather than misses, stays in the outbox too, and is reported each time. CloudWatch
/// has no outbox: its figures are of the moment.
TrainingReport ReportTraining(const ReportOptions& options, const TrainingRecord& record,
                              const std::vector<TrainingFile>& files, std::stop_token stop = {});

/// Tells MLflow what waits in the outbox, oldest training first, and stops at the first that it
/// does not answer. Nothing happens when it is off.
TrainingReport DeliverPending(const ReportOptions& options, std::stop_token stop = {});

}  // namespace telar::models
