#include "models/served_model.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "inference/model.h"

namespace telar::models {
namespace {

Result<Preparation> ParsePreparation(const std::string& text) {
  Preparation p;
  std::istringstream in(text);
  if (in >> p.width >> p.height >> p.channels >> p.dpi && in.eof()) return p;
  return Status::InvalidInput("its metadata do not say how pages are prepared for it");
}

inference::Shape InputShape(const Preparation& p) {
  return {1, static_cast<std::size_t>(p.channels), static_cast<std::size_t>(p.height),
          static_cast<std::size_t>(p.width)};
}

}  // namespace

struct ServedModel::Impl {
  std::unique_ptr<inference::Model> network;
  Preparation preparation;
  std::string architecture;
  std::vector<float> input;
};

ServedModel::ServedModel(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ServedModel::~ServedModel() = default;

const Preparation& ServedModel::preparation() const { return impl_->preparation; }
const std::string& ServedModel::architecture() const { return impl_->architecture; }

Result<std::unique_ptr<ServedModel>> ServedModel::Open(const std::string& bytes,
                                                       const std::string& name) {
  auto impl = std::make_unique<Impl>();
  TELAR_ASSIGN_OR_RETURN(impl->network, inference::Model::FromBytes(bytes, name));
  auto preparation = ParsePreparation(impl->network->Metadata("telar.preparation"));
  if (!preparation.ok()) return preparation.status().WithContext("open model " + name);
  impl->preparation = *preparation;
  impl->architecture = impl->network->Metadata("telar.architecture");
  if (impl->network->Metadata("telar.classes") != "correctiva,preventiva") {
    return Status::InvalidInput("open model " + name + ": it does not tell the two classes");
  }
  std::unique_ptr<ServedModel> model(new ServedModel(std::move(impl)));
  const auto values = static_cast<std::size_t>(preparation->channels) *
                      static_cast<std::size_t>(preparation->height) *
                      static_cast<std::size_t>(preparation->width);
  const PreparedPage white{*preparation, std::vector<std::uint8_t>(values, 255)};
  const auto answer = model->Probabilities({&white, 1});
  if (!answer.ok()) return answer.status().WithContext("open model " + name);
  return model;
}

Result<std::vector<double>> ServedModel::Probabilities(std::span<const PreparedPage> pages) {
  std::vector<double> probabilities;
  for (const PreparedPage& page : pages) {
    if (page.preparation != impl_->preparation) {
      return Status::InvalidInput("classify a page: it is prepared for another model");
    }
    impl_->input.resize(page.levels.size());
    std::transform(page.levels.begin(), page.levels.end(), impl_->input.begin(), InputOf);
    TELAR_ASSIGN_OR_RETURN(const inference::Output output,
                           impl_->network->Run(InputShape(impl_->preparation), impl_->input));
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
