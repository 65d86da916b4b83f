#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/time.h"
#include "models/evaluation.h"
#include "models/gate.h"
#include "models/manifest.h"
#include "models/network_shape.h"
#include "models/torch/trainer.h"

namespace telar::models {

/// What became of a candidate at the end of its training.
enum class Promotion {
  kPromoted,   ///< It is the champion.
  kNominated,  ///< It passed the gate and waits for a person.
  kRefused,    ///< The gate refused it.
};
std::string_view PromotionName(Promotion promotion);  ///< "promoted", "nominated", "refused".
/// kInvalidInput when there is none of that name.
Result<Promotion> ParsePromotion(std::string_view name);

/// One finished training as others are told of it: the row of `tracking`, a run of MLflow, metrics
/// of CloudWatch. Plain data. Every figure is of exactly the registered file, but those of epochs,
/// which are of the network as it was after each.
struct TrainingRecord {
  struct Epoch {
    int epoch = 0;  ///< From 1.
    double train_loss = 0, validation_loss = 0, validation_accuracy = 0, learning_rate = 0;
    friend bool operator==(const Epoch&, const Epoch&) = default;
  };
  /// On the test set. Precision, recall and F1 are of class 1 (preventiva), as they always were in
  /// `tracking`; the macro figures are means of both classes.
  struct Test {
    std::int64_t documents = 0;
    double loss = 0, accuracy = 0, precision = 0, recall = 0, f1 = 0;
    double macro_precision = 0, macro_recall = 0, macro_f1 = 0;
    double brier = 0, calibration_error = 0, roc_area = 0;
    std::array<std::array<std::int64_t, 2>, 2> confusion{};  ///< [truth][predicted]
    friend bool operator==(const Test&, const Test&) = default;
  };

  std::string id;  ///< A UUID; the training's name everywhere. Never empty.
  Instant started{}, finished{};
  std::string local_time;  ///< `finished` as the owner's clocks showed it, "2026-01-02 03:04:05".

  std::string architecture;  ///< "compact", "seed".
  NetworkShape shape;
  std::string input_shape;  ///< "(224, 224, 3)": height, width, channels.
  std::int64_t parameters = 0;
  std::uint64_t seed = 0;
  std::string optimizer = "Adam";
  std::string loss = "binary_crossentropy";
  std::string metrics = "accuracy,precision,recall,f1";  ///< Those of the test set.
  double learning_rate = 0;                              ///< Before the first epoch.
  double final_learning_rate = 0;                        ///< Of the last epoch.
  int batch = 0;
  int most_epochs = 0;          ///< Asked for; those run are epochs.size().
  int best_epoch = 0;           ///< From 1; its weights are the model's.
  double validation_split = 0;  ///< validation / (train + validation), of documents really used.
  int patience = 0, rate_patience = 0;
  double rate_factor = 0;
  bool stopped_early = false;
  std::int64_t train_documents = 0, validation_documents = 0;

  std::vector<Epoch> epochs;  ///< In order; at least one.
  Test test;
  std::string report;  ///< ClassificationReport.

  std::string dataset_sha256;  ///< Of the dataset's manifest.
  std::string model_sha256;    ///< Of the registered file.
  std::uint64_t model_bytes = 0;
  int registry_version = 0;      ///< From 1.
  std::string registry_address;  ///< Where the file is: RegistryAddress.
  std::string code_version;      ///< "0.1.0".
  std::string commit;            ///< Of the program; "" when it was built without git.
  Promotion promotion = Promotion::kRefused;
  std::string promotion_reason;  ///< Why refused or nominated; "" otherwise.

  /// Figures of the best and of the last epoch; of none when there is no epoch.
  std::optional<Epoch> Best() const;
  std::optional<Epoch> Last() const;

  friend bool operator==(const TrainingRecord&, const TrainingRecord&) = default;
};

/// What the record is made of; borrowed for the call.
struct TrainingFacts {
  std::string id;  ///< NewUuid.
  Instant started{}, finished{};
  std::string local_time;
  const TrainOptions& options;
  const Trained& trained;
  NetworkShape shape;             ///< ShapeOf(options.architecture)
  Preparation preparation;        ///< PreparationOf(options.architecture)
  const Evaluation& evaluation;   ///< Of trained.onnx on the test set.
  const ModelManifest& manifest;  ///< As Registry::Register gave it.
  std::string registry_address;   ///< RegistryAddress
  std::string commit;
  Promotion promotion = Promotion::kRefused;
  std::string promotion_reason;
};
TrainingRecord RecordOf(const TrainingFacts& facts);

/// Where a registry in `store` keeps the file of a version: "folder models, blobs/ab12…".
std::string RegistryAddress(const std::string& store, const ModelManifest& manifest);

/// Precision, recall, F1 and number of documents of each class, their means and the accuracy, as a
/// table of plain text in the manner of scikit-learn's classification report.
std::string ClassificationReport(const Evaluation& evaluation);

/// One JSON object with every member; what waits in the outbox. The same record gives the same
/// text.
std::string RecordJson(const TrainingRecord& record);
/// The inverse. kInvalidInput when the text is not such an object.
Result<TrainingRecord> ParseRecord(std::string_view json);

}  // namespace telar::models
