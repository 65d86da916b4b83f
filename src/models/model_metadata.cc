#include "models/model_metadata.h"

#include <fmt/format.h>

#include <sstream>

namespace telar::models {
namespace {

constexpr const char* kArchitecture = "telar.architecture";
constexpr const char* kClasses = "telar.classes";
constexpr const char* kPreparation = "telar.preparation";
constexpr const char* kBothClasses = "correctiva,preventiva";

}  // namespace

std::map<std::string, std::string> MetadataTexts(const ModelMetadata& metadata) {
  const Preparation& p = metadata.preparation;
  return {{kArchitecture, metadata.architecture},
          {kClasses, kBothClasses},
          {kPreparation, fmt::format("{} {} {} {}", p.width, p.height, p.channels, p.dpi)}};
}

Result<ModelMetadata> ParseMetadata(
    const std::function<std::string(const std::string& key)>& text) {
  if (text(kClasses) != kBothClasses) {
    return Status::InvalidInput("it does not tell the two classes");
  }
  ModelMetadata metadata;
  metadata.architecture = text(kArchitecture);
  Preparation& p = metadata.preparation;
  std::istringstream numbers(text(kPreparation));
  if (!(numbers >> p.width >> p.height >> p.channels >> p.dpi) || !numbers.eof()) {
    return Status::InvalidInput("its metadata do not say how pages are prepared for it");
  }
  return metadata;
}

}  // namespace telar::models
