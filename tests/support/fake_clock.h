#pragma once

#include <mutex>

#include "core/clock.h"

namespace telar::testing {

/// A clock that stands still until a test moves it. Sleep moves it and returns at once, so retries
/// and leases run without waiting. Safe from several threads.
class FakeClock final : public Clock {
 public:
  /// Starts at 2026-01-02T03:04:05Z.
  FakeClock();
  Instant Now() const override;
  std::chrono::steady_clock::time_point Steady() const override;
  bool Sleep(Duration duration, std::stop_token stop) const override;
  void Advance(Duration duration);

 private:
  mutable std::mutex mutex_;
  mutable Duration elapsed_{0};  // guarded by mutex_
};

}  // namespace telar::testing
