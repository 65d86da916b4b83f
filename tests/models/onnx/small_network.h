#pragma once

#include "core/random.h"
#include "models/model_metadata.h"
#include "models/onnx/network_file.h"

namespace telar::models {

inline std::vector<float> SomeFloats(SeededRandom& random, std::size_t count) {
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(random.Fraction() - 0.5);
  return values;
}

/// A network of every kind of layer for pages of 12 × 16 × 3, with weights by chance.
inline NetworkDescription SmallNetwork(bool flattened) {
  using Kind = NetworkLayer::Kind;
  SeededRandom random(5);
  NetworkDescription network;
  network.input = {12, 16, 3, 100};
  network.metadata = MetadataTexts({"small", network.input});
  network.calibration = {1.5, -0.25};
  const auto weighted = [&](Kind kind, int outputs, std::size_t inputs, bool rectified) {
    NetworkLayer layer{kind, outputs, 1, 0, rectified, {}, {}};
    layer.weights = SomeFloats(random, static_cast<std::size_t>(outputs) * inputs);
    layer.bias = SomeFloats(random, static_cast<std::size_t>(outputs));
    network.layers.push_back(std::move(layer));
  };
  weighted(Kind::kConvolution, 4, 3 * 9, true);
  network.layers.push_back({.kind = Kind::kPool});
  weighted(Kind::kConvolution, 2, 4 * 9, true);
  network.layers.back().stride = 2;
  network.layers.back().padding = 1;
  // 14 × 10 after the first convolution, 7 × 5 pooled, 4 × 3 after the second.
  network.layers.push_back({.kind = flattened ? Kind::kFlatten : Kind::kGlobalPool});
  weighted(Kind::kDense, 5, flattened ? 2 * 4 * 3 : 2 * 2, true);
  weighted(Kind::kDense, 1, 5, false);
  return network;
}

}  // namespace telar::models
