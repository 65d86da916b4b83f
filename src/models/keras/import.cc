#include "models/keras/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/text.h"
#include "models/model_metadata.h"
#include "models/onnx/network_file.h"

namespace telar::models {
namespace {

using nlohmann::json;
using Kind = NetworkLayer::Kind;

constexpr int kDpi = 200;  // at which the old platform rendered PDF pages
constexpr int kMostOutputs = 65'536;
constexpr std::size_t kMostLayers = 64;
constexpr const char* kSupported =
    "What can be imported: Sequential models of Conv2D (3 × 3, valid), MaxPooling2D (2 × 2), "
    "Flatten, Dense and Dropout with ReLU inside, ending in one sigmoid.";

Status Refuse(const std::string& why) {
  return Status::InvalidInput("import a Keras model: " + why).WithHint(kSupported);
}

// One layer as the file describes it.
struct Described {
  std::string kind, name;
  const json* config = nullptr;

  Status Refuse(std::string_view why) const {
    return models::Refuse(
        fmt::format("layer \"{}\" ({}) {}", ToValidUtf8(name), ToValidUtf8(kind), why));
  }
  // True when the option has the value, or is not there at all.
  bool Is(const char* option, const json& value) const {
    const auto found = config->find(option);
    return found == config->end() || *found == value;
  }
};

// What a layer is given: rows, columns, channels, or flat features.
struct Given {
  std::uint64_t height = 0, width = 0, channels = 0;
  std::uint64_t features = 0;  // not 0 once flat
};

class Importer {
 public:
  explicit Importer(const Hdf5File& file) : file_(file) {}

  Result<std::string> Run() {
    TELAR_ASSIGN_OR_RETURN(const std::string text, file_.Text("model_config"));
    try {
      const json model = json::parse(text);
      if (model.at("class_name") != "Sequential") return Refuse("it is no Sequential model");
      // Keras before 2.3 has the list of layers itself under "config".
      const json& config = model.at("config");
      const json& layers = config.is_array() ? config : config.at("layers");
      if (!layers.is_array() || layers.empty() || layers.size() > kMostLayers) {
        return Refuse("it has no layers, or too many");
      }
      TELAR_RETURN_IF_ERROR(ReadInput(layers));
      for (const json& layer : layers) {
        TELAR_RETURN_IF_ERROR(
            Add({layer.at("class_name").get<std::string>(),
                 layer.at("config").at("name").get<std::string>(), &layer.at("config")}));
      }
    } catch (const json::exception&) {
      return Refuse("its description (model_config) is not as Keras writes it");
    }
    if (!ended_) return Refuse("it does not end in one sigmoid");
    network_.metadata = MetadataTexts({"imported", network_.input});
    return OnnxFile(network_);
  }

 private:
  // [null, height, width, channels] of the first layer.
  Status ReadInput(const json& layers) {
    const json& first = layers.front().at("config");
    for (const char* key : {"batch_shape", "batch_input_shape"}) {
      const auto shape = first.find(key);
      if (shape == first.end()) continue;
      std::array<int, 3> sizes{};
      if (!shape->is_array() || shape->size() != 4) return Refuse("its input is no picture");
      for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (!(*shape)[i + 1].is_number_integer()) return Refuse("the size of its input is open");
        (*shape)[i + 1].get_to(sizes[i]);
      }
      const auto sane = [](int side) { return side >= 8 && side <= 1024; };
      if (!sane(sizes[0]) || !sane(sizes[1]) || (sizes[2] != 1 && sizes[2] != 3)) {
        return Refuse(fmt::format("its input is {} × {} × {}; sides are 8 to 1024, channels 1 or 3",
                                  sizes[0], sizes[1], sizes[2]));
      }
      network_.input = {sizes[1], sizes[0], sizes[2], kDpi};
      given_ = {static_cast<std::uint64_t>(sizes[0]), static_cast<std::uint64_t>(sizes[1]),
                static_cast<std::uint64_t>(sizes[2]), 0};
      return Status::Ok();
    }
    return Refuse("the size of its input is not said");
  }

  Status Add(const Described& layer) {
    if (layer.kind == "InputLayer" || layer.kind == "Dropout") return Status::Ok();
    if (ended_) return layer.Refuse("comes after the sigmoid");
    if (layer.kind == "Conv2D") return AddConvolution(layer);
    if (layer.kind == "MaxPooling2D") return AddPool(layer);
    if (layer.kind == "Flatten") {
      if (!layer.Is("data_format", "channels_last")) return layer.Refuse("has channels first");
      if (given_.features != 0) return Status::Ok();
      network_.layers.push_back({.kind = Kind::kFlatten});
      given_.features = given_.height * given_.width * given_.channels;
      return Status::Ok();
    }
    if (layer.kind == "Dense") return AddDense(layer);
    if (layer.kind == "Activation") return Activate(layer);
    return layer.Refuse("is of a kind that cannot be imported");
  }

  Status AddConvolution(const Described& layer) {
    const json three = {3, 3}, one = {1, 1};
    if (!layer.Is("kernel_size", three) || !layer.Is("strides", one) ||
        !layer.Is("dilation_rate", one) || !layer.Is("padding", "valid") ||
        !layer.Is("data_format", "channels_last") || !layer.Is("groups", 1)) {
      return layer.Refuse("is no plain 3 × 3 convolution with padding \"valid\"");
    }
    if (given_.features != 0 || given_.height < 3 || given_.width < 3) {
      return layer.Refuse("is given no picture that is large enough");
    }
    TELAR_ASSIGN_OR_RETURN(const std::uint64_t outputs, Outputs(layer, "filters"));
    TELAR_RETURN_IF_ERROR(AddWeighted(layer, Kind::kConvolution, {3, 3, given_.channels, outputs}));
    given_ = {given_.height - 2, given_.width - 2, outputs, 0};
    return Activate(layer);
  }

  Status AddPool(const Described& layer) {
    const json two = {2, 2};
    const bool strides = layer.Is("strides", two) || layer.config->at("strides").is_null();
    if (!layer.Is("pool_size", two) || !strides || !layer.Is("padding", "valid") ||
        !layer.Is("data_format", "channels_last")) {
      return layer.Refuse("does not pool 2 × 2 in steps of 2");
    }
    if (given_.features != 0 || given_.height < 2 || given_.width < 2) {
      return layer.Refuse("is given no picture that is large enough");
    }
    network_.layers.push_back({.kind = Kind::kPool});
    given_ = {given_.height / 2, given_.width / 2, given_.channels, 0};
    return Status::Ok();
  }

  Status AddDense(const Described& layer) {
    if (given_.features == 0) return layer.Refuse("stands before Flatten");
    TELAR_ASSIGN_OR_RETURN(const std::uint64_t outputs, Outputs(layer, "units"));
    TELAR_RETURN_IF_ERROR(AddWeighted(layer, Kind::kDense, {given_.features, outputs}));
    given_.features = outputs;
    return Activate(layer);
  }

  static Result<std::uint64_t> Outputs(const Described& layer, const char* option) {
    const int outputs = layer.config->at(option).get<int>();
    if (outputs < 1 || outputs > kMostOutputs) return layer.Refuse("has an odd number of outputs");
    return static_cast<std::uint64_t>(outputs);
  }

  // `sizes` of the kernel, its outputs last.
  Status AddWeighted(const Described& layer, Kind kind, const std::vector<std::uint64_t>& sizes) {
    const std::uint64_t outputs = sizes.back();
    const std::string group = "model_weights/" + layer.name;
    TELAR_ASSIGN_OR_RETURN(const std::vector<float> kernel, Weights(layer, group, "kernel", sizes));
    NetworkLayer served{kind, static_cast<int>(outputs), 1, 0, false, {}, {}};
    served.bias.assign(outputs, 0.0F);
    if (layer.Is("use_bias", true)) {
      TELAR_ASSIGN_OR_RETURN(served.bias, Weights(layer, group, "bias", {outputs}));
    }
    // Outputs move to the front; of a convolution inputs before rows and columns.
    const std::uint64_t inputs = kind == Kind::kConvolution ? sizes[2] : sizes[0];
    const std::uint64_t area = kind == Kind::kConvolution ? 9 : 1;
    served.weights.resize(kernel.size());
    std::size_t to = 0;
    for (std::uint64_t o = 0; o < outputs; ++o) {
      for (std::uint64_t i = 0; i < inputs; ++i) {
        for (std::uint64_t a = 0; a < area; ++a) {
          served.weights[to++] = kernel[(a * inputs + i) * outputs + o];
        }
      }
    }
    network_.layers.push_back(std::move(served));
    return Status::Ok();
  }

  Result<std::vector<float>> Weights(const Described& layer, const std::string& group,
                                     const std::string& name,
                                     const std::vector<std::uint64_t>& sizes) {
    auto array = file_.Floats(group, name);
    if (!array.ok())
      return layer.Refuse("has weights that cannot be read: " + array.status().message());
    if (array->sizes != sizes) {
      return layer.Refuse(fmt::format("has a {} of {}, not of {}", name,
                                      fmt::join(array->sizes, " × "), fmt::join(sizes, " × ")));
    }
    if (!std::all_of(array->values.begin(), array->values.end(),
                     [](float value) { return std::isfinite(value); })) {
      return layer.Refuse("has a weight that is no number");
    }
    return std::move(array->values);
  }

  // What the last weighted layer's values go through.
  Status Activate(const Described& layer) {
    const json& activation = layer.config->at("activation");
    if (activation == "linear") return Status::Ok();
    if (network_.layers.empty() || network_.layers.back().rectified ||
        network_.layers.back().kind == Kind::kPool ||
        network_.layers.back().kind == Kind::kFlatten) {
      return layer.Refuse("stands where no activation is expected");
    }
    if (activation == "relu") {
      network_.layers.back().rectified = true;
      return Status::Ok();
    }
    if (activation == "sigmoid" && given_.features == 1) {
      ended_ = true;
      return Status::Ok();
    }
    return layer.Refuse("has an activation that cannot be imported there");
  }

  const Hdf5File& file_;
  NetworkDescription network_;
  Given given_;
  bool ended_ = false;
};

}  // namespace

Result<std::string> ImportKeras(std::string_view bytes) {
  auto file = Hdf5File::Open(bytes);
  if (!file.ok()) {
    return file.status()
        .WithContext("import a Keras model")
        .WithHint(
            "A file that Keras saved as model.h5 is expected; .keras and SavedModel are other "
            "forms: "
            "load them in Keras and save them as .h5.");
  }
  auto onnx = Importer(*file).Run();
  if (!onnx.ok()) return onnx.status().WithHint(kSupported);
  return onnx;
}

}  // namespace telar::models
