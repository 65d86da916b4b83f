#include "pos/job_locks.h"

namespace telar::pos {

Result<JobLocks::Hold> JobLocks::Take(const std::string& name, const RunId& run) {
  // The database is asked under the mutex, so that no thread gives back what another just took.
  const std::lock_guard lock(mutex_);
  TELAR_RETURN_IF_ERROR(locks_.Take(name, run, lease_));
  ++working_[name];
  return Hold(*this, name, run);
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
