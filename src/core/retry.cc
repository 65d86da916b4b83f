#include "core/retry.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace telar {

Duration RetryPolicy::Wait(int attempt, Random& random) const {
  const double grown = static_cast<double>(first.count()) * std::pow(factor, attempt - 1);
  const double wait = std::min(grown, static_cast<double>(longest.count()));
  return Duration(static_cast<Duration::rep>(wait * (0.5 + 0.5 * random.Fraction())));
}

Status Retry(const RetryPolicy& policy, const Clock& clock, Random& random, Deadline deadline,
             std::stop_token stop, const std::function<Status()>& operation) {
  Status last = Status::Cancelled("stopped before the first attempt");
  for (int attempt = 1; attempt <= policy.attempts && !stop.stop_requested(); ++attempt) {
    last = operation();
    if (last.ok() || !last.retryable()) return last;
    const Duration wait = policy.Wait(attempt, random);
    const bool again = attempt < policy.attempts && deadline.Left(clock) > wait;
    if (!again || !clock.Sleep(wait, stop)) {
      return std::move(last).WithContext("after " + std::to_string(attempt) + " attempt" +
                                         (attempt == 1 ? "" : "s"));
    }
  }
  return last;
}

}  // namespace telar
