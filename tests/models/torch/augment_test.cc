#include <gtest/gtest.h>

#include "models/torch/augment_internal.h"

namespace telar::models {
namespace {

torch::Tensor Pages() {
  torch::manual_seed(1);
  return torch::rand({4, 1, 64, 48});
}

TEST(Augment, KeepsTheSizeAndTheRange) {
  SeededRandom chance(1);
  const torch::Tensor pages = Augment(Pages(), chance);
  EXPECT_EQ(pages.sizes(), Pages().sizes());
  EXPECT_GE(pages.min().item<float>(), 0);
  EXPECT_LE(pages.max().item<float>(), 1);
}

TEST(Augment, DoesTheSameWithTheSameChance) {
  SeededRandom one(7), two(7), other(8);
  torch::manual_seed(3);
  const torch::Tensor first = Augment(Pages(), one);
  torch::manual_seed(3);
  EXPECT_TRUE(torch::equal(first, Augment(Pages(), two)));
  torch::manual_seed(3);
  EXPECT_FALSE(torch::equal(first, Augment(Pages(), other)));
}

TEST(Augment, MovesWhatItShowsByALittle) {
  torch::Tensor page = torch::ones({1, 1, 64, 48});
  page.slice(2, 28, 36).slice(3, 20, 28).fill_(0);
  SeededRandom chance(5);
  const torch::Tensor moved = Augment(page.repeat({16, 1, 1, 1}), chance);
  const torch::Tensor dark = (moved < 0.4).to(torch::kFloat32).sum({1, 2, 3});
  EXPECT_GT(dark.min().item<float>(), 30);
  EXPECT_LT(dark.max().item<float>(), 110);
}

TEST(Inputs, AreTheLevelsThatServingGives) {
  const torch::Tensor levels = torch::arange(0, 256, torch::kUInt8);
  const torch::Tensor inputs = Inputs(levels);
  for (int level = 0; level < 256; ++level) {
    EXPECT_EQ(inputs[level].item<float>(), InputOf(static_cast<std::uint8_t>(level)));
  }
}

}  // namespace
}  // namespace telar::models
