// Several workers on several hosts, each with connections of its own, over one ledger.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "db/server_clock.h"
#include "ledger/worker.h"
#include "tests/ledger/ledger_fixture.h"

namespace telar::ledger {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using ::testing::ElementsAre;

/// A host's clock that was set wrongly.
class SkewedClock final : public Clock {
 public:
  explicit SkewedClock(Duration skew) : skew_(skew) {}
  Instant Now() const override { return system_.Now() + skew_; }
  std::chrono::steady_clock::time_point Steady() const override { return system_.Steady(); }
  bool Sleep(Duration duration, std::stop_token stop) const override {
    return system_.Sleep(duration, stop);
  }

 private:
  const Duration skew_;
  SystemClock system_;
};

class Loading final : public Pipeline {
 public:
  std::string_view name() const override { return "invoices"; }
  Result<std::vector<NewItem>> Plan(const PlanRequest&) override {
    std::vector<NewItem> items;
    for (int i = 0; i < 120; ++i) items.push_back(NewItemOf("item " + std::to_string(i)));
    return items;
  }
  Result<Outcome> Process(const Item& item, Progress& progress) override {
    if (item.stage != "loaded") {
      TELAR_RETURN_IF_ERROR(progress.Reach("loaded", [&](db::Connection& connection) {
        return connection.Execute("INSERT INTO effects VALUES (?)", {item.id.value()}).status();
      }));
    }
    return Outcome{State::kDone, {{"rows", 1}}, ""};
  }
};

class Hosts : public ::testing::Test {
 protected:
  void SetUp() override {
    place_ = LedgerPlace::Make();
    if (place_ == nullptr) GTEST_SKIP() << kNoPlace;
    database_ = OpenDatabase();
  }
  std::unique_ptr<db::Database> OpenDatabase() {
    auto database = place_->OpenFast();
    EXPECT_OK(database);
    return *std::move(database);
  }
  static Options As(const std::string& host) {
    Options options;
    options.owner = {host, "boot", "1", 1, 100};
    options.probe = [](const Owner&) { return Life::kUnknown; };
    return options;
  }
  std::string Ask(const std::string& sql) {
    std::string answer;
    auto connection = database_->Acquire();
    EXPECT_OK(connection);
    EXPECT_OK((*connection)->Query(sql, {}, [&](const db::Row& row) {
      answer = row.TextOrEmpty(0);
      return Status::Ok();
    }));
    return answer;
  }

  SystemClock clock_;
  SystemRandom random_;
  std::unique_ptr<LedgerPlace> place_;
  std::unique_ptr<db::Database> database_;
};

TEST_F(Hosts, ShareTheWorkAndDoEveryItemOnceAtTheFirstAttempt) {
  ASSERT_OK((*database_->Acquire())->ExecuteScript("CREATE TABLE effects (item_id BIGINT)"));
  std::vector<std::thread> threads;
  for (int host = 0; host < 3; ++host) {
    threads.emplace_back([&, host] {
      SystemRandom random;
      const auto database = OpenDatabase();
      auto ledger = Ledger::Open(*database, clock_, random, As("host" + std::to_string(host)));
      ASSERT_OK(ledger);
      WorkerOptions options;
      options.threads = 3;
      options.lease = milliseconds(300);  // renewed while others work
      auto worker = Worker::Open(**ledger, clock_, random, options);
      ASSERT_OK(worker);
      Loading pipeline;
      EXPECT_OK((*worker)->Run(pipeline, {}).status);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(Ask("SELECT COUNT(*) FROM effects"), "120");
  EXPECT_EQ(Ask("SELECT COUNT(DISTINCT item_id) FROM effects"), "120");
  EXPECT_EQ(Ask("SELECT COUNT(*) FROM ledger_items WHERE state = 'done'"), "120");
  EXPECT_EQ(Ask("SELECT COUNT(*) FROM ledger_attempts WHERE ended NOT IN ('done', 'lost')"), "0");
}

TEST_F(Hosts, AHostWhoseClockIsAheadTakesNothingOverByTheClockOfTheServer) {
  if (database_->dialect().now.empty()) GTEST_SKIP() << "no server, no clock of a server";
  const SkewedClock ahead(hours(1));
  ASSERT_OK_AND_ASSIGN(const auto clock, db::ServerClock::Open(*database_, clock_));
  ASSERT_OK_AND_ASSIGN(const auto corrected, db::ServerClock::Open(*database_, ahead));
  ASSERT_OK_AND_ASSIGN(const auto one, Ledger::Open(*database_, *clock, random_, As("one")));
  ASSERT_OK_AND_ASSIGN(const auto other,
                       Ledger::Open(*database_, *corrected, random_, As("other")));
  ASSERT_OK_AND_ASSIGN(const auto naive, Ledger::Open(*database_, ahead, random_, As("other")));
  const NewItem item = NewItemOf("a");
  ASSERT_OK(one->backlog().Plan(RunId("run"), "invoices", {&item, 1}));
  ClaimRequest request;
  request.pipeline = "invoices";
  request.run = RunId("run");
  ASSERT_OK_AND_ASSIGN(const auto held, one->claims().Claim(request));
  ASSERT_TRUE(held.has_value());
  ASSERT_OK_AND_ASSIGN(const auto refused, other->claims().Claim(request));
  EXPECT_FALSE(refused.has_value());
  ASSERT_OK_AND_ASSIGN(const auto stolen, naive->claims().Claim(request));
  EXPECT_TRUE(stolen.has_value()) << "the test would not notice";
}

TEST_F(Hosts, RenewingDoesNotWaitForAnItemThatIsBeingWritten) {
  if (!database_->capabilities().server) GTEST_SKIP() << "one writer at a time";
  ASSERT_OK_AND_ASSIGN(const auto ledger, Ledger::Open(*database_, clock_, random_, As("one")));
  const NewItem items[] = {NewItemOf("long"), NewItemOf("other")};
  ASSERT_OK(ledger->backlog().Plan(RunId("run"), "invoices", items));
  ClaimRequest request;
  request.pipeline = "invoices";
  request.run = RunId("run");
  std::vector<Lease> leases;
  for (int i = 0; i < 2; ++i) leases.push_back((**ledger->claims().Claim(request)).lease);
  const auto writing = *database_->Acquire();
  auto transaction = *db::Transaction::Begin(*writing);
  ASSERT_OK(ledger->claims().Advance(*writing, leases[0], "loaded"));
  EXPECT_THAT(ledger->claims().Renew(leases, hours(1)),
              testing::IsOkAndHolds(::testing::IsEmpty()));
  ASSERT_OK(transaction.Commit());
  ASSERT_OK_AND_ASSIGN(const auto other, ledger->history().Find("invoices", "other"));
  EXPECT_GT(*other.lease_until, clock_.Now() + std::chrono::minutes(30));
}

TEST_F(Hosts, ARowThatWasRenewedMeanwhileIsNoLostLease) {
  if (!database_->capabilities().concurrent_writers) GTEST_SKIP() << "one writer at a time";
  ASSERT_OK_AND_ASSIGN(const auto ledger, Ledger::Open(*database_, clock_, random_, As("one")));
  ASSERT_OK((*database_->Acquire())->ExecuteScript("CREATE TABLE effects (item_id BIGINT)"));
  std::atomic<bool> done = false;
  WorkerOptions options;
  options.threads = 2;
  auto worker = Worker::Open(*ledger, clock_, random_, options);
  ASSERT_OK(worker);
  // Somebody touches every row again and again.
  std::thread meddler([&] {
    const auto connection = *database_->Acquire();
    while (!done) {
      EXPECT_OK(connection->Execute("UPDATE ledger_items SET updated_at = updated_at"));
      clock_.Sleep(milliseconds(5), {});
    }
  });
  Loading pipeline;
  const RunSummary summary = (*worker)->Run(pipeline, {});
  done = true;
  meddler.join();
  EXPECT_EQ(summary.totals.done, 120);
  EXPECT_EQ(Ask("SELECT COUNT(*) FROM effects"), "120");
}

}  // namespace
}  // namespace telar::ledger
