#include "models/gate.h"

#include <gmock/gmock.h>

namespace telar::models {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Evaluation Good() {
  Evaluation e;
  e.documents = 400;
  e.accuracy = e.macro_precision = e.macro_recall = e.macro_f1 = 0.95;
  return e;
}
constexpr SetFacts kTrain{800, 800}, kTest{200, 200};

TEST(Gate, LetsAGoodCandidatePass) {
  const GateVerdict verdict = AskGate(Good(), std::nullopt, kTrain, kTest);
  EXPECT_TRUE(verdict.passed()) << verdict.Refusal();
  EXPECT_EQ(verdict.Refusal(), "");
}

TEST(Gate, WantsMoreThanTheLimitNotTheLimit) {
  Evaluation candidate = Good();
  candidate.macro_f1 = 0.85;
  EXPECT_THAT(AskGate(candidate, {}, kTrain, kTest).Refusal(),
              HasSubstr("macro_f1 0.85, must be above 0.85"));
}

TEST(Gate, NamesEveryReasonAtOnce) {
  Evaluation candidate = Good();
  candidate.accuracy = 0.7;
  candidate.macro_recall = 0.79;
  candidate.documents = 40;
  EXPECT_THAT(AskGate(candidate, {}, kTrain, kTest).Refusal(),
              AllOf(HasSubstr("accuracy 0.7"), HasSubstr("macro_recall 0.79"),
                    HasSubstr("test_documents 40, must be at least 100"),
                    Not(HasSubstr("macro_precision"))));
}

TEST(Gate, RefusesACandidateThatIsWorseThanTheChampion) {
  Evaluation champion = Good();
  champion.macro_f1 = 0.96;
  EXPECT_THAT(AskGate(Good(), champion, kTrain, kTest).Refusal(), HasSubstr("champion_macro_f1"));
  champion.macro_f1 = 0.95;
  EXPECT_TRUE(AskGate(Good(), champion, kTrain, kTest).passed());
}

TEST(Gate, RefusesSetsInWhichOneClassIsRare) {
  EXPECT_THAT(AskGate(Good(), {}, {900, 100}, kTest).Refusal(),
              HasSubstr("train_minority_share 0.1, must be above 0.1"));
  EXPECT_THAT(AskGate(Good(), {}, kTrain, {0, 0}).Refusal(), HasSubstr("test_minority_share 0"));
}

TEST(Gate, RefusesAFigureThatIsNoNumber) {
  Evaluation candidate = Good();
  candidate.macro_f1 = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(AskGate(candidate, Good(), kTrain, kTest).passed());
}

}  // namespace
}  // namespace telar::models
