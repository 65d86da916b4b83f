#pragma once

#include <atomic>
#include <memory>
#include <stop_token>
#include <thread>

#include "core/result.h"

namespace telar::app {

/// Somebody asks the program to stop: the first request drains (finish what is in hand, start
/// nothing new), the second aborts (leave what is in hand for the next run). Thread-safe.
class Interrupts {
 public:
  /// As if `signal` (SIGINT or SIGTERM) had arrived.
  void Request(int signal);
  std::stop_token drain() const { return drain_.get_token(); }
  std::stop_token abort() const { return abort_.get_token(); }
  /// The first signal that was requested; 0 when none.
  int signal() const { return signal_; }

 private:
  std::stop_source drain_, abort_;
  std::atomic<int> signal_ = 0;
};

/// Turns the process's SIGINT and SIGTERM into requests, and ignores SIGPIPE, while it lives. After
/// the second request the signals have their default effect again, so that a third one ends a
/// program that hangs. At most one at a time; construct before other threads start.
class SignalWatcher {
 public:
  /// kInternal when another one lives, kUnavailable when the system has no descriptor left.
  static Result<std::unique_ptr<SignalWatcher>> Open(Interrupts& interrupts);
  ~SignalWatcher();
  SignalWatcher(const SignalWatcher&) = delete;
  SignalWatcher& operator=(const SignalWatcher&) = delete;

 private:
  struct Private {};

 public:
  SignalWatcher(Private, Interrupts& interrupts, int read_end);

 private:
  std::thread thread_;
  int read_end_;
};

}  // namespace telar::app
