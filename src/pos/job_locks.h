#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "core/result.h"
#include "ledger/locks.h"

namespace telar::pos {

/// One job at a time for a location, among all runs of all hosts (ledger/locks.h). Within one run
/// several threads may work on the location; the lock goes when the last of them is done. Safe to
/// use from several threads.
class JobLocks {
 public:
  /// `locks` must outlive the object.
  JobLocks(ledger::Locks& locks, Duration lease) : locks_(locks), lease_(lease) {}

  /// The right to work, until the end of its scope. Must not outlive its JobLocks.
  class Hold {
   public:
    Hold(JobLocks& owner, std::string name, RunId run)
        : owner_(&owner), name_(std::move(name)), run_(std::move(run)) {}
    Hold(Hold&& other) noexcept
        : owner_(std::exchange(other.owner_, nullptr)),
          name_(std::move(other.name_)),
          run_(std::move(other.run_)) {}
    Hold& operator=(Hold&&) = delete;
    ~Hold() {
      if (owner_ != nullptr) owner_->Leave(name_, run_);
    }

   private:
    JobLocks* owner_;
    std::string name_;
    RunId run_;
  };

  /// kUnavailable while another run works on it.
  Result<Hold> Take(const std::string& name, const RunId& run);

 private:
  void Leave(const std::string& name, const RunId& run);

  ledger::Locks& locks_;
  const Duration lease_;
  std::mutex mutex_;
  std::map<std::string, int> working_;  // threads of this run by lock; guarded by mutex_
};

}  // namespace telar::pos
