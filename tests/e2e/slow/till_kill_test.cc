#include <gmock/gmock.h>

#include <csignal>
#include <random>

#include "tests/e2e/slow/till_chain.h"
#include "tests/support/status_matchers.h"

namespace telar {
namespace {

using std::chrono::milliseconds;
using ::testing::AnyOf;
using testing::Ended;
using ::testing::HasSubstr;
using testing::Process;
using testing::TillChain;
using Words = std::vector<std::string>;

/// A database and a command of the tills.
using Case = std::tuple<std::string, std::string>;

class TillKill : public ::testing::TestWithParam<Case> {
 protected:
  /// Also what is covered already, so that every run has work that can be cut off.
  Words Command() const {
    const std::string& name = std::get<1>(GetParam());
    if (name == "recover") return {"pos", "recover", "--days", "3"};
    Words words{"pos", name, "--from", chain_.from(), "--to", chain_.to()};
    if (name == "backfill") words.emplace_back("--again");
    return words;
  }
  void ExpectAWholeRunToEndInTheTruth() {
    chain_.Faults("");
    const Ended ended = chain_.RunTelar(Command());
    EXPECT_EQ(ended.exit, 0) << ended.out << ended.err;
    EXPECT_THAT(ended.err, HasSubstr("ETL completed successfully"));
    chain_.ExpectTheTruth();
  }

  const TillChain chain_{std::get<0>(GetParam())};
};

TEST_P(TillKill, RunsKilledAtRandomInstantsLoseAndDoubleNothing) {
  constexpr std::uint32_t kSeed = 20260203;
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  std::mt19937 random(kSeed);
  int kills = 0;
  for (int round = 0; kills < 20 && round < 60; ++round) {
    chain_.Faults(random() % 3 == 0
                      ? "truncated percent=20; status percent=20; slow delay=60ms percent=40"
                      : "slow delay=20ms");
    // Early kills hit the making of the tables and the plan, late ones every stage of a window.
    Process run(chain_.Telar(Command()));
    if (run.WaitFor(milliseconds(random() % 400))) continue;
    run.Signal(SIGKILL);
    ASSERT_TRUE(run.WaitFor(std::chrono::seconds(10)));
    ++kills;
  }
  // On a quick machine some runs are over before they are killed.
  EXPECT_GE(kills, 10);
  ExpectAWholeRunToEndInTheTruth();
}

TEST_P(TillKill, ARunThatIsToldToStopFinishesWhatItHoldsAndTheNextGoesOn) {
  chain_.Faults("slow delay=400ms");
  Words command = Command();
  command.insert(command.end(), {"--set", "pos.workers=1"});
  Process run(chain_.Telar(command));
  while (!chain_.HasBeenAsked()) {
    if (!run.WaitFor(milliseconds(10))) continue;
    const Ended early = run.Wait();
    FAIL() << "ended without asking, with " << early.exit << "\n" << early.out << early.err;
  }
  run.Signal(SIGTERM);
  const Ended ended = run.Wait(std::chrono::seconds(30));
  EXPECT_EQ(ended.exit, 143) << ended.out << ended.err;
  EXPECT_THAT(ended.err, ::testing::Not(HasSubstr("ETL completed successfully")));
  ExpectAWholeRunToEndInTheTruth();
}

TEST_P(TillKill, TwoRunsAtTheSameTimeEndInTheTruth) {
  if (std::get<0>(GetParam()) == "Duckdb") {
    GTEST_SKIP() << "one process at a time has a DuckDB file open";
  }
  chain_.Faults("slow delay=50ms");
  Process one(chain_.Telar(Command())), other(chain_.Telar(Command()));
  // The slower one may find nothing left to do.
  for (Process* run : {&one, &other}) {
    const Ended ended = run->Wait();
    EXPECT_THAT(ended.exit, AnyOf(0, 99)) << ended.out << ended.err;
  }
  chain_.ExpectTheTruth();
}

INSTANTIATE_TEST_SUITE_P(Tills, TillKill,
                         ::testing::Combine(::testing::ValuesIn(testing::TillDatabases()),
                                            ::testing::Values("sales", "recover", "backfill")),
                         [](const auto& info) {
                           return std::get<0>(info.param) + "_" + std::get<1>(info.param);
                         });

}  // namespace
}  // namespace telar
