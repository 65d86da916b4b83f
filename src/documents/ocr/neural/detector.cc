#include "documents/ocr/neural/detector.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "documents/ocr/neural/ink.h"
#include "documents/ocr/neural/resample.h"

namespace telar::documents::neural {
namespace {

constexpr int kLongSide = 1120;  // of the page at the scale the network sees
constexpr int kShapeStep = 160;  // sides are padded to multiples of it: few shapes, little waste
constexpr float kPixelThreshold = 0.3F;
constexpr float kBoxThreshold = 0.5F;
constexpr float kUnclip = 1.6F;
constexpr float kLeastSide = 2;  // of a component, before it grows
constexpr std::size_t kMostBoxes = 1000;

int PaddedSide(int side) { return (side + kShapeStep - 1) / kShapeStep * kShapeStep; }

/// Where the map, dilated by 2 × 2, is probable text.
std::vector<std::uint8_t> Mask(std::span<const float> map, int width, int w, int h) {
  std::vector<std::uint8_t> mask(static_cast<std::size_t>(w) * static_cast<std::size_t>(h));
  const auto probable = [&](int x, int y) {
    return x >= 0 && y >= 0 && map[static_cast<std::size_t>(y * width + x)] > kPixelThreshold;
  };
  for (int y = 0; y < h; ++y) {
    for (int x = 0; x < w; ++x) {
      mask[static_cast<std::size_t>(y * w + x)] =
          probable(x, y) || probable(x - 1, y) || probable(x, y - 1) || probable(x - 1, y - 1);
    }
  }
  return mask;
}

/// The border points of the 8-connected area around `start`, which is cleared from the mask.
std::vector<Point> TakeArea(std::vector<std::uint8_t>& mask, int w, int h, int start,
                            std::vector<int>& stack) {
  std::vector<Point> border;
  stack.assign(1, start);
  mask[static_cast<std::size_t>(start)] = 2;
  std::vector<int> taken;
  while (!stack.empty()) {
    const int at = stack.back();
    stack.pop_back();
    taken.push_back(at);
    const int x = at % w, y = at / w;
    bool inner = true;
    for (int dy = -1; dy <= 1; ++dy) {
      for (int dx = -1; dx <= 1; ++dx) {
        const int nx = x + dx, ny = y + dy;
        if (nx < 0 || ny < 0 || nx >= w || ny >= h) {
          inner = false;
          continue;
        }
        std::uint8_t& m = mask[static_cast<std::size_t>(ny * w + nx)];
        if (m == 0) inner = false;
        if (m == 1) {
          m = 2;
          stack.push_back(ny * w + nx);
        }
      }
    }
    if (!inner) border.push_back({static_cast<float>(x), static_cast<float>(y)});
  }
  for (const int at : taken) mask[static_cast<std::size_t>(at)] = 3;
  return border;
}

/// The mean probability under the box.
float Score(std::span<const float> map, int width, int w, int h, const RotatedBox& box) {
  const Box bounds = box.Bounds();
  const int x0 = std::clamp(static_cast<int>(std::floor(bounds.x0)), 0, w - 1);
  const int x1 = std::clamp(static_cast<int>(std::ceil(bounds.x1)), 0, w - 1);
  const int y0 = std::clamp(static_cast<int>(std::floor(bounds.y0)), 0, h - 1);
  const int y1 = std::clamp(static_cast<int>(std::ceil(bounds.y1)), 0, h - 1);
  const float c = std::cos(box.angle), s = std::sin(box.angle);
  float sum = 0;
  int count = 0;
  for (int y = y0; y <= y1; ++y) {
    for (int x = x0; x <= x1; ++x) {
      const float dx = static_cast<float>(x) - box.center.x,
                  dy = static_cast<float>(y) - box.center.y;
      if (std::abs(dx * c + dy * s) > box.width / 2 + 0.5F) continue;
      if (std::abs(dy * c - dx * s) > box.height / 2 + 0.5F) continue;
      sum += map[static_cast<std::size_t>(y * width + x)];
      ++count;
    }
  }
  return count == 0 ? 0 : sum / static_cast<float>(count);
}

}  // namespace

std::vector<RotatedBox> BoxesOfMap(std::span<const float> map, int width, int used_width,
                                   int used_height) {
  std::vector<std::uint8_t> mask = Mask(map, width, used_width, used_height);
  std::vector<RotatedBox> boxes;
  std::vector<int> stack;
  const int pixels = used_width * used_height;
  for (int at = 0; at < pixels && boxes.size() < kMostBoxes; ++at) {
    if (mask[static_cast<std::size_t>(at)] != 1) continue;
    RotatedBox box = SmallestRectangle(TakeArea(mask, used_width, used_height, at, stack));
    if (std::min(box.width, box.height) < kLeastSide) continue;
    if (Score(map, width, used_width, used_height, box) < kBoxThreshold) continue;
    const float grow = box.width * box.height * kUnclip / (2 * (box.width + box.height));
    box.width += 2 * grow;
    box.height += 2 * grow;
    boxes.push_back(box);
  }
  return boxes;
}

Result<std::unique_ptr<Detector>> Detector::Open(const std::string& model) {
  TELAR_ASSIGN_OR_RETURN(auto opened, inference::Model::Open(model));
  return std::unique_ptr<Detector>(new Detector(std::move(opened)));
}

Result<std::vector<RotatedBox>> Detector::Detect(const PageImage& image) {
  const float scale = std::min(1.0F, static_cast<float>(kLongSide) /
                                         static_cast<float>(std::max(image.width, image.height)));
  const int width =
      std::max(1, static_cast<int>(std::lround(static_cast<float>(image.width) * scale)));
  const int height =
      std::max(1, static_cast<int>(std::lround(static_cast<float>(image.height) * scale)));
  Planes page = Scaled(image, width, height);
  const Area area = InkedArea(page);
  const Planes planes = Part(page, area, PaddedSide(area.width), PaddedSide(area.height));
  page = {};
  TELAR_ASSIGN_OR_RETURN(const inference::Output map,
                         model_->Run({1, 3, static_cast<std::size_t>(planes.height),
                                      static_cast<std::size_t>(planes.width)},
                                     planes.values));
  if (map.values.size() !=
      static_cast<std::size_t>(planes.width) * static_cast<std::size_t>(planes.height)) {
    return Status::Internal("detect text: the model's map has another size than its input");
  }
  std::vector<RotatedBox> boxes = BoxesOfMap(map.values, planes.width, area.width, area.height);
  model_->ReleaseMemory();
  for (RotatedBox& box : boxes) {
    // Pixel centres of the map lie half a pixel inside.
    box.center = {(box.center.x + static_cast<float>(area.x) + 0.5F) / scale,
                  (box.center.y + static_cast<float>(area.y) + 0.5F) / scale};
    box.width /= scale;
    box.height /= scale;
  }
  return boxes;
}

}  // namespace telar::documents::neural
