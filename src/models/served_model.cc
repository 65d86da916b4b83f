#include "models/served_model.h"

#include <algorithm>
#include <cmath>

#include "inference/model.h"
#include "models/model_metadata.h"

namespace telar::models {
namespace {

inference::Shape InputShape(const Preparation& p) {
  return {1, static_cast<std::size_t>(p.channels), static_cast<std::size_t>(p.height),
          static_cast<std::size_t>(p.width)};
}

}  // namespace

struct ServedModel::Impl {
  std::unique_ptr<inference::Model> network;
  ModelMetadata metadata;
  std::vector<float> input;
};

ServedModel::ServedModel(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ServedModel::~ServedModel() = default;

const Preparation& ServedModel::preparation() const { return impl_->metadata.preparation; }
const std::string& ServedModel::architecture() const { return impl_->metadata.architecture; }

Result<std::unique_ptr<ServedModel>> ServedModel::Open(const std::string& bytes,
                                                       const std::string& name) {
  auto impl = std::make_unique<Impl>();
  // Thresholds are set, models compared and drift watched by these probabilities, on one machine or
  // another.
  TELAR_ASSIGN_OR_RETURN(impl->network,
                         inference::Model::FromBytes(bytes, name, {.full_precision = true}));
  auto metadata =
      ParseMetadata([&](const std::string& key) { return impl->network->Metadata(key); });
  if (!metadata.ok()) return metadata.status().WithContext("open model " + name);
  impl->metadata = *std::move(metadata);
  std::unique_ptr<ServedModel> model(new ServedModel(std::move(impl)));
  const Preparation& preparation = model->preparation();
  const auto values = static_cast<std::size_t>(preparation.channels) *
                      static_cast<std::size_t>(preparation.height) *
                      static_cast<std::size_t>(preparation.width);
  const PreparedPage white{preparation, std::vector<std::uint8_t>(values, 255)};
  const auto answer = model->Probabilities({&white, 1});
  if (!answer.ok()) return answer.status().WithContext("open model " + name);
  return model;
}

Result<std::vector<double>> ServedModel::Probabilities(std::span<const PreparedPage> pages) {
  std::vector<double> probabilities;
  for (const PreparedPage& page : pages) {
    if (page.preparation != preparation()) {
      return Status::InvalidInput("classify a page: it is prepared for another model");
    }
    impl_->input.resize(page.levels.size());
    std::transform(page.levels.begin(), page.levels.end(), impl_->input.begin(), InputOf);
    TELAR_ASSIGN_OR_RETURN(const inference::Output output,
                           impl_->network->Run(InputShape(preparation()), impl_->input));
    if (output.values.size() != 1 || !std::isfinite(output.values[0]) || output.values[0] < 0 ||
        output.values[0] > 1) {
      return Status::InvalidInput("classify a page: the model's answer is no probability");
    }
    probabilities.push_back(output.values[0]);
  }
  return probabilities;
}

Status VerifyModel(std::string_view bytes) {
  return ServedModel::Open(std::string(bytes), "of " + std::to_string(bytes.size()) + " bytes")
      .status();
}

}  // namespace telar::models
