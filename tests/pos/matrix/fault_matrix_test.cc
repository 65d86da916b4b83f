#include "tests/pos/matrix/chain_fixture.h"
#include "tests/pos/matrix/warehouses.h"

namespace telar::pos {
namespace {

using ledger::RunState;

/// What tills, wires and servers do; after it is over, one more run must bring the truth.
class FaultMatrix : public ChainFixture {
 protected:
  /// A run under the faults, and one after them.
  ledger::RunSummary Through(std::string_view faults) {
    Faults(faults);
    ledger::RunSummary summary = Recover();
    Faults("");
    Recover();
    return summary;
  }
  /// Shops whose day the tables hold as closed although nothing was loaded.
  std::int64_t EmptySuccesses() {
    std::int64_t count = 0;
    const auto connection = database_->Acquire();
    EXPECT_OK((*connection)
                  ->Query("SELECT COUNT(*) FROM pos_coverage WHERE closed = ? AND line_count = 0",
                          {true}, [&](const db::Row& row) {
                            count = row.IntOr(0, -1);
                            return Status::Ok();
                          }));
    return count;
  }
};

TEST_P(FaultMatrix, WithoutFaultsTheDayIsTheTruth) {
  EXPECT_EQ(Recover().state, RunState::kDone);
  ExpectTheTruth();
}

TEST_P(FaultMatrix, ServerErrorsAreFailuresAndThenTheTruth) {
  const auto summary =
      Through("status status=500 place=SUC001\nstatus status=502 place=SUC002 count=1");
  EXPECT_EQ(summary.totals.failed, 1);
  ExpectTheTruth();
}

TEST_P(FaultMatrix, AnErrorInsideAnAnswerIsNeverZeroSales) {
  Faults("error");
  EXPECT_EQ(Recover().state, RunState::kFailed);
  EXPECT_EQ(EmptySuccesses(), 0);
  Faults("");
  Recover();
  ExpectTheTruth();
}

TEST_P(FaultMatrix, AnswersThatEndEarlyAreFailures) {
  EXPECT_EQ(Through("truncated place=SUC001\ncut place=SUC002\nhtml place=SUC003").totals.failed,
            3);
  ExpectTheTruth();
}

TEST_P(FaultMatrix, TillsThatHangUpOrAreGoneAreFailures) {
  Faults("hang_up place=SUC001");
  EXPECT_EQ(Recover().totals.failed, 1);
  ASSERT_OK(simulator_->SetListening(false));
  OpenSource();
  EXPECT_EQ(Recover().state, RunState::kFailed);
  ASSERT_OK(simulator_->SetListening(true));
  Faults("");
  Recover();
  ExpectTheTruth();
}

TEST_P(FaultMatrix, SlowTillsAreReadInSmallerWindows) {
  // A whole day takes longer than a request may, an hour does not.
  Faults("slow per_row=30ms place=SUC001");
  EXPECT_EQ(Recover().state, RunState::kDone);
  ExpectTheTruth();
}

TEST_P(FaultMatrix, ATillThatNeverAnswersIsAFailureOfItsShopAlone) {
  Faults("silence place=SUC001");
  const auto summary = Recover();
  EXPECT_EQ(summary.totals.failed, 1);
  EXPECT_EQ(summary.totals.done, 2);
  Faults("");
  Recover();
  ExpectTheTruth();
}

TEST_P(FaultMatrix, DoubledLinesAreOne) {
  const auto summary = Through("doubled rows=5");
  EXPECT_EQ(summary.counts.at("doubled"), 15);
  ExpectTheTruth();
}

TEST_P(FaultMatrix, EmptyAnswersAreNotBelieved) {
  const auto summary = Through("empty place=SUC001\nempty_claiming place=SUC002");
  EXPECT_EQ(summary.totals.done, 1);
  EXPECT_EQ(EmptySuccesses(), 0);
  ExpectTheTruth();
}

TEST_P(FaultMatrix, AnEmptyAnswerTakesNothingAway) {
  Recover();
  Faults("empty");
  EXPECT_EQ(Recover().totals.failed, 3);
  ExpectTheTruth();
}

TEST_P(FaultMatrix, ATillThatLiesAboutItsTotalIsReviewed) {
  const auto summary = Through("total rows=3 place=SUC001\ntotal rows=-2 place=SUC002");
  EXPECT_EQ(summary.totals.review, 2);
  ExpectTheTruth();
}

TEST_P(FaultMatrix, GarbageRowsGoToTheRejectsAndNumbersInTextsAreNumbers) {
  const auto summary = Through("garbage rows=4\ntext\nnulls");
  EXPECT_EQ(summary.counts.at("rejected"), 12);
  ExpectTheTruth();
}

TEST_P(FaultMatrix, FaultsOfEveryKindAtOnceEndInTheTruth) {
  for (int round = 0; round < 3; ++round) {
    Faults(
        "status percent=30\ntruncated percent=20\nempty percent=20\ndoubled rows=2 percent=40\n"
        "total rows=1 percent=20\nhang_up percent=20");
    Recover();
    EXPECT_EQ(EmptySuccesses(), 0);
  }
  Faults("");
  Recover();
  ExpectTheTruth();
}

TEST_P(FaultMatrix, LateLinesVoidsAndEditsArriveWithTheNextReading) {
  // On the evening of the day much is still to change.
  clock_.Set(*ParseInstant("2026-02-04T04:30:00Z"));
  Recover();
  clock_.Set(*ParseInstant("2026-02-05T13:00:00Z"));
  Recover();
  ExpectTheTruth();
}

TEST_P(FaultMatrix, ARestartOfTheWarehouseBetweenRunsLosesNothing) {
  Faults("status place=SUC001");
  Recover();
  OpenWarehouse();
  Faults("");
  Recover();
  ExpectTheTruth();
}

TEST_P(FaultMatrix, LiveRunsOverADayWithOutagesCloseTheirGaps) {
  simulator_->SetFaults({});
  const auto day = *ParseInstant("2026-02-03T04:00:00Z");
  for (int hour = 6; hour <= 30; hour += 2) {
    Faults(hour >= 10 && hour < 16 ? "status" : "");
    RunLive(day + std::chrono::hours(hour));
  }
  clock_.Set(*ParseInstant("2026-02-05T13:00:00Z"));
  Faults("");
  Recover();
  ExpectTheTruth();
}

TEST_P(FaultMatrix, StockIsTheTruthAndAShortListTakesNothingAway) {
  Faults("status path=/maestra/articulos/almacen place=APP-TPF");
  EXPECT_EQ(ReadStock().totals.failed, 1);
  Faults("");
  EXPECT_EQ(ReadStock().state, RunState::kDone);
  for (const Location& location : locations_) EXPECT_EQ(Stock(location), TrueStock(location));
  Faults("empty");
  EXPECT_EQ(ReadStock().totals.failed, 3);
  for (const Location& location : locations_) EXPECT_EQ(Stock(location), TrueStock(location));
}

const auto kNameOf = [](const auto& info) { return info.param.name; };
INSTANTIATE_TEST_SUITE_P(Sqlite, FaultMatrix, ::testing::ValuesIn(WarehouseNamed("Sqlite")),
                         kNameOf);
INSTANTIATE_TEST_SUITE_P(Duckdb, FaultMatrix, ::testing::ValuesIn(WarehouseNamed("Duckdb")),
                         kNameOf);
INSTANTIATE_TEST_SUITE_P(Postgres, FaultMatrix, ::testing::ValuesIn(WarehouseNamed("Postgres")),
                         kNameOf);

}  // namespace
}  // namespace telar::pos
