#include "invoices/decision.h"

#include <gmock/gmock.h>

#include <array>
#include <cmath>

namespace telar::invoices {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Field;

constexpr std::array<std::string_view, 2> kNames = {"large", "red"};

EvidenceWeights Weights(double large, double red) {
  EvidenceWeights weights;
  const double of[] = {large, red};
  weights.Set("balls", kNames, of);
  return weights;
}

Decision TwoBalls() {
  Decision decision("balls", kNames);
  decision.Add({{"ball", "first"}})[0] = 1;
  const auto second = decision.Add({{"ball", "second"}});
  second[0] = 1;
  second[1] = 2;
  return decision;
}

TEST(Decision, GivesEqualChancesWhereNothingIsKnown) {
  Decision decision = TwoBalls();
  decision.Weigh(EvidenceWeights());
  EXPECT_DOUBLE_EQ(decision.probability(0), 0.5);
  EXPECT_EQ(decision.Best(), 0U) << "of two equal ones the first";
}

TEST(Decision, GivesOddsByTheWeightsOfTheEvidence) {
  Decision decision = TwoBalls();
  decision.Weigh(Weights(3, 0.5));
  EXPECT_EQ(decision.Best(), 1U);
  EXPECT_THAT(decision.probability(1) / decision.probability(0), DoubleNear(std::exp(1.0), 1e-9));
  EXPECT_THAT(decision.probability(0) + decision.probability(1), DoubleNear(1, 1e-12));
}

TEST(Decision, TellsWhyWithTheStrongestFirstAndNothingThatAddsNothing) {
  const Decision decision = TwoBalls();
  EXPECT_THAT(decision.WhyOf(1, Weights(0.5, -2)),
              ElementsAre(Field(&Evidential::name, "red"), Field(&Evidential::name, "large")));
  EXPECT_THAT(decision.WhyOf(0, Weights(0.5, -2)), ElementsAre(Field(&Evidential::name, "large")));
}

TEST(Decision, StaysFiniteWithWeightsOfAnySize) {
  Decision decision = TwoBalls();
  decision.Weigh(Weights(1, 1e6));
  EXPECT_DOUBLE_EQ(decision.probability(1), 1);
  EXPECT_DOUBLE_EQ(decision.probability(0), 0);
}

}  // namespace
}  // namespace telar::invoices
