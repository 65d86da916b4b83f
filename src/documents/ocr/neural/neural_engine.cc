#include "documents/ocr/neural/neural_engine.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "documents/lines.h"
#include "documents/ocr/neural/line_reader.h"
#include "documents/ocr/neural/line_words.h"

namespace telar::documents::neural {
namespace {

constexpr float kLeastLineConfidence = 0.5F;  // below it a "line" is a logo or dirt
constexpr float kTall = 1.5F;                 // height ÷ width from which writing runs upwards

/// The slope of the page: the median over its lines, by their length.
float PageSlope(std::vector<RotatedBox> lines) {
  std::erase_if(lines, [](const RotatedBox& b) { return b.width < 3 * b.height; });
  if (lines.empty()) return 0;
  std::sort(lines.begin(), lines.end(),
            [](const RotatedBox& a, const RotatedBox& b) { return a.angle < b.angle; });
  float total = 0, passed = 0;
  for (const RotatedBox& b : lines) total += b.width;
  for (const RotatedBox& b : lines) {
    passed += b.width;
    if (passed >= total / 2) return b.angle;
  }
  return 0;
}

/// A row number for each line: those whose middles lie at one height, once the slope is taken out.
std::vector<int> RowsOfLines(const std::vector<RotatedBox>& lines) {
  const float slope = PageSlope(lines), c = std::cos(slope), s = std::sin(slope);
  const auto height = [&](std::size_t i) { return lines[i].center.y * c - lines[i].center.x * s; };
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return height(a) < height(b); });
  std::vector<int> rows(lines.size(), 0);
  int row = -1;
  float middle = 0, thickness = 0;
  for (const std::size_t i : order) {
    const float least = std::min(thickness, lines[i].height);
    if (row < 0 || height(i) - middle > 0.4F * least) {
      ++row;
      middle = height(i);
      thickness = lines[i].height;
    }
    rows[i] = row;
  }
  return rows;
}

float MeanConfidence(const std::vector<Glyph>& glyphs) {
  float sum = 0;
  for (const Glyph& g : glyphs) sum += g.confidence;
  return glyphs.empty() ? 0 : sum / static_cast<float>(glyphs.size());
}

}  // namespace

NeuralEngine::NeuralEngine(std::unique_ptr<Detector> detector,
                           std::unique_ptr<Recognizer> recognizer, const Clock& clock)
    : detector_(std::move(detector)),
      recognizer_(std::move(recognizer)),
      clock_(clock),
      name_("PP-OCRv6 small on " + inference::EngineName()) {}

Result<std::unique_ptr<OcrEngine>> NeuralEngine::Open(const NeuralOptions& options) {
  TELAR_ASSIGN_OR_RETURN(auto detector,
                         Detector::Open(options.models + "/PP-OCRv6_det_small.onnx"));
  TELAR_ASSIGN_OR_RETURN(auto recognizer,
                         Recognizer::Open(options.models + "/PP-OCRv6_rec_small.onnx"));
  return std::unique_ptr<OcrEngine>(
      new NeuralEngine(std::move(detector), std::move(recognizer), *options.clock));
}

Result<std::vector<Word>> NeuralEngine::Recognize(const PageImage& image, Deadline deadline) {
  // The two networks take turns, so that a reader never holds the memory of both.
  recognizer_->ReleaseMemory();
  TELAR_ASSIGN_OR_RETURN(const std::vector<RotatedBox> lines, detector_->Detect(image));
  const std::vector<int> rows = RowsOfLines(lines);
  std::vector<Word> words;
  std::vector<int> turns;
  bool turned = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const RotatedBox& line = lines[i];
    if (deadline.Expired(clock_)) {
      return Status::DeadlineExceeded("recognise a page: time ran out between its lines");
    }
    const bool quarter_turn = line.height >= kTall * line.width;
    TELAR_ASSIGN_OR_RETURN(const LineReading reading,
                           ReadLine(image, line, quarter_turn, *recognizer_));
    if (MeanConfidence(reading.glyphs) < kLeastLineConfidence) continue;
    for (Word& word : WordsOfLine(reading.glyphs, line, quarter_turn, reading.ink)) {
      word.line = rows[i];
      words.push_back(std::move(word));
      turns.push_back(quarter_turn ? 3 : 0);
      turned = turned || quarter_turn;
    }
  }
  // Rows are known from the lines' own slopes unless some of the writing runs upwards.
  if (turned) ArrangeLines(words, turns);
  else OrderKnownLines(words);
  return words;
}

}  // namespace telar::documents::neural
