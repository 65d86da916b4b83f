#include <cmath>
#include <numbers>
#include <vector>

#include "models/torch/augment_internal.h"

namespace telar::models {
namespace {

constexpr double kShift = 0.03, kDegrees = 2, kScale = 0.05, kLight = 0.08, kContrast = 0.15;
constexpr double kGrain = 0.03;

float Around(double middle, double spread, SeededRandom& chance) {
  return static_cast<float>(middle + spread * (2 * chance.Fraction() - 1));
}

torch::Tensor PerDocument(const std::vector<float>& values) {
  return torch::tensor(values).reshape({-1, 1, 1, 1});
}

}  // namespace

torch::Tensor Inputs(const torch::Tensor& levels) {
  return levels.to(torch::kFloat32).div_(255.0F);
}

torch::Tensor Augment(const torch::Tensor& pages, SeededRandom& chance) {
  const torch::NoGradGuard no_gradients;
  std::vector<float> turns, light, contrast, grain;
  const std::int64_t documents = pages.size(0);
  const double ratio = static_cast<double>(pages.size(3)) / static_cast<double>(pages.size(2));
  for (std::int64_t i = 0; i < documents; ++i) {
    const double angle = Around(0, kDegrees * std::numbers::pi / 180, chance);
    const double scale = Around(1, kScale, chance);
    const auto cosine = static_cast<float>(scale * std::cos(angle));
    const double sine = scale * std::sin(angle);
    // Coordinates run from -1 to 1 along both sides, whose lengths differ.
    turns.insert(turns.end(),
                 {cosine, static_cast<float>(-sine / ratio), Around(0, 2 * kShift, chance),
                  static_cast<float>(sine * ratio), cosine, Around(0, 2 * kShift, chance)});
    light.push_back(Around(0, kLight, chance));
    contrast.push_back(Around(1, kContrast, chance));
    grain.push_back(static_cast<float>(kGrain * chance.Fraction()));
  }
  namespace F = torch::nn::functional;
  const torch::Tensor grid =
      F::affine_grid(torch::tensor(turns).reshape({documents, 2, 3}), pages.sizes(), false);
  torch::Tensor moved = F::grid_sample(pages, grid,
                                       F::GridSampleFuncOptions()
                                           .mode(torch::kBilinear)
                                           .padding_mode(torch::kBorder)
                                           .align_corners(false));
  // In place: each copy of a batch is a pass over memory.
  const torch::Tensor scale = PerDocument(contrast);
  moved.mul_(scale).add_(PerDocument(light) + 0.5 - 0.5 * scale);
  // torch::randn draws from the generator that an epoch's own stream has seeded.
  return moved.add_(torch::randn_like(moved).mul_(PerDocument(grain))).clamp_(0, 1);
}

}  // namespace telar::models
