#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/clock.h"
#include "core/random.h"
#include "core/result.h"
#include "core/retry.h"
#include "ledger/ledger.h"
#include "ledger/pipeline.h"

namespace telar::ledger {

struct WorkerOptions {
  int threads = 2;  ///< Items at a time.
  Shard shard;
  /// A claim nobody renews may be taken over after that long; renewed every third of it.
  Duration lease = std::chrono::minutes(2);

  int max_attempts = 5;  ///< Attempts of an item until a failure that could be retried is final.
  /// Claims of an item until it is failed because they keep ending without a word: what kills its
  /// process must not do so for ever. Many more than attempts, for most deaths are not the item's
  /// fault: people and machines kill processes too.
  int max_claims = 25;
  /// Waits between the attempts of an item (its `attempts` is not used).
  RetryPolicy item_retry{.attempts = 0,
                         .first = std::chrono::seconds(5),
                         .longest = std::chrono::minutes(15),
                         .factor = 3.0};
  /// When nothing else is left, the run waits for items that are due again within that time, and
  /// ends leaving later ones planned. Zero: it waits for none.
  Duration wait_for_retries = std::chrono::minutes(1);

  Duration item_time = std::chrono::minutes(10);  ///< For one attempt; zero: no limit.
  Duration run_time{0};                           ///< For the run; zero: no limit.
  /// After the first stop request items in progress get that long to finish.
  Duration drain_time = std::chrono::seconds(30);

  /// For the ledger's own calls while the database is away; then the run ends.
  RetryPolicy database_retry{.attempts = 8,
                             .first = std::chrono::milliseconds(200),
                             .longest = std::chrono::seconds(10),
                             .factor = 2.0};
};

/// For a progress bar or line: at the start, about once a second, and at the end.
struct RunProgress {
  RunTotals totals;
  std::int64_t total = 0;    ///< Items the run expects to finish, finished ones included.
  std::int64_t running = 0;  ///< In progress now.
};

struct RunOrder {
  std::string started_by = "person", command, version;  ///< See RunStart.
  bool exclusive = false;
  /// Called from the thread that called Run; may be null.
  std::function<void(const RunProgress&)> on_progress;
  /// First request: finish what is in progress, then end.
  std::stop_token drain;
  /// Second request: stop what is in progress as well; it goes back to planned.
  std::stop_token abort;
};

struct RunSummary {
  RunId run;  ///< Empty when not even the run could be written down.
  RunState state = RunState::kFailed;
  RunTotals totals;
  std::map<std::string, std::int64_t> counts;  ///< Sums of the outcomes' counts.
  /// Why the run ended before its work did: the plan or the database failed (with role), or
  /// kDeadlineExceeded for run_time. Ok otherwise, also when items failed or the run was drained.
  Status status;
  /// Attempts that failed, by the end of the pipeline that failed, and the first such failure.
  std::map<Role, std::int64_t> failures;
  Status first_failure;
  bool drained = false;  ///< A stop was requested.
  Duration duration{0};

  /// The run ended well, found no item and left none.
  bool nothing_to_do() const {
    return status.ok() && !drained && totals.planned == 0 && totals.finished() == 0 &&
           totals.retried == 0 && totals.left == 0;
  }
};

/// Runs pipelines: plans, then processes every due item of its shard (those of earlier runs too) on
/// `threads` threads with leases, heartbeat, deadlines and retries. What it does survives its own
/// death at any point: the next run goes on from the ledger.
///
/// An item fails at once on an error that is not retryable; an exception out of the pipeline is
/// kInternal of that one item. A failed plan ends the run (Role::kSource unless the pipeline says
/// otherwise), as does a database that stays away (Role::kDestination).
///
/// Process must return soon after its stop token: Run waits for it.
class Worker {
  struct Key {
    explicit Key() = default;
  };

 public:
  Worker(Key, Ledger& ledger, const Clock& clock, Random& random, WorkerOptions options);

  /// kInvalidInput for options without sense (no thread, a shard outside, a lease of nothing). The
  /// references must outlive the worker; `clock` must move by itself.
  static Result<std::unique_ptr<Worker>> Open(Ledger& ledger, const Clock& clock, Random& random,
                                              WorkerOptions options);
  /// One run at a time per worker. Everything it has to say is in the summary.
  RunSummary Run(Pipeline& pipeline, const RunOrder& order);

 private:
  Ledger& ledger_;
  const Clock& clock_;
  Random& random_;
  const WorkerOptions options_;
};

}  // namespace telar::ledger
