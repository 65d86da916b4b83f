#include "pos/odbc/watchdog.h"

namespace telar::pos {

Watchdog::Watchdog(const Clock& clock, Deadline deadline, std::stop_token stop,
                   std::function<void()> cancel, std::function<void()> sever)
    : on_stop_(std::move(stop), [this] { woken_.request_stop(); }),
      thread_([this, &clock, deadline, cancel = std::move(cancel), sever = std::move(sever)] {
        Run(clock, deadline, cancel, sever);
      }) {}

Watchdog::~Watchdog() {
  ended_.request_stop();
  woken_.request_stop();
  thread_.join();
}

void Watchdog::Run(const Clock& clock, Deadline deadline, const std::function<void()>& cancel,
                   const std::function<void()>& sever) {
  bool passed = false;
  do {
    passed = clock.Sleep(deadline.Left(clock), woken_.get_token());
  } while (passed && deadline.never());
  if (ended_.stop_requested()) return;
  fired_ = passed ? Code::kDeadlineExceeded : Code::kCancelled;
  cancel();
  while (clock.Sleep(std::chrono::seconds(1), ended_.get_token())) {
    sever();
    cancel();
  }
}

}  // namespace telar::pos
