#pragma once

#include "core/clock.h"

namespace telar::pos {

/// Adds the time of its scope to `total`. Both must outlive it.
class Stopwatch {
 public:
  Stopwatch(const Clock& clock, Duration& total)
      : clock_(clock), total_(total), start_(clock.Steady()) {}
  ~Stopwatch() { total_ += std::chrono::floor<Duration>(clock_.Steady() - start_); }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  const Clock& clock_;
  Duration& total_;
  const std::chrono::steady_clock::time_point start_;
};

}  // namespace telar::pos
