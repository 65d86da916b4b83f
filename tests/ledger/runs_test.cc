#include "ledger/runs.h"

#include "tests/ledger/ledger_fixture.h"

namespace telar::ledger {
namespace {

using std::chrono::minutes;
using ::testing::ElementsAre;
using testing::IsOkAndHolds;
using testing::StatusIs;

class RunRows : public LedgerFixture {
 protected:
  static RunStart StartOf(std::string pipeline, bool exclusive = false) {
    RunStart start;
    start.pipeline = std::move(pipeline);
    start.command = "telar invoices run";
    start.version = "1.2.3";
    start.exclusive = exclusive;
    return start;
  }
  RunId Start(const RunStart& start) {
    clock_.Advance(std::chrono::seconds(1));
    auto run = ledger_->runs().Start(start);
    EXPECT_OK(run);
    return run.ok() ? *run : RunId();
  }
  RunState StateOf(const RunId& run) {
    auto found = ledger_->runs().Get(run);
    EXPECT_OK(found);
    return found.ok() ? found->state : RunState::kFailed;
  }
};

TEST_F(RunRows, KeepWhatRanAndHowItEnded) {
  const RunId run = Start(StartOf("invoices"));
  RunTotals totals;
  totals.done = 3;
  ASSERT_OK(ledger_->runs().Finish(run, RunState::kFailed, totals,
                                   Status::Unavailable("bucket away").WithHint("Is it up?")));
  ASSERT_OK_AND_ASSIGN(const RunRecord record, ledger_->runs().Get(run));
  EXPECT_EQ(record.pipeline, "invoices");
  EXPECT_EQ(record.command, "telar invoices run");
  EXPECT_EQ(record.version, "1.2.3");
  EXPECT_EQ(record.owner, ProcessOf(1));
  EXPECT_EQ(record.state, RunState::kFailed);
  EXPECT_EQ(record.totals, totals);
  EXPECT_EQ(record.error, (StoredError{"unavailable", "bucket away", "Is it up?"}));
  EXPECT_EQ(record.finished, clock_.Now());
}

TEST_F(RunRows, AreListedNewestFirstInPages) {
  const RunId first = Start(StartOf("invoices")), second = Start(StartOf("invoices"));
  Start(StartOf("pos.sales"));
  ASSERT_OK_AND_ASSIGN(auto page, ledger_->runs().List({.pipeline = "invoices", .limit = 1}));
  ASSERT_EQ(page.size(), 1U);
  EXPECT_EQ(page[0].id, second);
  ASSERT_OK_AND_ASSIGN(page, ledger_->runs().List({.pipeline = "invoices", .before = second}));
  ASSERT_EQ(page.size(), 1U);
  EXPECT_EQ(page[0].id, first);
}

TEST_F(RunRows, ShowARunWhoseProcessDiedAsInterrupted) {
  const RunId run = Start(StartOf("invoices"));
  EXPECT_EQ(StateOf(run), RunState::kRunning);
  dead_ = 1;
  EXPECT_EQ(StateOf(run), RunState::kInterrupted);
}

TEST_F(RunRows, ShowASilentRunOfAnotherHostAsInterrupted) {
  Owner far = ProcessOf(5);
  far.host = "shuttle";
  auto started = OpenAs(far)->runs().Start(StartOf("invoices"));
  ASSERT_OK(started);
  clock_.Advance(minutes(4));
  ASSERT_OK(ledger_->runs().Beat(*started, {}));
  clock_.Advance(minutes(4));
  EXPECT_EQ(StateOf(*started), RunState::kRunning);
  clock_.Advance(minutes(2));
  EXPECT_EQ(StateOf(*started), RunState::kInterrupted);
}

TEST_F(RunRows, AllowOneExclusiveRunAtATime) {
  const RunId first = Start(StartOf("invoices", true));
  EXPECT_THAT(ledger_->runs().Start(StartOf("invoices", true)),
              StatusIs(Code::kAlreadyExists, ::testing::HasSubstr(first.value())));
  EXPECT_OK(ledger_->runs().Start(StartOf("pos.sales", true)));
  ASSERT_OK(ledger_->runs().Finish(first, RunState::kDone, {}, Status::Ok()));
  EXPECT_OK(ledger_->runs().Start(StartOf("invoices", true)));
}

TEST_F(RunRows, LetADeadExclusiveRunGo) {
  const RunId first = Start(StartOf("invoices", true));
  dead_ = 1;
  const auto other = OpenAs(ProcessOf(2));
  EXPECT_OK(other->runs().Start(StartOf("invoices", true)));
  dead_ = -1;
  EXPECT_EQ(StateOf(first), RunState::kInterrupted);
}

TEST_F(RunRows, AreTheSameWhenStartIsRepeated) {
  RunStart start = StartOf("invoices", true);
  start.id = RunId("chosen");
  EXPECT_THAT(ledger_->runs().Start(start), IsOkAndHolds(RunId("chosen")));
  EXPECT_THAT(ledger_->runs().Start(start), IsOkAndHolds(RunId("chosen")));
}

TEST_F(RunRows, EndAsTheirOwnWorkerSaysAfterBeingTakenForDead) {
  const RunId run = Start(StartOf("invoices"));
  dead_ = 1;
  ASSERT_OK(OpenAs(ProcessOf(2))->runs().Start(StartOf("invoices")));
  dead_ = -1;
  EXPECT_THAT(ledger_->runs().Beat(run, {}), StatusIs(Code::kNotFound));
  ASSERT_OK(ledger_->runs().Finish(run, RunState::kDone, {}, Status::Ok()));
  EXPECT_EQ(StateOf(run), RunState::kDone);
}

TEST_F(RunRows, UnknownOnesAreNotFound) {
  EXPECT_THAT(ledger_->runs().Get(RunId("x")), StatusIs(Code::kNotFound));
  EXPECT_THAT(ledger_->runs().Finish(RunId("x"), RunState::kDone, {}, Status::Ok()),
              StatusIs(Code::kNotFound));
}

TEST_F(RunRows, SumWhatTheOutcomesCounted) {
  Plan({"a", "b"});
  for (const std::int64_t rows : {2, 3}) {
    ASSERT_OK(claims().Finish(ClaimOne().lease, {State::kDone, {{"rows", rows}}, ""}));
  }
  EXPECT_THAT(ledger_->runs().Counts(run_),
              IsOkAndHolds(ElementsAre(std::pair<const std::string, std::int64_t>("rows", 5))));
}

}  // namespace
}  // namespace telar::ledger
