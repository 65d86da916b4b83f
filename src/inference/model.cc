#include "inference/model.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <numeric>
#include <openvino/openvino.hpp>

namespace telar::inference {
namespace {

/// One engine a process: it holds the plugin, which is expensive to load.
ov::Core& Engine() {
  static ov::Core core;
  return core;
}

ov::AnyMap SingleThreaded() {
  ov::AnyMap settings;
  settings.insert(ov::inference_num_threads(1));
  settings.insert(ov::num_streams(1));
  settings.insert(ov::hint::performance_mode(ov::hint::PerformanceMode::LATENCY));
  settings.insert(ov::hint::enable_cpu_pinning(false));
  return settings;
}

}  // namespace

struct Model::Impl {
  std::shared_ptr<ov::Model> model;
  ov::CompiledModel compiled;
  ov::InferRequest request;
};

Model::Model(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Model::~Model() = default;

Result<std::unique_ptr<Model>> Model::Open(const std::string& path) {
  if (!std::filesystem::exists(path)) {
    return Status::NotFound("open model " + path + ": no such file");
  }
  TELAR_RETURN_IF_ERROR(Supported());
  try {
    auto impl = std::make_unique<Impl>();
    impl->model = Engine().read_model(path);
    if (impl->model->inputs().size() != 1 || impl->model->outputs().size() != 1 ||
        impl->model->input().get_element_type() != ov::element::f32) {
      return Status::InvalidInput("open model " + path +
                                  ": expected one input and one output of 32-bit floats");
    }
    impl->compiled = Engine().compile_model(impl->model, "CPU", SingleThreaded());
    impl->request = impl->compiled.create_infer_request();
    return std::unique_ptr<Model>(new Model(std::move(impl)));
  } catch (const std::exception& error) {
    return Status::InvalidInput("open model " + path + ": " + error.what());
  }
}

Result<Output> Model::Run(const Shape& shape, std::span<const float> input) {
  const std::size_t size =
      std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
  if (size != input.size()) {
    return Status::InvalidInput("run model: the shape does not fit the input");
  }
  if (!impl_->model->input().get_partial_shape().compatible(ov::PartialShape(ov::Shape(shape)))) {
    return Status::InvalidInput("run model: the model takes inputs of another shape");
  }
  try {
    ov::Tensor in = impl_->request.get_input_tensor();
    in.set_shape(ov::Shape(shape));
    std::copy(input.begin(), input.end(), in.data<float>());
    impl_->request.infer();
    const ov::Tensor out = impl_->request.get_output_tensor();
    return Output{out.get_shape(), {out.data<float>(), out.get_size()}};
  } catch (const std::exception& error) {
    return Status::Internal(std::string("run model: ") + error.what());
  }
}

std::string Model::Metadata(const std::string& key) const {
  try {
    return impl_->model->get_rt_info<std::string>("framework", key);
  } catch (const std::exception&) {
    return "";
  }
}

Status Supported() {
  if (!__builtin_cpu_supports("avx2")) {
    return Status::Unavailable("run models: the processor has no AVX2")
        .WithHint("Set ocr.engine: tesseract.");
  }
  try {
    Engine();
    return Status::Ok();
  } catch (const std::exception& error) {
    return Status::Unavailable(std::string("load OpenVINO: ") + error.what());
  }
}

std::string EngineName() {
  const std::string build = ov::get_openvino_version().buildNumber;
  return "openvino " + build.substr(0, build.find('-'));
}

}  // namespace telar::inference
