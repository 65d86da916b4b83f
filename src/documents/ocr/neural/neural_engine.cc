#include "documents/ocr/neural/neural_engine.h"

#include <algorithm>
#include <cmath>

#include "documents/lines.h"

namespace telar::documents::neural {
namespace {

constexpr float kLeastLineConfidence = 0.5F;  // below it a "line" is a logo or dirt
constexpr float kTall = 1.5F;                 // height ÷ width from which writing runs upwards

/// The distance between neighbouring characters that no word of the line exceeds: well above the
/// line's usual advance.
float WidestAdvance(const std::vector<Glyph>& glyphs) {
  std::vector<float> advances;
  for (std::size_t i = 1; i < glyphs.size(); ++i) {
    if (glyphs[i].text != " " && glyphs[i - 1].text != " ") {
      advances.push_back(glyphs[i].at - glyphs[i - 1].at);
    }
  }
  if (advances.size() < 4) return 1;
  std::nth_element(advances.begin(), advances.begin() + static_cast<long>(advances.size() / 2),
                   advances.end());
  return 2.6F * advances[advances.size() / 2];
}

float MeanConfidence(const std::vector<Glyph>& glyphs) {
  float sum = 0;
  for (const Glyph& g : glyphs) sum += g.confidence;
  return glyphs.empty() ? 0 : sum / static_cast<float>(glyphs.size());
}

}  // namespace

std::vector<Word> WordsOfLine(const std::vector<Glyph>& glyphs, const RotatedBox& line,
                              bool quarter_turn) {
  std::vector<Word> words;
  const float widest = WidestAdvance(glyphs);
  const float length = quarter_turn ? line.height : line.width;
  const float thickness = quarter_turn ? line.width : line.height;
  // The detector's boxes stand off the ink by about this share of their height on every side.
  const float margin = 0.2F * thickness;
  std::size_t start = 0;
  const auto finish = [&](std::size_t end) {
    if (start == end) return;
    Word word;
    float confidence = 0;
    for (std::size_t i = start; i < end; ++i) {
      word.text += glyphs[i].text;
      confidence += glyphs[i].confidence;
    }
    word.confidence = confidence / static_cast<float>(end - start);
    // A character reaches half an advance to both sides of its middle.
    const std::size_t count = end - start;
    const float advance = count > 1 ? (glyphs[end - 1].at - glyphs[start].at) / static_cast<float>(count - 1)
                                    : 0.5F * thickness / length;
    const float from = std::max(0.0F, glyphs[start].at - advance / 2);
    const float to = std::min(1.0F, glyphs[end - 1].at + advance / 2);
    RotatedBox box = line;
    if (quarter_turn) {
      box.center = line.At(0, 0.5F - (from + to) / 2);
      box.height = line.height * (to - from);
      box.width = std::max(1.0F, box.width - 2 * margin);
    } else {
      box = line.Slice(from, to);
      box.height = std::max(1.0F, box.height - 2 * margin);
    }
    word.box = box.Bounds();
    word.font_size = std::max(1.0F, thickness - 2 * margin);
    words.push_back(std::move(word));
  };
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (glyphs[i].text == " " || glyphs[i].text == "\u3000") {
      finish(i);
      start = i + 1;
    } else if (i > start && glyphs[i].at - glyphs[i - 1].at > widest) {
      finish(i);
      start = i;
    }
  }
  finish(glyphs.size());
  return words;
}

NeuralEngine::NeuralEngine(std::unique_ptr<Detector> detector,
                           std::unique_ptr<Recognizer> recognizer, const Clock& clock)
    : detector_(std::move(detector)),
      recognizer_(std::move(recognizer)),
      clock_(clock),
      name_("PP-OCRv6 small on " + inference::EngineName()) {}

Result<std::unique_ptr<OcrEngine>> NeuralEngine::Open(const NeuralOptions& options) {
  TELAR_ASSIGN_OR_RETURN(auto detector, Detector::Open(options.models + "/PP-OCRv6_det_small.onnx"));
  TELAR_ASSIGN_OR_RETURN(auto recognizer,
                         Recognizer::Open(options.models + "/PP-OCRv6_rec_small.onnx"));
  return std::unique_ptr<OcrEngine>(
      new NeuralEngine(std::move(detector), std::move(recognizer), *options.clock));
}

Result<std::vector<Word>> NeuralEngine::Recognize(const PageImage& image, Deadline deadline) {
  TELAR_ASSIGN_OR_RETURN(const std::vector<RotatedBox> lines, detector_->Detect(image));
  std::vector<Word> words;
  std::vector<int> turns;
  for (const RotatedBox& line : lines) {
    if (deadline.Expired(clock_)) {
      return Status::DeadlineExceeded("recognise a page: time ran out between its lines");
    }
    const bool quarter_turn = line.height >= kTall * line.width;
    const float aspect = quarter_turn ? line.height / line.width : line.width / line.height;
    const Recognizer::Size size = Recognizer::SizeFor(aspect);
    const Planes picture =
        Cropped(image, line, quarter_turn, size.width, size.height, size.padded_width);
    TELAR_ASSIGN_OR_RETURN(
        const std::vector<Glyph> glyphs,
        recognizer_->Recognize(picture, static_cast<float>(size.width) /
                                            static_cast<float>(size.padded_width)));
    if (MeanConfidence(glyphs) < kLeastLineConfidence) continue;
    for (Word& word : WordsOfLine(glyphs, line, quarter_turn)) {
      words.push_back(std::move(word));
      turns.push_back(quarter_turn ? 3 : 0);
    }
  }
  ArrangeLines(words, turns);
  return words;
}

}  // namespace telar::documents::neural
