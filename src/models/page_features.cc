#include "models/page_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>

namespace telar::models {
namespace {

constexpr double kWhite = 255;

struct Sums {
  std::uint64_t count = 0, sum = 0, squares = 0;
  std::array<std::uint64_t, 256> histogram{};

  double Mean() const {
    return count == 0 ? 0 : static_cast<double>(sum) / (kWhite * static_cast<double>(count));
  }
};

Sums SumsOf(std::span<const std::uint8_t> levels) {
  Sums sums;
  for (const std::uint8_t level : levels) ++sums.histogram[level];
  for (std::uint64_t level = 0; level < sums.histogram.size(); ++level) {
    const std::uint64_t times = sums.histogram[level];
    sums.count += times;
    sums.sum += times * level;
    sums.squares += times * level * level;
  }
  return sums;
}

// The level at a place of the sorted values.
double LevelAt(const Sums& sums, std::uint64_t place) {
  std::uint64_t before = 0;
  for (std::size_t level = 0; level < sums.histogram.size(); ++level) {
    before += sums.histogram[level];
    if (before > place) return static_cast<double>(level) / kWhite;
  }
  return 0;
}

}  // namespace

PageFeatures FeaturesOf(const PreparedPage& page) {
  const Sums all = SumsOf(page.levels);
  if (all.count == 0) return {};
  PageFeatures features;
  features.mean = all.Mean();
  // At most 3 · 1024² values: the products stay below 2^63.
  const std::uint64_t spread = all.count * all.squares - all.sum * all.sum;
  features.std = std::sqrt(static_cast<double>(spread)) / (kWhite * static_cast<double>(all.count));
  features.min = LevelAt(all, 0);
  features.max = LevelAt(all, all.count - 1);
  features.median = (LevelAt(all, (all.count - 1) / 2) + LevelAt(all, all.count / 2)) / 2;
  features.mean_r = features.mean_g = features.mean_b = features.mean;
  if (page.preparation.channels == 3) {
    const std::span levels(page.levels);
    const std::size_t one = levels.size() / 3;
    features.mean_r = SumsOf(levels.first(one)).Mean();
    features.mean_g = SumsOf(levels.subspan(one, one)).Mean();
    features.mean_b = SumsOf(levels.subspan(2 * one)).Mean();
  }
  return features;
}

std::vector<std::pair<std::string_view, double>> ComparedFeatures(const PageFeatures& features,
                                                                  int channels) {
  std::vector<std::pair<std::string_view, double>> compared = {{"mean", features.mean},
                                                               {"std", features.std}};
  if (channels == 3) {
    compared.insert(
        compared.end(),
        {{"mean_r", features.mean_r}, {"mean_g", features.mean_g}, {"mean_b", features.mean_b}});
  }
  return compared;
}

}  // namespace telar::models
