#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "models/prepare.h"

namespace telar::models {

/// How a page is printed and scanned, each from 0 to 1. Darkness is how far a value lies below the
/// paper; values above it count as paper.
struct PageLook {
  double paper = 0;  ///< The level that nine tenths of all values lie at or below.
  double ink = 0;    ///< The level that a hundredth of all values lies at or below.
  /// Mean squared difference of neighbours, in a row and in a column, over four times the variance:
  /// 1 for a checkerboard, 0.5 for noise, the less the more it is blurred. Light and contrast of a
  /// lamp do not change it; colours are measured each by itself. 0 for a page of one level.
  double sharpness = 0;
  /// Shares of all darkness: of the uppermost quarter of the page, and of the quarter below it. 0
  /// for a page without any.
  double top = 0, upper = 0;

  friend bool operator==(const PageLook&, const PageLook&) = default;
};

/// What is measured of a page to see whether documents change, from 0 (black) to 1 (white): over
/// all values of the prepared page, the very numbers the model is given.
struct PageFeatures {
  double mean = 0;
  double std = 0;  ///< Standard deviation of the population (divided by the number of values).
  double mean_r = 0, mean_g = 0, mean_b = 0;  ///< By channel; of a gray page all are its mean.
  double min = 0, max = 0;
  double median = 0;  ///< Of an even number of values the mean of the middle two.
  /// Nothing for a page that was observed before this was measured.
  std::optional<PageLook> look;

  friend bool operator==(const PageFeatures&, const PageFeatures&) = default;
};

/// Sums are whole numbers, so that the same page gives the same bits on every machine. All zero for
/// a page without values. The page has as many values as its preparation says.
PageFeatures FeaturesOf(const PreparedPage& page);

/// The features that drift is looked for in, by name: mean, std, mean_r, mean_g, mean_b, paper,
/// ink, sharpness, top, upper. Of a model for gray pages none by channel, as the mean says what
/// they would; the last five only of a page with its look.
std::vector<std::pair<std::string_view, double>> ComparedFeatures(const PageFeatures& features,
                                                                  int channels);

}  // namespace telar::models
