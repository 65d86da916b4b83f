#include "inference/model.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <numeric>
#include <openvino/op/add.hpp>
#include <openvino/op/avg_pool.hpp>
#include <openvino/op/constant.hpp>
#include <openvino/op/identity.hpp>
#include <openvino/op/matmul.hpp>
#include <openvino/op/reduce_mean.hpp>
#include <openvino/op/softmax.hpp>
#include <openvino/openvino.hpp>
#include <string_view>

#include "core/log.h"

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

std::string MetadataOf(const ov::Model& model, const std::string& key) {
  try {
    return model.get_rt_info<std::string>("framework", key);
  } catch (const std::exception&) {
    return "";
  }
}

Status NoSuchEnd(std::string_view cause) {
  return Status::InvalidInput("keep some outputs of a model: " + std::string(cause));
}

/// Puts only the entries `keep` along the last axis of a constant input in its place.
Status SliceLastAxis(ov::Input<ov::Node> input, const std::vector<std::size_t>& keep) {
  const auto all =
      ov::as_type_ptr<ov::op::v0::Constant>(input.get_source_output().get_node_shared_ptr());
  if (all == nullptr || all->get_element_type() != ov::element::f32 || all->get_shape().empty()) {
    return NoSuchEnd("the last layer's weights are not constants of 32-bit floats");
  }
  ov::Shape shape = all->get_shape();
  const std::size_t width = shape.back();
  if (*std::max_element(keep.begin(), keep.end()) >= width) {
    return NoSuchEnd("it has " + std::to_string(width) + " outputs, fewer than are asked for");
  }
  const auto* values = all->get_data_ptr<float>();
  const std::size_t rows = ov::shape_size(shape) / width;
  std::vector<float> kept;
  kept.reserve(rows * keep.size());
  for (std::size_t row = 0; row < rows; ++row) {
    for (const std::size_t column : keep) kept.push_back(values[row * width + column]);
  }
  shape.back() = keep.size();
  input.replace_source_output(ov::op::v0::Constant::create(ov::element::f32, shape, kept));
  return Status::Ok();
}

/// The constant among the two inputs of an addition; the other one is `rest`.
bool SplitBias(ov::Node& add, std::size_t& bias, std::size_t& rest) {
  for (bias = 0; bias < 2; ++bias) {
    rest = 1 - bias;
    if (ov::is_type<ov::op::v0::Constant>(add.get_input_node_ptr(bias))) return true;
  }
  return false;
}

/// Walks from the model's result up to its last product and slices the constants on the way.
Status KeepOutputs(ov::Model& model, const std::vector<std::size_t>& keep) {
  ov::Node* node = model.get_results().front()->get_input_node_ptr(0);
  while (!ov::is_type<ov::op::v0::MatMul>(node)) {
    std::size_t next = 0;
    if (ov::is_type<ov::op::v1::Add>(node)) {
      std::size_t bias = 0;
      if (!SplitBias(*node, bias, next)) return NoSuchEnd("the last layer's bias is not constant");
      TELAR_RETURN_IF_ERROR(SliceLastAxis(node->input(bias), keep));
    } else if (!ov::is_type<ov::op::v8::Softmax>(node) && !ov::is_type<ov::op::v1::Softmax>(node) &&
               !ov::is_type<ov::op::v16::Identity>(node)) {
      return NoSuchEnd(std::string("it ends in ") + node->get_type_name());
    }
    node = node->get_input_node_ptr(next);
  }
  if (static_cast<const ov::op::v0::MatMul*>(node)->get_transpose_b()) {
    return NoSuchEnd("the last layer's weights are transposed");
  }
  TELAR_RETURN_IF_ERROR(SliceLastAxis(node->input(1), keep));
  model.validate_nodes_and_infer_types();
  return Status::Ok();
}

/// Splits averages over whole columns of their input into one over the rows, however many there
/// are, and one along them; then the height is free.
void FreeHeight(ov::Model& model) {
  for (const auto& node : model.get_ordered_ops()) {
    const auto pool = ov::as_type_ptr<ov::op::util::AvgPoolBase>(node);
    if (pool == nullptr || pool->get_kernel().size() != 2) continue;
    const ov::Dimension rows = pool->get_input_partial_shape(0)[2];
    const bool all_rows =
        rows.is_static() && static_cast<std::size_t>(rows.get_length()) == pool->get_kernel()[0];
    if (!all_rows || pool->get_pads_begin()[0] != 0 || pool->get_pads_end()[0] != 0) continue;
    const auto axis = ov::op::v0::Constant::create(ov::element::i64, {1}, {2});
    const auto mean =
        std::make_shared<ov::op::v1::ReduceMean>(pool->input_value(0), axis, /*keep_dims=*/true);
    const auto along = std::make_shared<ov::op::v1::AvgPool>(
        mean, ov::Strides{1, pool->get_strides()[1]}, ov::Shape{0, pool->get_pads_begin()[1]},
        ov::Shape{0, pool->get_pads_end()[1]}, ov::Shape{1, pool->get_kernel()[1]},
        pool->get_exclude_pad(), pool->get_rounding_type(), pool->get_auto_pad());
    ov::replace_node(node, along);
  }
  ov::PartialShape shape = model.input().get_partial_shape();
  shape[2] = ov::Dimension::dynamic();
  model.reshape(shape);
}

}  // namespace

struct Model::Impl {
  std::shared_ptr<ov::Model> model;
  ov::CompiledModel compiled;
  ov::InferRequest request;
};

Model::Model(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Model::~Model() = default;

Result<std::unique_ptr<Model>> Model::Open(const std::string& path, const ModelOptions& options) {
  if (!std::filesystem::exists(path)) {
    return Status::NotFound("open model " + path + ": no such file");
  }
  TELAR_RETURN_IF_ERROR(Supported());
  try {
    auto impl = std::make_unique<Impl>();
    impl->model = Engine().read_model(path);
    return Compile(std::move(impl), path, options);
  } catch (const std::exception& error) {
    return Status::InvalidInput("open model " + path + ": " + error.what());
  }
}

Result<std::unique_ptr<Model>> Model::FromBytes(const std::string& bytes, const std::string& name,
                                                const ModelOptions& options) {
  TELAR_RETURN_IF_ERROR(Supported());
  try {
    auto impl = std::make_unique<Impl>();
    impl->model = Engine().read_model(bytes, ov::Tensor());
    return Compile(std::move(impl), name, options);
  } catch (const std::exception& error) {
    return Status::InvalidInput("open model " + name + ": " + error.what());
  }
}

Result<std::unique_ptr<Model>> Model::Compile(std::unique_ptr<Impl> impl, const std::string& name,
                                              const ModelOptions& options) {
  if (impl->model->inputs().size() != 1 || impl->model->outputs().size() != 1 ||
      impl->model->input().get_element_type() != ov::element::f32) {
    return Status::InvalidInput("open model " + name +
                                ": expected one input and one output of 32-bit floats");
  }
  if (options.keep) {
    const auto keep =
        options.keep([&](const std::string& key) { return MetadataOf(*impl->model, key); });
    if (!keep.empty()) TELAR_RETURN_IF_ERROR(KeepOutputs(*impl->model, keep));
  }
  if (options.any_height && impl->model->input().get_partial_shape().size() == 4) {
    FreeHeight(*impl->model);
  }
  ov::AnyMap settings = SingleThreaded();
  if (options.full_precision) settings.insert(ov::hint::inference_precision(ov::element::f32));
  impl->compiled = Engine().compile_model(impl->model, "CPU", settings);
  impl->request = impl->compiled.create_infer_request();
  return std::unique_ptr<Model>(new Model(std::move(impl)));
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

void Model::ReleaseMemory() {
  try {
    impl_->compiled.release_memory();
  } catch (const std::exception& error) {
    log::Debug("a model keeps its memory", {{"reason", error.what()}});
  }
}

std::string Model::Metadata(const std::string& key) const { return MetadataOf(*impl_->model, key); }

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
