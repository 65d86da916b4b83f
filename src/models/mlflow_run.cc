#include "models/mlflow_run.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace telar::models {
namespace {

using outbound::MlflowMetric;
using outbound::MlflowText;
using Json = nlohmann::ordered_json;

template <typename T>
std::string List(const std::vector<T>& values) {
  return Json(values).dump();
}

}  // namespace

std::vector<MlflowMetric> MetricsOf(const TrainingRecord& r) {
  std::vector<MlflowMetric> metrics;
  const auto add = [&](const char* key, double value, Instant at, int step) {
    if (std::isfinite(value)) metrics.push_back({key, value, at, step});
  };
  const auto all = static_cast<Duration::rep>(r.epochs.size());
  for (const TrainingRecord::Epoch& e : r.epochs) {
    const Instant at = r.started + (r.finished - r.started) * e.epoch / all;
    add("train_loss", e.train_loss, at, e.epoch);
    add("val_loss", e.validation_loss, at, e.epoch);
    add("val_accuracy", e.validation_accuracy, at, e.epoch);
    add("learning_rate", e.learning_rate, at, e.epoch);
  }
  const TrainingRecord::Test& t = r.test;
  const std::pair<const char*, double> figures[] = {
      {"test_loss", t.loss},
      {"test_accuracy", t.accuracy},
      {"test_precision", t.precision},
      {"test_recall", t.recall},
      {"test_f1", t.f1},
      {"test_macro_precision", t.macro_precision},
      {"test_macro_recall", t.macro_recall},
      {"test_macro_f1", t.macro_f1},
      {"test_brier", t.brier},
      {"test_calibration_error", t.calibration_error},
      {"test_roc_area", t.roc_area},
  };
  for (const auto& [key, value] : figures) add(key, value, r.finished, r.best_epoch);
  return metrics;
}

std::vector<MlflowText> ParametersOf(const TrainingRecord& r) {
  return {{"architecture", r.architecture},
          {"input_shape", r.input_shape},
          {"parameters", std::to_string(r.parameters)},
          {"filters", List(r.shape.filters)},
          {"neurons", List(r.shape.neurons)},
          {"dropouts", List(r.shape.dropouts)},
          {"seed", std::to_string(r.seed)},
          {"optimizer", r.optimizer},
          {"loss", r.loss},
          {"learning_rate", fmt::format("{}", r.learning_rate)},
          {"batch_size", std::to_string(r.batch)},
          {"max_epochs", std::to_string(r.most_epochs)},
          {"epochs", std::to_string(r.epochs.size())},
          {"best_epoch", std::to_string(r.best_epoch)},
          {"stopped_early", r.stopped_early ? "true" : "false"},
          {"validation_split", fmt::format("{:.4f}", r.validation_split)},
          {"early_stopping_patience", std::to_string(r.patience)},
          {"reduce_lr_patience", std::to_string(r.rate_patience)},
          {"reduce_lr_factor", fmt::format("{}", r.rate_factor)},
          {"train_documents", std::to_string(r.train_documents)},
          {"validation_documents", std::to_string(r.validation_documents)},
          {"test_documents", std::to_string(r.test.documents)}};
}

std::vector<MlflowText> TagsOf(const TrainingRecord& r) {
  std::vector<MlflowText> tags = VersionTagsOf(r);
  tags.push_back({"telar.registry_address", r.registry_address});
  tags.push_back({"telar.code_version", r.code_version});
  tags.push_back({"mlflow.source.name", "telar-train"});
  tags.push_back({"mlflow.source.type", "LOCAL"});
  if (!r.commit.empty()) tags.push_back({"mlflow.source.git.commit", r.commit});
  tags.push_back({"mlflow.note.content", "```\n" + r.report + "```\n"});
  return tags;
}

std::vector<MlflowText> VersionTagsOf(const TrainingRecord& r) {
  std::vector<MlflowText> tags{{std::string(kTrainingTag), r.id},
                               {std::string(kFileTag), r.model_sha256},
                               {"telar.registry_version", std::to_string(r.registry_version)},
                               {"telar.dataset_sha256", r.dataset_sha256},
                               {"telar.promotion", std::string(PromotionName(r.promotion))}};
  if (!r.promotion_reason.empty()) tags.push_back({"telar.promotion_reason", r.promotion_reason});
  return tags;
}

std::string MlmodelText(const TrainingRecord& r, const std::string& run) {
  std::string created = FormatInstant(r.finished).substr(0, 26);
  created[10] = ' ';
  const Json model = {
      {"artifact_path", "model"},
      {"flavors",
       {{"onnx", {{"data", "model.onnx"}, {"providers", {"CPUExecutionProvider"}}}},
        {"python_function", {{"data", "model.onnx"}, {"loader_module", "mlflow.onnx"}}}}},
      {"model_size_bytes", r.model_bytes},
      {"run_id", run},
      {"utc_time_created", created},
  };
  return model.dump(2) + "\n";
}

}  // namespace telar::models
