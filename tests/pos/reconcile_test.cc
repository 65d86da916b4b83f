#include "pos/reconcile.h"

#include <gmock/gmock.h>

#include "pos/sales_pipeline.h"
#include "pos/sales_plan.h"
#include "tests/pos/fake_tills.h"

namespace telar::pos {
namespace {

using ::testing::SizeIs;

class ReconcileTest : public TillsFixture {
 protected:
  static constexpr const char* kDay = "2026-01-01";

  void Load() {
    const Tills tills = MakeTills();
    SalesPipeline pipeline(tills, "pos.sales",
                           RecoveryPlan(tills, *SellingLocations(tills, {"tienda_01"}), 1));
    ASSERT_EQ(Run(pipeline).state, ledger::RunState::kDone);
  }
  ReconciledDay Compare() {
    auto day = ReconcileDay(MakeTills(), locations_[0], *ParseDate(kDay), {}, {});
    EXPECT_OK(day);
    return *std::move(day);
  }
  std::vector<SaleFields>& Sales() { return till_.sales["tienda_01"]; }
};

TEST_F(ReconcileTest, EqualSidesAgreeToTheDigest) {
  Sales() = {SaleAt("A", "1", "09:10:00", kDay), SaleAt("B", "1", "20:20:00", kDay)};
  Load();
  const ReconciledDay day = Compare();
  EXPECT_TRUE(day.equal());
  EXPECT_EQ(day.source, day.warehouse);
  EXPECT_EQ(day.source.lines, 2);
  EXPECT_EQ(day.source.amount, *Decimal::Parse("17"));
}

TEST_F(ReconcileTest, SaysInWhichHourWhatDiffers) {
  Sales() = {SaleAt("A", "1", "09:10:00", kDay), SaleAt("B", "1", "10:20:00", kDay),
             SaleAt("C", "1", "20:20:00", kDay)};
  Load();
  Sales()[0][SaleField::kQuantity] = "9";
  Sales()[1] = SaleAt("D", "1", "10:25:00", kDay);
  const ReconciledDay day = Compare();
  ASSERT_THAT(day.hours, SizeIs(2));
  EXPECT_EQ(day.hours[0].hour, 9);
  EXPECT_EQ(day.hours[0].different, 1);
  EXPECT_EQ(day.hours[1].hour, 10);
  EXPECT_EQ(day.hours[1].missing, 1);
  EXPECT_EQ(day.hours[1].surplus, 1);
}

TEST_F(ReconcileTest, ACentThatChangedIsFound) {
  Sales() = {SaleAt("A", "1", "09:10:00", kDay)};
  Load();
  Sales()[0][SaleField::kTax] = "0.01";
  EXPECT_FALSE(Compare().equal());
}

TEST_F(ReconcileTest, RepairReadsOnlyTheHoursThatDifferAndThenBothAreEqual) {
  Sales() = {SaleAt("A", "1", "09:10:00", kDay), SaleAt("B", "1", "10:20:00", kDay),
             SaleAt("C", "1", "20:20:00", kDay)};
  Load();
  Sales()[0][SaleField::kQuantity] = "9";
  Sales()[1][SaleField::kQuantity] = "9";
  const auto windows = RepairWindows(locations_[0], Compare(), {});
  ASSERT_THAT(windows, SizeIs(1));
  const LocalRange wall = locations_[0].zone.WallTimes(windows[0].from, windows[0].to);
  EXPECT_EQ(FormatLocal(wall.from), "2026-01-01 09:00:00");
  EXPECT_EQ(FormatLocal(wall.to), "2026-01-01 11:00:00");
  SalesPipeline pipeline(MakeTills(), "pos.sales", [&](db::Connection&) { return windows; });
  Run(pipeline);
  EXPECT_TRUE(Compare().equal());
}

TEST_F(ReconcileTest, ADayThatLostMostOfItsLinesIsRepairedAsAWhole) {
  // Few in every hour, many in the day: each hour alone would be below the guard.
  for (int hour = 10; hour < 20; ++hour) {
    for (int i = 0; i < 4; ++i) {
      const std::string time = std::to_string(hour) + ":1" + std::to_string(i) + ":00";
      Sales().push_back(SaleAt(std::to_string(hour), std::to_string(i), time, kDay));
    }
  }
  Load();
  std::erase_if(Sales(), [](SaleFields& line) { return *line[SaleField::kLine] > "1"; });
  const auto windows = RepairWindows(locations_[0], Compare(), {});
  ASSERT_THAT(windows, SizeIs(1));
  EXPECT_EQ(windows[0].to - windows[0].from, std::chrono::hours(24));
}

TEST_F(ReconcileTest, LinesThatAreNoRowsAreNoAgreement) {
  SaleFields doubtful = SaleAt("B", "1", "09:20:00", kDay);
  doubtful[SaleField::kQuantity] = "many";
  Sales() = {SaleAt("A", "1", "09:10:00", kDay), doubtful};
  Load();
  const ReconciledDay day = Compare();
  EXPECT_TRUE(day.equal());
  EXPECT_FALSE(day.whole());
}

TEST_F(ReconcileTest, ASourceThatFailsIsNoAgreement) {
  till_.fault = [](int, const LocalRange&) { return Status::Unavailable("no answer"); };
  const ReconciledDay day = Compare();
  EXPECT_FALSE(day.equal());
  EXPECT_EQ(day.failure.code(), Code::kUnavailable);
}

}  // namespace
}  // namespace telar::pos
