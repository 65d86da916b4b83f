#pragma once

#include <functional>
#include <map>
#include <string>

#include "core/result.h"
#include "models/prepare.h"

namespace telar::models {

/// What a model file says of itself beside its network, as texts under keys (ONNX metadata):
///
///   telar.architecture  "compact"
///   telar.classes       "correctiva,preventiva", in the order of their numbers
///   telar.preparation   "192 256 1 100": width, height, channels, dots per inch
struct ModelMetadata {
  std::string architecture;
  Preparation preparation;
  friend bool operator==(const ModelMetadata&, const ModelMetadata&) = default;
};

std::map<std::string, std::string> MetadataTexts(const ModelMetadata& metadata);

/// The inverse. `text` gives what the file has under a key, "" when nothing. kInvalidInput: no
/// preparation, or other classes.
Result<ModelMetadata> ParseMetadata(const std::function<std::string(const std::string& key)>& text);

}  // namespace telar::models
