#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/time.h"

namespace telar::models {

/// What a registered model is made of: enough to make it again and to know it from another.
struct ModelManifest {
  int version = 0;     ///< From 1, given by the registry.
  std::string sha256;  ///< Of the model file, lower-case hexadecimal.
  std::uint64_t bytes = 0;
  std::string architecture;     ///< "compact", "seed", "imported".
  Instant created{};            ///< When it was registered.
  std::string code_version;     ///< Of the program that trained it.
  std::string dataset_sha256;   ///< Of the dataset's manifest; "" when unknown (an imported model).
  std::string baseline_sha256;  ///< Of what drift is compared with (Registry::Blob); "" for none.
  std::map<std::string, std::string> parameters;  ///< "epochs" -> "12", "seed" -> "42".
  std::map<std::string, double> figures;          ///< Of exactly this file: "macro_f1" -> 0.97.

  friend bool operator==(const ModelManifest&, const ModelManifest&) = default;
};

/// "v12 1f3a9c20e4b7": version and start of the file's SHA-256, as people and rows name it.
std::string VersionName(const ModelManifest& manifest);

/// One JSON object with the members above; instants as FormatInstant writes them.
std::string ManifestJson(const ModelManifest& manifest);
/// kInvalidInput when the text is not such an object; members it does not know are ignored.
Result<ModelManifest> ParseManifest(std::string_view json);

}  // namespace telar::models
