#include "documents/page_hash.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <numbers>

namespace telar::documents {
namespace {

constexpr int kSide = 32, kKept = 8;
constexpr double kLeastContrast = 2.0;  // standard deviation of the gray values, of 255

using Grid = std::array<double, kSide * kSide>;

/// The mean gray of each of 32 × 32 equal cells.
Grid Shrink(const PageImage& page) {
  Grid sums{}, counts{};
  const auto* bytes = reinterpret_cast<const unsigned char*>(page.pixels.data());
  std::vector<std::size_t> column(static_cast<std::size_t>(page.width));
  for (std::size_t x = 0; x < column.size(); ++x) {
    column[x] = x * kSide / column.size();
  }
  const auto channels = static_cast<std::size_t>(page.channels);
  for (std::size_t y = 0; y < static_cast<std::size_t>(page.height); ++y) {
    const std::size_t row = y * kSide / static_cast<std::size_t>(page.height) * kSide;
    for (std::size_t x = 0; x < column.size(); ++x, bytes += channels) {
      const double gray = channels == 3 ? 0.299 * bytes[0] + 0.587 * bytes[1] + 0.114 * bytes[2]
                                        : static_cast<double>(bytes[0]);
      sums[row + column[x]] += gray;
      counts[row + column[x]] += 1;
    }
  }
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (counts[i] > 0) sums[i] /= counts[i];
  }
  return sums;
}

double Contrast(const Grid& grid) {
  double sum = 0, squares = 0;
  for (const double value : grid) {
    sum += value;
    squares += value * value;
  }
  const double n = static_cast<double>(grid.size()), mean = sum / n;
  return std::sqrt(std::max(0.0, squares / n - mean * mean));
}

/// Coefficients (1 … 8, 1 … 8) of the transform; 0 is what is constant along an axis.
std::array<double, kKept * kKept> LowFrequencies(const Grid& grid) {
  std::array<double, kKept * kSide> waves{};
  for (int k = 0; k < kKept; ++k) {
    for (int i = 0; i < kSide; ++i) {
      waves[static_cast<std::size_t>(k * kSide + i)] =
          std::cos(std::numbers::pi * (k + 1) * (2 * i + 1) / (2 * kSide));
    }
  }
  std::array<double, kKept * kSide> rows{};  // by frequency across, then by row
  for (std::size_t k = 0; k < kKept; ++k) {
    for (std::size_t y = 0; y < kSide; ++y) {
      for (std::size_t x = 0; x < kSide; ++x) {
        rows[k * kSide + y] += waves[k * kSide + x] * grid[y * kSide + x];
      }
    }
  }
  std::array<double, kKept * kKept> low{};
  for (std::size_t down = 0; down < kKept; ++down) {
    for (std::size_t across = 0; across < kKept; ++across) {
      for (std::size_t y = 0; y < kSide; ++y) {
        low[down * kKept + across] += waves[down * kSide + y] * rows[across * kSide + y];
      }
    }
  }
  return low;
}

}  // namespace

std::optional<std::uint64_t> PageHash(const PageImage& page) {
  const std::size_t needed = static_cast<std::size_t>(std::max(0, page.width)) *
                             static_cast<std::size_t>(std::max(0, page.height)) *
                             static_cast<std::size_t>(std::max(0, page.channels));
  if (page.width < kSide || page.height < kSide || page.pixels.size() < needed) return {};
  if (page.channels != 1 && page.channels != 3) return {};
  const Grid grid = Shrink(page);
  if (Contrast(grid) < kLeastContrast) return {};
  const auto low = LowFrequencies(grid);
  auto sorted = low;
  std::nth_element(sorted.begin(), sorted.begin() + sorted.size() / 2, sorted.end());
  const double median = sorted[sorted.size() / 2];
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < low.size(); ++i) {
    if (low[i] > median) hash |= std::uint64_t{1} << i;
  }
  return hash;
}

int HashDistance(std::uint64_t a, std::uint64_t b) { return std::popcount(a ^ b); }

std::array<std::uint16_t, kHashBands> HashBands(std::uint64_t hash) {
  std::array<std::uint16_t, kHashBands> bands{};
  for (std::size_t i = 0; i < bands.size(); ++i) {
    bands[i] = static_cast<std::uint16_t>(hash >> (16 * i));
  }
  return bands;
}

std::vector<std::uint16_t> BandProbes(std::uint16_t band) {
  std::vector<std::uint16_t> probes{band};
  for (unsigned first = 0; first < 16; ++first) {
    probes.push_back(static_cast<std::uint16_t>(band ^ (1U << first)));
    for (unsigned second = 0; second < first; ++second) {
      probes.push_back(static_cast<std::uint16_t>(band ^ (1U << first) ^ (1U << second)));
    }
  }
  return probes;
}

std::string HashText(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

std::optional<std::uint64_t> ParseHash(std::string_view text) {
  std::uint64_t hash = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, hash, 16);
  if (text.size() != 16 || error != std::errc() || stop != end) return std::nullopt;
  return hash;
}

}  // namespace telar::documents
