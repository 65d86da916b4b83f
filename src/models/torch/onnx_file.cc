#include "models/onnx/network_file.h"
#include "models/torch/onnx_file_internal.h"

namespace telar::models {
namespace {

std::vector<float> Floats(const torch::Tensor& values) {
  const torch::Tensor flat = values.contiguous().to(torch::kFloat32);
  return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

NetworkLayer::Kind KindOf(Layer::Kind kind) {
  switch (kind) {
    case Layer::Kind::kConvolution: return NetworkLayer::Kind::kConvolution;
    case Layer::Kind::kPool: return NetworkLayer::Kind::kPool;
    case Layer::Kind::kGlobalPool: return NetworkLayer::Kind::kGlobalPool;
    case Layer::Kind::kFlatten: return NetworkLayer::Kind::kFlatten;
    case Layer::Kind::kDense:
    case Layer::Kind::kDropout: break;
  }
  return NetworkLayer::Kind::kDense;
}

}  // namespace

Result<std::string> OnnxFile(const NetworkImpl& network, const Preparation& input,
                             const Calibration& calibration,
                             const std::map<std::string, std::string>& metadata) {
  const torch::NoGradGuard no_gradients;
  NetworkDescription description{input, {}, calibration, metadata};
  std::size_t weighted = 0;
  for (const Layer& layer : network.layers()) {
    if (layer.kind == Layer::Kind::kDropout) continue;
    NetworkLayer served{
        KindOf(layer.kind), layer.outputs, layer.stride, layer.padding, layer.rectified, {}, {}};
    if (layer.kind == Layer::Kind::kConvolution || layer.kind == Layer::Kind::kDense) {
      const auto [weight, bias] = network.Folded(weighted++);
      served.weights = Floats(weight);
      served.bias = Floats(bias);
    }
    description.layers.push_back(std::move(served));
  }
  return OnnxFile(description);
}

}  // namespace telar::models
