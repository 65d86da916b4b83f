#include "models/training_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace telar::models {
namespace {

using Json = nlohmann::ordered_json;
using Epoch = TrainingRecord::Epoch;
using Test = TrainingRecord::Test;

/// JSON has no word for what is not finite.
Json Figure(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
double Figure(const Json& json) {
  return json.is_null() ? std::numeric_limits<double>::quiet_NaN() : json.get<double>();
}

Json EpochsJson(const std::vector<Epoch>& epochs) {
  Json array = Json::array();
  for (const Epoch& e : epochs) {
    array.push_back({{"epoch", e.epoch},
                     {"train_loss", Figure(e.train_loss)},
                     {"validation_loss", Figure(e.validation_loss)},
                     {"validation_accuracy", Figure(e.validation_accuracy)},
                     {"learning_rate", Figure(e.learning_rate)}});
  }
  return array;
}

std::vector<Epoch> EpochsOf(const Json& array) {
  std::vector<Epoch> epochs;
  for (const Json& e : array) {
    epochs.push_back({e.at("epoch").get<int>(), Figure(e.at("train_loss")),
                      Figure(e.at("validation_loss")), Figure(e.at("validation_accuracy")),
                      Figure(e.at("learning_rate"))});
  }
  return epochs;
}

/// The figures of the test set by their names in JSON.
struct NamedFigure {
  const char* name;
  double Test::*figure;
};
constexpr NamedFigure kTestFigures[] = {{"loss", &Test::loss},
                                        {"accuracy", &Test::accuracy},
                                        {"precision", &Test::precision},
                                        {"recall", &Test::recall},
                                        {"f1", &Test::f1},
                                        {"macro_precision", &Test::macro_precision},
                                        {"macro_recall", &Test::macro_recall},
                                        {"macro_f1", &Test::macro_f1},
                                        {"brier", &Test::brier},
                                        {"calibration_error", &Test::calibration_error},
                                        {"roc_area", &Test::roc_area}};

Json TestJson(const Test& test) {
  Json json = {{"documents", test.documents}, {"confusion", test.confusion}};
  for (const NamedFigure& named : kTestFigures) json[named.name] = Figure(test.*named.figure);
  return json;
}

Test TestOf(const Json& json) {
  Test test;
  json.at("documents").get_to(test.documents);
  json.at("confusion").get_to(test.confusion);
  for (const NamedFigure& named : kTestFigures) test.*named.figure = Figure(json.at(named.name));
  return test;
}

std::optional<Epoch> Numbered(const std::vector<Epoch>& epochs, int number) {
  const auto found =
      std::find_if(epochs.begin(), epochs.end(), [&](const Epoch& e) { return e.epoch == number; });
  return found == epochs.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

std::string_view PromotionName(Promotion promotion) {
  switch (promotion) {
    case Promotion::kPromoted: return "promoted";
    case Promotion::kNominated: return "nominated";
    case Promotion::kRefused: break;
  }
  return "refused";
}

Result<Promotion> ParsePromotion(std::string_view name) {
  for (const Promotion promotion :
       {Promotion::kPromoted, Promotion::kNominated, Promotion::kRefused}) {
    if (name == PromotionName(promotion)) return promotion;
  }
  return Status::InvalidInput("no candidate ends as \"" + std::string(name) + "\"");
}

std::optional<Epoch> TrainingRecord::Best() const { return Numbered(epochs, best_epoch); }

std::optional<Epoch> TrainingRecord::Last() const {
  return epochs.empty() ? std::nullopt : std::optional(epochs.back());
}

TrainingRecord RecordOf(const TrainingFacts& facts) {
  const TrainOptions& o = facts.options;
  const Trained& t = facts.trained;
  const Evaluation& e = facts.evaluation;
  TrainingRecord r;
  r.id = facts.id;
  r.started = facts.started;
  r.finished = facts.finished;
  r.local_time = facts.local_time;
  r.architecture = facts.manifest.architecture;
  r.shape = facts.shape;
  r.input_shape = fmt::format("({}, {}, {})", facts.preparation.height, facts.preparation.width,
                              facts.preparation.channels);
  r.parameters = t.parameters;
  r.seed = o.seed;
  r.learning_rate = o.learning_rate;
  r.final_learning_rate = t.epochs.empty() ? o.learning_rate : t.epochs.back().learning_rate;
  r.batch = o.batch;
  r.most_epochs = o.most_epochs;
  r.best_epoch = t.best_epoch;
  r.train_documents = static_cast<std::int64_t>(t.train_documents);
  r.validation_documents = static_cast<std::int64_t>(t.validation_documents);
  const std::int64_t used = r.train_documents + r.validation_documents;
  r.validation_split =
      used == 0 ? 0 : static_cast<double>(r.validation_documents) / static_cast<double>(used);
  r.patience = o.patience;
  r.rate_patience = o.rate_patience;
  r.rate_factor = o.rate_factor;
  r.stopped_early = t.stopped_early;
  for (const EpochFigures& figures : t.epochs) {
    r.epochs.push_back({figures.epoch, figures.train_loss, figures.validation_loss,
                        figures.validation_accuracy, figures.learning_rate});
  }
  const ClassFigures& preventiva = e.classes[1];
  r.test = {.documents = e.documents,
            .loss = e.log_loss,
            .accuracy = e.accuracy,
            .precision = preventiva.precision,
            .recall = preventiva.recall,
            .f1 = preventiva.f1,
            .macro_precision = e.macro_precision,
            .macro_recall = e.macro_recall,
            .macro_f1 = e.macro_f1,
            .brier = e.brier,
            .calibration_error = e.calibration_error,
            .roc_area = e.roc_area,
            .confusion = e.confusion};
  r.report = ClassificationReport(e);
  r.dataset_sha256 = facts.manifest.dataset_sha256;
  r.model_sha256 = facts.manifest.sha256;
  r.model_bytes = facts.manifest.bytes;
  r.registry_version = facts.manifest.version;
  r.registry_address = facts.registry_address;
  r.code_version = facts.manifest.code_version;
  r.commit = facts.commit;
  r.promotion = facts.promotion;
  r.promotion_reason = facts.promotion_reason;
  return r;
}

std::string RegistryAddress(const std::string& store, const ModelManifest& manifest) {
  return fmt::format("{}, blobs/{}", store, manifest.sha256);
}

std::string ClassificationReport(const Evaluation& e) {
  constexpr const char* kLine = "{:<12}{:>11.4f}{:>11.4f}{:>11.4f}{:>11}\n";
  std::string text =
      fmt::format("{:<12}{:>11}{:>11}{:>11}{:>11}\n", "", "precision", "recall", "f1", "documents");
  constexpr const char* kClasses[] = {"correctiva", "preventiva"};
  for (std::size_t i = 0; i < e.classes.size(); ++i) {
    const ClassFigures& c = e.classes[i];
    text += fmt::format(fmt::runtime(kLine), kClasses[i], c.precision, c.recall, c.f1, c.documents);
  }
  text += fmt::format(fmt::runtime(kLine), "mean", e.macro_precision, e.macro_recall, e.macro_f1,
                      e.documents);
  text += fmt::format("{:<34}{:>11.4f}{:>11}\n", "accuracy", e.accuracy, e.documents);
  return text;
}

std::string RecordJson(const TrainingRecord& r) {
  const Json json = {
      {"id", r.id},
      {"started", FormatInstant(r.started)},
      {"finished", FormatInstant(r.finished)},
      {"local_time", r.local_time},
      {"architecture", r.architecture},
      {"filters", r.shape.filters},
      {"neurons", r.shape.neurons},
      {"dropouts", r.shape.dropouts},
      {"input_shape", r.input_shape},
      {"parameters", r.parameters},
      {"seed", r.seed},
      {"optimizer", r.optimizer},
      {"loss", r.loss},
      {"metrics", r.metrics},
      {"learning_rate", r.learning_rate},
      {"final_learning_rate", r.final_learning_rate},
      {"batch", r.batch},
      {"most_epochs", r.most_epochs},
      {"best_epoch", r.best_epoch},
      {"validation_split", r.validation_split},
      {"patience", r.patience},
      {"rate_patience", r.rate_patience},
      {"rate_factor", r.rate_factor},
      {"stopped_early", r.stopped_early},
      {"train_documents", r.train_documents},
      {"validation_documents", r.validation_documents},
      {"epochs", EpochsJson(r.epochs)},
      {"test", TestJson(r.test)},
      {"report", r.report},
      {"dataset_sha256", r.dataset_sha256},
      {"model_sha256", r.model_sha256},
      {"model_bytes", r.model_bytes},
      {"registry_version", r.registry_version},
      {"registry_address", r.registry_address},
      {"code_version", r.code_version},
      {"commit", r.commit},
      {"promotion", PromotionName(r.promotion)},
      {"promotion_reason", r.promotion_reason},
  };
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<TrainingRecord> ParseRecord(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    TrainingRecord r;
    json.at("id").get_to(r.id);
    TELAR_ASSIGN_OR_RETURN(r.started, ParseInstant(json.at("started").get<std::string>()));
    TELAR_ASSIGN_OR_RETURN(r.finished, ParseInstant(json.at("finished").get<std::string>()));
    json.at("local_time").get_to(r.local_time);
    json.at("architecture").get_to(r.architecture);
    json.at("filters").get_to(r.shape.filters);
    json.at("neurons").get_to(r.shape.neurons);
    json.at("dropouts").get_to(r.shape.dropouts);
    json.at("input_shape").get_to(r.input_shape);
    json.at("parameters").get_to(r.parameters);
    json.at("seed").get_to(r.seed);
    json.at("optimizer").get_to(r.optimizer);
    json.at("loss").get_to(r.loss);
    json.at("metrics").get_to(r.metrics);
    json.at("learning_rate").get_to(r.learning_rate);
    json.at("final_learning_rate").get_to(r.final_learning_rate);
    json.at("batch").get_to(r.batch);
    json.at("most_epochs").get_to(r.most_epochs);
    json.at("best_epoch").get_to(r.best_epoch);
    json.at("validation_split").get_to(r.validation_split);
    json.at("patience").get_to(r.patience);
    json.at("rate_patience").get_to(r.rate_patience);
    json.at("rate_factor").get_to(r.rate_factor);
    json.at("stopped_early").get_to(r.stopped_early);
    json.at("train_documents").get_to(r.train_documents);
    json.at("validation_documents").get_to(r.validation_documents);
    r.epochs = EpochsOf(json.at("epochs"));
    r.test = TestOf(json.at("test"));
    json.at("report").get_to(r.report);
    json.at("dataset_sha256").get_to(r.dataset_sha256);
    json.at("model_sha256").get_to(r.model_sha256);
    json.at("model_bytes").get_to(r.model_bytes);
    json.at("registry_version").get_to(r.registry_version);
    json.at("registry_address").get_to(r.registry_address);
    json.at("code_version").get_to(r.code_version);
    json.at("commit").get_to(r.commit);
    TELAR_ASSIGN_OR_RETURN(r.promotion, ParsePromotion(json.at("promotion").get<std::string>()));
    json.at("promotion_reason").get_to(r.promotion_reason);
    return r;
  } catch (const Json::exception& e) {
    return Status::InvalidInput(std::string("read the record of a training: ") + e.what());
  }
}

}  // namespace telar::models
