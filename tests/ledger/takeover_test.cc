#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "tests/ledger/ledger_place.h"
#include "tests/support/paths.h"
#include "tests/support/status_matchers.h"

namespace telar::ledger {
namespace {

/// Another process that holds the one planned item of `place` for a day.
class Victim {
 public:
  explicit Victim(const LedgerPlace& place) {
    std::array<int, 2> pipe_ends{};
    EXPECT_EQ(pipe(pipe_ends.data()), 0);
    pid_ = fork();
    if (pid_ == 0) {
      dup2(pipe_ends[1], STDOUT_FILENO);
      close(pipe_ends[0]);
      close(pipe_ends[1]);
      const auto build = testing::ProgramDir().parent_path();
      std::vector<std::string> words = place.arguments();
      words.insert(words.begin(), "ledger_victim");
      std::vector<char*> arguments;
      for (std::string& word : words) arguments.push_back(word.data());
      arguments.push_back(nullptr);
      execv((build / "tests/ledger_victim").c_str(), arguments.data());
      _exit(127);
    }
    close(pipe_ends[1]);
    std::array<char, 16> said{};
    const ssize_t size = read(pipe_ends[0], said.data(), said.size());
    close(pipe_ends[0]);
    EXPECT_EQ(std::string(said.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))),
              "claimed\n");
  }
  ~Victim() {
    Kill();
    Bury();
  }
  void Kill() {
    if (pid_ > 0) kill(pid_, SIGKILL);
  }
  /// Waits until it ended, without removing it from the process table.
  void WaitUntilDead() {
    siginfo_t info{};
    EXPECT_EQ(waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT), 0);
  }
  void Bury() {
    if (pid_ > 0) waitpid(std::exchange(pid_, -1), nullptr, 0);
  }

 private:
  pid_t pid_ = -1;
};

class Takeover : public ::testing::Test {
 protected:
  void SetUp() override {
    place_ = LedgerPlace::Make();
    if (place_ == nullptr) GTEST_SKIP() << kNoPlace;
    auto database = place_->Open();
    ASSERT_OK(database);
    database_ = *std::move(database);
    auto ledger = Ledger::Open(*database_, clock_, random_);
    ASSERT_OK(ledger);
    ledger_ = *std::move(ledger);
    const NewItem item{"a", "a.pdf", "{}", {}};
    ASSERT_OK(ledger_->backlog().Plan(RunId("plan"), "invoices", {&item, 1}));
  }
  bool CanClaim() {
    ClaimRequest request;
    request.pipeline = "invoices";
    request.run = RunId("successor");
    auto claimed = ledger_->claims().Claim(request);
    EXPECT_OK(claimed);
    return claimed.ok() && claimed->has_value();
  }
  RunState StateOfItsRun() {
    auto runs = ledger_->runs().List({});
    EXPECT_OK(runs);
    return runs.ok() && !runs->empty() ? runs->front().state : RunState::kFailed;
  }

  std::unique_ptr<LedgerPlace> place_;
  SystemClock clock_;
  SystemRandom random_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<Ledger> ledger_;
};

TEST_F(Takeover, ARerunRightAfterKillNineNeedsNoWaiting) {
  Victim victim(*place_);
  EXPECT_FALSE(CanClaim());
  EXPECT_EQ(StateOfItsRun(), RunState::kRunning);
  victim.Kill();
  victim.Bury();
  EXPECT_EQ(StateOfItsRun(), RunState::kInterrupted);
  EXPECT_TRUE(CanClaim());
}

TEST_F(Takeover, AKilledProcessThatNobodyWaitedForIsDeadToo) {
  Victim victim(*place_);
  victim.Kill();
  victim.WaitUntilDead();
  EXPECT_TRUE(CanClaim());
}

TEST_F(Takeover, ADeadExclusiveRunDoesNotBlockTheNext) {
  RunStart start;
  start.pipeline = "invoices";
  start.exclusive = true;
  Victim victim(*place_);
  EXPECT_THAT(ledger_->runs().Start(start), testing::StatusIs(Code::kAlreadyExists));
  victim.Kill();
  victim.Bury();
  EXPECT_OK(ledger_->runs().Start(start));
}

}  // namespace
}  // namespace telar::ledger
