#pragma once

#include <map>
#include <string>

#include "core/result.h"
#include "models/calibration.h"
#include "models/torch/networks_internal.h"

namespace telar::models {

/// A network with its calibration as a model file (models/onnx/network_file.h). Batch normalisation
/// is folded into the convolutions, dropout is left out.
Result<std::string> OnnxFile(const NetworkImpl& network, const Preparation& input,
                             const Calibration& calibration,
                             const std::map<std::string, std::string>& metadata);

}  // namespace telar::models
