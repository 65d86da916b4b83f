#include "models/tracking_table.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace telar::models {
namespace {

using db::Null;
using db::Value;
using Json = nlohmann::json;

struct Column {
  const char* name;
  const char* type;
};

/// The table as it exists in the wild, in its order.
constexpr Column kContract[] = {
    {"id", "{serial_primary_key}"},
    {"mlflow_run_id", "{key_text}"},
    {"created_at", "{datetime}"},
    {"filtros_conv1", "{integer}"},
    {"filtros_conv2", "{integer}"},
    {"filtros_conv3", "{integer}"},
    {"neuronas_dense1", "{integer}"},
    {"neuronas_dense2", "{integer}"},
    {"dropout1", "{decimal(5,4)}"},
    {"dropout2", "{decimal(5,4)}"},
    {"learning_rate", "{decimal(10,8)}"},
    {"optimizer", "{key_text}"},
    {"batch_size", "{integer}"},
    {"epochs", "{integer}"},
    {"validation_split", "{decimal(5,4)}"},
    {"early_stopping_patience", "{integer}"},
    {"reduce_lr_patience", "{integer}"},
    {"reduce_lr_factor", "{decimal(5,4)}"},
    {"input_shape", "{key_text}"},
    {"usar_optuna", "{boolean}"},
    {"n_trials_optuna", "{integer}"},
    {"loss", "{key_text}"},
    {"metrics", "{key_text}"},
    {"test_loss", "{decimal(10,6)}"},
    {"test_accuracy", "{decimal(10,6)}"},
    {"test_precision", "{decimal(10,6)}"},
    {"test_recall", "{decimal(10,6)}"},
    {"val_accuracy_final", "{decimal(10,6)}"},
    {"val_loss_final", "{decimal(10,6)}"},
    {"dvc_hash", "{key_text}"},
    {"dvc_hash_short", "{key_text}"},
    {"git_commit_hash", "{key_text}"},
    {"git_commit_hash_short", "{key_text}"},
    {"dvc_push_completed", "{boolean}"},
    {"model_type", "{key_text}"},
    {"task", "{key_text}"},
    {"dataset", "{key_text}"},
    {"training_type", "{key_text}"},
    {"model_version", "{key_text}"},
    {"modelo_path", "{text}"},
    {"mlflow_artifact_path", "{text}"},
    {"notes", "{text}"},
};

/// What the old table could not say.
constexpr Column kMore[] = {
    {"training_id", "{key_text}"},
    {"started_at", "{instant}"},
    {"finished_at", "{instant}"},
    {"architecture", "{key_text}"},
    {"parameters", "{bigint}"},
    {"seed", "{key_text}"},
    {"filters", "{json}"},
    {"final_learning_rate", "{decimal(10,8)}"},
    {"max_epochs", "{integer}"},
    {"best_epoch", "{integer}"},
    {"train_documents", "{integer}"},
    {"validation_documents", "{integer}"},
    {"test_documents", "{integer}"},
    {"test_f1", "{decimal(10,6)}"},
    {"test_macro_precision", "{decimal(10,6)}"},
    {"test_macro_recall", "{decimal(10,6)}"},
    {"test_macro_f1", "{decimal(10,6)}"},
    {"test_calibration_error", "{decimal(10,6)}"},
    {"val_accuracy_best", "{decimal(10,6)}"},
    {"val_loss_best", "{decimal(10,6)}"},
    {"confusion_matrix", "{json}"},
    {"dataset_hash", "{key_text}"},
    {"registry_version", "{integer}"},
    {"promotion_status", "{key_text}"},
    {"promotion_reason", "{text}"},
};

std::string CreateSql() {
  std::string sql = "CREATE TABLE IF NOT EXISTS tracking (";
  bool first = true;
  for (const Column& column : kContract) {
    if (!first) sql += ", ";
    first = false;
    sql += fmt::format("{} {}", column.name, column.type);
    if (std::string_view(column.name) == "created_at") sql += " NOT NULL";
  }
  return sql + ");\n";
}

std::string ExtendSql() {
  std::string sql;
  for (const Column& column : kMore) {
    sql += fmt::format("ALTER TABLE tracking ADD COLUMN {} {};\n", column.name, column.type);
  }
  return sql + "CREATE UNIQUE INDEX tracking_training ON tracking (training_id);\n";
}

/// A figure of a decimal column with that many places; NULL when it is not finite or does not fit.
Value Figure(double value, int places, double below) {
  if (!std::isfinite(value) || std::abs(value) >= below) return Null{};
  const Result<Decimal> decimal = Decimal::Parse(fmt::format("{:.{}f}", value, places));
  return decimal.ok() ? Value(*decimal) : Value(Null{});
}
Value Share(double value) { return Figure(value, 4, 10); }     // decimal(5,4)
Value Rate(double value) { return Figure(value, 8, 100); }     // decimal(10,8)
Value Measure(double value) { return Figure(value, 6, 1e4); }  // decimal(10,6)
Value Measure(const std::optional<TrainingRecord::Epoch>& epoch,
              double TrainingRecord::Epoch::*figure) {
  return epoch ? Measure((*epoch).*figure) : Value(Null{});
}

Value Count(std::int64_t count) { return count; }
Value OrNull(const std::string& text) { return text.empty() ? Value(Null{}) : Value(text); }

template <typename T, typename Make>
Value At(const std::vector<T>& list, std::size_t index, Make make) {
  return index < list.size() ? make(list[index]) : Value(Null{});
}

/// UTC when nobody said what the owner's clocks showed.
std::string LocalTime(const TrainingRecord& r) {
  if (!r.local_time.empty()) return r.local_time;
  std::string text = FormatInstant(r.finished).substr(0, 19);
  text[10] = ' ';
  return text;
}

using Columns = std::vector<std::pair<std::string, Value>>;

void AddNetwork(const TrainingRecord& r, Columns& columns) {
  for (std::size_t i = 0; i < 3; ++i)
    columns.emplace_back(fmt::format("filtros_conv{}", i + 1), At(r.shape.filters, i, Count));
  for (std::size_t i = 0; i < 2; ++i) {
    columns.emplace_back(fmt::format("neuronas_dense{}", i + 1), At(r.shape.neurons, i, Count));
    columns.emplace_back(fmt::format("dropout{}", i + 1), At(r.shape.dropouts, i, Share));
  }
  columns.emplace_back("input_shape", r.input_shape);
  columns.emplace_back("architecture", r.architecture);
  columns.emplace_back("parameters", r.parameters);
  columns.emplace_back("filters", Json(r.shape.filters).dump());
}

void AddProcedure(const TrainingRecord& r, Columns& columns) {
  columns.emplace_back("learning_rate", Rate(r.learning_rate));
  columns.emplace_back("final_learning_rate", Rate(r.final_learning_rate));
  columns.emplace_back("optimizer", r.optimizer);
  columns.emplace_back("batch_size", Count(r.batch));
  columns.emplace_back("epochs", Count(static_cast<std::int64_t>(r.epochs.size())));
  columns.emplace_back("max_epochs", Count(r.most_epochs));
  columns.emplace_back("best_epoch", Count(r.best_epoch));
  columns.emplace_back("validation_split", Share(r.validation_split));
  columns.emplace_back("early_stopping_patience", Count(r.patience));
  columns.emplace_back("reduce_lr_patience", Count(r.rate_patience));
  columns.emplace_back("reduce_lr_factor", Share(r.rate_factor));
  columns.emplace_back("usar_optuna", false);
  columns.emplace_back("n_trials_optuna", Null{});
  columns.emplace_back("loss", r.loss);
  columns.emplace_back("metrics", r.metrics);
  // An unsigned seed has values that no integer column holds.
  columns.emplace_back("seed", std::to_string(r.seed));
  columns.emplace_back("train_documents", r.train_documents);
  columns.emplace_back("validation_documents", r.validation_documents);
}

void AddFigures(const TrainingRecord& r, Columns& columns) {
  using Epoch = TrainingRecord::Epoch;
  const TrainingRecord::Test& t = r.test;
  columns.emplace_back("test_loss", Measure(t.loss));
  columns.emplace_back("test_accuracy", Measure(t.accuracy));
  columns.emplace_back("test_precision", Measure(t.precision));
  columns.emplace_back("test_recall", Measure(t.recall));
  columns.emplace_back("test_f1", Measure(t.f1));
  columns.emplace_back("test_macro_precision", Measure(t.macro_precision));
  columns.emplace_back("test_macro_recall", Measure(t.macro_recall));
  columns.emplace_back("test_macro_f1", Measure(t.macro_f1));
  columns.emplace_back("test_calibration_error", Measure(t.calibration_error));
  columns.emplace_back("test_documents", t.documents);
  columns.emplace_back("val_accuracy_final", Measure(r.Last(), &Epoch::validation_accuracy));
  columns.emplace_back("val_loss_final", Measure(r.Last(), &Epoch::validation_loss));
  columns.emplace_back("val_accuracy_best", Measure(r.Best(), &Epoch::validation_accuracy));
  columns.emplace_back("val_loss_best", Measure(r.Best(), &Epoch::validation_loss));
  columns.emplace_back("confusion_matrix", Json(t.confusion).dump());
  columns.emplace_back("notes", r.report);
}

void AddOrigin(const TrainingRecord& r, Columns& columns) {
  columns.emplace_back("dvc_hash", OrNull(r.model_sha256));
  columns.emplace_back("dvc_hash_short", OrNull(r.model_sha256.substr(0, 8)));
  columns.emplace_back("dvc_push_completed", r.registry_version > 0);
  columns.emplace_back("git_commit_hash", OrNull(r.commit));
  columns.emplace_back("git_commit_hash_short", OrNull(r.commit.substr(0, 8)));
  columns.emplace_back("model_type", std::string("CNN"));
  columns.emplace_back("task", std::string("binary_classification"));
  columns.emplace_back("dataset", std::string("facturas"));
  columns.emplace_back("training_type", std::string("supervised"));
  columns.emplace_back("model_version", std::to_string(r.registry_version));
  columns.emplace_back("modelo_path", OrNull(r.registry_address));
  columns.emplace_back("dataset_hash", OrNull(r.dataset_sha256));
  columns.emplace_back("registry_version", Count(r.registry_version));
  columns.emplace_back("promotion_status", std::string(PromotionName(r.promotion)));
  columns.emplace_back("promotion_reason", OrNull(r.promotion_reason));
}

}  // namespace

std::span<const db::Migration> TrackingMigrations() {
  static const std::vector<db::Migration> kMigrations = {
      {1, "tracking of trainings", CreateSql()}, {2, "what a training really was", ExtendSql()}};
  return kMigrations;
}

std::vector<db::ExpectedTable> TrackingTables() {
  db::ExpectedTable table{.name = "tracking", .columns = {}, .indexes = {{{"training_id"}, true}}};
  for (const Column& column : kContract) table.columns.push_back({column.name, column.type});
  for (const Column& column : kMore) table.columns.push_back({column.name, column.type});
  return {table};
}

Status WriteTracking(db::Database& database, const Clock& clock, const TrainingRecord& record) {
  TELAR_RETURN_IF_ERROR(
      db::Migrate(database, kTrackingComponent, TrackingMigrations(), clock).status());
  Columns columns{{"training_id", record.id},
                  {"created_at", LocalTime(record)},
                  {"started_at", record.started},
                  {"finished_at", record.finished}};
  AddNetwork(record, columns);
  AddProcedure(record, columns);
  AddFigures(record, columns);
  AddOrigin(record, columns);
  db::MergeSpec spec{.table = "tracking", .columns = {}, .key = {"training_id"}};
  std::vector<std::vector<Value>> rows(1);
  for (auto& [name, value] : columns) {
    spec.columns.push_back(name);
    rows[0].push_back(std::move(value));
  }
  TELAR_ASSIGN_OR_RETURN(const db::PooledConnection connection, database.Acquire());
  TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(*connection));
  Status written = connection->Merge(spec, rows).status();
  if (written.ok()) written = transaction.Commit();
  return std::move(written).WithContext("write the training into tracking");
}

Status NoteMlflowRun(db::Database& database, const std::string& training, const std::string& run,
                     const std::string& artifact_path) {
  TELAR_ASSIGN_OR_RETURN(const db::PooledConnection connection, database.Acquire());
  return connection
      ->Execute(
          "UPDATE tracking SET mlflow_run_id = ?, mlflow_artifact_path = ? WHERE training_id = ?",
          {run, OrNull(artifact_path), training})
      .status()
      .WithContext("note the run of MLflow in tracking");
}

}  // namespace telar::models
