#include <ATen/Parallel.h>

#include <cmath>
#include <memory>
#include <stdexcept>

#include "models/torch/adam_internal.h"

namespace telar::models {
namespace {

using torch::optim::AdamParamState;

AdamParamState& StateOf(torch::optim::Adam& optimizer, const torch::Tensor& weights) {
  auto& state = optimizer.state()[c10::guts::to_string(weights.unsafeGetTensorImpl())];
  if (state == nullptr) {
    auto fresh = std::make_unique<AdamParamState>();
    fresh->step(0);
    fresh->exp_avg(torch::zeros_like(weights));
    fresh->exp_avg_sq(torch::zeros_like(weights));
    state = std::move(fresh);
  }
  return static_cast<AdamParamState&>(*state);
}

/// A pass over `size` numbers, bound by memory.
void Pass(float* __restrict weights, const float* __restrict gradients, float* __restrict mean,
          float* __restrict square, std::int64_t size, float beta1, float beta2, float rate,
          float correction, float epsilon) {
  for (std::int64_t i = 0; i < size; ++i) {
    const float g = gradients[i];
    mean[i] = beta1 * mean[i] + (1 - beta1) * g;
    square[i] = beta2 * square[i] + (1 - beta2) * g * g;
    weights[i] -= rate * mean[i] / (std::sqrt(square[i]) * correction + epsilon);
  }
}

}  // namespace

torch::Tensor OnePassAdam::step(LossClosure closure) {
  if (closure) throw std::invalid_argument("OnePassAdam takes no closure");
  const torch::NoGradGuard no_gradients;
  for (auto& group : param_groups()) {
    const auto& options = static_cast<torch::optim::AdamOptions&>(group.options());
    const auto [beta1, beta2] = options.betas();
    for (torch::Tensor& weights : group.params()) {
      if (!weights.grad().defined()) continue;
      const torch::Tensor gradients = weights.grad().contiguous();
      AdamParamState& state = StateOf(*this, weights);
      state.step(state.step() + 1);
      const auto steps = static_cast<double>(state.step());
      const auto rate = static_cast<float>(options.lr() / (1 - std::pow(beta1, steps)));
      const auto correction = static_cast<float>(1 / std::sqrt(1 - std::pow(beta2, steps)));
      auto* w = weights.data_ptr<float>();
      auto* mean = state.exp_avg().data_ptr<float>();
      auto* square = state.exp_avg_sq().data_ptr<float>();
      const auto* g = gradients.data_ptr<float>();
      constexpr std::int64_t kGrain = 1 << 16;
      at::parallel_for(0, weights.numel(), kGrain, [&](std::int64_t begin, std::int64_t end) {
        Pass(w + begin, g + begin, mean + begin, square + begin, end - begin,
             static_cast<float>(beta1), static_cast<float>(beta2), rate, correction,
             static_cast<float>(options.eps()));
      });
    }
  }
  return {};
}

}  // namespace telar::models
