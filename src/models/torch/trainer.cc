#include "models/torch/trainer.h"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "core/digest.h"
#include "core/random.h"
#include "models/calibration.h"
#include "models/model_metadata.h"
#include "models/torch/adam_internal.h"
#include "models/torch/augment_internal.h"
#include "models/torch/checkpoint_internal.h"
#include "models/torch/networks_internal.h"
#include "models/torch/onnx_file_internal.h"

namespace telar::models {
namespace {

// What chance is drawn for: each use has a stream of its own, so that one epoch's numbers do not
// depend on how many another one took.
enum class Use : std::uint64_t { kSplit = 1, kWeights, kOrder, kAugment, kDropout };

std::uint64_t Stream(std::uint64_t seed, Use use, int epoch = 0) {
  SeededRandom random(seed ^ (static_cast<std::uint64_t>(use) << 56) ^
                      (static_cast<std::uint64_t>(epoch) << 32));
  return random.Next();
}

void Shuffle(std::vector<std::size_t>& order, std::uint64_t seed) {
  SeededRandom random(seed);
  for (std::size_t i = order.size(); i > 1; --i) {
    std::swap(order[i - 1], order[static_cast<std::size_t>(random.Below(i))]);
  }
}

struct Parts {
  std::vector<const LabelledPage*> train, validation;
};

// Whole groups of each class go to validation until its share is reached.
Parts SplitOff(const Dataset& dataset, const TrainOptions& options) {
  const auto pages = dataset.Of(Split::kTrain);
  std::map<int, std::vector<const LabelledPage*>> groups;
  for (const LabelledPage* page : pages) groups[page->group].push_back(page);
  std::vector<int> numbers;
  for (const auto& [number, members] : groups) numbers.push_back(number);
  std::vector<std::size_t> order(numbers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Shuffle(order, Stream(options.seed, Use::kSplit));
  std::map<int, double> wanted;
  for (const LabelledPage* page : pages) wanted[page->label] += options.validation_share;
  std::set<int> chosen;
  std::map<int, double> taken;
  for (const std::size_t i : order) {
    const auto& members = groups[numbers[i]];
    const int label = members.front()->label;
    if (taken[label] + static_cast<double>(members.size()) / 2 > wanted[label]) continue;
    for (const LabelledPage* page : members) taken[page->label] += 1;
    chosen.insert(numbers[i]);
  }
  Parts parts;
  for (const LabelledPage* page : pages) {
    (chosen.contains(page->group) ? parts.validation : parts.train).push_back(page);
  }
  return parts;
}

Status CheckParts(const Parts& parts) {
  for (const auto* part : {&parts.train, &parts.validation}) {
    for (const int label : {0, 1}) {
      const bool any = std::any_of(part->begin(), part->end(),
                                   [&](const LabelledPage* page) { return page->label == label; });
      if (any) continue;
      return Status::InvalidInput(fmt::format("train: no {} document of class {} after the split",
                                              part == &parts.train ? "training" : "validation",
                                              label))
          .WithHint("More, or more different, documents of that class are needed.");
    }
  }
  return Status::Ok();
}

torch::Tensor Levels(const std::vector<const LabelledPage*>& pages, const Preparation& p) {
  torch::Tensor levels = torch::empty(
      {static_cast<std::int64_t>(pages.size()), p.channels, p.height, p.width}, torch::kUInt8);
  auto* into = levels.data_ptr<std::uint8_t>();
  for (const LabelledPage* page : pages) {
    into = std::copy(page->page.levels.begin(), page->page.levels.end(), into);
  }
  return levels;
}

torch::Tensor Labels(const std::vector<const LabelledPage*>& pages) {
  std::vector<float> labels;
  for (const LabelledPage* page : pages) labels.push_back(static_cast<float>(page->label));
  return torch::tensor(labels);
}

// Both classes weigh the same, however many documents each has; the mean weight is 1.
torch::Tensor Weights(const torch::Tensor& labels) {
  const double all = static_cast<double>(labels.numel()), ones = labels.sum().item<double>();
  return labels * (all / (2 * ones)) + (1 - labels) * (all / (2 * (all - ones)));
}

torch::Tensor Loss(const torch::Tensor& logits, const torch::Tensor& labels,
                   const torch::Tensor& weights) {
  return torch::binary_cross_entropy_with_logits(logits, labels, weights);
}

std::string Fingerprint(const Dataset& dataset, const TrainOptions& o) {
  return Sha256Hex(fmt::format("{} {} {} {} {} {} {} {} {} {} {}", ArchitectureName(o.architecture),
                               o.seed, o.most_epochs, o.batch, o.learning_rate, o.validation_share,
                               o.patience, o.rate_patience, o.rate_factor, o.threads,
                               Sha256Hex(DatasetManifest(dataset))));
}

// Every step makes and drops tensors of 100 MB. The C library would get each from the system and
// give it back, and the system clears every page of it: two fifths of a step. From now on the
// process keeps what it has had, in one arena that all threads share.
void KeepFreedMemory() {
  static const bool done = [] {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    return true;
  }();
  static_cast<void>(done);
}

// One training, from its data to its best weights.
class Training {
 public:
  Training(const Dataset& dataset, const TrainOptions& options, const TrainObserver& observer,
           Parts parts)
      : options_(options),
        observer_(observer),
        parts_(std::move(parts)),
        train_(Levels(parts_.train, dataset.preparation)),
        validation_(Levels(parts_.validation, dataset.preparation)),
        train_labels_(Labels(parts_.train)),
        validation_labels_(Labels(parts_.validation)),
        train_weights_(Weights(train_labels_)),
        validation_weights_(Weights(validation_labels_)),
        network_(MakeNetwork(dataset.preparation)),
        optimizer_(network_->parameters(), torch::optim::AdamOptions(options.learning_rate)),
        fingerprint_(Fingerprint(dataset, options)) {}

  Status Run(std::stop_token stop) {
    TELAR_RETURN_IF_ERROR(Resume());
    while (!Finished()) {
      const int epoch = state_.epoch + 1;
      torch::manual_seed(Stream(options_.seed, Use::kDropout, epoch));
      TELAR_ASSIGN_OR_RETURN(const double train_loss, LearnOnce(epoch, stop));
      Conclude(epoch, train_loss);
      if (!options_.checkpoints.empty()) {
        TELAR_RETURN_IF_ERROR(
            WriteCheckpoint(options_.checkpoints, fingerprint_, network_, optimizer_, state_));
      }
      if (observer_.epoch) observer_.epoch(state_.epochs.back());
    }
    return Status::Ok();
  }

  Result<Trained> Finish(const Preparation& preparation) {
    LoadWeights(network_, state_.best_weights);
    const torch::Tensor logits = Validate();
    std::vector<ScoredLogit> scored;
    for (std::size_t i = 0; i < parts_.validation.size(); ++i) {
      scored.push_back(
          {logits[static_cast<std::int64_t>(i)].item<double>(), parts_.validation[i]->label});
    }
    const Calibration calibration = FitCalibration(scored);
    Trained trained;
    for (const torch::Tensor& p : network_->parameters()) trained.parameters += p.numel();
    TELAR_ASSIGN_OR_RETURN(
        trained.onnx, OnnxFile(*network_, preparation, calibration,
                               MetadataTexts({std::string(ArchitectureName(options_.architecture)),
                                              preparation})));
    trained.epochs = state_.epochs;
    trained.best_epoch = state_.best_epoch;
    trained.train_documents = parts_.train.size();
    trained.validation_documents = parts_.validation.size();
    trained.slope = calibration.slope;
    trained.offset = calibration.offset;
    trained.stopped_early = state_.epoch < options_.most_epochs;
    trained.resumed = resumed_;
    return trained;
  }

 private:
  Network MakeNetwork(const Preparation& preparation) const {
    torch::manual_seed(Stream(options_.seed, Use::kWeights));
    return Network(options_.architecture, preparation);
  }

  bool Finished() const {
    return state_.epoch >= options_.most_epochs ||
           (state_.epoch > 0 && state_.epoch - state_.best_epoch >= options_.patience);
  }

  Status Resume() {
    if (options_.checkpoints.empty()) return Status::Ok();
    TELAR_ASSIGN_OR_RETURN(
        resumed_, ReadCheckpoint(options_.checkpoints, fingerprint_, network_, optimizer_, state_));
    return Status::Ok();
  }

  double Rate() const {
    return options_.learning_rate * std::pow(options_.rate_factor, state_.cuts);
  }

  Result<double> LearnOnce(int epoch, const std::stop_token& stop) {
    network_->train();
    for (auto& group : optimizer_.param_groups()) group.options().set_lr(Rate());
    std::vector<std::size_t> order(parts_.train.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    Shuffle(order, Stream(options_.seed, Use::kOrder, epoch));
    SeededRandom chance(Stream(options_.seed, Use::kAugment, epoch));
    double loss_sum = 0;
    for (std::size_t start = 0; start < order.size(); start += Batch()) {
      if (stop.stop_requested()) return Status::Cancelled("train: stopped");
      const std::size_t end = std::min(start + Batch(), order.size());
      // A last batch of one document has no spread to normalise by.
      if (end - start < 2 && start > 0) break;
      std::vector<std::int64_t> chosen(order.begin() + static_cast<std::ptrdiff_t>(start),
                                       order.begin() + static_cast<std::ptrdiff_t>(end));
      const torch::Tensor index = torch::tensor(chosen, torch::kInt64);
      const torch::Tensor pages = Augment(Inputs(train_.index_select(0, index)), chance);
      const torch::Tensor loss =
          Loss(network_->forward(pages), train_labels_.index_select(0, index),
               train_weights_.index_select(0, index));
      // Absent gradients are taken as they come; zeros would be added to.
      for (torch::Tensor& weights : network_->parameters()) weights.mutable_grad().reset();
      loss.backward();
      optimizer_.step();
      loss_sum += loss.item<double>() * static_cast<double>(end - start);
      if (observer_.documents) observer_.documents(epoch, end, order.size());
    }
    return loss_sum / static_cast<double>(order.size());
  }

  std::size_t Batch() const { return static_cast<std::size_t>(options_.batch); }

  torch::Tensor Validate() {
    const torch::NoGradGuard no_gradients;
    network_->eval();
    std::vector<torch::Tensor> logits;
    const std::int64_t batch = options_.batch;
    for (std::int64_t start = 0; start < validation_.size(0); start += batch) {
      const std::int64_t end = std::min(start + batch, validation_.size(0));
      logits.push_back(network_->forward(Inputs(validation_.slice(0, start, end))));
    }
    return torch::cat(logits);
  }

  void Conclude(int epoch, double train_loss) {
    const torch::Tensor logits = Validate();
    EpochFigures figures;
    figures.epoch = epoch;
    figures.train_loss = train_loss;
    figures.learning_rate = Rate();
    figures.validation_loss = Loss(logits, validation_labels_, validation_weights_).item<double>();
    figures.validation_accuracy =
        (logits > 0).eq(validation_labels_ > 0.5).to(torch::kFloat32).mean().item<double>();
    figures.best = state_.epoch == 0 || figures.validation_loss < state_.best_loss;
    state_.epoch = epoch;
    if (figures.best) {
      state_.best_epoch = state_.last_cut = epoch;
      state_.best_loss = figures.validation_loss;
      state_.best_weights = CopyWeights(network_);
    } else if (epoch - state_.last_cut >= options_.rate_patience) {
      ++state_.cuts;
      state_.last_cut = epoch;
    }
    state_.epochs.push_back(figures);
  }

  const TrainOptions& options_;
  const TrainObserver& observer_;
  const Parts parts_;
  const torch::Tensor train_, validation_, train_labels_, validation_labels_;
  const torch::Tensor train_weights_, validation_weights_;
  Network network_;
  OnePassAdam optimizer_;
  const std::string fingerprint_;
  TrainingState state_;
  bool resumed_ = false;
};

}  // namespace

Result<Trained> Train(const Dataset& dataset, const TrainOptions& options,
                      const TrainObserver& observer, std::stop_token stop) {
  if (dataset.preparation != PreparationOf(options.architecture)) {
    return Status::InvalidInput(fmt::format("train {}: the dataset is prepared for another input",
                                            ArchitectureName(options.architecture)));
  }
  Parts parts = SplitOff(dataset, options);
  TELAR_RETURN_IF_ERROR(CheckParts(parts));
  try {
    KeepFreedMemory();
    torch::set_num_threads(std::max(1, options.threads));
    Training training(dataset, options, observer, std::move(parts));
    TELAR_RETURN_IF_ERROR(training.Run(stop));
    return training.Finish(dataset.preparation);
  } catch (const std::exception& error) {
    return Status::Internal(std::string("train: ") + error.what());
  }
}

}  // namespace telar::models
