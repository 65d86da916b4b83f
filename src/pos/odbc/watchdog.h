#pragma once

#include <atomic>
#include <functional>
#include <stop_token>
#include <thread>

#include "core/clock.h"
#include "core/status.h"

namespace telar::pos {

/// Watches over one blocking call of a library that knows nothing of our deadlines and stop tokens.
/// When `deadline` passes or `stop` is requested, `cancel` is called from a thread of the watchdog,
/// and again once a second until the object goes; from the second time on `sever` is called as
/// well, which must make the call return however deaf the other side is.
class Watchdog {
 public:
  Watchdog(const Clock& clock, Deadline deadline, std::stop_token stop,
           std::function<void()> cancel, std::function<void()> sever);
  /// Waits for its thread: afterwards neither function is running.
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// kDeadlineExceeded or kCancelled once it has acted, kOk before.
  Code fired() const { return fired_; }

 private:
  void Run(const Clock& clock, Deadline deadline, const std::function<void()>& cancel,
           const std::function<void()>& sever);

  std::atomic<Code> fired_ = Code::kOk;
  std::stop_source ended_;  // the call has returned
  std::stop_source woken_;  // that, or `stop`
  std::stop_callback<std::function<void()>> on_stop_;
  std::thread thread_;
};

}  // namespace telar::pos
