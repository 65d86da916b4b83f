#include "models/torch/networks_internal.h"

namespace telar::models {
namespace {

using Kind = Layer::Kind;

Layer Convolution(int outputs) { return {.kind = Kind::kConvolution, .outputs = outputs}; }
Layer Reducing(int outputs, int stride) {
  return {.kind = Kind::kConvolution,
          .outputs = outputs,
          .stride = stride,
          .padding = 1,
          .normalised = true};
}
Layer Dense(int outputs, bool rectified) {
  return {.kind = Kind::kDense, .outputs = outputs, .rectified = rectified};
}
Layer Dropout(double share) { return {.kind = Kind::kDropout, .dropout = share}; }

int Reduced(int side, const Layer& layer) {
  return (side + 2 * layer.padding - 3) / layer.stride + 1;
}

}  // namespace

std::string_view ArchitectureName(Architecture architecture) {
  return architecture == Architecture::kSeed ? "seed" : "compact";
}

Result<Architecture> ParseArchitecture(std::string_view name) {
  if (name == "compact") return Architecture::kCompact;
  if (name == "seed") return Architecture::kSeed;
  return Status::InvalidInput("architecture \"" + std::string(name) + "\": there is none")
      .WithHint("compact or seed.");
}

Preparation PreparationOf(Architecture architecture) {
  if (architecture == Architecture::kSeed) return {224, 224, 3, 200};
  return {192, 256, 1, 100};
}

std::vector<Layer> LayersOf(Architecture architecture) {
  const Layer pool{.kind = Kind::kPool, .rectified = false};
  if (architecture == Architecture::kSeed) {
    return {Convolution(32),
            pool,
            Convolution(64),
            pool,
            Convolution(128),
            pool,
            {.kind = Kind::kFlatten, .rectified = false},
            Dense(256, true),
            Dropout(0.5),
            Dense(128, true),
            Dropout(0.3),
            Dense(1, false)};
  }
  return {Reducing(8, 2),  Reducing(16, 2), Reducing(32, 2),
          Reducing(48, 2), Reducing(64, 1), {.kind = Kind::kGlobalPool, .rectified = false},
          Dropout(0.2),    Dense(1, false)};
}

NetworkShape ShapeOf(Architecture architecture) {
  NetworkShape shape;
  for (const Layer& layer : LayersOf(architecture)) {
    if (layer.kind == Kind::kConvolution) shape.filters.push_back(layer.outputs);
    if (layer.kind == Kind::kDense) shape.neurons.push_back(layer.outputs);
    if (layer.kind == Kind::kDropout) shape.dropouts.push_back(layer.dropout);
  }
  shape.neurons.pop_back();  // The answer.
  return shape;
}

NetworkImpl::NetworkImpl(Architecture architecture, const Preparation& input)
    : layers_(LayersOf(architecture)) {
  int channels = input.channels, height = input.height, width = input.width;
  int features = 0;
  for (const Layer& layer : layers_) {
    const std::string number = std::to_string(convolutions_.size() + dense_.size());
    switch (layer.kind) {
      case Kind::kConvolution:
        convolutions_.push_back(
            register_module("convolution" + number,
                            torch::nn::Conv2d(torch::nn::Conv2dOptions(channels, layer.outputs, 3)
                                                  .stride(layer.stride)
                                                  .padding(layer.padding)
                                                  .bias(!layer.normalised))));
        norms_.push_back(torch::nn::BatchNorm2d(layer.outputs));
        if (layer.normalised) register_module("norm" + number, norms_.back());
        channels = layer.outputs;
        height = Reduced(height, layer);
        width = Reduced(width, layer);
        break;
      case Kind::kPool:
        height /= 2;
        width /= 2;
        break;
      case Kind::kGlobalPool: features = 2 * channels; break;
      case Kind::kFlatten: features = channels * height * width; break;
      case Kind::kDense:
        dense_.push_back(
            register_module("dense" + number, torch::nn::Linear(features, layer.outputs)));
        features = layer.outputs;
        break;
      case Kind::kDropout: break;
    }
  }
}

torch::Tensor NetworkImpl::forward(torch::Tensor x) {
  std::size_t convolution = 0, dense = 0;
  // The order in which convolutions compute anyway, and pools are faster.
  x = x.contiguous(torch::MemoryFormat::ChannelsLast);
  for (const Layer& layer : layers_) {
    switch (layer.kind) {
      case Kind::kConvolution:
        x = convolutions_[convolution]->forward(x);
        if (layer.normalised) x = norms_[convolution]->forward(x);
        ++convolution;
        break;
      case Kind::kPool: x = torch::max_pool2d(x, 2); break;
      case Kind::kGlobalPool:
        // The mean says how much of something a page has, the maximum that it is there at all.
        x = torch::cat({x.mean({2, 3}), x.amax({2, 3})}, 1);
        break;
      case Kind::kFlatten:
        // Rows, columns, channels: the order of the platform whose weights this network can take.
        x = x.permute({0, 2, 3, 1}).flatten(1);
        break;
      case Kind::kDense: x = dense_[dense++]->forward(x); break;
      case Kind::kDropout: x = torch::dropout(x, layer.dropout, is_training()); break;
    }
    if (layer.rectified && layer.kind != Kind::kDropout) x = torch::relu_(x);
  }
  return x.squeeze(1);
}

std::pair<torch::Tensor, torch::Tensor> NetworkImpl::Folded(std::size_t weighted) const {
  if (weighted >= convolutions_.size()) {
    const auto& dense = dense_[weighted - convolutions_.size()];
    return {dense->weight.detach(), dense->bias.detach()};
  }
  const torch::Tensor weight = convolutions_[weighted]->weight.detach();
  std::size_t at = 0, seen = 0;
  while (layers_[at].kind != Kind::kConvolution || seen++ != weighted) ++at;
  if (!layers_[at].normalised) return {weight, convolutions_[weighted]->bias.detach()};
  const auto& norm = norms_[weighted];
  const torch::Tensor scale =
      norm->weight.detach() / torch::sqrt(norm->running_var + norm->options.eps());
  return {weight * scale.reshape({-1, 1, 1, 1}), norm->bias.detach() - norm->running_mean * scale};
}

}  // namespace telar::models
