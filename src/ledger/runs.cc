#include "ledger/runs.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "ledger/sql.h"

namespace telar::ledger {
namespace {

constexpr std::array<std::pair<RunState, std::string_view>, 5> kStates{{
    {RunState::kRunning, "running"},
    {RunState::kDone, "done"},
    {RunState::kPartial, "partial"},
    {RunState::kFailed, "failed"},
    {RunState::kInterrupted, "interrupted"},
}};

constexpr std::string_view kColumns =
    "id, pipeline, started_by, command, program_version, shard, state, owner, started_at, "
    "heartbeat_at, finished_at, items_planned, items_done, items_empty, items_review, "
    "items_rejected, items_failed, items_retried, items_left, error_code, error_message, "
    "error_hint";

constexpr std::string_view kSetTotals =
    "items_planned = ?, items_done = ?, items_empty = ?, items_review = ?, items_rejected = ?, "
    "items_failed = ?, items_retried = ?, items_left = ?";

std::vector<db::Value> TotalsValues(const RunTotals& t) {
  return {t.planned, t.done, t.empty, t.review, t.rejected, t.failed, t.retried, t.left};
}

Result<RunRecord> ReadRun(const db::Row& row) {
  RunRecord run;
  run.id = RunId(row.TextOrEmpty(0));
  run.pipeline = row.TextOrEmpty(1);
  run.started_by = row.TextOrEmpty(2);
  run.command = row.TextOrEmpty(3);
  run.version = row.TextOrEmpty(4);
  run.shard = row.TextOrEmpty(5);
  TELAR_ASSIGN_OR_RETURN(run.state, ParseRunState(row.TextOrEmpty(6)));
  TELAR_ASSIGN_OR_RETURN(run.owner, Owner::Parse(row.TextOrEmpty(7)));
  TELAR_ASSIGN_OR_RETURN(run.started, row.AsInstant(8));
  TELAR_ASSIGN_OR_RETURN(run.heartbeat, row.AsInstant(9));
  TELAR_ASSIGN_OR_RETURN(run.finished, row.MaybeInstant(10));
  int column = 11;
  for (std::int64_t* total :
       {&run.totals.planned, &run.totals.done, &run.totals.empty, &run.totals.review,
        &run.totals.rejected, &run.totals.failed, &run.totals.retried, &run.totals.left}) {
    TELAR_ASSIGN_OR_RETURN(*total, row.AsInt(column++));
  }
  run.error = {row.TextOrEmpty(19), row.TextOrEmpty(20), row.TextOrEmpty(21)};
  return run;
}

Status NoRun(const RunId& run) {
  return Status::NotFound(fmt::format("find run {}: there is none", run.value()))
      .WithHint("See the known runs with telar runs.");
}

}  // namespace

std::string_view RunStateName(RunState state) {
  for (const auto& [value, name] : kStates) {
    if (value == state) return name;
  }
  return "";
}

Result<RunState> ParseRunState(std::string_view name) {
  for (const auto& [value, known] : kStates) {
    if (known == name) return value;
  }
  return Status::InvalidInput(fmt::format("parse a run's state: no state '{}'", name));
}

Runs::Runs(db::Database& database, const Clock& clock, Random& random, Owner owner, LifeProbe probe,
           Duration silence)
    : database_(database),
      clock_(clock),
      random_(random),
      owner_(std::move(owner)),
      probe_(std::move(probe)),
      silence_(silence) {}

bool Runs::LooksDead(const RunRecord& run) const {
  if (run.state != RunState::kRunning) return false;
  const Life life = probe_(run.owner);
  return life == Life::kDead || (life == Life::kUnknown && clock_.Now() - run.heartbeat > silence_);
}

Result<std::vector<RunRecord>> Runs::Select(db::Connection& connection, std::string_view tail,
                                            const std::vector<db::Value>& values) const {
  std::vector<RunRecord> runs;
  TELAR_RETURN_IF_ERROR(
      connection.Query(fmt::format("SELECT {} FROM ledger_runs{}", kColumns, tail),
                       std::span<const db::Value>(values), [&](const db::Row& row) -> Status {
                         TELAR_ASSIGN_OR_RETURN(runs.emplace_back(), ReadRun(row));
                         return Status::Ok();
                       }));
  return runs;
}

Status Runs::SettleDead(std::string_view pipeline) {
  std::vector<RunRecord> open;
  {
    TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
    TELAR_ASSIGN_OR_RETURN(open, Select(*connection, " WHERE pipeline = ? AND state = 'running'",
                                        {std::string(pipeline)}));
  }
  for (const RunRecord& run : open) {
    if (!LooksDead(run)) continue;
    auto settled = InTransaction(database_, [&](db::Connection& connection) -> Result<bool> {
      TELAR_ASSIGN_OR_RETURN(
          [[maybe_unused]] const auto changed,
          connection.Execute("UPDATE ledger_runs SET state = 'interrupted', finished_at = "
                             "heartbeat_at, active_key = NULL WHERE id = ? AND state = 'running' "
                             "AND heartbeat_at = ?",
                             {run.id.value(), run.heartbeat}));
      return true;
    });
    if (!settled.ok()) return std::move(settled).status();
  }
  return Status::Ok();
}

Result<RunId> Runs::Start(const RunStart& start) {
  TELAR_RETURN_IF_ERROR(SettleDead(start.pipeline));
  const RunId id = start.id ? *start.id : RunId(NewUuid(clock_, random_));
  const Instant now = clock_.Now();
  db::Value active = db::Null();
  if (start.exclusive) active = start.pipeline + " " + start.shard.ToString();
  std::string other;
  auto started = InTransaction(database_, [&](db::Connection& connection) -> Result<bool> {
    other.clear();
    TELAR_RETURN_IF_ERROR(
        connection.Query("SELECT id FROM ledger_runs WHERE id = ? OR active_key = ?",
                         {id.value(), active}, [&](const db::Row& row) {
                           other = row.TextOrEmpty(0);
                           return Status::Ok();
                         }));
    if (other == id.value()) return true;
    if (!other.empty()) return false;
    auto inserted = connection.Execute(
        fmt::format("INSERT INTO ledger_runs ({}, active_key, host, pid) VALUES ({})", kColumns,
                    Marks(25)),
        {id.value(),
         start.pipeline,
         start.started_by,
         StoredText(start.command, 4096),
         start.version,
         start.shard.ToString(),
         std::string("running"),
         owner_.ToString(),
         now,
         now,
         db::Null(),
         std::int64_t{0},
         std::int64_t{0},
         std::int64_t{0},
         std::int64_t{0},
         std::int64_t{0},
         std::int64_t{0},
         std::int64_t{0},
         std::int64_t{0},
         std::string(),
         std::string(),
         std::string(),
         active,
         owner_.host,
         owner_.pid});
    // Another exclusive run came between; the next try names it.
    if (inserted.status().code() == Code::kAlreadyExists && start.exclusive) {
      return Status::Conflict("start a run: another one started at the same moment");
    }
    if (!inserted.ok()) return std::move(inserted).status();
    return true;
  });
  if (!started.ok()) return std::move(started).status().WithContext("start a run");
  if (!*started) {
    return Status::AlreadyExists(
               fmt::format("start a run of {}: run {} is in progress", start.pipeline, other))
        .WithHint("Wait for it to end, or stop it.");
  }
  return id;
}

Status Runs::Beat(const RunId& run, const RunTotals& totals) {
  std::vector<db::Value> values = TotalsValues(totals);
  values.emplace_back(clock_.Now());
  values.emplace_back(run.value());
  auto beaten = InTransaction(database_, [&](db::Connection& connection) -> Result<bool> {
    TELAR_ASSIGN_OR_RETURN(
        const auto changed,
        connection.Execute(fmt::format("UPDATE ledger_runs SET {}, heartbeat_at = ? WHERE id = ? "
                                       "AND state = 'running'",
                                       kSetTotals),
                           std::span<const db::Value>(values)));
    return changed > 0;
  });
  if (!beaten.ok()) return std::move(beaten).status();
  return *beaten ? Status::Ok() : NoRun(run);
}

Status Runs::Finish(const RunId& run, RunState state, const RunTotals& totals,
                    const Status& error) {
  const StoredError stored = StoredErrorOf(error);
  std::vector<db::Value> values = TotalsValues(totals);
  const Instant now = clock_.Now();
  for (db::Value value : {db::Value(std::string(RunStateName(state))), db::Value(now),
                          db::Value(now), db::Value(stored.code), db::Value(stored.message),
                          db::Value(stored.hint), db::Value(run.value())}) {
    values.push_back(std::move(value));
  }
  auto finished = InTransaction(database_, [&](db::Connection& connection) -> Result<bool> {
    TELAR_ASSIGN_OR_RETURN(
        const auto changed,
        connection.Execute(
            fmt::format("UPDATE ledger_runs SET {}, state = ?, heartbeat_at = ?, finished_at = ?, "
                        "error_code = ?, error_message = ?, error_hint = ?, active_key = NULL "
                        "WHERE id = ? AND state IN ('running', 'interrupted')",
                        kSetTotals),
            std::span<const db::Value>(values)));
    return changed > 0;
  });
  if (!finished.ok()) return std::move(finished).status();
  return *finished ? Status::Ok() : Get(run).status();
}

Result<RunRecord> Runs::Get(const RunId& run) const {
  TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
  TELAR_ASSIGN_OR_RETURN(auto runs, Select(*connection, " WHERE id = ?", {run.value()}));
  if (runs.empty()) return NoRun(run);
  if (LooksDead(runs.front())) runs.front().state = RunState::kInterrupted;
  return std::move(runs.front());
}

Result<std::vector<RunRecord>> Runs::List(const Filter& filter) const {
  Where where;
  if (!filter.pipeline.empty()) where.And("pipeline = ?", {filter.pipeline});
  if (filter.before) where.And("id < ?", {filter.before->value()});
  TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
  TELAR_ASSIGN_OR_RETURN(
      auto runs, Select(*connection, where.Text() + " ORDER BY id DESC" + Limit(filter.limit),
                        where.values()));
  for (RunRecord& run : runs) {
    if (LooksDead(run)) run.state = RunState::kInterrupted;
  }
  return runs;
}

Result<std::map<std::string, std::int64_t>> Runs::Counts(const RunId& run) const {
  std::map<std::string, std::int64_t> counts;
  TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
  TELAR_RETURN_IF_ERROR(connection->Query(
      "SELECT name, SUM(amount) FROM ledger_counts WHERE run_id = ? GROUP BY name", {run.value()},
      [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(counts[row.TextOrEmpty(0)], row.AsInt(1));
        return Status::Ok();
      }));
  return counts;
}

}  // namespace telar::ledger
