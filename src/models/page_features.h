#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "models/prepare.h"

namespace telar::models {

/// What is measured of a page to see whether documents change, from 0 (black) to 1 (white): over
/// all values of the prepared page, the very numbers the model is given.
struct PageFeatures {
  double mean = 0;
  double std = 0;  ///< Standard deviation of the population (divided by the number of values).
  double mean_r = 0, mean_g = 0, mean_b = 0;  ///< By channel; of a gray page all are its mean.
  double min = 0, max = 0;
  double median = 0;  ///< Of an even number of values the mean of the middle two.

  friend bool operator==(const PageFeatures&, const PageFeatures&) = default;
};

/// Sums are whole numbers, so that the same page gives the same bits on every machine. All zero for
/// a page without values.
PageFeatures FeaturesOf(const PreparedPage& page);

/// The features that drift is looked for in, by name: mean, std, mean_r, mean_g, mean_b. Of a model
/// for gray pages only mean and std, which say all the others would.
std::vector<std::pair<std::string_view, double>> ComparedFeatures(const PageFeatures& features,
                                                                  int channels);

}  // namespace telar::models
