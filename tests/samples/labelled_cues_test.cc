#include "samples/labelled_cues.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "samples/chance.h"
#include "samples/invoice_plan.h"

namespace telar::samples {
namespace {

constexpr int kDraws = 20'000;
constexpr double kShare = 0.45;

// Of `kDraws` documents, the share whose class `is_preventiva` tells from the cues.
double AccuracyOf(const std::function<bool(const CueSet&)>& is_preventiva) {
  int right = 0;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    SeededRandom random = RandomOf(3, i, Stream::kLabelledCues);
    const bool preventiva = random.Fraction() < kShare;
    const CueSet cues =
        DrawCueSet(preventiva ? InvoiceClass::kPreventiva : InvoiceClass::kCorrectiva, random);
    right += is_preventiva(cues) == preventiva ? 1 : 0;
  }
  return 1.0 * right / kDraws;
}

TEST(LabelledCues, TellNearlyAllDocumentsWhenTakenTogetherButNotAll) {
  const double accuracy =
      AccuracyOf([](const CueSet& cues) { return PosteriorOfPreventiva(cues, kShare) > 0.5; });
  EXPECT_GT(accuracy, 0.993);
  EXPECT_LT(accuracy, 1);
}

TEST(LabelledCues, DoNotDecideAlone) {
  for (const CueRow& row : kCueTable) {
    const double with = AccuracyOf([&](const CueSet& cues) { return cues.has(row.cue); });
    EXPECT_LT(std::max(with, 1 - with), 0.92) << row.name;
    EXPECT_GT(std::max(with, 1 - with), 0.6) << row.name;
  }
}

TEST(LabelledCues, OccurInBothClasses) {
  for (const CueRow& row : kCueTable) {
    EXPECT_GT(std::min(row.in_correctiva, row.in_preventiva), 0.05) << row.name;
    EXPECT_LT(std::max(row.in_correctiva, row.in_preventiva), 0.95) << row.name;
  }
}

TEST(LabelledCues, StandInTheTableInTheOrderOfTheirNumbers) {
  for (std::size_t i = 0; i < kCueTable.size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(kCueTable[i].cue), i);
  }
}

TEST(LabelledCues, OfADocumentWithoutAnyGiveThePosteriorOfTheirAbsence) {
  double preventiva = kShare, correctiva = 1 - kShare;
  for (const CueRow& row : kCueTable) {
    preventiva *= 1 - row.in_preventiva;
    correctiva *= 1 - row.in_correctiva;
  }
  EXPECT_DOUBLE_EQ(PosteriorOfPreventiva({}, kShare), preventiva / (preventiva + correctiva));
}

// As probable as the posterior says: of those between 0.2 and 0.8, about the mean are preventivas.
TEST(LabelledCues, HaveAPosteriorThatHoldsWhereTheyContradictEachOther) {
  double expected = 0, seen = 0;
  for (std::uint64_t i = 0; i < 10L * kDraws; ++i) {
    SeededRandom random = RandomOf(4, i, Stream::kLabelledCues);
    const bool preventiva = random.Fraction() < kShare;
    const CueSet cues =
        DrawCueSet(preventiva ? InvoiceClass::kPreventiva : InvoiceClass::kCorrectiva, random);
    const double posterior = PosteriorOfPreventiva(cues, kShare);
    if (posterior < 0.2 || posterior > 0.8) continue;
    expected += posterior;
    seen += preventiva ? 1 : 0;
  }
  EXPECT_GT(expected, 100);
  EXPECT_NEAR(seen / expected, 1, 0.15);
}

}  // namespace
}  // namespace telar::samples
