#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace telar::inference {

/// Sizes of a tensor, outermost first (batch, channel, height, width).
using Shape = std::vector<std::size_t>;

/// A model's answer: a view into the model's own memory, valid until its next Run.
struct Output {
  Shape shape;
  std::span<const float> values;  ///< Row-major, as many as the product of the shape.
};

struct ModelOptions {
  /// Gives the text stored in the file under a key, "" when there is none.
  using Metadata = std::function<std::string(const std::string& key)>;
  /// Chooses which outputs the last layer computes, by their numbers along the last axis from 0;
  /// that axis then holds these alone, in the order given. The time for the others is saved, and a
  /// closing softmax spreads its probability over these. Without it, or when it chooses none, all
  /// stay. Called once, before the model is compiled.
  std::function<std::vector<std::size_t>(const Metadata& metadata)> keep;
  /// Lets the third size of the input, the height of a picture, be any, where the file fixes it: an
  /// average over windows that reach from the top to the bottom of the fixed height becomes one
  /// over the height there is.
  bool any_height = false;
  /// Computes in 32-bit floats everywhere, so that a number means the same on every machine (to
  /// about 1e-5), at half the speed where the processor has instructions for bfloat16.
  bool full_precision = false;
};

/// A trained network from an ONNX file: numbers in, numbers out.
///
/// One input and one output of 32-bit floats. Runs on one thread, the caller's: a process that
/// wants more cores opens more models. Every new input shape costs memory that is kept, so callers
/// pad to a few shapes. What the layers compute on the way is kept as well, until ReleaseMemory.
/// Belongs to one thread at a time.
class Model {
 public:
  /// Reads and compiles the file (about 200 ms for 20 MB). Computes in bfloat16 where the processor
  /// has instructions for it (AMX, AVX-512 BF16), in 32-bit floats elsewhere, and there too with
  /// `options.full_precision`. kNotFound when there is no such file; kInvalidInput when it is not a
  /// model of this form, or when `options.keep` chooses from a model that does not end in a product
  /// with constant weights, then a constant bias or none, then a softmax or none; kUnavailable when
  /// this build or machine cannot run models (see Supported).
  static Result<std::unique_ptr<Model>> Open(const std::string& path,
                                             const ModelOptions& options = {});
  /// The same from the bytes of such a file; `name` stands for it in messages.
  static Result<std::unique_ptr<Model>> FromBytes(const std::string& bytes, const std::string& name,
                                                  const ModelOptions& options = {});
  ~Model();

  /// kInvalidInput when `shape` does not fit the model or `input`; kInternal when the engine fails.
  Result<Output> Run(const Shape& shape, std::span<const float> input);

  /// Gives back what the layers computed on the way, hundreds of bytes for each number of a large
  /// input; the next Run takes it again, in a few milliseconds. Ends the life of the last Output.
  void ReleaseMemory();

  /// A text stored in the file under `key` (ONNX metadata); "" when there is none.
  std::string Metadata(const std::string& key) const;

 private:
  struct Impl;
  explicit Model(std::unique_ptr<Impl> impl);
  static Result<std::unique_ptr<Model>> Compile(std::unique_ptr<Impl> impl, const std::string& name,
                                                const ModelOptions& options);
  std::unique_ptr<Impl> impl_;
};

/// Ok when models can run here: the processor has AVX2 and the engine's libraries load. Otherwise
/// kUnavailable with the reason, for `telar doctor`.
Status Supported();

/// "openvino 2026.4.1": the engine with its version, for provenance.
std::string EngineName();

}  // namespace telar::inference
