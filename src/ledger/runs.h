#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "core/random.h"
#include "core/result.h"
#include "db/database.h"
#include "ledger/item.h"
#include "ledger/owner.h"

namespace telar::ledger {

/// running → done (everything ended done or empty, or there was nothing to do)
///         | partial (some items need a person, failed or wait for a retry)
///         | failed (the run could not go on, or every item failed)
///         | interrupted (it was told to stop, or its process died)
enum class RunState { kRunning, kDone, kPartial, kFailed, kInterrupted };
std::string_view RunStateName(RunState state);
Result<RunState> ParseRunState(std::string_view name);

/// Items by what this run did with them.
struct RunTotals {
  std::int64_t planned = 0;  ///< New or reopened by this run's plan.
  std::int64_t done = 0, empty = 0, review = 0, rejected = 0, failed = 0;
  std::int64_t retried = 0;  ///< Attempts that failed and will be repeated.
  std::int64_t left = 0;     ///< Still planned in the run's shard when it ended.

  std::int64_t finished() const { return done + empty + review + rejected + failed; }
  friend bool operator==(const RunTotals&, const RunTotals&) = default;
};

/// A failure as the tables keep it; code "" when there was none.
struct StoredError {
  std::string code;  ///< CodeName.
  std::string message, hint;
  friend bool operator==(const StoredError&, const StoredError&) = default;
};

struct RunStart {
  /// Chosen before, so that Start may be repeated when its answer got lost; made by Start
  /// otherwise.
  std::optional<RunId> id;
  std::string pipeline;
  std::string started_by = "person";  ///< "person", "schedule", "api", "airflow".
  std::string command;                ///< As typed, without secrets.
  std::string version;                ///< Of the program.
  Shard shard;
  /// Refuse to start while another exclusive run of this pipeline and shard is alive.
  bool exclusive = false;
};

struct RunRecord {
  RunId id;
  std::string pipeline, started_by, command, version;
  std::string shard;  ///< "" for everything.
  RunState state = RunState::kRunning;
  RunTotals totals;  ///< While it runs: as of its last heartbeat.
  StoredError error;
  Owner owner;
  Instant started{};
  Instant heartbeat{};
  std::optional<Instant> finished;
};

/// Executions of pipelines: rows of ledger_runs. Safe to use from several threads.
class Runs {
 public:
  /// A running run without a heartbeat for `silence` counts as interrupted even when its process
  /// cannot be asked. The references must outlive the object.
  Runs(db::Database& database, const Clock& clock, Random& random, Owner owner, LifeProbe probe,
       Duration silence);

  /// Writes the run row and returns its id. Runs of the same pipeline that are still marked running
  /// but whose process died become interrupted in the table. kAlreadyExists when `exclusive` is
  /// refused; the message names the other run.
  Result<RunId> Start(const RunStart& start);
  /// Says that the run is alive and how far it is. kNotFound for a run that is not running.
  Status Beat(const RunId& run, const RunTotals& totals);
  /// Ends the run; `error` is ok unless the run itself failed. Repeating it changes nothing;
  /// kNotFound for an unknown run.
  Status Finish(const RunId& run, RunState state, const RunTotals& totals, const Status& error);

  /// kNotFound for an unknown id.
  Result<RunRecord> Get(const RunId& run) const;
  struct Filter {
    std::string pipeline{};         ///< "" for all.
    std::optional<RunId> before{};  ///< The last id of the page before.
    int limit = 50;
  };
  /// Newest first. A run whose process died is shown as interrupted, also before a later Start
  /// wrote that down.
  Result<std::vector<RunRecord>> List(const Filter& filter) const;
  /// Sums of what the run's outcomes counted ("rows": 1200).
  Result<std::map<std::string, std::int64_t>> Counts(const RunId& run) const;

 private:
  bool LooksDead(const RunRecord& run) const;
  Result<std::vector<RunRecord>> Select(db::Connection& connection, std::string_view tail,
                                        const std::vector<db::Value>& values) const;
  Status SettleDead(std::string_view pipeline);

  db::Database& database_;
  const Clock& clock_;
  Random& random_;
  const Owner owner_;
  const LifeProbe probe_;
  const Duration silence_;
};

}  // namespace telar::ledger
