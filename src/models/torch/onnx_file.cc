#include <onnx/onnx_pb.h>

#include <initializer_list>
#include <vector>

#include "models/torch/onnx_file_internal.h"

namespace telar::models {
namespace {

using Kind = Layer::Kind;

// Adds nodes one after the other, each taking what the last one gave.
class Graph {
 public:
  Graph(onnx::GraphProto& graph, std::string input) : graph_(graph), last_(std::move(input)) {}

  const std::string& last() const { return last_; }
  void SetLast(std::string name) { last_ = std::move(name); }

  onnx::NodeProto& Add(const std::string& type, std::initializer_list<std::string> constants = {}) {
    return AddOf(type, {last_}, constants);
  }
  onnx::NodeProto& AddOf(const std::string& type, const std::vector<std::string>& inputs,
                         std::initializer_list<std::string> constants = {}) {
    onnx::NodeProto& node = *graph_.add_node();
    node.set_op_type(type);
    node.set_name(type + std::to_string(graph_.node_size()));
    for (const std::string& input : inputs) node.add_input(input);
    for (const std::string& constant : constants) node.add_input(constant);
    last_ = node.name() + "_out";
    node.add_output(last_);
    return node;
  }
  std::string Constant(const torch::Tensor& values) {
    const torch::Tensor flat = values.contiguous().to(torch::kFloat32);
    onnx::TensorProto& tensor = *graph_.add_initializer();
    tensor.set_name("constant" + std::to_string(graph_.initializer_size()));
    tensor.set_data_type(onnx::TensorProto::FLOAT);
    for (const std::int64_t size : flat.sizes()) tensor.add_dims(size);
    tensor.set_raw_data(flat.data_ptr<float>(), static_cast<std::size_t>(flat.nbytes()));
    return tensor.name();
  }

 private:
  onnx::GraphProto& graph_;
  std::string last_;
};

void Set(onnx::NodeProto& node, const std::string& name, std::int64_t value) {
  onnx::AttributeProto& attribute = *node.add_attribute();
  attribute.set_name(name);
  attribute.set_type(onnx::AttributeProto::INT);
  attribute.set_i(value);
}
void Set(onnx::NodeProto& node, const std::string& name, const std::vector<std::int64_t>& values) {
  onnx::AttributeProto& attribute = *node.add_attribute();
  attribute.set_name(name);
  attribute.set_type(onnx::AttributeProto::INTS);
  for (const std::int64_t value : values) attribute.add_ints(value);
}

void Describe(onnx::ValueInfoProto& value, const std::string& name,
              const std::vector<std::int64_t>& sizes) {
  value.set_name(name);
  auto& tensor = *value.mutable_type()->mutable_tensor_type();
  tensor.set_elem_type(onnx::TensorProto::FLOAT);
  tensor.mutable_shape()->add_dim()->set_dim_param("documents");
  for (const std::int64_t size : sizes) tensor.mutable_shape()->add_dim()->set_dim_value(size);
}

void AddLayer(Graph& graph, const NetworkImpl& network, const Layer& layer, std::size_t& weighted) {
  switch (layer.kind) {
    case Kind::kConvolution: {
      const auto [weight, bias] = network.Folded(weighted++);
      auto& node = graph.Add("Conv", {graph.Constant(weight), graph.Constant(bias)});
      Set(node, "kernel_shape", {3, 3});
      Set(node, "strides", {layer.stride, layer.stride});
      Set(node, "pads", {layer.padding, layer.padding, layer.padding, layer.padding});
      break;
    }
    case Kind::kPool: {
      auto& node = graph.Add("MaxPool");
      Set(node, "kernel_shape", {2, 2});
      Set(node, "strides", {2, 2});
      break;
    }
    case Kind::kGlobalPool: {
      const std::string input = graph.last();
      graph.Add("GlobalAveragePool");
      const std::string mean = graph.last();
      graph.SetLast(input);
      graph.Add("GlobalMaxPool");
      Set(graph.AddOf("Concat", {mean, graph.last()}), "axis", 1);
      Set(graph.Add("Flatten"), "axis", 1);
      break;
    }
    case Kind::kFlatten:
      Set(graph.Add("Transpose"), "perm", {0, 2, 3, 1});
      Set(graph.Add("Flatten"), "axis", 1);
      break;
    case Kind::kDense: {
      const auto [weight, bias] = network.Folded(weighted++);
      Set(graph.Add("Gemm", {graph.Constant(weight), graph.Constant(bias)}), "transB", 1);
      break;
    }
    case Kind::kDropout: return;
  }
  if (layer.rectified) graph.Add("Relu");
}

}  // namespace

std::string OnnxFile(const NetworkImpl& network, const Preparation& input,
                     const Calibration& calibration,
                     const std::map<std::string, std::string>& metadata) {
  const torch::NoGradGuard no_gradients;
  onnx::ModelProto model;
  model.set_ir_version(7);
  model.set_producer_name("telar");
  model.add_opset_import()->set_version(13);
  for (const auto& [key, text] : metadata) {
    auto& entry = *model.add_metadata_props();
    entry.set_key(key);
    entry.set_value(text);
  }
  onnx::GraphProto& proto = *model.mutable_graph();
  proto.set_name("classifier");
  Describe(*proto.add_input(), "page", {input.channels, input.height, input.width});
  Graph graph(proto, "page");
  std::size_t weighted = 0;
  for (const Layer& layer : network.layers()) AddLayer(graph, network, layer, weighted);
  const auto scalar = [&](double value) {
    return graph.Constant(torch::full({1}, value, torch::kFloat32));
  };
  graph.Add("Mul", {scalar(calibration.slope)});
  graph.Add("Add", {scalar(calibration.offset)});
  auto& last = graph.Add("Sigmoid");
  last.set_output(0, "probability");
  Describe(*proto.add_output(), "probability", {1});
  return model.SerializeAsString();
}

}  // namespace telar::models
