#include <thread>

#include "tests/pos/matrix/chain_fixture.h"
#include "tests/pos/matrix/warehouses.h"

namespace telar::pos {
namespace {

using ledger::RunState;

/// A PostgreSQL server that loses its power while a run writes to it.
class KilledDatabase : public ChainFixture {
 protected:
  WarehousePlace MakePlace() override {
    return [this] {
      return db::postgres::Open({.host = "127.0.0.1",
                                 .port = server_.port(),
                                 .user = server_.user(),
                                 .password = Secret(server_.password()),
                                 .database = server_.database()});
    };
  }
  void TearDown() override {
    ledger_.reset();
    database_.reset();
  }
  ledger::RunSummary RecoverWith(std::function<Status(std::stop_token)> turn) {
    Tills tills = MakeTills();
    tills.turn = std::move(turn);
    SalesPipeline pipeline(
        tills, "pos.sales",
        BackfillPlan(tills, *SellingLocations(tills, {}), chain_.first, chain_.last, true));
    return Run(pipeline);
  }
  /// As the next run of a schedule, in a new process.
  void ExpectTheNextRunToEndInTheTruth() {
    OpenWarehouse();
    // Locks end with the process that held them, which here lives on.
    const auto connection = database_->Acquire();
    ASSERT_OK(connection);
    ASSERT_OK((*connection)->Execute("DELETE FROM ledger_locks"));
    const auto summary = Recover();
    EXPECT_EQ(summary.state, RunState::kDone) << summary.first_failure.ToString();
    ExpectTheTruth();
  }

  telar::testing::PostgresServer server_;
};

TEST_P(KilledDatabase, IsAFailureOfTheDestinationAndTheNextRunMakesItGood) {
  std::atomic<int> asked{0};
  const auto summary = RecoverWith([&](std::stop_token) {
    if (++asked == 2) server_.Kill();
    return Status::Ok();
  });
  EXPECT_NE(summary.state, RunState::kDone);
  EXPECT_EQ(summary.status.role(), Role::kDestination) << summary.status.ToString();
  server_.Start();
  ExpectTheNextRunToEndInTheTruth();
}

TEST_P(KilledDatabase, LosesNothingOfARunThatHasEnded) {
  EXPECT_EQ(Recover().state, RunState::kDone);
  server_.Kill();
  server_.Start();
  OpenWarehouse();
  ExpectTheTruth();
}

TEST_P(KilledDatabase, ThatIsBackAtOnceNeverMakesASuccessOfALostWindow) {
  SeededRandom random(20260203);
  for (int round = 0; round < 6; ++round) {
    const auto wait = std::chrono::milliseconds(random.Below(250));
    SCOPED_TRACE(std::to_string(wait.count()) + " ms");
    ledger::RunSummary summary;
    {
      // The server ends with the thread that starts it.
      const std::jthread run([&] { summary = Recover(); });
      std::this_thread::sleep_for(wait);
      server_.Kill();
      server_.Start();
    }
    if (summary.state == RunState::kDone) ExpectTheTruth();
    else EXPECT_EQ(summary.failures[Role::kSource], 0) << summary.first_failure.ToString();
    ExpectTheNextRunToEndInTheTruth();
  }
}

std::vector<WarehouseUnderTest> Own() {
  if (!telar::testing::PostgresServer::Installed()) return {};
  return {{"Postgres", nullptr}};
}
INSTANTIATE_TEST_SUITE_P(Own, KilledDatabase, ::testing::ValuesIn(Own()),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace telar::pos
