#include "pos/sales_pipeline.h"

#include <gmock/gmock.h>

#include "pos/sales_plan.h"
#include "tests/pos/fake_tills.h"

namespace telar::pos {
namespace {

using ledger::RunState;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class SalesPipelineTest : public TillsFixture {
 protected:
  /// Reads a stretch of 2026-01-02 of one shop.
  ledger::RunSummary Read(const char* from, const char* to, const char* shop = "tienda_01",
                          int attempts = 1) {
    const Tills tills = MakeTills();
    const auto locations = SellingLocations(tills, {shop});
    EXPECT_OK(locations);
    const LocalRange wall{*ParseLocal(std::string("2026-01-02 ") + from),
                          *ParseLocal(std::string("2026-01-02 ") + to)};
    SalesPipeline pipeline(tills, "pos.sales",
                           RangePlan(tills, *locations, wall, {}, WindowReason::kManual));
    return Run(pipeline, attempts);
  }
  std::vector<std::string> Keys() {
    return Rows("SELECT ubicacion_id, numero_factura FROM ventas ORDER BY 1, 2");
  }
  std::vector<std::string> Reviews() {
    return Rows("SELECT state, reason FROM ledger_items WHERE pipeline = 'pos.sales'");
  }
  std::vector<std::string> Open() {
    return Rows("SELECT doubt FROM pos_coverage WHERE dataset = 'sales' AND closed = 0");
  }
};

TEST_F(SalesPipelineTest, BringsTheLinesOfAWindowIn) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00"), SaleAt("A", "2", "09:10:00"),
                              SaleAt("B", "1", "09:59:59.9999999")};
  const auto summary = Read("09:00:00", "10:00:00");
  EXPECT_EQ(summary.state, RunState::kDone);
  EXPECT_THAT(Keys(), ElementsAre("tienda_01 A_L1", "tienda_01 A_L2", "tienda_01 B_L1"));
  EXPECT_EQ(summary.counts.at("inserted"), 3);
}

TEST_F(SalesPipelineTest, WindowsAreHalfOpenWhateverTheTillSends) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:00:00"), SaleAt("B", "1", "10:00:00")};
  const auto summary = Read("09:00:00", "10:00:00");
  EXPECT_THAT(Keys(), ElementsAre("tienda_01 A_L1"));
  EXPECT_EQ(summary.counts.at("outside"), 1);
}

TEST_F(SalesPipelineTest, TheSameWindowAgainChangesNothing) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00")};
  Read("09:00:00", "10:00:00");
  const auto again = Read("09:00:00", "10:00:00");
  EXPECT_EQ(again.counts.at("unchanged"), 1);
  EXPECT_EQ(again.counts.at("inserted"), 0);
}

TEST_F(SalesPipelineTest, ASourceThatFailsIsNeverZeroSales) {
  till_.fault = [](int, const LocalRange&) {
    return Status::Unavailable("the till reports an error");
  };
  const auto summary = Read("09:00:00", "10:00:00");
  EXPECT_EQ(summary.state, RunState::kFailed);
  EXPECT_EQ(summary.totals.failed, 1);
  EXPECT_EQ(summary.first_failure.role(), Role::kSource);
  EXPECT_THAT(Rows("SELECT * FROM pos_coverage"), IsEmpty());
}

TEST_F(SalesPipelineTest, AFailureThatPassesIsTriedAgainWithinTheRun) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00")};
  till_.fault = [](int request, const LocalRange&) {
    return request == 0 ? Status::Unavailable("no answer") : Status::Ok();
  };
  const auto summary = Read("09:00:00", "10:00:00");
  EXPECT_EQ(summary.state, RunState::kDone) << summary.first_failure.ToString();
  EXPECT_THAT(Keys(), SizeIs(1));
}

TEST_F(SalesPipelineTest, AWindowThatRunsOutOfTimeIsReadInSmallerOnes) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "08:01:00"), SaleAt("B", "1", "09:31:00"),
                              SaleAt("C", "1", "11:59:00")};
  till_.fault = [](int, const LocalRange& range) {
    return range.to - range.from > std::chrono::minutes(60)
               ? Status::DeadlineExceeded("ask the till: no answer within 600 s")
               : Status::Ok();
  };
  EXPECT_EQ(Read("08:00:00", "12:00:00").state, RunState::kDone);
  EXPECT_THAT(Keys(), SizeIs(3));
  EXPECT_THAT(Rows("SELECT line_count, closed FROM pos_coverage WHERE dataset = 'sales'"),
              ElementsAre("3 1"));
}

TEST_F(SalesPipelineTest, ALineThatComesTwiceIsOneAndCounted) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00"), SaleAt("A", "1", "09:10:00")};
  const auto summary = Read("09:00:00", "10:00:00");
  EXPECT_THAT(Keys(), SizeIs(1));
  EXPECT_EQ(summary.counts.at("doubled"), 1);
}

TEST_F(SalesPipelineTest, AnAnswerShorterThanItClaimsIsAskedForAgain) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00"), SaleAt("B", "1", "09:20:00")};
  till_.tamper = [](int request, RawAnswer&, std::vector<SaleFields>& rows) {
    if (request == 0) rows.pop_back();
  };
  EXPECT_EQ(Read("09:00:00", "10:00:00").state, RunState::kDone);
  EXPECT_THAT(Keys(), SizeIs(2));
}

TEST_F(SalesPipelineTest, ATillThatKeepsLyingAboutItsTotalIsReviewedAndItsWindowStaysOpen) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00")};
  till_.tamper = [](int, RawAnswer& answer, std::vector<SaleFields>&) { answer.claimed = 7; };
  EXPECT_EQ(Read("09:00:00", "10:00:00").totals.review, 1);
  EXPECT_THAT(Keys(), SizeIs(1));
  EXPECT_THAT(Reviews(), ElementsAre("review count_differs"));
  EXPECT_THAT(Open(), ElementsAre("count_differs"));
}

TEST_F(SalesPipelineTest, NoSalesInOpeningHoursIsAnAlarm) {
  EXPECT_EQ(Read("09:00:00", "11:00:00").totals.review, 1);
  EXPECT_THAT(Reviews(), ElementsAre("review no_sales"));
  EXPECT_THAT(till_.asked, SizeIs(2));
  EXPECT_THAT(Open(), ElementsAre("no_sales"));
}

TEST_F(SalesPipelineTest, NoSalesAtNightAndOnClosedDaysIsEmpty) {
  EXPECT_EQ(Read("01:00:00", "05:00:00").totals.empty, 1);
  locations_[0].closed = {"01-02"};
  EXPECT_EQ(Read("09:00:00", "11:00:00").totals.empty, 1);
  EXPECT_THAT(Open(), IsEmpty());
}

TEST_F(SalesPipelineTest, AnEmptyAnswerIsAskedForAgainBeforeItIsBelieved) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00")};
  till_.tamper = [](int request, RawAnswer& answer, std::vector<SaleFields>& rows) {
    if (request > 0) return;
    rows.clear();
    answer.claimed = 0;
  };
  EXPECT_EQ(Read("09:00:00", "11:00:00").state, RunState::kDone);
  EXPECT_THAT(Keys(), SizeIs(1));
}

TEST_F(SalesPipelineTest, AVoidedLineLeavesTheTableAndIsKeptAside) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00"), SaleAt("B", "1", "09:20:00")};
  Read("09:00:00", "10:00:00");
  till_.sales["tienda_01"].pop_back();
  const auto summary = Read("09:00:00", "10:00:00");
  EXPECT_EQ(summary.counts.at("removed"), 1);
  EXPECT_THAT(Keys(), ElementsAre("tienda_01 A_L1"));
  EXPECT_THAT(Rows("SELECT numero_factura FROM ventas_retiradas"), ElementsAre("B_L1"));
}

TEST_F(SalesPipelineTest, AWindowThatWouldLoseMostOfItsLinesIsRefusedAndKeepsThem) {
  for (int i = 0; i < 10; ++i) {
    till_.sales["tienda_01"].push_back(SaleAt("A" + std::to_string(i), "1", "09:10:00"));
  }
  Read("09:00:00", "10:00:00");
  till_.sales["tienda_01"].resize(2);
  const auto summary = Read("09:00:00", "10:00:00");
  EXPECT_EQ(summary.totals.failed, 1);
  EXPECT_EQ(summary.first_failure.code(), Code::kContractBroken);
  EXPECT_THAT(Keys(), SizeIs(10));
}

TEST_F(SalesPipelineTest, AnEmptyAnswerTakesNothingOutHoweverLittleWasKnown) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "22:10:00", "2026-01-01")};
  const Tills tills = MakeTills();
  const auto locations = *SellingLocations(tills, {"tienda_01"});
  const auto read = [&] {
    SalesPipeline pipeline(
        tills, "pos.sales",
        RangePlan(tills, locations,
                  {*ParseLocal("2026-01-01 22:00:00"), *ParseLocal("2026-01-01 23:00:00")}, {},
                  WindowReason::kManual));
    return Run(pipeline);
  };
  read();
  till_.sales["tienda_01"].clear();
  EXPECT_EQ(read().first_failure.code(), Code::kContractBroken);
  EXPECT_THAT(Keys(), SizeIs(1));
  EXPECT_THAT(Open(), ElementsAre("not_read_again"));
}

TEST_F(SalesPipelineTest, AWindowWhoseOnlyLineWasVoidedIsEmptyWhereTheDayHasOthers) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "08:10:00"), SaleAt("B", "1", "09:20:00")};
  Read("08:00:00", "09:00:00");
  Read("09:00:00", "10:00:00");
  till_.sales["tienda_01"].pop_back();
  const auto summary = Read("09:15:00", "09:30:00");
  EXPECT_EQ(summary.counts.at("removed"), 1) << summary.first_failure.ToString();
  EXPECT_THAT(Keys(), ElementsAre("tienda_01 A_L1"));
}

TEST_F(SalesPipelineTest, AnAnswerThatIsNotWholeTakesNothingOut) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00"), SaleAt("B", "1", "09:20:00")};
  Read("09:00:00", "10:00:00");
  till_.tamper = [](int, RawAnswer& answer, std::vector<SaleFields>& rows) {
    rows.pop_back();
    answer.claimed = 2;
  };
  EXPECT_EQ(Read("09:00:00", "10:00:00").totals.review, 1);
  EXPECT_THAT(Keys(), SizeIs(2));
  EXPECT_THAT(Open(), ElementsAre("count_differs"));
}

TEST_F(SalesPipelineTest, AnAnswerOfWhichNothingIsARowIsNoSuccess) {
  SaleFields doubtful = SaleAt("B", "1", "03:20:00");
  doubtful[SaleField::kQuantity] = "many";
  till_.sales["tienda_01"] = {doubtful};
  EXPECT_EQ(Read("03:00:00", "04:00:00").totals.review, 1);
  EXPECT_THAT(Reviews(), ElementsAre("review all_rejected"));
  EXPECT_THAT(Open(), ElementsAre("all_rejected"));
}

TEST_F(SalesPipelineTest, ANumberThatTheDatabaseCannotKeepIsRejectedAlone) {
  SaleFields large = SaleAt("B", "1", "09:20:00");
  large[SaleField::kTotalBs] = "22847123456789.1234";
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00"), large};
  EXPECT_EQ(Read("09:00:00", "10:00:00").state, RunState::kDone);
  EXPECT_THAT(Keys(), ElementsAre("tienda_01 A_L1"));
  EXPECT_THAT(Rows("SELECT field, reason, raw FROM ledger_rejects"),
              ElementsAre("venta_total_bs too_large 22847123456789.1234"));
}

TEST_F(SalesPipelineTest, DoubtfulRowsGoToTheRejectsWithFieldReasonAndRawValue) {
  SaleFields doubtful = SaleAt("B", "1", "09:20:00");
  doubtful[SaleField::kQuantity] = "many";
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00"), doubtful};
  const auto summary = Read("09:00:00", "10:00:00");
  EXPECT_EQ(summary.counts.at("rejected"), 1);
  EXPECT_THAT(Rows("SELECT place, field, reason, raw FROM ledger_rejects"),
              ElementsAre("row 2 cantidad_vendida not_a_number many"));
}

TEST_F(SalesPipelineTest, ALineThatCannotBeReadAnyMoreKeepsItsLastFigures) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00")};
  Read("09:00:00", "10:00:00");
  till_.sales["tienda_01"][0][SaleField::kQuantity] = "many";
  const auto summary = Read("09:00:00", "10:00:00");
  EXPECT_EQ(summary.counts.at("removed"), 0);
  EXPECT_THAT(Keys(), ElementsAre("tienda_01 A_L1"));
}

TEST_F(SalesPipelineTest, EveryAnswerIsKeptAsItCame) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00")};
  Read("09:00:00", "10:00:00");
  const auto keys = Rows("SELECT archive_key FROM pos_answers");
  ASSERT_THAT(keys, SizeIs(1));
  EXPECT_THAT(keys[0], HasSubstr("sales/tienda_01/2026-01-02/090000-100000-"));
  const auto bytes = archive_->Get(keys[0], "", 1 << 20);
  ASSERT_OK(bytes);
  int rows = 0;
  EXPECT_OK(till_.ReadSales(*bytes, [&](const SaleRecord&, std::int64_t) {
    ++rows;
    return Status::Ok();
  }));
  EXPECT_EQ(rows, 1);
}

TEST_F(SalesPipelineTest, ShopsWithTheSameInvoiceNumberDoNotMeet) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00")};
  till_.sales["tienda_02"] = {SaleAt("A", "1", "09:10:00")};
  Read("09:00:00", "10:00:00", "tienda_01");
  Read("09:00:00", "10:00:00", "tienda_02");
  EXPECT_THAT(Keys(), ElementsAre("tienda_01 A_L1", "tienda_02 A_L1"));
}

TEST_F(SalesPipelineTest, ALiveRunReadsTheLastMinutesAndWhatIsStillOpen) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00", "2026-01-01"),
                              SaleAt("M", "1", "08:10:00"), SaleAt("B", "1", "11:55:00")};
  const Tills tills = MakeTills();
  const auto locations = *SellingLocations(tills, {"tienda_01"});
  const auto live = [&] {
    SalesPipeline pipeline(tills, "pos.sales", LivePlan(tills, locations, {}));
    return Run(pipeline);
  };
  live();
  EXPECT_THAT(Keys(), SizeIs(3));
  till_.asked.clear();
  clock_.Advance(std::chrono::minutes(30));
  live();
  // One request: the first run closed everything before.
  ASSERT_THAT(till_.asked, SizeIs(1));
  EXPECT_EQ(FormatLocal(till_.asked[0].from), "2026-01-02 11:00:00");
  EXPECT_EQ(FormatLocal(till_.asked[0].to), "2026-01-02 12:30:00");
}

TEST_F(SalesPipelineTest, TheHoursOfMissedRunsAreReadByTheNextOne) {
  const Tills tills = MakeTills();
  const auto locations = *SellingLocations(tills, {"tienda_01"});
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00", "2026-01-01"),
                              SaleAt("M", "1", "08:10:00"), SaleAt("B", "1", "11:55:00")};
  const auto live = [&] {
    SalesPipeline pipeline(tills, "pos.sales", LivePlan(tills, locations, {}));
    return Run(pipeline);
  };
  live();
  till_.sales["tienda_01"].push_back(SaleAt("C", "1", "12:40:00"));
  clock_.Advance(std::chrono::hours(5));
  const auto summary = live();
  EXPECT_THAT(Keys(), SizeIs(4));
  EXPECT_EQ(summary.counts.at("gaps_recovered"), 1);
}

TEST_F(SalesPipelineTest, AWindowThatFailedIsReadAgainByTheNextLiveRun) {
  const Tills tills = MakeTills();
  const auto locations = *SellingLocations(tills, {"tienda_01"});
  till_.sales["tienda_01"] = {SaleAt("A", "1", "11:10:00")};
  till_.fault = [](int, const LocalRange&) { return Status::Unavailable("no answer"); };
  const auto live = [&] {
    SalesPipeline pipeline(tills, "pos.sales", LivePlan(tills, locations, {}));
    return Run(pipeline);
  };
  EXPECT_EQ(live().state, RunState::kFailed);
  till_.fault = nullptr;
  clock_.Advance(std::chrono::hours(3));
  live();
  EXPECT_THAT(Keys(), SizeIs(1));
}

TEST_F(SalesPipelineTest, ADayThatCouldNotBeReadAgainIsReadByTheNextLiveRun) {
  const char* day = "2026-01-01";
  locations_[0].first_sync = *ParseDate(day);
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00", day)};
  const Tills tills = MakeTills();
  const auto locations = *SellingLocations(tills, {"tienda_01"});
  const auto recover = [&] {
    SalesPipeline pipeline(tills, "pos.sales", RecoveryPlan(tills, locations, 1));
    return Run(pipeline);
  };
  recover();
  till_.sales["tienda_01"].push_back(SaleAt("LATE", "1", "10:10:00", day));
  till_.fault = [](int, const LocalRange&) { return Status::Unavailable("no answer"); };
  EXPECT_EQ(recover().state, RunState::kFailed);
  till_.fault = nullptr;
  SalesPipeline live(tills, "pos.sales", LivePlan(tills, locations, {}));
  Run(live);
  EXPECT_THAT(Keys(), ElementsAre("tienda_01 A_L1", "tienda_01 LATE_L1"));
  EXPECT_THAT(Open(), Not(Contains("not_read_again")));
}

TEST_F(SalesPipelineTest, RecoveryFindsLateVoidedAndEditedLines) {
  const char* day = "2026-01-01";
  locations_[0].first_sync = *ParseDate(day);
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00", day), SaleAt("B", "1", "09:20:00", day),
                              SaleAt("C", "1", "23:59:59.9999999", day)};
  const Tills tills = MakeTills();
  const auto locations = *SellingLocations(tills, {"tienda_01"});
  const auto recover = [&] {
    SalesPipeline pipeline(tills, "pos.sales", RecoveryPlan(tills, locations, 1));
    return Run(pipeline);
  };
  EXPECT_EQ(recover().counts.at("inserted"), 3);
  auto& sales = till_.sales["tienda_01"];
  sales[0][SaleField::kQuantity] = "3";
  sales[1] = SaleAt("D", "1", "10:00:00", day);
  const auto summary = recover();
  EXPECT_EQ(summary.counts.at("changed"), 1);
  EXPECT_EQ(summary.counts.at("inserted"), 1);
  EXPECT_EQ(summary.counts.at("removed"), 1);
  EXPECT_THAT(Keys(), ElementsAre("tienda_01 A_L1", "tienda_01 C_L1", "tienda_01 D_L1"));
}

TEST_F(SalesPipelineTest, AShopThatAnotherRunWorksOnWaits) {
  ASSERT_OK(ledger_->locks().Take("pos.sales tienda_01", RunId("other"), std::chrono::hours(1)));
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00")};
  const auto summary = Read("09:00:00", "10:00:00");
  EXPECT_EQ(summary.totals.failed, 1);
  EXPECT_THAT(Keys(), IsEmpty());
  ASSERT_OK(ledger_->locks().ReleaseAll(RunId("other")));
  Read("09:00:00", "10:00:00");
  EXPECT_THAT(Keys(), SizeIs(1));
}

TEST_F(SalesPipelineTest, WhoLetsOthersGoFirstHoldsNoLockMeanwhile) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00")};
  Tills tills = MakeTills();
  tills.turn = [&](std::stop_token) -> Status {
    const auto held = ledger_->locks().HeldBy("pos.sales tienda_01");
    EXPECT_OK(held);
    EXPECT_FALSE(*held);
    return Status::Ok();
  };
  const auto locations = *SellingLocations(tills, {"tienda_01"});
  SalesPipeline pipeline(
      tills, "pos.backfill",
      BackfillPlan(tills, locations, *ParseDate("2026-01-01"), *ParseDate("2026-01-01"), false));
  EXPECT_EQ(Run(pipeline).totals.planned, 1);
}

TEST_F(SalesPipelineTest, ADistributionCentreHasNoSalesToRead) {
  EXPECT_THAT(SellingLocations(MakeTills(), {"cedi_seco"}),
              telar::testing::StatusIs(Code::kInvalidConfig));
  const auto all = SellingLocations(MakeTills(), {});
  ASSERT_OK(all);
  EXPECT_THAT(*all, SizeIs(2));
}

}  // namespace
}  // namespace telar::pos
