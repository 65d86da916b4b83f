#include "models/drift.h"

#include <gmock/gmock.h>

#include <cmath>

#include "core/random.h"

namespace telar::models {
namespace {

constexpr int kFeatures = 6;

// What documents of both classes are like: `shift` moves the feature "mean" of class 1.
std::vector<FeatureSample> Window(SeededRandom& random, std::size_t documents, double shift = 0) {
  static constexpr const char* kNames[kFeatures] = {"mean",   "std",    "mean_r",
                                                    "mean_g", "mean_b", "score"};
  std::vector<FeatureSample> samples;
  for (const int label : {0, 1}) {
    for (const char* name : kNames) samples.push_back({name, label, {}});
    for (std::size_t i = 0; i < documents; ++i) {
      // The features of one document go together, as they do on paper.
      const double base = random.Fraction();
      for (std::size_t f = 0; f < kFeatures; ++f) {
        FeatureSample& sample = samples[samples.size() - kFeatures + f];
        const double moved = f == 0 && label == 1 ? shift : 0;
        sample.values.push_back(base + 0.3 * random.Fraction() + moved);
      }
    }
  }
  return samples;
}

TEST(CheckDrift, FindsTheFeatureAndTheClassThatMoved) {
  SeededRandom random(1);
  const auto baseline = Window(random, 200);
  const DriftReport report = CheckDrift(baseline, Window(random, 60, 0.6));
  EXPECT_EQ(report.verdict, DriftVerdict::kDrift);
  ASSERT_EQ(report.comparisons.size(), 12U);
  for (const DriftComparison& c : report.comparisons) {
    EXPECT_EQ(c.drifted, c.feature == "mean" && c.label == 1) << c.feature << " " << c.label;
    EXPECT_EQ(c.effect > 0.5, c.drifted) << c.effect;
  }
}

TEST(CheckDrift, RaisesNoMoreFalseAlarmsThanItsLevelAllows) {
  SeededRandom random(2);
  const auto baseline = Window(random, 300);
  DriftLimits limits;
  limits.distance = 0;  // the p-value alone has to hold the level
  int alarms = 0;
  for (int window = 0; window < 200; ++window) {
    alarms += CheckDrift(baseline, Window(random, 40), limits).verdict == DriftVerdict::kDrift;
  }
  EXPECT_LE(alarms, 10);  // 5 % of 200
}

TEST(CheckDrift, IgnoresADifferenceThatIsSureButSmall) {
  SeededRandom random(3);
  const auto baseline = Window(random, 2000), current = Window(random, 2000, 0.15);
  const DriftReport report = CheckDrift(baseline, current);
  EXPECT_EQ(report.verdict, DriftVerdict::kNone);
  DriftLimits strict;
  strict.distance = 0;
  EXPECT_EQ(CheckDrift(baseline, current, strict).verdict, DriftVerdict::kDrift);
}

TEST(CheckDrift, NeverCallsAMissingBaselineAnAllClear) {
  SeededRandom random(4);
  EXPECT_EQ(CheckDrift({}, Window(random, 50)).verdict, DriftVerdict::kNoBaseline);
  EXPECT_EQ(CheckDrift(Window(random, 0), Window(random, 50)).verdict, DriftVerdict::kNoBaseline);
  EXPECT_EQ(CheckDrift(Window(random, 9), Window(random, 50)).verdict, DriftVerdict::kNoBaseline);
}

TEST(CheckDrift, SaysThatAWindowIsTooSmall) {
  SeededRandom random(5);
  const DriftReport report = CheckDrift(Window(random, 100), Window(random, 9, 5));
  EXPECT_EQ(report.verdict, DriftVerdict::kTooFew);
  for (const DriftComparison& c : report.comparisons) EXPECT_FALSE(c.compared);
}

TEST(CheckDrift, ComparesTheClassThatHasEnoughWhenTheOtherHasNot) {
  const FeatureSample zero{"mean", 0, std::vector<double>(30, 0.5)};
  const FeatureSample one{"mean", 1, {0.5, 0.5}};
  const DriftReport report = CheckDrift({zero, one}, {zero, one});
  EXPECT_EQ(report.verdict, DriftVerdict::kNone);
  EXPECT_TRUE(report.comparisons[0].compared);
  EXPECT_FALSE(report.comparisons[1].compared);
}

TEST(CheckDrift, CorrectsForTheNumberOfComparisons) {
  SeededRandom random(6);
  const DriftReport report = CheckDrift(Window(random, 100), Window(random, 60, 0.3));
  for (const DriftComparison& c : report.comparisons) {
    EXPECT_GE(c.corrected_p_value, c.test.p_value);
    EXPECT_LE(c.corrected_p_value, 1);
  }
}

TEST(CheckDrift, IgnoresWhatTheBaselineDoesNotKnow) {
  const FeatureSample known{"mean", 0, std::vector<double>(20, 0.5)};
  const FeatureSample unknown{"hue", 0, std::vector<double>(20, 0.9)};
  EXPECT_EQ(CheckDrift({known}, {known, unknown}).comparisons.size(), 1U);
}

}  // namespace
}  // namespace telar::models
