#include "core/clock.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/support/fake_clock.h"

namespace telar {
namespace {

using namespace std::chrono_literals;

TEST(SystemClock, WakesUpWhenAskedToStop) {
  std::stop_source stop;
  std::jthread stopper([&] { stop.request_stop(); });
  EXPECT_FALSE(SystemClock().Sleep(1h, stop.get_token()));
}

TEST(SystemClock, SaysWhenTheTimePassed) { EXPECT_TRUE(SystemClock().Sleep(1ms, {})); }

TEST(Deadline, NeverExpiresUnlessGivenATime) {
  testing::FakeClock clock;
  clock.Advance(std::chrono::hours(1000));
  EXPECT_FALSE(Deadline().Expired(clock));
  EXPECT_GT(Deadline().Left(clock), 24h);
}

TEST(Deadline, ExpiresWhenItsTimeIsUpAndHasNothingLeftThen) {
  testing::FakeClock clock;
  const Deadline deadline = Deadline::After(clock, 10s);
  clock.Advance(4s);
  EXPECT_EQ(deadline.Left(clock), 6s);
  clock.Advance(7s);
  EXPECT_TRUE(deadline.Expired(clock));
  EXPECT_EQ(deadline.Left(clock), 0s);
}

TEST(Deadline, EarlierTakesTheOneThatExpiresFirst) {
  testing::FakeClock clock;
  const Deadline near = Deadline::After(clock, 1s);
  EXPECT_EQ(Earlier(near, Deadline()).Left(clock), 1s);
  EXPECT_EQ(Earlier(Deadline::After(clock, 9s), near).Left(clock), 1s);
}

}  // namespace
}  // namespace telar
