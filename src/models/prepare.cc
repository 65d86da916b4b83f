#include "models/prepare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <span>

namespace telar::models {
namespace {

// One axis: how much of each old pixel every new one covers. Weights are whole numbers, in units in
// which an old pixel is `after` long and a new one `before`, so sums are exact.
struct Cover {
  int first = 0;
  std::vector<std::uint32_t> weights;
};

std::vector<Cover> Covers(int before, int after) {
  std::vector<Cover> covers;
  for (int i = 0; i < after; ++i) {
    const std::int64_t from = std::int64_t{i} * before, to = from + before;
    Cover cover;
    cover.first = static_cast<int>(from / after);
    for (std::int64_t old = cover.first; old * after < to; ++old) {
      cover.weights.push_back(static_cast<std::uint32_t>(std::min(to, (old + 1) * after) -
                                                         std::max(from, old * after)));
    }
    covers.push_back(std::move(cover));
  }
  return covers;
}

std::uint8_t Gray(std::uint8_t r, std::uint8_t g, std::uint8_t b) {
  // 0.299, 0.587 and 0.114 in 16384ths, as image libraries round them.
  return static_cast<std::uint8_t>((r * 4899 + g * 9617 + b * 1868 + 8192) >> 14);
}

// Interleaved bytes, one or three a pixel.
struct Raster {
  int width = 0, height = 0, channels = 1;
  std::string bytes;
};

bool FirstTwoAgree(const documents::PageImage& page) {
  for (std::size_t i = 0; i + 2 < page.pixels.size(); i += 3) {
    if (page.pixels[i] != page.pixels[i + 1]) return false;
  }
  return true;
}

Raster ToGray(const documents::PageImage& page) {
  Raster gray{page.width, page.height, 1, {}};
  gray.bytes.resize(page.pixels.size() / 3);
  for (std::size_t i = 0; i < gray.bytes.size(); ++i) {
    const auto at = [&](std::size_t c) {
      return static_cast<std::uint8_t>(page.pixels[3 * i + c]);
    };
    gray.bytes[i] = static_cast<char>(Gray(at(0), at(1), at(2)));
  }
  return gray;
}

// Rows first, then columns; both sums in whole numbers.
std::vector<std::uint8_t> Shrink(const Raster& raster, int width, int height) {
  const auto columns = Covers(raster.width, width), rows = Covers(raster.height, height);
  const auto channels = static_cast<std::size_t>(raster.channels);
  const std::size_t old_row = static_cast<std::size_t>(raster.width) * channels;
  const std::uint64_t area =
      static_cast<std::uint64_t>(raster.width) * static_cast<std::uint64_t>(raster.height);
  std::vector<std::uint64_t> sums(old_row);
  std::vector<std::uint8_t> shrunk;
  shrunk.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * channels);
  for (const Cover& row : rows) {
    std::fill(sums.begin(), sums.end(), 0);
    for (std::size_t r = 0; r < row.weights.size(); ++r) {
      const std::size_t start = (static_cast<std::size_t>(row.first) + r) * old_row;
      for (std::size_t x = 0; x < old_row; ++x) {
        sums[x] += row.weights[r] * static_cast<std::uint8_t>(raster.bytes[start + x]);
      }
    }
    for (const Cover& column : columns) {
      for (std::size_t c = 0; c < channels; ++c) {
        std::uint64_t sum = 0;
        for (std::size_t x = 0; x < column.weights.size(); ++x) {
          sum +=
              column.weights[x] * sums[(static_cast<std::size_t>(column.first) + x) * channels + c];
        }
        shrunk.push_back(static_cast<std::uint8_t>((sum + area / 2) / area));
      }
    }
  }
  return shrunk;
}

Status CheckPage(const documents::PageImage& page) {
  if (page.width <= 0 || page.height <= 0 || (page.channels != 1 && page.channels != 3)) {
    return Status::InvalidInput(fmt::format("prepare a page of {} × {} pixels with {} channels",
                                            page.width, page.height, page.channels));
  }
  const std::size_t needed = static_cast<std::size_t>(page.width) *
                             static_cast<std::size_t>(page.height) *
                             static_cast<std::size_t>(page.channels);
  if (page.pixels.size() != needed) {
    return Status::InvalidInput(fmt::format("prepare a page: it has {} bytes of pixels, not {}",
                                            page.pixels.size(), needed));
  }
  return Status::Ok();
}

Status CheckPreparation(const Preparation& p) {
  const auto sane = [](int side) { return side >= 8 && side <= 1024; };
  if (sane(p.width) && sane(p.height) && (p.channels == 1 || p.channels == 3)) return Status::Ok();
  return Status::InvalidInput(
      fmt::format("prepare a page as {} × {} × {}: sides are 8 to 1024, channels 1 or 3", p.width,
                  p.height, p.channels));
}

}  // namespace

Result<PreparedPage> Prepare(const documents::PageImage& page, const Preparation& preparation) {
  TELAR_RETURN_IF_ERROR(CheckPage(page));
  TELAR_RETURN_IF_ERROR(CheckPreparation(preparation));
  Raster raster{page.width, page.height, page.channels, {}};
  if (page.channels == 3 && (preparation.channels == 1 || FirstTwoAgree(page))) {
    raster = ToGray(page);
  } else {
    raster.bytes = page.pixels;
  }
  const std::vector<std::uint8_t> shrunk = Shrink(raster, preparation.width, preparation.height);
  const std::size_t pixels =
      static_cast<std::size_t>(preparation.width) * static_cast<std::size_t>(preparation.height);
  PreparedPage prepared{preparation, {}};
  prepared.levels.resize(pixels * static_cast<std::size_t>(preparation.channels));
  const auto channels = static_cast<std::size_t>(raster.channels);
  for (std::size_t c = 0; c < static_cast<std::size_t>(preparation.channels); ++c) {
    for (std::size_t i = 0; i < pixels; ++i) {
      prepared.levels[c * pixels + i] = shrunk[i * channels + (channels == 1 ? 0 : c)];
    }
  }
  return prepared;
}

}  // namespace telar::models
