#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/result.h"
#include "models/calibration.h"
#include "models/prepare.h"

namespace telar::models {

/// One step of a network that serves, with its weights.
struct NetworkLayer {
  enum class Kind {
    kConvolution,  ///< 3 × 3.
    kPool,         ///< The largest of 2 × 2, in steps of 2.
    kGlobalPool,   ///< Mean and maximum of every channel, side by side.
    kFlatten,      ///< Rows, columns, channels: the order in which Keras flattens.
    kDense,
  };
  Kind kind = Kind::kConvolution;
  int outputs = 0;         ///< Channels or neurons; of a convolution or a dense layer.
  int stride = 1;          ///< Of a convolution.
  int padding = 0;         ///< Of a convolution, on every side.
  bool rectified = false;  ///< ReLU afterwards.
  /// Of a convolution outputs × inputs × 3 × 3, of a dense layer outputs × inputs.
  std::vector<float> weights;
  std::vector<float> bias;  ///< One an output.
};

/// A classifier as it is served: from a prepared page to the probability of class 1. The last layer
/// is dense, has one output and is not rectified: its value is the logit that is calibrated.
struct NetworkDescription {
  Preparation input;
  std::vector<NetworkLayer> layers;
  Calibration calibration;
  std::map<std::string, std::string> metadata;  ///< model_metadata.h.
};

/// The description as an ONNX file (opset 13, IR 7): input "page" of documents × channels × height
/// × width, output "probability" of documents × 1. The same description gives the same bytes.
///
/// kInvalidInput when the layers do not fit the input, each other or their weights; the message
/// names the layer by its place, from 1. The format: https://github.com/onnx/onnx, onnx.proto.
Result<std::string> OnnxFile(const NetworkDescription& network);

}  // namespace telar::models
