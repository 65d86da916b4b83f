#include "documents/ocr/neural/resample.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace telar::documents::neural {
namespace {

constexpr float kScale = 1 / 127.5F;

/// Adds the pixel nearest to (x, y) and its three neighbours by their distance.
void AddBilinear(const PageImage& image, float x, float y, float sum[3]) {
  x = std::clamp(x - 0.5F, 0.0F, static_cast<float>(image.width - 1));
  y = std::clamp(y - 0.5F, 0.0F, static_cast<float>(image.height - 1));
  const int x0 = static_cast<int>(x), y0 = static_cast<int>(y);
  const int x1 = std::min(x0 + 1, image.width - 1), y1 = std::min(y0 + 1, image.height - 1);
  const float fx = x - static_cast<float>(x0), fy = y - static_cast<float>(y0);
  const auto at = [&](int px, int py, int c) {
    const std::size_t i = (static_cast<std::size_t>(py) * static_cast<std::size_t>(image.width) +
                           static_cast<std::size_t>(px)) *
                              static_cast<std::size_t>(image.channels) +
                          static_cast<std::size_t>(c);
    return static_cast<float>(static_cast<unsigned char>(image.pixels[i]));
  };
  for (int c = 0; c < image.channels; ++c) {
    const float top = at(x0, y0, c) * (1 - fx) + at(x1, y0, c) * fx;
    const float bottom = at(x0, y1, c) * (1 - fx) + at(x1, y1, c) * fx;
    sum[c] += top * (1 - fy) + bottom * fy;
  }
}

/// Which part of a row of `source` pixels each of `target` pixels covers.
struct Cover {
  int first = 0, last = 0;   // pixels, both included
  float head = 1, tail = 0;  // how much of the first and of the last, when they differ
};

std::vector<Cover> Covers(int source, int target) {
  std::vector<Cover> covers;
  const double step = static_cast<double>(source) / target;
  for (int i = 0; i < target; ++i) {
    const double from = i * step, to = std::min<double>(source, from + step);
    Cover cover;
    cover.first = std::min(static_cast<int>(from), source - 1);
    cover.last = std::clamp(static_cast<int>(std::ceil(to)) - 1, cover.first, source - 1);
    if (cover.last > cover.first) {
      cover.head = static_cast<float>(cover.first + 1 - from);
      cover.tail = static_cast<float>(to - cover.last);
    }
    covers.push_back(cover);
  }
  return covers;
}

void AddRow(const PageImage& image, int y, float weight, std::vector<float>& sum) {
  const auto* row = reinterpret_cast<const unsigned char*>(image.pixels.data()) +
                    static_cast<std::size_t>(y) * sum.size();
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += weight * static_cast<float>(row[i]);
}

/// Samples for each target pixel so that none of the source is skipped.
int Samples(float source, int target) {
  return std::clamp(static_cast<int>(std::lround(source / static_cast<float>(target))), 1, 8);
}

}  // namespace

Planes Part(const Planes& planes, const Area& area, int padded_width, int padded_height) {
  Planes part{padded_width, padded_height, {}};
  part.values.assign(static_cast<std::size_t>(3 * padded_width * padded_height), 0.0F);
  for (int plane = 0; plane < 3; ++plane) {
    for (int y = 0; y < area.height; ++y) {
      const auto row =
          planes.values.begin() + (plane * planes.height + area.y + y) * planes.width + area.x;
      std::copy(row, row + area.width,
                part.values.begin() + (plane * padded_height + y) * padded_width);
    }
  }
  return part;
}

Planes Scaled(const PageImage& image, int width, int height) {
  Planes planes{width, height, {}};
  const auto plane = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  planes.values.resize(3 * plane);
  const std::vector<Cover> across = Covers(image.width, width), down = Covers(image.height, height);
  const int channels = image.channels;
  const float scale = kScale * static_cast<float>(width) / static_cast<float>(image.width) *
                      static_cast<float>(height) / static_cast<float>(image.height);
  std::vector<float> sum(static_cast<std::size_t>(image.width) *
                         static_cast<std::size_t>(channels));
  for (int j = 0; j < height; ++j) {
    const Cover& rows = down[static_cast<std::size_t>(j)];
    std::fill(sum.begin(), sum.end(), 0.0F);
    AddRow(image, rows.first, rows.head, sum);
    for (int y = rows.first + 1; y < rows.last; ++y) AddRow(image, y, 1, sum);
    if (rows.last > rows.first) AddRow(image, rows.last, rows.tail, sum);
    for (int c = 0; c < channels; ++c) {
      const int target = channels == 1 ? 0 : 2 - c;
      float* out = planes.values.data() + static_cast<std::size_t>(target) * plane +
                   static_cast<std::size_t>(j) * static_cast<std::size_t>(width);
      for (const Cover& columns : across) {
        const float* in = sum.data() + columns.first * channels + c;
        float value = *in * columns.head;
        for (int x = columns.first + 1; x < columns.last; ++x) value += *(in += channels);
        if (columns.last > columns.first) value += *(in + channels) * columns.tail;
        *out++ = value * scale - 1;
      }
    }
  }
  if (channels == 1) {
    for (std::size_t c = 1; c < 3; ++c) {
      std::copy_n(planes.values.begin(), plane,
                  planes.values.begin() + static_cast<long>(c * plane));
    }
  }
  return planes;
}

Planes Cropped(const PageImage& image, const RotatedBox& box, bool quarter_turn, int width,
               int height) {
  Planes planes{width, height, {}};
  const float along = quarter_turn ? box.height : box.width;
  const float across = quarter_turn ? box.width : box.height;
  const int nx = Samples(along, width), ny = Samples(across, height);
  const float c = std::cos(box.angle), s = std::sin(box.angle);
  const auto plane = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  planes.values.resize(3 * plane);
  const float samples = static_cast<float>(nx * ny);
  for (int j = 0; j < height; ++j) {
    for (int i = 0; i < width; ++i) {
      float sum[3] = {0, 0, 0};
      for (int b = 0; b < ny; ++b) {
        for (int a = 0; a < nx; ++a) {
          const float x =
              static_cast<float>(i) + (static_cast<float>(a) + 0.5F) / static_cast<float>(nx);
          const float y =
              static_cast<float>(j) + (static_cast<float>(b) + 0.5F) / static_cast<float>(ny);
          const float p = x / static_cast<float>(width) - 0.5F;
          const float q = y / static_cast<float>(height) - 0.5F;
          const float u = (quarter_turn ? q : p) * box.width;
          const float v = (quarter_turn ? -p : q) * box.height;
          AddBilinear(image, box.center.x + u * c - v * s, box.center.y + u * s + v * c, sum);
        }
      }
      const std::size_t index = static_cast<std::size_t>(j) * static_cast<std::size_t>(width) +
                                static_cast<std::size_t>(i);
      for (std::size_t k = 0; k < 3; ++k) {
        const float value = image.channels == 1 ? sum[0] : sum[2 - k];
        planes.values[k * plane + index] = value / samples * kScale - 1;
      }
    }
  }
  return planes;
}

}  // namespace telar::documents::neural
