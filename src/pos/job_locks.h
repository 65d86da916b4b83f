#pragma once

#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>

#include "core/clock.h"
#include "core/result.h"
#include "ledger/locks.h"

namespace telar::pos {

/// One job at a time for a location, among all runs of all hosts (ledger/locks.h). Within one run
/// several threads may work on the location; the lock goes when the last of them is done. Safe to
/// use from several threads.
class JobLocks {
 public:
  /// `locks` and `clock` must outlive the object.
  JobLocks(ledger::Locks& locks, const Clock& clock, Duration lease, Duration patience)
      : locks_(locks), clock_(clock), lease_(lease), patience_(patience) {}

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

  /// Waits while another run works on it; kUnavailable when it still does after `patience` or when
  /// `stop` is requested.
  Result<Hold> Take(const std::string& name, const RunId& run, std::stop_token stop);

 private:
  void Leave(const std::string& name, const RunId& run);

  ledger::Locks& locks_;
  const Clock& clock_;
  const Duration lease_, patience_;
  std::mutex mutex_;
  std::map<std::string, int> working_;  // threads of this run by lock; guarded by mutex_
};

}  // namespace telar::pos
