#include "models/manifest.h"

#include <nlohmann/json.hpp>

namespace telar::models {

using nlohmann::json;

std::string VersionName(const ModelManifest& manifest) {
  return "v" + std::to_string(manifest.version) + " " + manifest.sha256.substr(0, 12);
}

std::string ManifestJson(const ModelManifest& m) {
  const json object = {
      {"version", m.version},
      {"sha256", m.sha256},
      {"bytes", m.bytes},
      {"architecture", m.architecture},
      {"created", FormatInstant(m.created)},
      {"code_version", m.code_version},
      {"dataset_sha256", m.dataset_sha256},
      {"baseline_sha256", m.baseline_sha256},
      {"parameters", m.parameters},
      {"figures", m.figures},
  };
  return object.dump(2) + "\n";
}

Result<ModelManifest> ParseManifest(std::string_view text) {
  try {
    const json object = json::parse(text);
    ModelManifest m;
    object.at("version").get_to(m.version);
    object.at("sha256").get_to(m.sha256);
    object.at("bytes").get_to(m.bytes);
    object.at("architecture").get_to(m.architecture);
    TELAR_ASSIGN_OR_RETURN(m.created, ParseInstant(object.at("created").get<std::string>()));
    object.at("code_version").get_to(m.code_version);
    object.at("dataset_sha256").get_to(m.dataset_sha256);
    object.at("baseline_sha256").get_to(m.baseline_sha256);
    object.at("parameters").get_to(m.parameters);
    object.at("figures").get_to(m.figures);
    return m;
  } catch (const json::exception& e) {
    return Status::InvalidInput(std::string("read the model's manifest: ") + e.what());
  }
}

}  // namespace telar::models
