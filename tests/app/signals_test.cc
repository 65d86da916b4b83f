#include "app/signals.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <condition_variable>
#include <csignal>
#include <mutex>

#include "tests/support/status_matchers.h"

namespace telar::app {
namespace {

using testing::StatusIs;

/// Waits until a stop is requested; the test's own time limit ends a wait in vain.
void WaitFor(const std::stop_token& token) {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::unique_lock lock(mutex);
  changed.wait(lock, token, [] { return false; });
}

TEST(Interrupts, DrainFirstAndAbortSecond) {
  Interrupts interrupts;
  EXPECT_EQ(interrupts.signal(), 0);
  interrupts.Request(SIGTERM);
  EXPECT_TRUE(interrupts.drain().stop_requested());
  EXPECT_FALSE(interrupts.abort().stop_requested());
  interrupts.Request(SIGINT);
  EXPECT_TRUE(interrupts.abort().stop_requested());
  EXPECT_EQ(interrupts.signal(), SIGTERM) << "the first one names the exit code";
}

TEST(SignalWatcher, TurnsSignalsOfTheProcessIntoRequests) {
  Interrupts interrupts;
  ASSERT_OK_AND_ASSIGN(auto watcher, SignalWatcher::Open(interrupts));
  kill(getpid(), SIGINT);
  WaitFor(interrupts.drain());
  EXPECT_EQ(interrupts.signal(), SIGINT);
  kill(getpid(), SIGTERM);
  WaitFor(interrupts.abort());
}

TEST(SignalWatcher, ComesOneAtATime) {
  Interrupts interrupts;
  ASSERT_OK_AND_ASSIGN(auto watcher, SignalWatcher::Open(interrupts));
  EXPECT_THAT(SignalWatcher::Open(interrupts), StatusIs(Code::kInternal));
  watcher.reset();
  EXPECT_OK(SignalWatcher::Open(interrupts));
}

TEST(SignalWatcher, MakesAClosedPipeAnErrorInsteadOfADeath) {
  Interrupts interrupts;
  ASSERT_OK_AND_ASSIGN(auto watcher, SignalWatcher::Open(interrupts));
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  close(ends[0]);
  EXPECT_EQ(write(ends[1], "x", 1), -1);
  close(ends[1]);
}

}  // namespace
}  // namespace telar::app
