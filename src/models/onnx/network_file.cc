#include "models/onnx/network_file.h"

#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>

#include "models/onnx/protobuf.h"

namespace telar::models {
namespace {

static_assert(std::endian::native == std::endian::little, "ONNX's raw floats are little-endian");

using Kind = NetworkLayer::Kind;

// Numbers of the format's fields and constants, by message.
namespace model_field {
constexpr int kIrVersion = 1, kProducer = 2, kGraph = 7, kOpset = 8, kMetadata = 14;
}
namespace graph_field {
constexpr int kNode = 1, kName = 2, kInitializer = 5, kInput = 11, kOutput = 12;
}
namespace node_field {
constexpr int kInput = 1, kOutput = 2, kName = 3, kOperator = 4, kAttribute = 5;
}
namespace attribute_field {
constexpr int kName = 1, kInt = 3, kInts = 8, kType = 20;
constexpr int kTypeInt = 2, kTypeInts = 7;
}  // namespace attribute_field
namespace tensor_field {
constexpr int kSize = 1, kElement = 2, kName = 8, kRaw = 9;
constexpr int kFloat = 1;
}  // namespace tensor_field

ProtobufMessage Attribute(std::string_view name, std::int64_t value) {
  ProtobufMessage attribute;
  attribute.Bytes(attribute_field::kName, name);
  attribute.Number(attribute_field::kInt, value);
  attribute.Number(attribute_field::kType, attribute_field::kTypeInt);
  return attribute;
}

ProtobufMessage Attribute(std::string_view name, std::initializer_list<std::int64_t> values) {
  ProtobufMessage attribute;
  attribute.Bytes(attribute_field::kName, name);
  for (const std::int64_t value : values) attribute.Number(attribute_field::kInts, value);
  attribute.Number(attribute_field::kType, attribute_field::kTypeInts);
  return attribute;
}

// A named tensor of documents × sizes.
ProtobufMessage Described(std::string_view name, std::initializer_list<std::int64_t> sizes) {
  ProtobufMessage shape, dimension, tensor, type, value;
  dimension.Bytes(2, "documents");
  shape.Message(1, dimension);
  for (const std::int64_t size : sizes) {
    ProtobufMessage fixed;
    fixed.Number(1, size);
    shape.Message(1, fixed);
  }
  tensor.Number(1, tensor_field::kFloat);
  tensor.Message(2, shape);
  type.Message(1, tensor);
  value.Bytes(1, name);
  value.Message(2, type);
  return value;
}

// Adds nodes one after the other, each taking what the last one gave.
class Graph {
 public:
  using Names = std::vector<std::string>;

  const std::string& last() const { return last_; }

  void Add(const std::string& type, const Names& constants = {},
           std::initializer_list<ProtobufMessage> attributes = {}) {
    AddOf(type, {last_}, constants, attributes);
  }
  void AddOf(const std::string& type, const Names& inputs, const Names& constants = {},
             std::initializer_list<ProtobufMessage> attributes = {},
             std::optional<std::string> output = {}) {
    const std::string name = type + std::to_string(++nodes_);
    last_ = output.value_or(name + "_out");
    ProtobufMessage node;
    for (const std::string& input : inputs) node.Bytes(node_field::kInput, input);
    for (const std::string& constant : constants) node.Bytes(node_field::kInput, constant);
    node.Bytes(node_field::kOutput, last_);
    node.Bytes(node_field::kName, name);
    node.Bytes(node_field::kOperator, type);
    for (const auto& attribute : attributes) node.Message(node_field::kAttribute, attribute);
    nodes_part_.Message(graph_field::kNode, node);
  }
  std::string Constant(std::span<const float> values, std::initializer_list<std::int64_t> sizes) {
    std::string name = "constant" + std::to_string(++constants_);
    ProtobufMessage tensor;
    for (const std::int64_t size : sizes) tensor.Number(tensor_field::kSize, size);
    tensor.Number(tensor_field::kElement, tensor_field::kFloat);
    tensor.Bytes(tensor_field::kName, name);
    const auto bytes = std::as_bytes(values);
    tensor.Bytes(tensor_field::kRaw, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    constants_part_.Message(graph_field::kInitializer, tensor);
    return name;
  }
  std::string Scalar(double value) {
    const float single = static_cast<float>(value);
    return Constant({&single, 1}, {1});
  }
  ProtobufMessage Finish(std::string_view name, const ProtobufMessage& input,
                         const ProtobufMessage& output) && {
    ProtobufMessage tail;
    tail.Message(graph_field::kInput, input);
    tail.Message(graph_field::kOutput, output);
    ProtobufMessage graph = std::move(nodes_part_);
    graph.Bytes(graph_field::kName, name);
    graph.Append(constants_part_);
    graph.Append(tail);
    return graph;
  }

 private:
  ProtobufMessage nodes_part_, constants_part_;
  int nodes_ = 0, constants_ = 0;
  std::string last_ = "page";
};

// What one layer gives the next: channels of rows and columns, or, once flat, features.
struct Shape {
  std::int64_t channels = 0, height = 0, width = 0;
  std::int64_t features = 0;
  bool flat = false;
};

Status Misfit(std::size_t place, std::string_view why) {
  return Status::InvalidInput(fmt::format("write a network: layer {} {}", place, why));
}

Status CheckWeights(const NetworkLayer& layer, std::int64_t inputs, std::size_t place) {
  if (layer.outputs < 1) return Misfit(place, "has no outputs");
  const std::int64_t needed = layer.outputs * inputs;
  if (layer.weights.size() != static_cast<std::size_t>(needed) ||
      layer.bias.size() != static_cast<std::size_t>(layer.outputs)) {
    return Misfit(place,
                  fmt::format("has {} weights and {} biases, not {} and {}", layer.weights.size(),
                              layer.bias.size(), needed, layer.outputs));
  }
  return Status::Ok();
}

Status AddConvolution(Graph& graph, const NetworkLayer& layer, Shape& shape, std::size_t place) {
  TELAR_RETURN_IF_ERROR(CheckWeights(layer, shape.channels * 9, place));
  const std::int64_t stride = layer.stride, padding = layer.padding;
  if (stride < 1 || padding < 0 || padding > 2) return Misfit(place, "has an impossible stride");
  const auto reduced = [&](std::int64_t side) { return (side + 2 * padding - 3) / stride + 1; };
  if (std::min(shape.height, shape.width) + 2 * padding < 3) {
    return Misfit(place, "finds less than 3 × 3 values");
  }
  graph.Add("Conv",
            {graph.Constant(layer.weights, {layer.outputs, shape.channels, 3, 3}),
             graph.Constant(layer.bias, {layer.outputs})},
            {Attribute("kernel_shape", {3, 3}), Attribute("strides", {stride, stride}),
             Attribute("pads", {padding, padding, padding, padding})});
  shape = {layer.outputs, reduced(shape.height), reduced(shape.width), 0, false};
  return Status::Ok();
}

Status AddLayer(Graph& graph, const NetworkLayer& layer, Shape& shape, std::size_t place) {
  if (shape.flat != (layer.kind == Kind::kDense)) {
    return Misfit(place, shape.flat ? "needs rows and columns" : "needs flat features");
  }
  switch (layer.kind) {
    case Kind::kConvolution:
      TELAR_RETURN_IF_ERROR(AddConvolution(graph, layer, shape, place));
      break;
    case Kind::kPool:
      if (shape.height < 2 || shape.width < 2) return Misfit(place, "finds less than 2 × 2 values");
      graph.Add("MaxPool", {}, {Attribute("kernel_shape", {2, 2}), Attribute("strides", {2, 2})});
      shape.height /= 2;
      shape.width /= 2;
      break;
    case Kind::kGlobalPool: {
      const std::string input = graph.last();
      graph.Add("GlobalAveragePool");
      const std::string mean = graph.last();
      graph.AddOf("GlobalMaxPool", {input});
      graph.AddOf("Concat", {mean, graph.last()}, {}, {Attribute("axis", 1)});
      graph.Add("Flatten", {}, {Attribute("axis", 1)});
      shape = {0, 0, 0, 2 * shape.channels, true};
      break;
    }
    case Kind::kFlatten:
      graph.Add("Transpose", {}, {Attribute("perm", {0, 2, 3, 1})});
      graph.Add("Flatten", {}, {Attribute("axis", 1)});
      shape = {0, 0, 0, shape.channels * shape.height * shape.width, true};
      break;
    case Kind::kDense:
      TELAR_RETURN_IF_ERROR(CheckWeights(layer, shape.features, place));
      graph.Add("Gemm",
                {graph.Constant(layer.weights, {layer.outputs, shape.features}),
                 graph.Constant(layer.bias, {layer.outputs})},
                {Attribute("transB", 1)});
      shape.features = layer.outputs;
      break;
  }
  if (layer.rectified) graph.Add("Relu");
  return Status::Ok();
}

}  // namespace

Result<std::string> OnnxFile(const NetworkDescription& network) {
  const Preparation& input = network.input;
  Graph graph;
  Shape shape{input.channels, input.height, input.width, 0, false};
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    TELAR_RETURN_IF_ERROR(AddLayer(graph, network.layers[i], shape, i + 1));
  }
  if (!shape.flat || shape.features != 1 || network.layers.back().rectified) {
    return Status::InvalidInput("write a network: its last layer does not give one logit");
  }
  graph.Add("Mul", {graph.Scalar(network.calibration.slope)});
  graph.Add("Add", {graph.Scalar(network.calibration.offset)});
  graph.AddOf("Sigmoid", {graph.last()}, {}, {}, "probability");

  ProtobufMessage model, opset;
  model.Number(model_field::kIrVersion, 7);
  model.Bytes(model_field::kProducer, "telar");
  model.Message(model_field::kGraph,
                std::move(graph).Finish(
                    "classifier", Described("page", {input.channels, input.height, input.width}),
                    Described("probability", {1})));
  opset.Number(2, 13);
  model.Message(model_field::kOpset, opset);
  for (const auto& [key, text] : network.metadata) {
    ProtobufMessage entry;
    entry.Bytes(1, key);
    entry.Bytes(2, text);
    model.Message(model_field::kMetadata, entry);
  }
  return std::move(model).Take();
}

}  // namespace telar::models
