#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "models/prepare.h"

namespace telar::models {

/// A model file ready to answer: its preparation and its network.
///
/// Belongs to one thread at a time; a process that wants more cores opens more. Needs
/// inference/; where that cannot run, Open is kUnavailable.
class ServedModel {
 public:
  /// From the bytes of a model file: an ONNX network with one input of documents × channels ×
  /// height × width, one output of documents × 1, and its metadata (model_metadata.h). The network
  /// is run once on a white page: kInvalidInput when the bytes are no such file or it answers with
  /// something that is no probability.
  static Result<std::unique_ptr<ServedModel>> Open(const std::string& bytes,
                                                   const std::string& name);
  ~ServedModel();

  const Preparation& preparation() const;
  const std::string& architecture() const;

  /// Calibrated probability of class 1 (preventiva) for each page, which must be prepared as the
  /// model says; kInvalidInput otherwise. Pages run one after the other: a batch gains nothing on
  /// one core.
  Result<std::vector<double>> Probabilities(std::span<const PreparedPage> pages);

 private:
  struct Impl;
  explicit ServedModel(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Whether bytes are a model that can be served: what a Registry verifies by.
Status VerifyModel(std::string_view bytes);

}  // namespace telar::models
