#pragma once

#include <torch/torch.h>

#include <vector>

#include "models/torch/trainer.h"

namespace telar::models {

/// What both architectures are made of, in the order in which they compute; enough to run, to train
/// and to write as ONNX.
struct Layer {
  enum class Kind { kConvolution, kPool, kGlobalPool, kFlatten, kDense, kDropout };
  Kind kind = Kind::kConvolution;
  int outputs = 0;          ///< Channels or neurons.
  int stride = 1;           ///< Of a convolution.
  int padding = 0;          ///< Of a convolution, 3 × 3.
  bool normalised = false;  ///< Batch normalisation after the convolution, which then has no bias.
  bool rectified = true;    ///< ReLU afterwards.
  double dropout = 0;
};

std::vector<Layer> LayersOf(Architecture architecture);

/// A network of layers; output: logits, one a document.
class NetworkImpl : public torch::nn::Module {
 public:
  NetworkImpl(Architecture architecture, const Preparation& input);
  torch::Tensor forward(torch::Tensor x);

  const std::vector<Layer>& layers() const { return layers_; }
  /// Weight and bias of the n-th convolution or dense layer, with batch normalisation folded in.
  std::pair<torch::Tensor, torch::Tensor> Folded(std::size_t weighted) const;

 private:
  std::vector<Layer> layers_;
  std::vector<torch::nn::Conv2d> convolutions_;
  std::vector<torch::nn::BatchNorm2d> norms_;  ///< One a convolution; unused where not normalised.
  std::vector<torch::nn::Linear> dense_;
};
TORCH_MODULE(Network);

}  // namespace telar::models
