#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "documents/ocr/neural/resample.h"
#include "inference/model.h"

namespace telar::documents::neural {

/// One character of a line.
struct Glyph {
  std::string text;      ///< UTF-8, one or more code points; " " for a space.
  float confidence = 0;  ///< 0..1.
  float at = 0;          ///< Its middle, as a fraction 0..1 of the line's width.
};

/// Reads the characters of a line's picture: a network gives each time step a probability for every
/// character or none; repeats and blanks fall out (connectionist temporal classification, Graves et
/// al. 2006, best path). Belongs to one thread.
class Recognizer {
 public:
  /// Of the pictures it reads: as the network was published, and as it was trained beside that. The
  /// lower one is two thirds of the work. Both are equally fine along the line: squeezed pictures
  /// lose one of two equal characters.
  static constexpr int kHeight = 48, kQuickHeight = 32;

  /// `model`: PP-OCR recognition model as ONNX with its alphabet in the metadata key "character",
  /// of which only the characters that IsKept are computed. Errors of inference::Model::Open;
  /// kInvalidInput when the alphabet does not fit the model.
  static Result<std::unique_ptr<Recognizer>> Open(const std::string& model);

  /// The width of the picture that Recognize wants for a line of `aspect` = width ÷ height,
  /// whatever the picture's height.
  static int WidthFor(float aspect);
  /// The width to which a picture is padded before the network sees it: one of a few dozen, because
  /// every shape costs memory that is kept, and at most a sixth more than `width` from 192 on.
  static int PaddedWidth(int width);

  /// Gives back what the network keeps between lines (inference::Model::ReleaseMemory).
  void ReleaseMemory() { model_->ReleaseMemory(); }

  /// The columns `from` ≤ x < `to` of `line`, which is kHeight or kQuickHeight high, at most
  /// WidthFor wide and not padded. Places are fractions of the whole line's width.
  Result<std::vector<Glyph>> Recognize(const Planes& line, int from, int to);

 private:
  Recognizer(std::unique_ptr<inference::Model> model, std::vector<std::string> alphabet)
      : model_(std::move(model)), alphabet_(std::move(alphabet)) {}
  std::unique_ptr<inference::Model> model_;
  std::vector<std::string> alphabet_;  // class 1, 2, …; class 0 is the blank, the last one a space
};

/// True for what European documents are printed in: Latin and Greek letters with their accents,
/// digits, punctuation, currency and a few common signs, in their plain width.
bool IsKept(std::string_view character);

/// Best-path decoding of `steps` × `classes` probabilities; class 0 is the blank.
std::vector<Glyph> DecodeBestPath(std::span<const float> probabilities, std::size_t steps,
                                  std::size_t classes, const std::vector<std::string>& alphabet);

}  // namespace telar::documents::neural
