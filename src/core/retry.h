#pragma once

#include <functional>
#include <stop_token>

#include "core/clock.h"
#include "core/random.h"
#include "core/result.h"

namespace telar {

/// How often and how long to try again. Waits grow as first × factor^n up to `longest`, each drawn
/// uniformly from [half of it, all of it] ("equal jitter"), so that many callers do not return at
/// the same instant.
struct RetryPolicy {
  int attempts = 5;  ///< Calls in all, at least 1.
  Duration first = std::chrono::milliseconds(200);
  Duration longest = std::chrono::seconds(30);
  double factor = 2.0;

  /// The wait after failed attempt `attempt` (1, 2, …).
  Duration Wait(int attempt, Random& random) const;
};

/// Calls `operation` until it succeeds, fails with a status that is not retryable, the attempts or
/// `deadline` are used up, or `stop` is requested (then the last failure is returned, or kCancelled
/// before the first call). The failure says how many attempts were made. `operation` must be safe
/// to repeat.
Status Retry(const RetryPolicy& policy, const Clock& clock, Random& random, Deadline deadline,
             std::stop_token stop, const std::function<Status()>& operation);

}  // namespace telar
