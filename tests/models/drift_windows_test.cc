// Drift from pixels to verdict: papers are drawn, prepared, measured and compared.
#include <gmock/gmock.h>

#include "models/baseline.h"
#include "models/drift.h"
#include "tests/models/paper.h"

namespace telar::models {
namespace {

using ::testing::Contains;

Baseline BaselineOf(const std::vector<Observation>& observations) {
  Baseline baseline{observations.size(), {}};
  for (const int label : {0, 1}) {
    for (const auto& [feature, value] : ComparedFeatures(observations.front().features, 1)) {
      baseline.samples.push_back({std::string(feature), label, {}});
    }
    baseline.samples.push_back({std::string(kScoreFeature), label, {}});
  }
  baseline.samples = SamplesLike(baseline, observations);
  return baseline;
}

DriftReport Compare(const Baseline& baseline, const std::vector<Observation>& window,
                    const DriftLimits& limits = {}) {
  return CheckDrift(baseline.samples, SamplesLike(baseline, window), limits);
}

std::vector<std::string> Moved(const DriftReport& report) {
  std::vector<std::string> moved;
  for (const DriftComparison& c : report.comparisons) {
    if (c.drifted) moved.push_back(c.feature);
  }
  return moved;
}

class Windows : public ::testing::Test {
 protected:
  PaperMill mill_{7};
  const Baseline baseline_ = BaselineOf(mill_.Observe(200));
};

TEST_F(Windows, OfABrighterLampAreFound) {
  const DriftReport report = Compare(baseline_, mill_.Observe(60, {.lighter = 25}));
  EXPECT_EQ(report.verdict, DriftVerdict::kDrift);
  EXPECT_THAT(Moved(report), Contains("mean"));
}

TEST_F(Windows, OfALampALittleBrighterAreFoundByThePaper) {
  EXPECT_THAT(Moved(Compare(baseline_, mill_.Observe(60, {.lighter = 8}))), Contains("paper"));
}

TEST_F(Windows, OfABlurringScannerAreFound) {
  const DriftReport report = Compare(baseline_, mill_.Observe(60, {.blur = 4}));
  EXPECT_EQ(report.verdict, DriftVerdict::kDrift);
  EXPECT_THAT(Moved(report), Contains("std"));
}

TEST_F(Windows, OfAScannerALittleOutOfFocusAreFoundBySharpness) {
  EXPECT_THAT(Moved(Compare(baseline_, mill_.Observe(60, {.blur = 1}))), Contains("sharpness"));
}

TEST_F(Windows, OfANewMixOfSuppliersAreFound) {
  const DriftReport report = Compare(baseline_, mill_.Observe(80, {.share_of_new_supplier = 0.6}));
  EXPECT_EQ(report.verdict, DriftVerdict::kDrift);
  EXPECT_THAT(Moved(report), Contains("top"));
}

TEST_F(Windows, OfAModelThatAnswersOtherwiseAreFound) {
  std::vector<Observation> window = mill_.Observe(60);
  for (Observation& o : window) o.probability = 0.5 + 0.2 * (o.probability - 0.5);
  const DriftReport report = Compare(baseline_, window);
  EXPECT_EQ(report.verdict, DriftVerdict::kDrift);
  EXPECT_THAT(Moved(report), Contains("score"));
}

TEST_F(Windows, OfTheSamePapersRaiseNoAlarm) {
  int alarms = 0;
  for (int window = 0; window < 200; ++window) {
    alarms += Compare(baseline_, mill_.Observe(50)).verdict == DriftVerdict::kDrift;
  }
  EXPECT_LE(alarms, 10);  // 5 % of 200
}

// Without the least distance the p-value alone has to hold the level; every window has a baseline
// of its own, as the level is a promise over both.
TEST(WindowsAgainstBaselines, RaiseNoMoreFalseAlarmsThanThePValueAllows) {
  PaperMill mill(11);
  DriftLimits limits;
  limits.distance = 0;
  int alarms = 0;
  for (int window = 0; window < 200; ++window) {
    const Baseline baseline = BaselineOf(mill.Observe(60));
    alarms += Compare(baseline, mill.Observe(60), limits).verdict == DriftVerdict::kDrift;
  }
  EXPECT_LE(alarms, 10);  // 5 % of 200
}

}  // namespace
}  // namespace telar::models
