#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/random.h"
#include "models/evaluation.h"
#include "models/observations.h"
#include "models/prepare.h"

namespace telar::models {

/// Invented papers for drift: pages with a letterhead and lines of print, of two classes, from
/// several suppliers, and what a scanner may do to them.
struct Paper {
  int label = 0;
  documents::PageImage page;
};

struct PaperMix {
  double share_of_new_supplier = 0;  ///< Whose form has a dark band and coarse print.
  int lighter = 0;                   ///< Added to every level, as a lamp does.
  int blur = 0;                      ///< Radius of a mean over neighbours, in pixels.
};

class PaperMill {
 public:
  static constexpr int kWidth = 64, kHeight = 96;

  explicit PaperMill(std::uint64_t seed) : random_(seed) {}

  Paper Draw(const PaperMix& mix = {}) {
    Paper paper;
    paper.label = static_cast<int>(random_.Below(2));
    const bool fresh = random_.Fraction() < mix.share_of_new_supplier;
    const int white = 225 + Below(15), ink = 30 + Below(60);
    paper.page = {kWidth, kHeight, 1, 100, std::string(kWidth * kHeight, Level(white))};
    Fill(paper.page, 6, 6, 14 + Below(20), 8, ink);
    if (fresh) Fill(paper.page, 0, 0, kWidth, 30, ink);
    // A class 1 paper has more lines than a class 0 paper.
    const int lines = (paper.label == 1 ? 16 : 6) + Below(6), thick = fresh ? 2 : 1;
    for (int line = 0; line < lines; ++line) {
      Fill(paper.page, 6, 20 + 3 * line, 26 + Below(26), thick, ink);
    }
    if (mix.lighter != 0) Lighten(paper.page, mix.lighter);
    if (mix.blur > 0) Blur(paper.page, mix.blur);
    return paper;
  }

  /// What a model that counts ink would have observed of it.
  Observation Observe(const PaperMix& mix = {}) {
    const Paper paper = Draw(mix);
    Observation observation;
    observation.document = std::to_string(++drawn_);
    observation.model_version = 1;
    observation.features = FeaturesOf(*Prepare(paper.page, {32, 48, 1, 100}));
    const double logit = (paper.label == 1 ? 2.0 : -2.0) + 20 * (0.8 - observation.features.mean) +
                         2 * random_.Fraction() - 1;
    observation.probability = 1 / (1 + std::exp(-logit));
    observation.label = Predicted(observation.probability);
    return observation;
  }
  std::vector<Observation> Observe(std::size_t count, const PaperMix& mix = {}) {
    std::vector<Observation> observations;
    for (std::size_t i = 0; i < count; ++i) observations.push_back(Observe(mix));
    return observations;
  }

 private:
  static char Level(int level) { return static_cast<char>(std::clamp(level, 0, 255)); }
  int Below(int bound) { return static_cast<int>(random_.Below(static_cast<unsigned>(bound))); }

  static void Fill(documents::PageImage& page, int x, int y, int width, int height, int level) {
    for (int row = y; row < std::min(y + height, kHeight); ++row) {
      const int end = std::min(x + width, kWidth);
      std::fill(page.pixels.begin() + row * kWidth + x, page.pixels.begin() + row * kWidth + end,
                Level(level));
    }
  }
  static void Lighten(documents::PageImage& page, int by) {
    for (char& pixel : page.pixels) pixel = Level(static_cast<unsigned char>(pixel) + by);
  }
  static void Blur(documents::PageImage& page, int radius) {
    const std::string before = page.pixels;
    for (int y = 0; y < kHeight; ++y) {
      for (int x = 0; x < kWidth; ++x) {
        int sum = 0, count = 0;
        for (int v = std::max(0, y - radius); v <= std::min(kHeight - 1, y + radius); ++v) {
          for (int u = std::max(0, x - radius); u <= std::min(kWidth - 1, x + radius); ++u) {
            sum += static_cast<unsigned char>(before[static_cast<std::size_t>(v * kWidth + u)]);
            ++count;
          }
        }
        page.pixels[static_cast<std::size_t>(y * kWidth + x)] = Level(sum / count);
      }
    }
  }

  SeededRandom random_;
  int drawn_ = 0;
};

}  // namespace telar::models
