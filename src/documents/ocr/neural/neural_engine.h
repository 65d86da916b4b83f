#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/clock.h"
#include "documents/ocr.h"
#include "documents/ocr/neural/detector.h"
#include "documents/ocr/neural/recognizer.h"

namespace telar::documents::neural {

struct NeuralOptions {
  /// Folder with PP-OCRv6_det_small.onnx and PP-OCRv6_rec_small.onnx.
  std::string models;
  /// For deadlines. Borrowed; outlives the engine.
  const Clock* clock = nullptr;
};

/// OCR by two networks: the detector finds lines, the recogniser reads each, characters become
/// words by the spaces between them and by wide gaps. Knows Latin and Greek letters with all
/// accents; no language has to be chosen.
class NeuralEngine final : public OcrEngine {
 public:
  /// kNotFound without the model files, kUnavailable where models cannot run
  /// (inference::Supported).
  static Result<std::unique_ptr<OcrEngine>> Open(const NeuralOptions& options);

  std::string_view name() const override { return name_; }
  Result<std::vector<Word>> Recognize(const PageImage& image, Deadline deadline) override;

 private:
  NeuralEngine(std::unique_ptr<Detector> detector, std::unique_ptr<Recognizer> recognizer,
               const Clock& clock);
  std::unique_ptr<Detector> detector_;
  std::unique_ptr<Recognizer> recognizer_;
  const Clock& clock_;
  std::string name_;
};

}  // namespace telar::documents::neural
