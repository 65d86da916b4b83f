#include "documents/ocr/neural/neural_engine.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numeric>
#include <string_view>
#include <utility>

#include "documents/lines.h"
#include "documents/ocr/neural/ink.h"

namespace telar::documents::neural {
namespace {

constexpr float kLeastLineConfidence = 0.5F;  // below it a "line" is a logo or dirt
constexpr float kTall = 1.5F;                 // height ÷ width from which writing runs upwards
constexpr int kMargin = 12;                   // columns of paper left at both ends of a line

/// How wide paper must be between two characters to part words, in heights of the line's picture:
/// a space is about a fifth of it; figures and marks that belong together stand wider apart.
constexpr float kLeastSpace = 0.21F, kLeastSpaceInNumber = 0.45F;
constexpr float kSpaceToLetterGap = 2.5F;  // and how much wider than between the line's letters

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

bool IsSpace(const Glyph& glyph) { return glyph.text == " "; }

/// Finds the spaces that the network left out, by the paper between the characters.
class Gaps {
 public:
  Gaps(const std::vector<Glyph>& glyphs, const std::vector<bool>& ink)
      : glyphs_(glyphs), before_(glyphs.size(), 0.0F) {
    std::vector<float> inside;
    for (std::size_t i = 1; i < glyphs.size() && !ink.empty(); ++i) {
      if (IsSpace(glyphs[i]) || IsSpace(glyphs[i - 1])) continue;
      before_[i] = WidestBlank(ink, glyphs[i - 1].at, glyphs[i].at, Recognizer::kHeight);
      inside.push_back(before_[i]);
    }
    if (inside.empty()) return;
    const auto middle = inside.begin() + static_cast<long>(inside.size() / 2);
    std::nth_element(inside.begin(), middle, inside.end());
    letter_gap_ = *middle;
  }

  /// True when the paper before glyph `i` parts two words. Neither glyph is a space.
  bool PartWords(std::size_t i) const {
    const bool in_number = OfNumber(glyphs_[i - 1].text) && OfNumber(glyphs_[i].text);
    return before_[i] >= (in_number ? kLeastSpaceInNumber : kLeastSpace) &&
           before_[i] >= kSpaceToLetterGap * letter_gap_;
  }

 private:
  static bool OfNumber(std::string_view text) {
    return text.size() == 1 && (std::isdigit(static_cast<unsigned char>(text[0])) != 0 ||
                                std::string_view(".,:-/%").find(text[0]) != std::string_view::npos);
  }

  const std::vector<Glyph>& glyphs_;
  std::vector<float> before_;
  float letter_gap_ = 0;
};

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

/// The columns from the first to the last with ink, and a little paper on both sides.
std::pair<int, int> Inked(const std::vector<bool>& ink) {
  const auto width = static_cast<int>(ink.size());
  const auto first = static_cast<int>(std::find(ink.begin(), ink.end(), true) - ink.begin());
  const auto after =
      width - static_cast<int>(std::find(ink.rbegin(), ink.rend(), true) - ink.rbegin());
  if (first >= after) return {0, width};
  return {std::max(0, first - kMargin), std::min(width, after + kMargin)};
}

float MeanConfidence(const std::vector<Glyph>& glyphs) {
  float sum = 0;
  for (const Glyph& g : glyphs) sum += g.confidence;
  return glyphs.empty() ? 0 : sum / static_cast<float>(glyphs.size());
}

}  // namespace

std::vector<Word> WordsOfLine(const std::vector<Glyph>& glyphs, const RotatedBox& line,
                              bool quarter_turn, const std::vector<bool>& ink) {
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
  const Gaps gaps(glyphs, ink);
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (IsSpace(glyphs[i])) {
      finish(i);
      start = i + 1;
    } else if (i > start && (glyphs[i].at - glyphs[i - 1].at > widest || gaps.PartWords(i))) {
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
    const Planes picture =
        Cropped(image, line, quarter_turn, Recognizer::WidthFor(aspect), Recognizer::kHeight);
    const std::vector<bool> ink = InkColumns(picture);
    const auto [from, to] = Inked(ink);
    TELAR_ASSIGN_OR_RETURN(const std::vector<Glyph> glyphs,
                           recognizer_->Recognize(picture, from, to));
    if (MeanConfidence(glyphs) < kLeastLineConfidence) continue;
    for (Word& word : WordsOfLine(glyphs, line, quarter_turn, ink)) {
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
