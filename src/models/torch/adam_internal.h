#pragma once

#include <torch/torch.h>

namespace telar::models {

/// Adam (Kingma and Ba 2015, algorithm 1, without weight decay) as torch::optim::Adam computes it,
/// in one pass over the weights instead of one for each operation: with 22 million of them a step
/// waits for memory. Weights are contiguous 32-bit floats. Its state is saved and loaded as that of
/// torch::optim::Adam. The result does not depend on the number of threads.
class OnePassAdam : public torch::optim::Adam {
 public:
  using Adam::Adam;
  /// Takes no closure: throws std::invalid_argument where there is one.
  torch::Tensor step(LossClosure closure = nullptr) override;
};

}  // namespace telar::models
