#include "models/calibration.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/random.h"

namespace telar::models {
namespace {

// Documents whose true probability is that of `slope` and `offset` over logits of -4 … 4.
std::vector<ScoredLogit> Draw(double slope, double offset, int count) {
  SeededRandom random(11);
  std::vector<ScoredLogit> scored;
  for (int i = 0; i < count; ++i) {
    const double logit = 8 * random.Fraction() - 4;
    const double p = CalibratedProbability({slope, offset}, logit);
    scored.push_back({logit, random.Fraction() < p ? 1 : 0});
  }
  return scored;
}

TEST(FitCalibration, FindsHowSureANetworkMayBe) {
  const Calibration found = FitCalibration(Draw(0.4, 0.3, 20'000));
  EXPECT_NEAR(found.slope, 0.4, 0.03);
  EXPECT_NEAR(found.offset, 0.3, 0.05);
}

TEST(FitCalibration, LeavesAHonestNetworkAsItIs) {
  const Calibration found = FitCalibration(Draw(1, 0, 20'000));
  EXPECT_NEAR(found.slope, 1, 0.05);
  EXPECT_NEAR(found.offset, 0, 0.05);
}

TEST(FitCalibration, StaysFiniteWhenTheClassesAreSeparated) {
  std::vector<ScoredLogit> scored;
  for (int i = 0; i < 40; ++i) scored.push_back({i < 20 ? -30.0 : 30.0, i < 20 ? 0 : 1});
  const Calibration found = FitCalibration(scored);
  const double p = CalibratedProbability(found, 30);
  EXPECT_GT(p, 0.9);
  EXPECT_LT(p, 0.99);  // twenty documents do not say more
}

TEST(FitCalibration, ChangesNothingWithoutBothClasses) {
  const std::vector<ScoredLogit> ones = {{2, 1}, {3, 1}};
  for (const Calibration& found : {FitCalibration(ones), FitCalibration({})}) {
    EXPECT_EQ(found.slope, 1);
    EXPECT_EQ(found.offset, 0);
  }
}

TEST(FitCalibration, DoesNotTurnAWorthlessNetworkRound) {
  std::vector<ScoredLogit> scored;
  for (int i = 0; i < 40; ++i) scored.push_back({i < 20 ? 2.0 : -2.0, i < 20 ? 0 : 1});
  EXPECT_EQ(FitCalibration(scored).slope, 0);
}

TEST(CalibratedProbability, DoesNotOverflow) {
  EXPECT_EQ(CalibratedProbability({1, 0}, 1000), 1);
  EXPECT_EQ(CalibratedProbability({1, 0}, -1000), 0);
  EXPECT_EQ(CalibratedProbability({1, 0}, 0), 0.5);
}

}  // namespace
}  // namespace telar::models
