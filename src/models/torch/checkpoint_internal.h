#pragma once

#include <torch/torch.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/result.h"
#include "models/torch/networks_internal.h"

namespace telar::models {

/// Where a training stands after a whole epoch, besides the network and the optimizer.
struct TrainingState {
  int epoch = 0;  ///< Done so far.
  int best_epoch = 0;
  double best_loss = 0;
  int cuts = 0;      ///< How often the learning rate was reduced.
  int last_cut = 0;  ///< Epoch of the last reduction, or of a better loss since.
  std::vector<EpochFigures> epochs;
  std::map<std::string, torch::Tensor> best_weights;  ///< Parameters and buffers, by name.
};

std::map<std::string, torch::Tensor> CopyWeights(const Network& network);
void LoadWeights(Network& network, const std::map<std::string, torch::Tensor>& weights);

/// Replaces the checkpoint of this fingerprint in `folder`, which is made when it is missing: a
/// process that is killed meanwhile leaves the one before. kUnavailable when the disk is full.
Status WriteCheckpoint(const std::filesystem::path& folder, const std::string& fingerprint,
                       const Network& network, const torch::optim::Adam& optimizer,
                       const TrainingState& state);

/// True when there was one. kContractBroken when it cannot be read.
Result<bool> ReadCheckpoint(const std::filesystem::path& folder, const std::string& fingerprint,
                            Network& network, torch::optim::Adam& optimizer, TrainingState& state);

}  // namespace telar::models
