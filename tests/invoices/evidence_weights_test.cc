#include "invoices/evidence_weights.h"

#include <gmock/gmock.h>

#include <array>

#include "tests/support/status_matchers.h"

namespace telar::invoices {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::StatusIs;

constexpr std::array<std::string_view, 2> kNames = {"a", "b"};

TEST(EvidenceWeights, ShipsWithWeightsForEveryKindOfDecision) {
  constexpr std::array<std::string_view, 1> kSupplier = {"legal_form_at_end"},
                                            kAddress = {"address_lines"},
                                            kSums = {"adds_up_with_tax"};
  const EvidenceWeights& built_in = EvidenceWeights::BuiltIn();
  EXPECT_GT(built_in.Of("supplier", kSupplier)[0], 0);
  EXPECT_GT(built_in.Of("address", kAddress)[0], 0);
  EXPECT_GT(built_in.Of("sums", kSums)[0], 0);
}

TEST(EvidenceWeights, ReadsWhatItWrites) {
  EvidenceWeights weights;
  const double of[] = {1.25, -3};
  weights.Set("kind", kNames, of);
  weights.SetCalibration("total", {.bias = 0.5, .log_odds = 2, .print = -0.25});
  ASSERT_OK_AND_ASSIGN(const EvidenceWeights read, EvidenceWeights::Parse(weights.Format()));
  EXPECT_THAT(read.Of("kind", kNames), ElementsAre(1.25, -3));
  EXPECT_DOUBLE_EQ(read.CalibrationOf("total").log_odds, 2);
  EXPECT_DOUBLE_EQ(read.CalibrationOf("total").print, -0.25);
}

TEST(EvidenceWeights, GivesNothingForNamesThatNobodyHasLearned) {
  EXPECT_THAT(EvidenceWeights().Of("kind", kNames), ElementsAre(0, 0));
}

TEST(EvidenceWeights, SaysWhatIsWrongWithAFile) {
  EXPECT_THAT(EvidenceWeights::Parse("[1]"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(EvidenceWeights::Parse(R"({"weights": {"sums": {"a": "much"}}})"),
              StatusIs(Code::kInvalidInput, HasSubstr("sums.a")));
  EXPECT_THAT(EvidenceWeights::Parse(R"({"calibration": {"total": {"bias": 1}}})"),
              StatusIs(Code::kInvalidInput, HasSubstr("total")));
}

TEST(Calibration, LeavesAProbabilityAsItIsUnlessLearned) {
  EXPECT_THAT(Calibration().Apply(0.8, 0.5), DoubleNear(0.8, 1e-9));
}

TEST(Calibration, TrustsDoubtfulPrintLess) {
  const Calibration calibration{.bias = 0, .log_odds = 1, .print = -0.4};
  EXPECT_GT(calibration.Apply(0.9, 0.99), calibration.Apply(0.9, 0.6));
}

TEST(Calibration, StaysWithinItsBoundsForProbabilitiesOfZeroAndOne) {
  const Calibration calibration{.bias = 3, .log_odds = 2, .print = -1};
  EXPECT_GT(calibration.Apply(0, 1), 0);
  EXPECT_LE(calibration.Apply(1, 1), 1);
}

}  // namespace
}  // namespace telar::invoices
