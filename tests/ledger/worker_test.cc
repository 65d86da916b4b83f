#include "ledger/worker.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "tests/ledger/ledger_fixture.h"
#include "tests/support/faulty_database.h"

namespace telar::ledger {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using ::testing::ElementsAre;
using testing::StatusIs;

/// A pipeline whose parts a test writes on the spot.
class ScriptedPipeline final : public Pipeline {
 public:
  std::string_view name() const override { return "invoices"; }
  Result<std::vector<NewItem>> Plan(const PlanRequest&) override {
    if (plan) return plan();
    std::vector<NewItem> items;
    for (const std::string& key : keys) items.push_back(NewItemOf(key));
    return items;
  }
  Result<Outcome> Process(const Item& item, Progress& progress) override {
    ++calls;
    return process ? process(item, progress) : Outcome{State::kDone, {{"rows", 1}}, ""};
  }

  std::vector<std::string> keys;
  std::function<Result<std::vector<NewItem>>()> plan;
  std::function<Result<Outcome>(const Item&, Progress&)> process;
  std::atomic<int> calls{0};
};

/// Waits without a limit: the test's own time limit ends what never comes.
void WaitFor(std::stop_token stop) {
  while (!stop.stop_requested()) std::this_thread::sleep_for(milliseconds(1));
}

class Working : public ::testing::Test {
 protected:
  Working() {
    options_.threads = 2;
    options_.item_retry.first = milliseconds(1);
    options_.item_retry.longest = milliseconds(2);
    options_.database_retry = {
        .attempts = 3, .first = milliseconds(1), .longest = milliseconds(1), .factor = 1};
  }
  void SetUp() override {
    place_ = LedgerPlace::Make();
    if (place_ == nullptr) GTEST_SKIP() << kNoPlace;
    auto database = place_->Open();
    ASSERT_OK(database);
    real_ = *std::move(database);
    database_ = std::make_unique<testing::FaultyDatabase>(*real_, [this](testing::FaultPoint at) {
      if (at == testing::FaultPoint::kAcquire)
        std::this_thread::sleep_for(next_answer_after_.exchange({}));
      const bool refuse = at == testing::FaultPoint::kAcquire && away_;
      const bool lose =
          at == testing::FaultPoint::kAfterCommit && lose_next_answer_.exchange(false);
      return refuse || lose ? Status::Unavailable("connection refused") : Status::Ok();
    });
    auto ledger = Ledger::Open(*database_, clock_, random_);
    ASSERT_OK(ledger);
    ledger_ = *std::move(ledger);
  }
  RunSummary Run() {
    auto worker = Worker::Open(*ledger_, clock_, random_, options_);
    EXPECT_OK(worker);
    return (*worker)->Run(pipeline_, order_);
  }
  ItemRecord Find(const std::string& key) {
    auto found = ledger_->history().Find("invoices", key);
    EXPECT_OK(found);
    return found.ok() ? *found : ItemRecord();
  }
  void StealAll() {
    auto connection = real_->Acquire();
    EXPECT_OK(connection);
    EXPECT_OK((*connection)
                  ->Execute("UPDATE ledger_items SET token = token + 1, lease_until = ?",
                            {clock_.Now() + minutes(5)}));
  }

  std::unique_ptr<LedgerPlace> place_;
  SystemClock clock_;
  SystemRandom random_;
  std::atomic<bool> away_{false}, lose_next_answer_{false};
  std::atomic<milliseconds> next_answer_after_{};
  std::unique_ptr<db::Database> real_, database_;
  std::unique_ptr<Ledger> ledger_;
  WorkerOptions options_;
  RunOrder order_;
  ScriptedPipeline pipeline_;
};

TEST_F(Working, DoesEveryPlannedItemAndSaysSo) {
  for (int i = 0; i < 20; ++i) pipeline_.keys.push_back(std::to_string(i));
  const RunSummary summary = Run();
  EXPECT_OK(summary.status);
  EXPECT_EQ(summary.state, RunState::kDone);
  EXPECT_EQ(summary.totals.planned, 20);
  EXPECT_EQ(summary.totals.done, 20);
  EXPECT_EQ(summary.totals.left, 0);
  EXPECT_EQ(summary.counts.at("rows"), 20);
  EXPECT_FALSE(summary.nothing_to_do());
  ASSERT_OK_AND_ASSIGN(const RunRecord record, ledger_->runs().Get(summary.run));
  EXPECT_EQ(record.state, RunState::kDone);
  EXPECT_EQ(record.totals, summary.totals);
}

TEST_F(Working, AnEmptyPlanIsSuccessWithNothingToDo) {
  const RunSummary summary = Run();
  EXPECT_EQ(summary.state, RunState::kDone);
  EXPECT_TRUE(summary.nothing_to_do());
}

TEST_F(Working, DoesNotRepeatWhatAnEarlierRunDid) {
  pipeline_.keys = {"a"};
  Run();
  EXPECT_TRUE(Run().nothing_to_do());
  EXPECT_EQ(pipeline_.calls, 1);
}

TEST_F(Working, NeverWorksOnMoreItemsThanItHasThreads) {
  for (int i = 0; i < 12; ++i) pipeline_.keys.push_back(std::to_string(i));
  std::atomic<int> now{0}, most{0};
  pipeline_.process = [&](const Item&, Progress&) {
    const int running = ++now;
    int seen = most;
    while (running > seen && !most.compare_exchange_weak(seen, running)) {
    }
    std::this_thread::sleep_for(milliseconds(1));
    --now;
    return Outcome();
  };
  Run();
  EXPECT_LE(most, 2);
}

TEST_F(Working, RetriesWhatMaySucceedLater) {
  pipeline_.keys = {"a"};
  pipeline_.process = [](const Item& item, Progress&) -> Result<Outcome> {
    if (item.attempts < 3) return Status::Unavailable("bucket away").WithRole(Role::kSource);
    return Outcome();
  };
  const RunSummary summary = Run();
  EXPECT_EQ(summary.state, RunState::kDone);
  EXPECT_EQ(summary.totals.retried, 2);
  EXPECT_EQ(summary.totals.done, 1);
  EXPECT_EQ(summary.failures.at(Role::kSource), 2);
  EXPECT_THAT(summary.first_failure, StatusIs(Code::kUnavailable));
}

TEST_F(Working, ResumesAtTheStageTheItemReached) {
  pipeline_.keys = {"a"};
  std::vector<Stage> started_at;
  pipeline_.process = [&](const Item& item, Progress& progress) -> Result<Outcome> {
    started_at.push_back(item.stage);
    if (!item.stage.empty()) return Outcome();
    TELAR_RETURN_IF_ERROR(progress.Reach("fetched", nullptr));
    return Status::Unavailable("later");
  };
  Run();
  EXPECT_THAT(started_at, ElementsAre("", "fetched"));
}

TEST_F(Working, FailsAnItemWhoseAttemptsAreUsedUp) {
  options_.max_attempts = 2;
  pipeline_.keys = {"a"};
  pipeline_.process = [](const Item&, Progress&) -> Result<Outcome> {
    return Status::Unavailable("bucket away");
  };
  const RunSummary summary = Run();
  EXPECT_EQ(pipeline_.calls, 2);
  EXPECT_EQ(summary.state, RunState::kFailed);
  EXPECT_EQ(summary.totals.failed, 1);
  EXPECT_EQ(Find("a").error.code, "unavailable");
}

TEST_F(Working, FailsAtOnceWhatARetryWouldNotHelp) {
  pipeline_.keys = {"bad", "good"};
  pipeline_.process = [](const Item& item, Progress&) -> Result<Outcome> {
    if (item.key == "bad") return Status::InvalidInput("torn page");
    return Outcome();
  };
  const RunSummary summary = Run();
  EXPECT_EQ(pipeline_.calls, 2);
  EXPECT_EQ(summary.state, RunState::kPartial);
  EXPECT_EQ(Find("bad").item.state, State::kFailed);
  EXPECT_EQ(Find("good").item.state, State::kDone);
}

TEST_F(Working, AnExceptionFailsItsItemAlone) {
  pipeline_.keys = {"bad", "good"};
  pipeline_.process = [](const Item& item, Progress&) -> Result<Outcome> {
    if (item.key == "bad") throw std::runtime_error("out of range");
    return Outcome();
  };
  const RunSummary summary = Run();
  EXPECT_OK(summary.status);
  EXPECT_EQ(summary.totals.done, 1);
  EXPECT_EQ(Find("bad").error.code, "internal");
}

TEST_F(Working, AnOutcomeThatIsNoneFailsTheItem) {
  pipeline_.keys = {"a"};
  pipeline_.process = [](const Item&, Progress&) { return Outcome{State::kPlanned, {}, ""}; };
  EXPECT_EQ(Run().totals.failed, 1);
}

TEST_F(Working, LeavesItemsPlannedThatAreDueTooLate) {
  options_.wait_for_retries = Duration(0);
  options_.item_retry.first = options_.item_retry.longest = minutes(10);
  pipeline_.keys = {"a"};
  pipeline_.process = [](const Item&, Progress&) -> Result<Outcome> {
    return Status::Unavailable("bucket away");
  };
  const RunSummary summary = Run();
  EXPECT_EQ(summary.state, RunState::kPartial);
  EXPECT_EQ(summary.totals.left, 1);
  EXPECT_FALSE(summary.nothing_to_do());
  EXPECT_GT(Find("a").not_before, clock_.Now() + minutes(4));
}

TEST_F(Working, AFailedPlanIsTheSourcesUnlessThePipelineSaysOtherwise) {
  pipeline_.plan = [] { return Status::Unavailable("list the inbox: timeout"); };
  RunSummary summary = Run();
  EXPECT_THAT(summary.status, StatusIs(Code::kUnavailable));
  EXPECT_EQ(summary.status.role(), Role::kSource);
  EXPECT_EQ(summary.state, RunState::kFailed);
  pipeline_.plan = [] { return Status::Unavailable("x").WithRole(Role::kDestination); };
  EXPECT_EQ(Run().status.role(), Role::kDestination);
}

TEST_F(Working, AnExceptionWhilePlanningEndsTheRun) {
  pipeline_.plan = []() -> Result<std::vector<NewItem>> { throw std::runtime_error("x"); };
  EXPECT_THAT(Run().status, StatusIs(Code::kInternal));
}

TEST_F(Working, ADatabaseThatStaysAwayEndsTheRun) {
  pipeline_.keys = {"a", "b", "c", "d"};
  pipeline_.process = [&](const Item&, Progress&) {
    away_ = true;
    return Outcome();
  };
  const RunSummary summary = Run();
  EXPECT_THAT(summary.status, StatusIs(Code::kUnavailable));
  EXPECT_EQ(summary.status.role(), Role::kDestination);
  EXPECT_EQ(summary.state, RunState::kFailed);
}

TEST_F(Working, ADatabaseThatIsAwayFromTheStartIsTheDestinations) {
  away_ = true;
  const RunSummary summary = Run();
  EXPECT_EQ(summary.status.role(), Role::kDestination);
  EXPECT_EQ(summary.run, RunId());
}

TEST_F(Working, AFirstStopFinishesWhatIsInProgress) {
  options_.threads = 1;
  pipeline_.keys = {"a", "b", "c"};
  std::stop_source drain;
  order_.drain = drain.get_token();
  pipeline_.process = [&](const Item&, Progress& progress) {
    drain.request_stop();
    EXPECT_FALSE(progress.stop().stop_requested());
    return Outcome();
  };
  const RunSummary summary = Run();
  EXPECT_EQ(summary.totals.done, 1);
  EXPECT_EQ(summary.totals.left, 2);
  EXPECT_TRUE(summary.drained);
  EXPECT_EQ(summary.state, RunState::kInterrupted);
}

TEST_F(Working, AFirstStopBecomesASecondWhenTheDrainTimeIsOver) {
  options_.drain_time = milliseconds(5);
  pipeline_.keys = {"a"};
  std::stop_source drain;
  order_.drain = drain.get_token();
  pipeline_.process = [&](const Item&, Progress& progress) -> Result<Outcome> {
    drain.request_stop();
    WaitFor(progress.stop());
    return Status::Cancelled("asked to stop");
  };
  EXPECT_EQ(Run().totals.left, 1);
}

TEST_F(Working, ASecondStopGivesItemsBackWithoutCountingTheAttempt) {
  pipeline_.keys = {"a"};
  std::stop_source abort;
  order_.abort = abort.get_token();
  pipeline_.process = [&](const Item&, Progress& progress) -> Result<Outcome> {
    abort.request_stop();
    WaitFor(progress.stop());
    return Status::InvalidInput("half a page");
  };
  const RunSummary summary = Run();
  EXPECT_EQ(summary.state, RunState::kInterrupted);
  EXPECT_EQ(Find("a").item.state, State::kPlanned);
  EXPECT_EQ(Find("a").item.attempts, 0);
}

TEST_F(Working, AnAttemptEndsAtItsDeadlineAndIsRepeated) {
  options_.item_time = milliseconds(5);
  options_.max_attempts = 2;
  pipeline_.keys = {"a"};
  pipeline_.process = [](const Item&, Progress& progress) -> Result<Outcome> {
    WaitFor(progress.stop());
    return Status::Cancelled("asked to stop");
  };
  Run();
  EXPECT_EQ(pipeline_.calls, 2);
  EXPECT_EQ(Find("a").item.state, State::kFailed);
  EXPECT_EQ(Find("a").error.code, "deadline_exceeded");
}

TEST_F(Working, ARunEndsAtItsDeadlineAndLeavesItsItemsPlanned) {
  options_.run_time = milliseconds(20);
  pipeline_.keys = {"a", "b", "c"};
  pipeline_.process = [](const Item&, Progress& progress) -> Result<Outcome> {
    WaitFor(progress.stop());
    return Status::Cancelled("asked to stop");
  };
  const RunSummary summary = Run();
  EXPECT_THAT(summary.status, StatusIs(Code::kDeadlineExceeded));
  EXPECT_EQ(summary.state, RunState::kPartial);
  EXPECT_EQ(summary.totals.left, 3);
  EXPECT_EQ(Find("a").item.attempts, 0);
}

TEST_F(Working, AnItemClaimedWhileTheRunsTimeRunsOutIsStoppedToo) {
  options_.run_time = milliseconds(600);
  pipeline_.keys = {"a"};
  pipeline_.process = [](const Item&, Progress& progress) -> Result<Outcome> {
    WaitFor(progress.stop());
    return Status::Cancelled("asked to stop");
  };
  std::atomic<bool> begun = false;
  order_.on_progress = [&](const RunProgress&) {
    if (!begun.exchange(true)) next_answer_after_ = milliseconds(700);
  };
  const RunSummary summary = Run();
  EXPECT_THAT(summary.status, StatusIs(Code::kDeadlineExceeded));
  EXPECT_EQ(summary.totals.left, 1);
}

TEST_F(Working, TheHeartbeatKeepsALongItem) {
  options_.lease = milliseconds(300);
  pipeline_.keys = {"a"};
  pipeline_.process = [&](const Item&, Progress&) -> Result<Outcome> {
    const Instant first = *Find("a").lease_until;
    while (*Find("a").lease_until == first) std::this_thread::sleep_for(milliseconds(1));
    return Outcome();
  };
  EXPECT_EQ(Run().totals.done, 1);
}

TEST_F(Working, ALostLeaseStopsTheItemAndItsWritesAreRefused) {
  options_.threads = 1;
  options_.lease = milliseconds(150);
  pipeline_.keys = {"a"};
  Status reached;
  pipeline_.process = [&](const Item&, Progress& progress) -> Result<Outcome> {
    StealAll();
    WaitFor(progress.stop());
    reached = progress.Reach("loaded", nullptr);
    return reached;
  };
  const RunSummary summary = Run();
  EXPECT_THAT(reached, StatusIs(Code::kConflict));
  EXPECT_EQ(summary.totals.finished(), 0);
  EXPECT_EQ(Find("a").item.stage, "");
}

TEST_F(Working, AFinishWithoutTheLeaseIsNotCounted) {
  pipeline_.keys = {"a"};
  pipeline_.process = [&](const Item&, Progress&) {
    StealAll();
    return Outcome();
  };
  EXPECT_EQ(Run().totals.finished(), 0);
  EXPECT_EQ(Find("a").item.state, State::kRunning);
}

TEST_F(Working, RowsAndStageOfReachAreOneCommit) {
  pipeline_.keys = {"a"};
  {
    ASSERT_OK_AND_ASSIGN(const auto connection, real_->Acquire());
    ASSERT_OK(connection->ExecuteScript("CREATE TABLE rows (n INTEGER)"));
  }
  pipeline_.process = [&](const Item&, Progress& progress) -> Result<Outcome> {
    progress.AddReject({"a.pdf", "page 1", "total", "not_a_number", "l2", "", 0.4});
    const auto insert = [](db::Connection& connection) {
      return connection.Execute("INSERT INTO rows VALUES (1)").status();
    };
    EXPECT_THAT(progress.Reach("loaded",
                               [&](db::Connection& connection) -> Status {
                                 TELAR_RETURN_IF_ERROR(insert(connection));
                                 return Status::ContractBroken("too few rows");
                               }),
                StatusIs(Code::kContractBroken));
    TELAR_RETURN_IF_ERROR(progress.Reach("loaded", insert));
    return Outcome();
  };
  Run();
  ASSERT_OK_AND_ASSIGN(const auto connection, real_->Acquire());
  std::int64_t rows = 0;
  ASSERT_OK(connection->Query("SELECT COUNT(*) FROM rows", {}, [&](const db::Row& row) {
    rows = row.IntOr(0, -1);
    return Status::Ok();
  }));
  EXPECT_EQ(rows, 1);
  ASSERT_OK_AND_ASSIGN(const auto rejects, ledger_->history().Rejects({}));
  EXPECT_EQ(rejects.size(), 1U);
}

TEST_F(Working, ARejectThatIsFoundWhileWritingIsKeptWithTheRows) {
  pipeline_.keys = {"a"};
  pipeline_.process = [&](const Item&, Progress& progress) -> Result<Outcome> {
    TELAR_RETURN_IF_ERROR(progress.Reach("loaded", [&](db::Connection&) {
      progress.AddReject({"a.pdf", "row 2", "total", "not_a_number", "l2", "", 0});
      return Status::Ok();
    }));
    return Outcome();
  };
  Run();
  ASSERT_OK_AND_ASSIGN(const auto rejects, ledger_->history().Rejects({}));
  EXPECT_EQ(rejects.size(), 1U);
}

TEST_F(Working, AStageWhoseCommitIsInDoubtEndsTheAttempt) {
  options_.threads = 1;
  pipeline_.keys = {"a"};
  std::vector<Stage> started_at;
  pipeline_.process = [&](const Item& item, Progress& progress) -> Result<Outcome> {
    started_at.push_back(item.stage);
    if (!item.stage.empty()) return Outcome();
    lose_next_answer_ = true;
    EXPECT_THAT(progress.Reach("loaded", nullptr), StatusIs(Code::kUnavailable));
    EXPECT_THAT(progress.Reach("loaded", nullptr), StatusIs(Code::kUnavailable));
    return Outcome();
  };
  EXPECT_EQ(Run().totals.done, 1);
  EXPECT_THAT(started_at, ElementsAre("", "loaded"));
}

TEST_F(Working, DoesItsShardOnly) {
  for (int i = 0; i < 20; ++i) pipeline_.keys.push_back(std::to_string(i));
  std::int64_t done = 0;
  for (int index = 0; index < 2; ++index) {
    options_.shard = {index, 2};
    const RunSummary summary = Run();
    EXPECT_EQ(summary.totals.left, 0);
    EXPECT_LT(summary.totals.done, 20);
    done += summary.totals.done;
  }
  EXPECT_EQ(done, 20);
}

TEST_F(Working, TwoWorkersShareTheItemsWithoutDoingOneTwice) {
  for (int i = 0; i < 30; ++i) pipeline_.keys.push_back(std::to_string(i));
  std::mutex mutex;
  std::map<std::string, int> times;
  pipeline_.process = [&](const Item& item, Progress&) {
    const std::lock_guard lock(mutex);
    ++times[item.key];
    return Outcome();
  };
  RunSummary other;
  std::jthread second([&] { other = Run(); });
  const RunSummary summary = Run();
  second.join();
  EXPECT_EQ(summary.totals.done + other.totals.done, 30);
  EXPECT_EQ(times.size(), 30U);
  for (const auto& [key, count] : times) EXPECT_EQ(count, 1) << key;
}

TEST_F(Working, ReportsProgressAtTheStartAndAtTheEnd) {
  pipeline_.keys = {"a", "b"};
  std::vector<RunProgress> reports;
  order_.on_progress = [&](const RunProgress& progress) { reports.push_back(progress); };
  Run();
  ASSERT_GE(reports.size(), 2U);
  EXPECT_EQ(reports.front().total, 2);
  EXPECT_EQ(reports.front().totals.done, 0);
  EXPECT_EQ(reports.back().totals.done, 2);
  EXPECT_EQ(reports.back().running, 0);
}

TEST_F(Working, RefusesASecondExclusiveRunWithoutBlamingTheDatabase) {
  order_.exclusive = true;
  pipeline_.keys = {"a"};
  RunSummary refused;
  pipeline_.process = [&](const Item&, Progress&) {
    refused = Run();
    return Outcome();
  };
  EXPECT_EQ(Run().state, RunState::kDone);
  EXPECT_THAT(refused.status, StatusIs(Code::kAlreadyExists));
  EXPECT_EQ(refused.status.role(), Role::kNone);
}

TEST_F(Working, RefusesOptionsWithoutSense) {
  options_.threads = 0;
  EXPECT_THAT(Worker::Open(*ledger_, clock_, random_, options_), StatusIs(Code::kInvalidInput));
  options_.threads = 1;
  options_.shard = {2, 2};
  EXPECT_THAT(Worker::Open(*ledger_, clock_, random_, options_), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::ledger
