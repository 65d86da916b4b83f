#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>

#include "app/output.h"
#include "app/style.h"
#include "core/clock.h"

namespace telar::app {

/// How far a run is; `done` counts every item that ended, failed and review included.
struct ProgressCounts {
  std::int64_t total = 0, done = 0, failed = 0, review = 0;
};

/// Shows how far a run is: a bar that redraws itself on a terminal, a line every few seconds
/// elsewhere, nothing when quiet. Safe from several threads.
///
///   invoices [########........] 12/60  1.4/s  34 s left  2 failed  1 review
class ProgressBar {
 public:
  struct Options {
    std::string what = "items";
    bool quiet = false;
    bool utf8 = true;  ///< Draw with block elements instead of '#' and '.'.
    Style style = {};
    Duration redraw = std::chrono::milliseconds(100);
    Duration line_every = std::chrono::seconds(5);
    Duration rate_over = std::chrono::seconds(60);  ///< The rate is that of the last minute.
  };

  /// Borrows `out` and `clock`.
  ProgressBar(Output& out, const Clock& clock, Options options);
  /// Finishes.
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// Draws when enough time has passed since the last time. Call it as often as counts change, and
  /// from time to time while they do not.
  void Update(const ProgressCounts& counts);
  /// Draws the last counts once more and leaves the bar standing. Once; later calls do nothing.
  void Finish();

  /// The line for these counts, at most `width` columns (0: no bar and no limit).
  std::string Line(const ProgressCounts& counts, int width) const;

 private:
  struct Sample {
    std::chrono::steady_clock::time_point at;
    std::int64_t done;
  };
  void Draw(std::chrono::steady_clock::time_point now);
  double RateLocked() const;
  std::string LineLocked(const ProgressCounts& counts, int width) const;

  Output& out_;
  const Clock& clock_;
  const Options options_;
  const std::chrono::steady_clock::time_point start_;

  mutable std::mutex mutex_;
  ProgressCounts counts_;  // guarded by mutex_, like all below
  std::deque<Sample> samples_;
  std::chrono::steady_clock::time_point drawn_{};
  bool finished_ = false;
};

}  // namespace telar::app
