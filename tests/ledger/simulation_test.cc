// Random schedules of several processes that work on the same few items while everything that can
// go wrong does: calls fail before or after their commit, processes die at any statement, stall
// longer than their lease, restart, plan again. Whatever happened, in the end every item is final
// and its one row is there once.
#include <gtest/gtest.h>

#include <cstdlib>
#include <list>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "tests/ledger/ledger_fixture.h"
#include "tests/support/faulty_database.h"

namespace telar::ledger {
namespace {

using std::chrono::seconds;
using testing::FaultPoint;

constexpr int kMaxAttempts = 5;
constexpr Duration kLease = seconds(60);

class World {
 public:
  World(db::Database& database, std::uint64_t seed)
      : database_(database), random_(seed), pipeline_("seed-" + std::to_string(seed)) {}

  void Run() {
    Plan(database_);
    const std::uint64_t steps = 20 + random_.Below(60);
    for (std::uint64_t i = 0; i < steps; ++i) Step();
    faults_ = false;
    Settle();
    Check();
  }

 private:
  /// A process with its own view of the database and two items at a time.
  struct Process {
    Process(World& world, Owner who)
        : owner(std::move(who)),
          database(world.database_,
                   [this, &world](FaultPoint point) { return world.Decide(*this, point); }),
          claims(database, world.clock_, world.random_, owner,
                 [&world](const Owner& asked) { return world.Probe(asked); }) {}

    const Owner owner;
    bool dead = false;
    testing::FaultyDatabase database;
    Claims claims;
    std::optional<Claimed> held[2];
    /// Leases whose last commit nobody knows the outcome of; such an attempt only ends.
    std::set<std::pair<std::int64_t, std::int64_t>> in_doubt;
  };

  bool Chance(double probability) { return random_.Fraction() < probability; }

  Status Decide(Process& process, FaultPoint point) {
    if (!process.dead && faults_) {
      const double rate = point == FaultPoint::kStatement ? 0.01 : 0.03;
      if (Chance(rate / 2)) process.dead = true;
      if (!process.dead && Chance(rate)) return Status::Unavailable("invented fault");
    }
    return process.dead ? Status::Unavailable("the process is dead") : Status::Ok();
  }

  Life Probe(const Owner& asked) const {
    if (asked.host != "loom") return Life::kUnknown;
    return dead_pids_.contains(asked.pid) ? Life::kDead : Life::kAlive;
  }

  ClaimRequest Request() const {
    ClaimRequest request;
    request.pipeline = pipeline_;
    request.run = RunId("run");
    request.lease_for = kLease;
    request.max_claims = kMaxAttempts;
    return request;
  }

  void Plan(db::Database& database) {
    std::vector<NewItem> items;
    for (int i = 0; i < 3; ++i) {
      items.push_back(NewItemOf("item " + std::to_string(i)));
      if (planned_) items.back().reopen_stage = "loaded";
    }
    Backlog backlog(database, clock_);
    auto planned = backlog.Plan(RunId("run"), pipeline_, items);
    planned_ = planned_ || planned.ok();
  }

  void Step() {
    if (Chance(0.05)) clock_.Advance(kLease + seconds(1));  // everybody stalls
    clock_.Advance(seconds(random_.Below(8)));
    if (processes_.size() < 3 && (processes_.empty() || Chance(0.2))) {
      Owner owner = ProcessOf(next_pid_++);
      if (Chance(0.3)) owner.host = "shuttle";
      processes_.emplace_back(*this, owner);
    }
    auto process = processes_.begin();
    std::advance(process, static_cast<long>(random_.Below(processes_.size())));
    if (Chance(0.02)) process->dead = true;
    if (!process->dead) {
      if (Chance(0.05)) {
        Plan(process->database);
      } else {
        Work(*process, process->held[random_.Below(2)]);
      }
    }
    if (process->dead) {
      dead_pids_.insert(process->owner.pid);
      processes_.erase(process);
    }
  }

  /// One step with one item.
  void Work(Process& process, std::optional<Claimed>& held) {
    if (!held) {
      auto claimed = process.claims.Claim(Request());
      if (claimed.ok()) held = *std::move(claimed);
      return;
    }
    const Lease lease = held->lease;
    if (Chance(0.1)) {
      std::vector<Lease> leases{lease};
      (void)process.claims.Renew(leases, kLease);
    } else if (Chance(0.05)) {
      Forget(held, process.claims.Release(lease));
    } else if (process.in_doubt.contains({lease.item.value(), lease.token}) || Chance(0.1)) {
      Retry(process, held);
    } else if (held->item.stage.empty()) {
      Reach(process, held, "read", false);
    } else if (held->item.stage == "read") {
      Reach(process, held, "loaded", true);
    } else {
      Forget(held, process.claims.Finish(lease, Outcome()));
    }
  }

  void Reach(Process& process, std::optional<Claimed>& held, const Stage& stage, bool effect) {
    const Status reached = [&]() -> Status {
      TELAR_ASSIGN_OR_RETURN(const auto connection, process.database.Acquire());
      TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(*connection));
      TELAR_RETURN_IF_ERROR(process.claims.Advance(*connection, held->lease, stage));
      if (effect) {
        TELAR_ASSIGN_OR_RETURN(
            [[maybe_unused]] const auto changed,
            connection->Execute("INSERT INTO effects VALUES (?)", {held->item.id.value()}));
      }
      return transaction.Commit();
    }();
    if (reached.ok()) {
      held->item.stage = stage;
    } else {
      process.in_doubt.insert({held->lease.item.value(), held->lease.token});
      Retry(process, held);
    }
  }

  void Retry(Process& process, std::optional<Claimed>& held) {
    std::optional<Instant> retry_at;
    if (held->item.attempts < kMaxAttempts) retry_at = clock_.Now() + seconds(random_.Below(30));
    Forget(held, process.claims.Fail(held->lease, Status::Unavailable("invented"), retry_at));
  }

  /// A worker repeats an end while the database is away, and now and then gives up.
  void Forget(std::optional<Claimed>& held, const Status& ended) {
    if (ended.ok() || ended.code() == Code::kConflict || Chance(0.2)) held.reset();
  }

  /// What a later run does: no faults, patience.
  void Settle() {
    if (!planned_) Plan(database_);
    Process last(*this, ProcessOf(next_pid_++));
    for (Process& process : processes_) dead_pids_.insert(process.owner.pid);
    for (int round = 0; round < 200; ++round) {
      std::optional<Claimed> held;
      Work(last, held);
      for (int i = 0; i < 50 && held; ++i) Work(last, held);
      clock_.Advance(kLease / 4);
      if (!held && Unfinished() == 0) return;
    }
  }

  std::int64_t Ask(const std::string& sql, std::vector<db::Value> values) {
    std::int64_t number = -1;
    auto connection = database_.Acquire();
    EXPECT_OK(connection);
    EXPECT_OK(
        (*connection)->Query(sql, std::span<const db::Value>(values), [&](const db::Row& row) {
          number = row.IntOr(0, -1);
          return Status::Ok();
        }));
    return number;
  }
  std::int64_t Unfinished() {
    return Ask(
        "SELECT COUNT(*) FROM ledger_items WHERE pipeline = ? AND state IN ('planned', "
        "'running')",
        {pipeline_});
  }

  void Check() {
    History history(database_, clock_);
    ASSERT_OK_AND_ASSIGN(const auto items, history.Items({.pipeline = pipeline_}));
    ASSERT_EQ(items.size(), 3U) << "an item was lost";
    for (const ItemRecord& record : items) {
      const Item& item = record.item;
      ASSERT_TRUE(item.state == State::kDone || item.state == State::kFailed)
          << item.key << " is still " << StateName(item.state);
      const std::int64_t effects =
          Ask("SELECT COUNT(*) FROM effects WHERE item_id = ?", {item.id.value()});
      ASSERT_EQ(effects, item.stage == "loaded" ? 1 : 0)
          << item.key << " is " << StateName(item.state) << " at stage '" << item.stage << "'";
      ASSERT_TRUE(item.state == State::kFailed || effects == 1) << item.key;
      ASSERT_EQ(Ask("SELECT COUNT(*) FROM ledger_attempts WHERE item_id = ? AND ended = ''",
                    {item.id.value()}),
                0)
          << "an attempt at " << item.key << " never ended";
    }
  }

  db::Database& database_;
  SeededRandom random_;
  const std::string pipeline_;
  testing::FakeClock clock_;
  bool faults_ = true;
  bool planned_ = false;
  std::int64_t next_pid_ = 1;
  std::set<std::int64_t> dead_pids_;
  std::list<Process> processes_;
};

/// A database that does not wait for the disk: nothing here survives the machine.
class Simulation : public ::testing::Test {
 protected:
  void SetUp() override {
    place_ = LedgerPlace::Make();
    if (place_ == nullptr) GTEST_SKIP() << kNoPlace;
    auto fast = place_->OpenFast();
    ASSERT_OK(fast);
    fast_ = *std::move(fast);
    SystemRandom random;
    ASSERT_OK(Ledger::Open(*fast_, testing::FakeClock(), random));
    ASSERT_OK_AND_ASSIGN(const auto connection, fast_->Acquire());
    ASSERT_OK(connection->ExecuteScript(
        "CREATE TABLE effects (item_id BIGINT NOT NULL); CREATE INDEX by_item ON effects "
        "(item_id)"));
  }

  std::unique_ptr<LedgerPlace> place_;
  std::unique_ptr<db::Database> fast_;
};

TEST_F(Simulation, NeverLosesAnItemAndNeverDoesOneTwice) {
  const char* only = std::getenv("TELAR_SEED");
  const std::uint64_t first = only != nullptr ? std::strtoull(only, nullptr, 10) : 1;
  const std::uint64_t count = only != nullptr ? 1 : static_cast<std::uint64_t>(place_->schedules());
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    World(*fast_, seed).Run();
    if (HasFatalFailure()) FAIL() << "repeat with TELAR_SEED=" << seed;
  }
}

}  // namespace
}  // namespace telar::ledger
