#include "models/page_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

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
int WholeLevelAt(const Sums& sums, std::uint64_t place) {
  std::uint64_t before = 0;
  for (std::size_t level = 0; level < sums.histogram.size(); ++level) {
    before += sums.histogram[level];
    if (before > place) return static_cast<int>(level);
  }
  return 0;
}

double LevelAt(const Sums& sums, std::uint64_t place) { return WholeLevelAt(sums, place) / kWhite; }

// Count squared times the variance. At most 3 · 1024² values: the products stay below 2^63.
std::uint64_t Spread(const Sums& sums) { return sums.count * sums.squares - sums.sum * sums.sum; }

double Ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

struct Steps {
  std::uint64_t sum_of_squares = 0, count = 0;

  void Add(int one, int other) {
    sum_of_squares += static_cast<std::uint64_t>((one - other) * (one - other));
    ++count;
  }
};

double Sharpness(const PreparedPage& page) {
  const auto width = static_cast<std::size_t>(page.preparation.width);
  const auto height = static_cast<std::size_t>(page.preparation.height);
  const std::size_t pixels = width * height;
  Steps across, down;
  std::uint64_t spread = 0, count = 0;
  for (std::size_t start = 0; start < page.levels.size(); start += pixels) {
    const std::span channel = std::span(page.levels).subspan(start, pixels);
    const Sums sums = SumsOf(channel);
    spread += Spread(sums);
    count += sums.count * sums.count;
    for (std::size_t i = 0; i < pixels; ++i) {
      if (i % width != 0) across.Add(channel[i], channel[i - 1]);
      if (i >= width) down.Add(channel[i], channel[i - width]);
    }
  }
  if (spread == 0) return 0;
  const double steps =
      Ratio(across.sum_of_squares, across.count) / 2 + Ratio(down.sum_of_squares, down.count) / 2;
  return std::min(steps / (4 * Ratio(spread, count)), 1.0);
}

// Of the uppermost quarter of the page and of the one below.
std::pair<double, double> SharesOfDarkness(const PreparedPage& page, int paper) {
  const auto width = static_cast<std::size_t>(page.preparation.width);
  const auto height = static_cast<std::size_t>(page.preparation.height);
  std::uint64_t top = 0, upper = 0, all = 0;
  for (std::size_t i = 0; i < page.levels.size(); ++i) {
    const auto darkness = static_cast<std::uint64_t>(std::max(paper - page.levels[i], 0));
    const std::size_t row = i / width % height;
    all += darkness;
    if (row < height / 4) {
      top += darkness;
    } else if (row < height / 2) {
      upper += darkness;
    }
  }
  return {Ratio(top, all), Ratio(upper, all)};
}

PageLook LookOf(const PreparedPage& page, const Sums& all) {
  const int paper = WholeLevelAt(all, (9 * all.count - 1) / 10);
  const auto [top, upper] = SharesOfDarkness(page, paper);
  return {.paper = paper / kWhite,
          .ink = LevelAt(all, (all.count - 1) / 100),
          .sharpness = Sharpness(page),
          .top = top,
          .upper = upper};
}

}  // namespace

PageFeatures FeaturesOf(const PreparedPage& page) {
  const Sums all = SumsOf(page.levels);
  PageFeatures features;
  features.look.emplace();
  if (all.count == 0) return features;
  features.mean = all.Mean();
  features.std =
      std::sqrt(static_cast<double>(Spread(all))) / (kWhite * static_cast<double>(all.count));
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
  features.look = LookOf(page, all);
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
  if (const auto& look = features.look) {
    compared.insert(compared.end(), {{"paper", look->paper},
                                     {"ink", look->ink},
                                     {"sharpness", look->sharpness},
                                     {"top", look->top},
                                     {"upper", look->upper}});
  }
  return compared;
}

}  // namespace telar::models
