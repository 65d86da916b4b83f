#include "pos/job_locks.h"

namespace telar::pos {

Result<JobLocks::Hold> JobLocks::Take(const std::string& name, const RunId& run,
                                      std::stop_token stop) {
  constexpr Duration kLook = std::chrono::milliseconds(500);
  const Deadline patience = Deadline::After(clock_, patience_);
  while (true) {
    Status taken;
    {
      // The database is asked under the mutex, so that no thread gives back what another just took.
      const std::lock_guard lock(mutex_);
      taken = locks_.Take(name, run, lease_);
      if (taken.ok()) {
        ++working_[name];
        return Hold(*this, name, run);
      }
    }
    if (taken.code() != Code::kUnavailable || patience.Expired(clock_) ||
        !clock_.Sleep(kLook, stop)) {
      return taken;
    }
  }
}

void JobLocks::Leave(const std::string& name, const RunId& run) {
  const std::lock_guard lock(mutex_);
  const auto working = working_.find(name);
  if (--working->second > 0) return;
  working_.erase(working);
  // What cannot be given back now ends with its lease.
  [[maybe_unused]] const Status done = locks_.Release(name, run);
}

}  // namespace telar::pos
