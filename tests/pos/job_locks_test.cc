#include "pos/job_locks.h"

#include <thread>

#include "tests/pos/fake_tills.h"

namespace telar::pos {
namespace {

using testing::StatusIs;

class JobLocksTest : public TillsFixture {
 protected:
  JobLocks Locks(const Clock& clock) {
    return {ledger_->locks(), clock, std::chrono::minutes(15), std::chrono::minutes(2)};
  }
  void SetUp() override {
    TillsFixture::SetUp();
    ASSERT_OK(ledger_->locks().Take("shop", RunId("other"), std::chrono::hours(1)));
  }
};

TEST_F(JobLocksTest, AJobThatIsSoonDoneIsWaitedFor) {
  JobLocks locks = Locks(system_clock_);
  std::jthread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_OK(ledger_->locks().ReleaseAll(RunId("other")));
  });
  EXPECT_OK(locks.Take("shop", RunId("mine"), {}));
}

TEST_F(JobLocksTest, PatienceEnds) {
  JobLocks locks = Locks(clock_);
  EXPECT_THAT(locks.Take("shop", RunId("mine"), {}), StatusIs(Code::kUnavailable));
}

TEST_F(JobLocksTest, WhoIsStoppedWaitsNoLonger) {
  JobLocks locks = Locks(system_clock_);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THAT(locks.Take("shop", RunId("mine"), stop.get_token()), StatusIs(Code::kUnavailable));
}

TEST_F(JobLocksTest, TheLockGoesWithTheLastHoldOfItsRun) {
  ASSERT_OK(ledger_->locks().ReleaseAll(RunId("other")));
  JobLocks locks = Locks(clock_);
  {
    const auto first = locks.Take("shop", RunId("mine"), {});
    { const auto second = locks.Take("shop", RunId("mine"), {}); }
    EXPECT_TRUE(*ledger_->locks().HeldBy("shop"));
  }
  EXPECT_FALSE(*ledger_->locks().HeldBy("shop"));
}

}  // namespace
}  // namespace telar::pos
