#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "config/settings.h"
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

/// A file beside the figures: "plots/confusion.svg". The model itself, the classification report
/// and the record need none; they are sent anyway.
struct TrainingFile {
  std::string path;          ///< Below the run's artifacts; '/' between parts.
  std::string content_type;  ///< "text/plain", "image/svg+xml", "application/json".
  std::string bytes;
};

/// Who is told of trainings. Pointers are borrowed and not null unless a comment says so.
struct ReportOptions {
  std::optional<outbound::MlflowOptions> mlflow;  ///< Absent: off, nothing is kept for it.
  std::string experiment = "facturas_classification";
  std::string registered_model = "facturas_classification";  ///< "": none is registered there.
  std::optional<outbound::CloudWatchOptions> cloudwatch;     ///< Absent: off.
  RetryPolicy retry{.attempts = 4, .first = std::chrono::milliseconds(500)};
  Duration patience = std::chrono::minutes(2);  ///< No attempt begins later than this.

  net::HttpClient* http = nullptr;
  store::ObjectStore* store = nullptr;  ///< That of the registry.
  db::Database* database = nullptr;     ///< With the table `tracking`; null: runs are not noted.
  const Clock* clock = nullptr;
  Random* random = nullptr;
};

/// The services that the settings name; the pointers are the caller's to fill in.
ReportOptions ReportOptionsOf(const config::Settings& settings);

/// One training that MLflow has now.
struct DeliveredRun {
  std::string training;       ///< TrainingRecord::id
  std::string run;            ///< MLflow's id of the run.
  std::string artifacts;      ///< Where it keeps the model; "" when it does not.
  std::string model_version;  ///< Of the registered model there; "" when there is none.
};

struct TrainingReport {
  std::vector<DeliveredRun> delivered;
  std::vector<std::string> waiting;  ///< Ids of trainings that stay in the outbox.
  /// For people, a sentence each: "MLflow at https://… has the training 0193… as run ab12",
  /// "MLflow at https://… does not have the training 0193… yet: …".
  std::vector<std::string> lines;
  bool trouble = false;  ///< A line tells of something that did not work.
};

/// Tells MLflow and CloudWatch of a training. It cannot fail a training: what did not work is in
/// the report. What MLflow could not be told is kept in the store and told by the next call, of
/// this or of DeliverPending:
///
///   outbox/mlflow/TRAINING.json    the record, with paths and hashes of its files
///   outbox/files/SHA256            the files
///
/// A training is one run there however often it is told (tag telar.training). What MLflow refuses,
/// rather than misses, waits too, and is named each time until somebody mends the settings or
/// removes it. CloudWatch has no outbox: its figures are of the moment.
///
/// Metrics: train_loss, val_loss, val_accuracy and learning_rate of every epoch (the step);
/// test_accuracy, test_precision, test_recall, test_f1, test_loss and others at the best epoch.
/// Artifacts: report.txt, training.json, model/ (ONNX, as MLflow's flavor onnx).
TrainingReport ReportTraining(const ReportOptions& options, const TrainingRecord& record,
                              const std::vector<TrainingFile>& files, std::stop_token stop = {});

/// Tells MLflow what waits in the outbox, oldest training first, until one finds it silent; then
/// lets its aliases "champion" and "candidate" stand for what they stand for in the registry, so a
/// promotion or rollback shows there too. Nothing happens when MLflow is off.
TrainingReport DeliverPending(const ReportOptions& options, std::stop_token stop = {});

}  // namespace telar::models
