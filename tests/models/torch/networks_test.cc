#include <gtest/gtest.h>

#include "models/torch/networks_internal.h"

namespace telar::models {
namespace {

std::int64_t Parameters(Architecture architecture) {
  const Network network(architecture, PreparationOf(architecture));
  std::int64_t count = 0;
  for (const torch::Tensor& p : network->parameters()) count += p.numel();
  return count;
}

TEST(Network, SeedHasTheParametersOfTheOldPlatform) {
  EXPECT_EQ(Parameters(Architecture::kSeed), 22'277'697);
}

TEST(Network, CompactHasFarFewer) { EXPECT_LT(Parameters(Architecture::kCompact), 100'000); }

TEST(Network, GivesALogitForEveryDocument) {
  for (const Architecture architecture : {Architecture::kCompact, Architecture::kSeed}) {
    const Preparation input = PreparationOf(architecture);
    Network network(architecture, input);
    network->eval();
    const torch::NoGradGuard no_gradients;
    const torch::Tensor logits =
        network->forward(torch::rand({2, input.channels, input.height, input.width}));
    EXPECT_EQ(logits.sizes(), torch::IntArrayRef({2})) << ArchitectureName(architecture);
  }
}

TEST(ShapeOf, IsReadOffTheLayers) {
  EXPECT_EQ(ShapeOf(Architecture::kSeed), (NetworkShape{{32, 64, 128}, {256, 128}, {0.5, 0.3}}));
  EXPECT_TRUE(ShapeOf(Architecture::kCompact).neurons.empty());
  EXPECT_FALSE(ShapeOf(Architecture::kCompact).filters.empty());
}

TEST(ParseArchitecture, KnowsBothAndRefusesOthers) {
  for (const Architecture architecture : {Architecture::kCompact, Architecture::kSeed}) {
    const auto parsed = ParseArchitecture(ArchitectureName(architecture));
    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(*parsed, architecture);
  }
  EXPECT_EQ(ParseArchitecture("resnet").status().code(), Code::kInvalidInput);
}

}  // namespace
}  // namespace telar::models
