#include "models/report_training.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "models/mlflow_run.h"
#include "models/outbox.h"
#include "models/registry.h"
#include "models/tracking_table.h"

namespace telar::models {
namespace {

using outbound::CloudWatchMetric;
using outbound::Mlflow;
using outbound::MlflowRun;

constexpr std::string_view kModelDimension = "facturas_classification";

/// "message (hint)": for a line.
std::string Said(const Status& status) {
  return status.hint().empty() ? status.FullMessage()
                               : fmt::format("{} ({})", status.FullMessage(), status.hint());
}

/// One call of ReportTraining or DeliverPending.
class Teller {
 public:
  Teller(const ReportOptions& options, std::stop_token stop)
      : options_(options),
        stop_(std::move(stop)),
        deadline_(Deadline::After(*options.clock, options.patience)),
        outbox_(*options.store),
        registry_(*options.store, *options.clock, [](std::string_view) { return Status::Ok(); }) {
    if (options.mlflow) mlflow_.emplace(*options.http, *options.mlflow);
  }

  void TellCloudWatch(const TrainingRecord& record) {
    if (!options_.cloudwatch) return;
    outbound::CloudWatch cloudwatch(*options_.http, *options_.clock, *options_.cloudwatch);
    std::vector<CloudWatchMetric> metrics;
    const auto add = [&](const char* name, double value, const char* unit) {
      metrics.push_back(
          {name, value, unit, record.finished, {{"Model", std::string(kModelDimension)}}});
    };
    add("TrainingAccuracy", 100 * record.test.accuracy, "Percent");
    add("TrainingPrecision", 100 * record.test.precision, "Percent");
    add("TrainingRecall", 100 * record.test.recall, "Percent");
    add("TrainingLoss", record.test.loss, "None");
    const Status told = Repeat([&] { return cloudwatch.Put(metrics, stop_); });
    if (told.ok()) {
      report_.lines.push_back(fmt::format("CloudWatch has {} figures of the training in {}",
                                          metrics.size(), options_.cloudwatch->name_space));
    } else {
      Trouble("CloudWatch was not told of the training: " + Said(told));
    }
  }

  /// Into the outbox, so that nothing is lost whatever happens next; what cannot be kept is told
  /// at once or not at all.
  void Keep(const TrainingRecord& record, const std::vector<TrainingFile>& files) {
    if (!mlflow_) return;
    Outbox::Entry entry{record, {}};
    Status kept;
    for (const TrainingFile& file : files) {
      const Result<std::string> sha256 = outbox_.KeepFile(file.bytes);
      if (sha256.ok()) {
        entry.files.push_back({file.path, file.content_type, *sha256});
      } else {
        kept = sha256.status();
      }
    }
    if (kept.ok()) kept = outbox_.Keep(entry);
    if (kept.ok()) return;
    Trouble("the training could not be put into the outbox for MLflow: " + Said(kept));
    Tell(entry);
  }

  void TellWaiting() {
    if (!mlflow_) return;
    const Result<std::vector<std::string>> waiting = outbox_.Waiting();
    if (!waiting.ok()) {
      Trouble("the outbox for MLflow cannot be read: " + Said(waiting.status()));
      return;
    }
    std::vector<Outbox::Entry> entries;
    for (const std::string& training : *waiting) {
      Result<Outbox::Entry> entry = outbox_.Read(training);
      if (entry.ok()) {
        entries.push_back(*std::move(entry));
      } else if (entry.status().code() != Code::kNotFound) {  // Another process told it.
        report_.waiting.push_back(training);
        Trouble(Said(entry.status()));
      }
    }
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
      return a.record.started < b.record.started;
    });
    for (const Outbox::Entry& entry : entries) {
      if (silent_ || !Tell(entry)) {
        report_.waiting.push_back(entry.record.id);
        continue;
      }
      if (const Status removed = outbox_.Remove(entry); !removed.ok())
        Trouble("the outbox keeps a training that MLflow has: " + Said(removed));
    }
    if (!silent_) TellAliases();
  }

  TrainingReport Report() { return std::move(report_); }

 private:
  Status Repeat(const std::function<Status()>& operation) {
    return Retry(options_.retry, *options_.clock, *options_.random, deadline_, stop_, operation);
  }

  void Trouble(std::string line) {
    report_.trouble = true;
    report_.lines.push_back(std::move(line));
  }

  bool Tell(const Outbox::Entry& entry) {
    const std::string& id = entry.record.id;
    DeliveredRun delivered;
    std::string remark;
    const Status told = Repeat([&] {
      delivered = {.training = id};
      remark.clear();
      return TellOnce(entry, delivered, remark);
    });
    if (!told.ok()) {
      silent_ = told.retryable() || told.code() == Code::kCancelled;
      Trouble(fmt::format("{} does not have the training {} yet: {}", mlflow_->Describe(), id,
                          Said(told)));
      return false;
    }
    report_.lines.push_back(fmt::format(
        "{} has the training {} as run {}{}", mlflow_->Describe(), id, delivered.run,
        delivered.model_version.empty()
            ? ""
            : fmt::format(", {} version {}", options_.registered_model, delivered.model_version)));
    if (!remark.empty()) Trouble(remark);
    if (options_.database != nullptr) {
      const Status noted =
          NoteMlflowRun(*options_.database, id, delivered.run, delivered.artifacts);
      if (!noted.ok()) Trouble(Said(noted));
    }
    report_.delivered.push_back(std::move(delivered));
    return true;
  }

  /// May be repeated: what is there already is found and left.
  Status TellOnce(const Outbox::Entry& entry, DeliveredRun& delivered, std::string& remark) {
    const TrainingRecord& record = entry.record;
    TELAR_ASSIGN_OR_RETURN(const std::string experiment,
                           mlflow_->Experiment(options_.experiment, stop_));
    TELAR_ASSIGN_OR_RETURN(
        std::optional<MlflowRun> run,
        mlflow_->FindRun(experiment, {std::string(kTrainingTag), record.id}, stop_));
    if (!run) {
      TELAR_ASSIGN_OR_RETURN(
          run, mlflow_->CreateRun(
                   experiment, fmt::format("{}-v{}", record.architecture, record.registry_version),
                   record.started, {{std::string(kTrainingTag), record.id}}, stop_));
    }
    delivered.run = run->id;
    // Finishing is the last step, so such a run has everything.
    if (run->status == "FINISHED") return Status::Ok();
    TELAR_RETURN_IF_ERROR(
        mlflow_->LogBatch(run->id, MetricsOf(record), ParametersOf(record), TagsOf(record), stop_));
    const Status sent = SendFiles(entry, *run, delivered);
    // A server that takes no artifacts has the figures all the same.
    if (sent.code() == Code::kInvalidConfig || sent.code() == Code::kNotFound) {
      remark = fmt::format("the run {} has no files: {}", run->id, Said(sent));
    } else {
      TELAR_RETURN_IF_ERROR(sent);
      TELAR_RETURN_IF_ERROR(RegisterModel(record, *run, delivered));
    }
    return mlflow_->FinishRun(run->id, "FINISHED", record.finished, stop_);
  }

  Status SendFiles(const Outbox::Entry& entry, const MlflowRun& run, DeliveredRun& delivered) {
    const TrainingRecord& record = entry.record;
    const auto put = [&](std::string_view path, std::string_view type, std::string bytes) {
      return mlflow_->PutArtifact(run, path, type, std::move(bytes), stop_);
    };
    TELAR_RETURN_IF_ERROR(put("report.txt", "text/plain; charset=utf-8", record.report));
    TELAR_RETURN_IF_ERROR(put("training.json", "application/json", RecordJson(record)));
    for (const Outbox::File& file : entry.files) {
      TELAR_ASSIGN_OR_RETURN(std::string bytes, outbox_.Bytes(file.sha256));
      TELAR_RETURN_IF_ERROR(put(file.path, file.content_type, std::move(bytes)));
    }
    Result<std::string> model = registry_.Blob(record.model_sha256);
    if (!model.ok()) {
      return std::move(model).status().WithContext("read the model of the training");
    }
    TELAR_RETURN_IF_ERROR(
        put("model/MLmodel", "text/plain; charset=utf-8", MlmodelText(record, run.id)));
    TELAR_RETURN_IF_ERROR(put("model/model.onnx", "application/octet-stream", *std::move(model)));
    delivered.artifacts = run.artifact_uri + "/model";
    return Status::Ok();
  }

  Status RegisterModel(const TrainingRecord& record, const MlflowRun& run,
                       DeliveredRun& delivered) {
    const std::string& name = options_.registered_model;
    if (name.empty()) return Status::Ok();
    TELAR_RETURN_IF_ERROR(mlflow_->EnsureModel(name, stop_));
    TELAR_ASSIGN_OR_RETURN(
        delivered.model_version,
        mlflow_->ModelVersion(name, run.id, delivered.artifacts, VersionTagsOf(record), stop_));
    return Status::Ok();
  }

  void TellAliases() {
    if (options_.registered_model.empty()) return;
    for (const std::string_view alias : {kChampion, kCandidate}) {
      const Status told = Repeat([&] { return TellAlias(std::string(alias)); });
      if (!told.ok()) {
        Trouble(fmt::format("{}: the alias {} may not be up to date: {}", mlflow_->Describe(),
                            alias, Said(told)));
        return;
      }
    }
  }

  Status TellAlias(const std::string& alias) {
    TELAR_ASSIGN_OR_RETURN(const std::optional<ModelManifest> model, registry_.Alias(alias));
    if (!model) return Status::Ok();
    const std::string& name = options_.registered_model;
    TELAR_ASSIGN_OR_RETURN(
        const std::optional<std::string> version,
        mlflow_->FindVersion(name, {std::string(kFileTag), model->sha256}, stop_));
    return version ? mlflow_->SetAlias(name, alias, *version, stop_) : Status::Ok();
  }

  const ReportOptions& options_;
  const std::stop_token stop_;
  const Deadline deadline_;
  Outbox outbox_;
  Registry registry_;
  std::optional<Mlflow> mlflow_;
  bool silent_ = false;  ///< MLflow does not answer: the rest waits.
  TrainingReport report_;
};

}  // namespace

ReportOptions ReportOptionsOf(const config::Settings& settings) {
  ReportOptions options;
  const config::Settings::Mlflow& mlflow = settings.mlflow;
  if (!mlflow.url.empty()) {
    options.mlflow = outbound::MlflowOptions{.url = mlflow.url,
                                             .username = mlflow.username,
                                             .password = mlflow.password,
                                             .token = mlflow.token};
  }
  options.experiment = mlflow.experiment;
  options.registered_model = mlflow.model;
  const config::Settings::Aws& aws = settings.aws;
  if (settings.cloudwatch.enabled) {
    options.cloudwatch =
        outbound::CloudWatchOptions{.region = aws.region,
                                    .endpoint = aws.endpoint,
                                    .name_space = settings.cloudwatch.name_space,
                                    .credentials = {.access_key_id = aws.access_key_id,
                                                    .secret_access_key = aws.secret_access_key,
                                                    .session_token = aws.session_token}};
  }
  return options;
}

TrainingReport ReportTraining(const ReportOptions& options, const TrainingRecord& record,
                              const std::vector<TrainingFile>& files, std::stop_token stop) {
  Teller teller(options, std::move(stop));
  teller.TellCloudWatch(record);
  teller.Keep(record, files);
  teller.TellWaiting();
  return teller.Report();
}

TrainingReport DeliverPending(const ReportOptions& options, std::stop_token stop) {
  Teller teller(options, std::move(stop));
  teller.TellWaiting();
  return teller.Report();
}

}  // namespace telar::models
