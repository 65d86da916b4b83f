#pragma once

#include <chrono>
#include <stop_token>

#include "core/time.h"

namespace telar {

/// Where time comes from. Injected from app/ downwards, so that tests own time; nothing below app/
/// asks the operating system. Implementations are safe to use from several threads.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Wall time, UTC. May jump when the machine's clock is set.
  virtual Instant Now() const = 0;
  /// Monotonic time for deadlines and measurements; its zero means nothing.
  virtual std::chrono::steady_clock::time_point Steady() const = 0;
  /// Returns after `duration`, or at once when `stop` is requested. True when the time passed.
  virtual bool Sleep(Duration duration, std::stop_token stop) const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
 public:
  Instant Now() const override;
  std::chrono::steady_clock::time_point Steady() const override;
  bool Sleep(Duration duration, std::stop_token stop) const override;
};

/// A point on a Clock's monotonic time after which work should stop; none by default.
class Deadline {
 public:
  Deadline() = default;  ///< Never expires.
  static Deadline After(const Clock& clock, Duration duration) {
    Deadline d;
    d.at_ = clock.Steady() + duration;
    return d;
  }
  bool never() const { return at_ == kNever; }
  bool Expired(const Clock& clock) const { return !never() && clock.Steady() >= at_; }
  /// Time left, at least zero; a year when the deadline never expires.
  Duration Left(const Clock& clock) const;
  /// The earlier of both.
  friend Deadline Earlier(Deadline a, Deadline b) { return a.at_ < b.at_ ? a : b; }

 private:
  static constexpr auto kNever = std::chrono::steady_clock::time_point::max();
  std::chrono::steady_clock::time_point at_ = kNever;
};

}  // namespace telar
