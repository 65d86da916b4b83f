#include "invoices/learn/fit.h"

#include <gmock/gmock.h>

#include <array>

namespace telar::invoices::learn {
namespace {

using ::testing::DoubleNear;

constexpr std::array<std::string_view, 2> kNames = {"tells", "says_nothing"};
const std::vector<double> kNothingKnown = {0, 0};

/// A choice between two, of which the one with the first evidence is right.
Question Simple() {
  Decision decision("simple", kNames);
  decision.Add({})[1] = 1;
  const auto right = decision.Add({});
  right[0] = 1;
  right[1] = 1;
  return {std::move(decision), {1}};
}

TEST(FitWeights, FindsWhatTellsAndLeavesTheRestAtZero) {
  std::vector<Question> questions;
  for (int i = 0; i < 20; ++i) questions.push_back(Simple());
  const std::vector<double> weights = FitWeights(questions, kNothingKnown, 0.3, 300);
  EXPECT_GT(weights[0], 2);
  EXPECT_THAT(weights[1], DoubleNear(0, 0.05));
}

TEST(FitWeights, ReachesTheMaximumOfOneWeightKnownInClosedForm) {
  // 3 of 4 questions have the evidence right: without penalty exp(w) = 3.
  std::vector<Question> questions;
  for (int i = 0; i < 3; ++i) questions.push_back(Simple());
  questions.push_back(Simple());
  questions.back().right = {0};
  const std::vector<double> weights = FitWeights(questions, kNothingKnown, 0, 600);
  EXPECT_THAT(weights[0], DoubleNear(1.0986, 0.02));
}

TEST(FitWeights, TakesAnyOfSeveralRightChoicesForRight) {
  Question question = Simple();
  question.right = {0, 1};
  EXPECT_THAT(FitWeights({question}, kNothingKnown, 0.3, 100)[0], DoubleNear(0, 1e-6));
}

TEST(FitWeights, KeepsTheBeliefInEvidenceThatNoQuestionHas) {
  EXPECT_THAT(FitWeights({Simple()}, {1, -2}, 0.3, 100)[1], DoubleNear(-2, 1e-3));
  EXPECT_THAT(FitWeights({}, {1, -2}, 0.3, 100), ::testing::ElementsAre(1, -2));
}

TEST(FitCalibration, KeepsBeliefsThatAreTrue) {
  std::vector<Outcome> outcomes;
  for (int i = 0; i < 400; ++i) outcomes.push_back({0.8, 0, i % 5 != 0});
  const Calibration calibration = FitCalibration(outcomes);
  EXPECT_THAT(calibration.Apply(0.8, 0), DoubleNear(0.8, 0.01));
}

TEST(FitCalibration, LowersBeliefsThatPromiseTooMuch) {
  std::vector<Outcome> outcomes;
  for (int i = 0; i < 200; ++i) outcomes.push_back({0.99, 0, i % 2 == 0});
  for (int i = 0; i < 200; ++i) outcomes.push_back({0.6, 0, i % 2 == 0});
  EXPECT_LT(FitCalibration(outcomes).Apply(0.99, 0), 0.65);
}

TEST(FitCalibration, LearnsThatDoubtfulPrintIsLessOftenRight) {
  std::vector<Outcome> outcomes;
  for (int i = 0; i < 300; ++i) {
    outcomes.push_back({0.9, 0.99, true});
    outcomes.push_back({0.9, 0.6, i % 2 == 0});
  }
  const Calibration calibration = FitCalibration(outcomes);
  EXPECT_GT(calibration.Apply(0.9, 0.99), 0.95);
  EXPECT_LT(calibration.Apply(0.9, 0.6), 0.7);
}

TEST(FitCalibration, StaysCloseToBeliefsWithoutOutcomes) {
  EXPECT_THAT(FitCalibration({}).Apply(0.7, 0.5), DoubleNear(0.7, 1e-9));
}

}  // namespace
}  // namespace telar::invoices::learn
