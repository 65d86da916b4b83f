#include "core/clock.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace telar {

Instant SystemClock::Now() const {
  return std::chrono::floor<Duration>(std::chrono::system_clock::now());
}

std::chrono::steady_clock::time_point SystemClock::Steady() const {
  return std::chrono::steady_clock::now();
}

bool SystemClock::Sleep(Duration duration, std::stop_token stop) const {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  wake.wait_for(lock, stop, duration, [] { return false; });
  return !stop.stop_requested();
}

Duration Deadline::Left(const Clock& clock) const {
  if (never()) return std::chrono::hours(24 * 365);
  return std::max(Duration(0), std::chrono::floor<Duration>(at_ - clock.Steady()));
}

}  // namespace telar
