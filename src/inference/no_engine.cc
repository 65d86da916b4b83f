// model.h in a build without an engine: nothing opens, and everybody who asks is told why.
#include "inference/model.h"

namespace telar::inference {

struct Model::Impl {};

Status Supported() {
  return Status::Unavailable("run a model: this program was built without OpenVINO")
      .WithHint(
          "./dev build fetches it where the processor is x86-64; builds for the sanitizers do "
          "without.");
}

std::string EngineName() { return "none"; }

Model::Model(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Model::~Model() = default;

Result<std::unique_ptr<Model>> Model::Open(const std::string&, const ModelOptions&) {
  return Supported();
}
Result<std::unique_ptr<Model>> Model::FromBytes(const std::string&, const std::string&,
                                                const ModelOptions&) {
  return Supported();
}
Result<Output> Model::Run(const Shape&, std::span<const float>) { return Supported(); }
void Model::ReleaseMemory() {}
std::string Model::Metadata(const std::string&) const { return ""; }

}  // namespace telar::inference
