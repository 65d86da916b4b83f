#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace telar::models {

/// What people ask about an architecture, read off its list of layers.
struct NetworkShape {
  std::vector<int> filters;      ///< Of each convolution, from the input on.
  std::vector<int> neurons;      ///< Of each dense layer but the last, which answers.
  std::vector<double> dropouts;  ///< Shares, 0..1, from the input on.

  friend bool operator==(const NetworkShape&, const NetworkShape&) = default;
};

}  // namespace telar::models
