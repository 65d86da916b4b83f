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

/// The words of one line: `glyphs` in reading order along `line`. Where the network left a space
/// out the paper between the characters tells: `ink` says which columns of the line's picture, as
/// high as the recogniser wants it, carry ink; without it only wide gaps part words.
std::vector<Word> WordsOfLine(const std::vector<Glyph>& glyphs, const RotatedBox& line,
                              bool quarter_turn, const std::vector<bool>& ink = {});

}  // namespace telar::documents::neural
