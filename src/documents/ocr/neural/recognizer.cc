#include "documents/ocr/neural/recognizer.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.h"

namespace telar::documents::neural {
namespace {

constexpr int kLeastWidth = 16, kMostWidth = 3200;

struct Range {
  char32_t first, last;
};
constexpr std::array<Range, 12> kKept = {{
    {U' ', U'\u017F'},       // Latin, Latin-1, Latin Extended-A
    {U'\u0218', U'\u021B'},  // Ș ș Ț ț
    {U'\u0370', U'\u03FF'},  // Greek
    {U'\u1E9E', U'\u1E9E'},  // ẞ
    {U'\u2010', U'\u203A'},  // dashes, quotes, bullets, per mille
    {U'\u20A0', U'\u20CF'},  // currency
    {U'\u2103', U'\u2122'},  // ℃ № ™
    {U'\u2190', U'\u2193'},  // arrows
    {U'\u2212', U'\u2212'},  // minus
    {U'\u2248', U'\u2265'},  // ≈ ≠ ≤ ≥
    {U'\u25A0', U'\u25CF'},  // list bullets, boxes
    {U'\u2610', U'\u2714'},  // ticked boxes, ticks
}};

}  // namespace

bool IsKept(std::string_view character) {
  const std::u32string points = DecodeUtf8(character);
  return points.size() == 1 && std::any_of(kKept.begin(), kKept.end(), [&](const Range& range) {
           return points[0] >= range.first && points[0] <= range.last;
         });
}

Result<std::unique_ptr<Recognizer>> Recognizer::Open(const std::string& model) {
  std::vector<std::string> alphabet;
  const auto keep = [&](const inference::ModelOptions::Metadata& metadata) {
    const std::string characters = metadata("character");
    if (characters.empty()) return std::vector<std::size_t>{};
    std::vector<std::size_t> classes = {0};
    std::size_t next = 1;
    for (const std::string_view character : Split(characters, '\n')) {
      if (IsKept(character)) {
        alphabet.emplace_back(character);
        classes.push_back(next);
      }
      ++next;
    }
    classes.push_back(next);
    return classes;
  };
  TELAR_ASSIGN_OR_RETURN(auto opened,
                         inference::Model::Open(model, {.keep = keep, .any_height = true}));
  if (alphabet.empty()) {
    return Status::InvalidInput("open model " + model + ": it has no alphabet in its metadata");
  }
  return std::unique_ptr<Recognizer>(new Recognizer(std::move(opened), std::move(alphabet)));
}

int Recognizer::WidthFor(float aspect) {
  return std::clamp(static_cast<int>(std::lround(aspect * kHeight)), kLeastWidth, kMostWidth);
}

int Recognizer::PaddedWidth(int width) {
  const int step = width <= 320 ? 32 : width <= 640 ? 64 : width <= 1280 ? 160 : 640;
  return std::max(64, (width + step - 1) / step * step);
}

Result<std::vector<Glyph>> Recognizer::Recognize(const Planes& line, int from, int to) {
  const int width = to - from, padded = PaddedWidth(width);
  const Planes input = Part(line, {from, 0, width, line.height}, padded, line.height);
  TELAR_ASSIGN_OR_RETURN(
      const inference::Output out,
      model_->Run({1, 3, static_cast<std::size_t>(line.height), static_cast<std::size_t>(padded)},
                  input.values));
  if (out.shape.size() != 3 || out.shape[2] != alphabet_.size() + 2) {
    return Status::InvalidInput("recognise text: the alphabet does not fit the model");
  }
  std::vector<Glyph> glyphs = DecodeBestPath(out.values, out.shape[1], out.shape[2], alphabet_);
  for (Glyph& glyph : glyphs) {
    const float x = static_cast<float>(from) + glyph.at * static_cast<float>(padded);
    glyph.at = std::min(1.0F, x / static_cast<float>(line.width));
  }
  return glyphs;
}

std::vector<Glyph> DecodeBestPath(std::span<const float> probabilities, std::size_t steps,
                                  std::size_t classes, const std::vector<std::string>& alphabet) {
  std::vector<Glyph> glyphs;
  std::size_t last = 0;
  std::size_t run_start = 0;
  for (std::size_t step = 0; step < steps; ++step) {
    const auto row = probabilities.subspan(step * classes, classes);
    const auto best =
        static_cast<std::size_t>(std::max_element(row.begin(), row.end()) - row.begin());
    const auto middle = [&](std::size_t from) {
      return (static_cast<float>(from + step) / 2 + 0.5F) / static_cast<float>(steps);
    };
    if (best != 0 && best == last) {
      glyphs.back().confidence = std::max(glyphs.back().confidence, row[best]);
      glyphs.back().at = middle(run_start);
    } else if (best != 0) {
      run_start = step;
      glyphs.push_back(
          {best <= alphabet.size() ? alphabet[best - 1] : " ", row[best], middle(step)});
    }
    last = best;
  }
  return glyphs;
}

}  // namespace telar::documents::neural
