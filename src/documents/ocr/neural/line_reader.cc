#include "documents/ocr/neural/line_reader.h"

#include <algorithm>
#include <utility>

#include "documents/ocr/neural/ink.h"

namespace telar::documents::neural {
namespace {

constexpr float kSure = 0.85F;       // of every character of a word that is not read again
constexpr float kMostOfLine = 0.6F;  // in doubt: the line is read again as a whole

/// From the first to the last column with ink, and a little paper on both sides.
std::pair<int, int> Inked(const LineInk& ink) {
  const std::vector<bool>& columns = ink.columns;
  const auto width = static_cast<int>(columns.size());
  const auto first =
      static_cast<int>(std::find(columns.begin(), columns.end(), true) - columns.begin());
  const auto after = width - static_cast<int>(std::find(columns.rbegin(), columns.rend(), true) -
                                              columns.rbegin());
  if (first >= after) return {0, width};
  const int margin = ink.height / 4;
  return {std::max(0, first - margin), std::min(width, after + margin)};
}

float LeastConfidence(const std::vector<Glyph>& glyphs, GlyphRange range) {
  float least = 1;
  for (std::size_t i = range.first; i < range.end; ++i) {
    least = std::min(least, glyphs[i].confidence);
  }
  return least;
}

float MeanConfidence(const std::vector<Glyph>& glyphs) {
  float sum = 0;
  for (const Glyph& g : glyphs) sum += g.confidence;
  return glyphs.empty() ? 0 : sum / static_cast<float>(glyphs.size());
}

/// The middle of the widest blank run between two fractions of the line; their own middle without
/// one.
float PaperBetween(const std::vector<bool>& columns, float from, float to) {
  const auto count = static_cast<float>(columns.size());
  const auto begin = static_cast<std::size_t>(std::clamp(from * count, 0.0F, count));
  const auto end = static_cast<std::size_t>(std::clamp(to * count, 0.0F, count));
  std::size_t run = 0, widest = 0, middle = (begin + end) / 2;
  for (std::size_t i = begin; i < end; ++i) {
    run = columns[i] ? 0 : run + 1;
    if (run <= widest) continue;
    widest = run;
    middle = i + 1 - (run + 1) / 2;
  }
  return count == 0 ? (from + to) / 2 : (static_cast<float>(middle) + 0.5F) / count;
}

Planes PictureOf(const PageImage& image, const RotatedBox& line, bool quarter_turn, int height) {
  const float aspect = quarter_turn ? line.height / line.width : line.width / line.height;
  return Cropped(image, line, quarter_turn, Recognizer::WidthFor(aspect), height);
}

}  // namespace

const std::vector<Glyph>& Surer(const std::vector<Glyph>& first, const std::vector<Glyph>& second) {
  return MeanConfidence(second) >= MeanConfidence(first) ? second : first;
}

std::vector<Stretch> DoubtfulStretches(const LineReading& reading, float sure) {
  const std::vector<Glyph>& glyphs = reading.glyphs;
  const std::vector<bool>& columns = reading.ink.columns;
  const std::vector<GlyphRange> words = SplitWords(glyphs, reading.ink);
  std::vector<Stretch> stretches;
  float in_doubt = 0;
  bool open = false;
  for (std::size_t w = 0; w < words.size(); ++w) {
    if (LeastConfidence(glyphs, words[w]) >= sure) {
      open = false;
      continue;
    }
    const auto [first, end] = words[w];
    const float to = end < glyphs.size()
                         ? PaperBetween(columns, glyphs[end - 1].at, glyphs[words[w + 1].first].at)
                         : 1;
    if (open) {
      stretches.back().glyphs.end = end;
      stretches.back().to = to;
      continue;
    }
    const float from =
        w > 0 ? PaperBetween(columns, glyphs[words[w - 1].end - 1].at, glyphs[first].at) : 0;
    stretches.push_back({{first, end}, from, to});
    open = true;
  }
  for (const Stretch& s : stretches) in_doubt += s.to - s.from;
  if (in_doubt > kMostOfLine) return {{{0, glyphs.size()}, 0, 1}};
  return stretches;
}

Result<LineReading> ReadLine(const PageImage& image, const RotatedBox& line, bool quarter_turn,
                             Recognizer& recognizer) {
  const Planes picture = PictureOf(image, line, quarter_turn, Recognizer::kQuickHeight);
  LineReading reading;
  reading.ink = {InkColumns(picture), Recognizer::kHeight};
  const auto [from, to] = Inked(reading.ink);
  TELAR_ASSIGN_OR_RETURN(reading.glyphs, recognizer.Recognize(picture, from, to));

  const auto width = static_cast<float>(picture.width);
  std::vector<Stretch> stretches = DoubtfulStretches(reading, kSure);
  // From the right, so that those on the left keep their places.
  for (auto stretch = stretches.rbegin(); stretch != stretches.rend(); ++stretch) {
    const float left = std::max(stretch->from, static_cast<float>(from) / width);
    const float right = std::min(stretch->to, static_cast<float>(to) / width);
    if (right <= left) continue;
    const Planes part =
        PictureOf(image, line.Along(quarter_turn, left, right), quarter_turn, Recognizer::kHeight);
    TELAR_ASSIGN_OR_RETURN(std::vector<Glyph> again, recognizer.Recognize(part, 0, part.width));
    for (Glyph& glyph : again) glyph.at = left + glyph.at * (right - left);
    const auto first = reading.glyphs.begin() + static_cast<long>(stretch->glyphs.first);
    const auto end = reading.glyphs.begin() + static_cast<long>(stretch->glyphs.end);
    const std::vector<Glyph> before(first, end);
    if (&Surer(before, again) == &before) continue;
    const auto at = reading.glyphs.erase(first, end);
    reading.glyphs.insert(at, again.begin(), again.end());
  }
  return reading;
}

}  // namespace telar::documents::neural
