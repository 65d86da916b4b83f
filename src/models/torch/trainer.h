#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "models/dataset.h"
#include "models/evaluation.h"
#include "models/network_shape.h"

namespace telar::models {

/// `seed` is the network of the old platform, layer by layer (22,277,697 parameters); `compact` has
/// fewer than 100,000, no dense layer but the last, and is the default.
enum class Architecture { kCompact, kSeed };
std::string_view ArchitectureName(Architecture architecture);  ///< "compact", "seed".
/// kInvalidInput when there is none of that name.
Result<Architecture> ParseArchitecture(std::string_view name);
/// The input an architecture takes.
Preparation PreparationOf(Architecture architecture);
/// Its filters, neurons and dropouts.
NetworkShape ShapeOf(Architecture architecture);

struct TrainOptions {
  Architecture architecture = Architecture::kCompact;
  std::uint64_t seed = 42;  ///< Of the split, the first weights, the order, augmentation, dropout.
  int most_epochs = 50;
  int batch = 16;
  double learning_rate = 1e-3;  ///< Adam.
  double validation_share = 0.2;
  int patience = 10;      ///< Epochs without a better validation loss before the end.
  int rate_patience = 5;  ///< The same before the rate is multiplied by rate_factor.
  double rate_factor = 0.5;
  int threads = 2;
  /// Folder for the checkpoint, which is written after every epoch and found again by the next run
  /// with the same options and data; empty: none.
  std::filesystem::path checkpoints;
};

struct EpochFigures {
  int epoch = 0;  ///< From 1.
  double train_loss = 0, validation_loss = 0, validation_accuracy = 0, learning_rate = 0;
  bool best = false;  ///< The lowest validation loss so far.
};

/// What a training tells while it runs; called from the training's thread.
struct TrainObserver {
  std::function<void(int epoch, std::size_t done, std::size_t all)> documents;
  std::function<void(const EpochFigures&)> epoch;
};

/// A trained network: the weights of the epoch with the lowest validation loss.
struct Trained {
  /// The whole model as an ONNX file (opset 13): input channels × height × width of 0..1, output
  /// the calibrated probability of class 1, with its metadata (model_metadata.h).
  std::string onnx;
  std::vector<EpochFigures> epochs;
  int best_epoch = 0;
  std::int64_t parameters = 0;
  std::size_t train_documents = 0, validation_documents = 0;
  /// probability = 1 / (1 + exp(-(slope · logit + offset))), fitted on the validation documents.
  double slope = 1, offset = 0;
  bool stopped_early = false;
  bool resumed = false;  ///< From a checkpoint.
};

/// Trains on the training split of `dataset` (its preparation must be PreparationOf).
///
/// The validation documents are drawn by class and kept together by group. Binary cross-entropy
/// with classes weighted to equal shares; augmentation by small shifts, brightness, contrast,
/// noise. The same options, data and number of threads give the same weights, also when the
/// process is killed at any moment and started again (with `checkpoints`).
///
/// From its first call on the process gives no memory back to the system (mallopt), which would
/// cost two fifths of a step; a process that trains does little else.
///
/// kInvalidInput: a preparation that does not fit, a class without validation documents;
/// kCancelled when `stop` is requested: the checkpoint of the last whole epoch is there.
Result<Trained> Train(const Dataset& dataset, const TrainOptions& options,
                      const TrainObserver& observer = {}, std::stop_token stop = {});

}  // namespace telar::models
