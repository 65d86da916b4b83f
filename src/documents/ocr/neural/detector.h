#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "documents/ocr/neural/geometry.h"
#include "documents/reader.h"
#include "inference/model.h"

namespace telar::documents::neural {

/// Finds the lines of text of a page: a network gives each pixel the probability that it is text,
/// connected areas of probable text become rotated boxes ("differentiable binarization", Liao et
/// al. 2019, arXiv 1911.08947; the published parameters of PP-OCR). Belongs to one thread.
class Detector {
 public:
  /// `model`: PP-OCR detection model as ONNX. Errors of inference::Model::Open.
  static Result<std::unique_ptr<Detector>> Open(const std::string& model);

  /// Boxes in pixels of `image`, in no particular order; at most 1000.
  Result<std::vector<RotatedBox>> Detect(const PageImage& image);

 private:
  explicit Detector(std::unique_ptr<inference::Model> model) : model_(std::move(model)) {}
  std::unique_ptr<inference::Model> model_;
};

/// The boxes of a probability map, in its own pixels; only its upper left `used_width` ×
/// `used_height` part counts.
std::vector<RotatedBox> BoxesOfMap(std::span<const float> map, int width, int used_width,
                                   int used_height);

}  // namespace telar::documents::neural
