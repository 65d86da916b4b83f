#include "tests/support/fake_clock.h"

namespace telar::testing {
namespace {
using namespace std::chrono_literals;
constexpr Instant kStart =
    std::chrono::sys_days(Date(std::chrono::year(2026) / 1 / 2)) + 3h + 4min + 5s;
}  // namespace

FakeClock::FakeClock() = default;

Instant FakeClock::Now() const {
  const std::lock_guard lock(mutex_);
  return kStart + elapsed_;
}

std::chrono::steady_clock::time_point FakeClock::Steady() const {
  const std::lock_guard lock(mutex_);
  return std::chrono::steady_clock::time_point(1h) + elapsed_;
}

bool FakeClock::Sleep(Duration duration, std::stop_token stop) const {
  if (stop.stop_requested()) return false;
  const std::lock_guard lock(mutex_);
  elapsed_ += duration;
  return true;
}

void FakeClock::Advance(Duration duration) {
  const std::lock_guard lock(mutex_);
  elapsed_ += duration;
}

}  // namespace telar::testing
