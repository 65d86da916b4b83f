#include "documents/ocr/neural/line_words.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string_view>

#include "documents/ocr/neural/ink.h"

namespace telar::documents::neural {
namespace {

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
  Gaps(const std::vector<Glyph>& glyphs, const LineInk& ink)
      : glyphs_(glyphs), before_(glyphs.size(), 0.0F) {
    std::vector<float> inside;
    for (std::size_t i = 1; i < glyphs.size() && !ink.columns.empty(); ++i) {
      if (IsSpace(glyphs[i]) || IsSpace(glyphs[i - 1])) continue;
      before_[i] = WidestBlank(ink.columns, glyphs[i - 1].at, glyphs[i].at, ink.height);
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

}  // namespace

std::vector<GlyphRange> SplitWords(const std::vector<Glyph>& glyphs, const LineInk& ink) {
  const float widest = WidestAdvance(glyphs);
  const Gaps gaps(glyphs, ink);
  std::vector<GlyphRange> words;
  std::size_t start = 0;
  const auto finish = [&](std::size_t end) {
    if (start < end) words.push_back({start, end});
  };
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

std::vector<Word> WordsOfLine(const std::vector<Glyph>& glyphs, const RotatedBox& line,
                              bool quarter_turn, const LineInk& ink) {
  std::vector<Word> words;
  const float length = quarter_turn ? line.height : line.width;
  const float thickness = quarter_turn ? line.width : line.height;
  // The detector's boxes stand off the ink by about this share of their height on every side.
  const float margin = 0.2F * thickness;
  for (const auto [start, end] : SplitWords(glyphs, ink)) {
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
    RotatedBox box = line.Along(quarter_turn, from, to);
    float& across = quarter_turn ? box.width : box.height;
    across = std::max(1.0F, across - 2 * margin);
    word.box = UprightBox(box);
    word.font_size = std::max(1.0F, thickness - 2 * margin);
    words.push_back(std::move(word));
  }
  return words;
}

}  // namespace telar::documents::neural
