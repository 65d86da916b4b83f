#pragma once

#include <map>
#include <string>

#include "models/calibration.h"
#include "models/torch/networks_internal.h"

namespace telar::models {

/// A network with its calibration as an ONNX file (opset 13, IR 7): input "page" of documents ×
/// channels × height × width, output "probability" of documents × 1. Batch normalisation is folded
/// into the convolutions, dropout is left out.
std::string OnnxFile(const NetworkImpl& network, const Preparation& input,
                     const Calibration& calibration,
                     const std::map<std::string, std::string>& metadata);

}  // namespace telar::models
