#pragma once

#include <atomic>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/clock.h"
#include "core/random.h"
#include "core/retry.h"
#include "ledger/claims.h"
#include "ledger/ledger.h"
#include "ledger/pipeline.h"

namespace telar::ledger {

/// What holds for every attempt of a run.
struct AttemptRules {
  int max_attempts = 5;
  RetryPolicy item_retry;
  RetryPolicy database_retry;
};

/// What came of one attempt at one item.
struct AttemptResult {
  enum class End {
    kFinished,  ///< With an outcome.
    kFailed,    ///< For good.
    kRetried,   ///< Planned again for later.
    kReleased,  ///< Given back because of a stop; does not count.
    kLost,      ///< Somebody else has the item.
    kUnknown,   ///< The ledger could not be reached: `failure` is the database's.
  };
  End end = End::kUnknown;
  Outcome outcome;  ///< With kFinished.
  Status failure;   ///< With kFailed, kRetried and kUnknown.
};

/// One attempt at one claimed item: calls the pipeline and writes down how it ended. Run is called
/// once; Stop and the const functions may be called from other threads meanwhile.
class Attempt final : public Progress {
 public:
  enum class Stopped { kNo, kDrained, kLeaseLost, kTooLate };

  /// The references must outlive the attempt.
  Attempt(Ledger& ledger, const Clock& clock, Random& random, const AttemptRules& rules,
          Claimed claimed, Deadline item_deadline, Deadline run_deadline)
      : ledger_(ledger),
        clock_(clock),
        random_(random),
        rules_(rules),
        claimed_(std::move(claimed)),
        item_deadline_(item_deadline),
        run_deadline_(run_deadline) {}

  AttemptResult Run(Pipeline& pipeline);
  /// Asks Process to end; the first reason counts.
  void Stop(Stopped why);
  const Lease& lease() const { return claimed_.lease; }
  Deadline item_deadline() const { return item_deadline_; }

  Status Reach(Stage stage, const std::function<Status(db::Connection&)>& write) override;
  void AddReject(Reject reject) override { rejects_.push_back(std::move(reject)); }
  std::stop_token stop() const override { return stop_.get_token(); }
  Deadline deadline() const override { return Earlier(item_deadline_, run_deadline_); }
  const RunId& run() const override { return claimed_.lease.run; }

 private:
  Result<Outcome> Process(Pipeline& pipeline);
  AttemptResult WriteOutcome(Outcome outcome);
  AttemptResult WriteFailure(Status failure);
  AttemptResult WriteRelease();
  /// Writes with patience; `lost` instead of a failure when the lease is gone.
  Status Write(const std::function<Status()>& write, bool& lost);

  Ledger& ledger_;
  const Clock& clock_;
  Random& random_;
  const AttemptRules& rules_;
  const Claimed claimed_;
  const Deadline item_deadline_, run_deadline_;
  std::stop_source stop_;
  std::atomic<Stopped> stopped_{Stopped::kNo};
  // Owned by the thread of Run.
  std::vector<Reject> rejects_;
  Status doubt_;  // a commit failed, so that nobody knows whether its stage was reached
};

}  // namespace telar::ledger
