#include "documents/ocr/neural/neural_engine.h"

#include <algorithm>
#include <cmath>
#include <numeric>

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

/// The box without the growth that a slope would add: rows stay as high as their letters.
Box UprightBox(const RotatedBox& box) {
  const float half_x = std::max(1.0F, box.width * std::cos(box.angle)) / 2;
  const float half_y = box.height / 2;
  return {box.center.x - half_x, box.center.y - half_y, box.center.x + half_x,
          box.center.y + half_y};
}

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
    const float advance =
        count > 1 ? (glyphs[end - 1].at - glyphs[start].at) / static_cast<float>(count - 1)
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
    word.box = UprightBox(box);
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
  TELAR_ASSIGN_OR_RETURN(auto detector,
                         Detector::Open(options.models + "/PP-OCRv6_det_small.onnx"));
  TELAR_ASSIGN_OR_RETURN(auto recognizer,
                         Recognizer::Open(options.models + "/PP-OCRv6_rec_small.onnx"));
  return std::unique_ptr<OcrEngine>(
      new NeuralEngine(std::move(detector), std::move(recognizer), *options.clock));
}

Result<std::vector<Word>> NeuralEngine::Recognize(const PageImage& image, Deadline deadline) {
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
    const float aspect = quarter_turn ? line.height / line.width : line.width / line.height;
    const Recognizer::Size size = Recognizer::SizeFor(aspect);
    const Planes picture =
        Cropped(image, line, quarter_turn, size.width, size.height, size.padded_width);
    TELAR_ASSIGN_OR_RETURN(
        const std::vector<Glyph> glyphs,
        recognizer_->Recognize(
            picture, static_cast<float>(size.width) / static_cast<float>(size.padded_width)));
    if (MeanConfidence(glyphs) < kLeastLineConfidence) continue;
    for (Word& word : WordsOfLine(glyphs, line, quarter_turn)) {
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
