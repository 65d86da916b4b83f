#include "documents/ocr/neural/recognizer.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.h"

namespace telar::documents::neural {
namespace {

constexpr int kHeight = 48;
constexpr int kMostWidth = 3200;
constexpr std::array kWidths = {96,  160, 240,  320,  400,  480,       640,
                                800, 960, 1280, 1600, 2400, kMostWidth};

}  // namespace

Result<std::unique_ptr<Recognizer>> Recognizer::Open(const std::string& model) {
  TELAR_ASSIGN_OR_RETURN(auto opened, inference::Model::Open(model));
  const std::string characters = opened->Metadata("character");
  if (characters.empty()) {
    return Status::InvalidInput("open model " + model + ": it has no alphabet in its metadata");
  }
  std::vector<std::string> alphabet;
  for (const std::string_view line : Split(characters, '\n')) alphabet.emplace_back(line);
  return std::unique_ptr<Recognizer>(new Recognizer(std::move(opened), std::move(alphabet)));
}

Recognizer::Size Recognizer::SizeFor(float aspect) {
  const int width = std::clamp(static_cast<int>(std::lround(aspect * kHeight)), 16, kMostWidth);
  const int padded = *std::lower_bound(kWidths.begin(), kWidths.end(), width);
  return {width, padded, kHeight};
}

Result<std::vector<Glyph>> Recognizer::Recognize(const Planes& line, float used) {
  TELAR_ASSIGN_OR_RETURN(const inference::Output out,
                         model_->Run({1, 3, static_cast<std::size_t>(line.height),
                                      static_cast<std::size_t>(line.width)},
                                     line.values));
  if (out.shape.size() != 3 || out.shape[2] != alphabet_.size() + 2) {
    return Status::InvalidInput("recognise text: the alphabet does not fit the model");
  }
  std::vector<Glyph> glyphs = DecodeBestPath(out.values, out.shape[1], out.shape[2], alphabet_);
  for (Glyph& glyph : glyphs) glyph.at = std::min(1.0F, glyph.at / used);
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
