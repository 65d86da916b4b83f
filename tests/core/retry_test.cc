#include "core/retry.h"

#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace telar {
namespace {

using namespace std::chrono_literals;
using testing::FakeClock;
using testing::StatusIs;

class RetryTest : public ::testing::Test {
 protected:
  /// Fails `failures` times with `failure`, then succeeds.
  Status RetryAfter(int failures, Status failure, Deadline deadline = {}) {
    return Retry(policy_, clock_, random_, deadline, stop_.get_token(),
                 [&, failures] { return ++calls_ <= failures ? failure : Status::Ok(); });
  }

  RetryPolicy policy_{.attempts = 4, .first = 1s, .longest = 5s};
  FakeClock clock_;
  SeededRandom random_{1};
  std::stop_source stop_;
  int calls_ = 0;
};

TEST_F(RetryTest, StopsAtTheFirstSuccess) {
  EXPECT_OK(RetryAfter(2, Status::Unavailable("busy")));
  EXPECT_EQ(calls_, 3);
}

TEST_F(RetryTest, DoesNotRepeatWhatCannotSucceed) {
  EXPECT_THAT(RetryAfter(9, Status::InvalidInput("bad")), StatusIs(Code::kInvalidInput));
  EXPECT_EQ(calls_, 1);
}

TEST_F(RetryTest, SaysHowManyAttemptsWereMade) {
  EXPECT_THAT(RetryAfter(9, Status::Unavailable("busy")),
              StatusIs(Code::kUnavailable, ::testing::HasSubstr("after 4 attempts: busy")));
  EXPECT_EQ(calls_, 4);
}

TEST_F(RetryTest, DoesNotWaitPastTheDeadline) {
  EXPECT_THAT(RetryAfter(9, Status::Unavailable("busy"), Deadline::After(clock_, 2s)),
              StatusIs(Code::kUnavailable));
  EXPECT_LT(calls_, 4);
}

TEST_F(RetryTest, MakesNoCallOnceStopped) {
  stop_.request_stop();
  EXPECT_THAT(RetryAfter(0, Status::Ok()), StatusIs(Code::kCancelled));
  EXPECT_EQ(calls_, 0);
}

TEST_F(RetryTest, WaitsGrowUpToTheLongestAndAreSpread) {
  for (int attempt = 1; attempt <= 10; ++attempt) {
    const Duration full = std::min<Duration>(5s, 1s * (1 << (attempt - 1)));
    const Duration a = policy_.Wait(attempt, random_), b = policy_.Wait(attempt, random_);
    EXPECT_GE(a, full / 2);
    EXPECT_LE(a, full);
    EXPECT_NE(a, b);
  }
}

}  // namespace
}  // namespace telar
