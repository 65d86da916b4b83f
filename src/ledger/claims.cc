#include "ledger/claims.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "ledger/sql.h"

namespace telar::ledger {
namespace {

constexpr std::string_view kHeld = " WHERE id = ? AND token = ? AND state = 'running'";

std::span<const db::Value> Values(const std::vector<db::Value>& values) { return values; }

Status Lost(const Lease& lease) {
  return Status::Conflict(fmt::format("work on item {}: the lease (token {}) was lost",
                                      lease.item.value(), lease.token))
      .WithHint("Another worker took the item over.");
}

/// Gives back the result of `held` as the status of a call whose lease must hold.
Status Held(Result<bool> held, const Lease& lease) {
  if (!held.ok()) return std::move(held).status();
  return *held ? Status::Ok() : Lost(lease);
}

Status CloseAttempt(db::Connection& connection, const Lease& lease, std::string_view ended,
                    const StoredError& error, Instant now) {
  auto closed = connection.Execute(
      "UPDATE ledger_attempts SET finished_at = ?, ended = ?, error_code = ?, error_message = ?, "
      "error_hint = ?, stage_to = (SELECT stage FROM ledger_items WHERE id = ?) WHERE item_id = ? "
      "AND token = ?",
      {now, std::string(ended), error.code, error.message, error.hint, lease.item.value(),
       lease.item.value(), lease.token});
  return closed.ok() ? Status::Ok() : std::move(closed).status();
}

Status KeepRejects(db::Connection& connection, const Lease& lease, std::span<const Reject> rejects,
                   Instant now) {
  for (const Reject& reject : rejects) {
    auto kept = connection.Execute(
        "INSERT INTO ledger_rejects (pipeline, item_id, token, run_id, source, place, field, "
        "reason, raw, message, confidence, created_at) VALUES ((SELECT pipeline FROM ledger_items "
        "WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {lease.item.value(), lease.item.value(), lease.token, lease.run.value(),
         StoredText(reject.source, 1024), StoredText(reject.position, 255),
         StoredText(reject.field, 255), StoredText(reject.reason, 255),
         StoredText(reject.raw, 4096), StoredText(reject.message, 4096), reject.confidence, now});
    if (!kept.ok()) return std::move(kept).status();
  }
  return Status::Ok();
}

/// Ends the claim in `state`; false when the lease was lost. `state` planned means due at
/// `not_before`.
Result<bool> EndClaim(db::Connection& connection, const Lease& lease, State state,
                      Instant not_before, std::string_view reason, const StoredError& error,
                      Instant now) {
  const bool final = IsFinal(state);
  TELAR_ASSIGN_OR_RETURN(
      const auto changed,
      connection.Execute(
          fmt::format("UPDATE ledger_items SET state = ?, not_before = ?, reason = ?, error_code = "
                      "?, error_message = ?, error_hint = ?, updated_at = ?, finished_at = ?, "
                      "lease_owner = NULL, lease_until = NULL{}",
                      kHeld),
          {std::string(StateName(state)), not_before, StoredText(reason, 4096), error.code,
           error.message, error.hint, now, final ? db::Value(now) : db::Value(db::Null()),
           lease.item.value(), lease.token}));
  return changed > 0;
}

Result<bool> FinishIn(db::Connection& connection, const Lease& lease, const Outcome& outcome,
                      std::span<const Reject> rejects, Instant now) {
  TELAR_ASSIGN_OR_RETURN(const bool held, EndClaim(connection, lease, outcome.state, now,
                                                   outcome.reason, StoredError(), now));
  if (!held) return false;
  TELAR_RETURN_IF_ERROR(
      CloseAttempt(connection, lease, StateName(outcome.state), StoredError(), now));
  for (const auto& [name, amount] : outcome.counts) {
    TELAR_ASSIGN_OR_RETURN(
        [[maybe_unused]] const auto inserted,
        connection.Execute("INSERT INTO ledger_counts (item_id, token, run_id, name, amount) "
                           "VALUES (?, ?, ?, ?, ?)",
                           {lease.item.value(), lease.token, lease.run.value(), name, amount}));
  }
  TELAR_RETURN_IF_ERROR(KeepRejects(connection, lease, rejects, now));
  return true;
}

Status CheckOutcome(const Outcome& outcome) {
  if (IsFinal(outcome.state) && outcome.state != State::kFailed) return Status::Ok();
  return Status::InvalidInput(
      fmt::format("finish an item: '{}' is no outcome", StateName(outcome.state)));
}

/// True when this claim ended that way already: the answer to an earlier commit got lost.
Result<bool> EndedAs(db::Connection& connection, const Lease& lease, std::string_view ended) {
  std::string found;
  TELAR_RETURN_IF_ERROR(
      connection.Query("SELECT ended FROM ledger_attempts WHERE item_id = ? AND token = ?",
                       {lease.item.value(), lease.token}, [&](const db::Row& row) {
                         found = row.TextOrEmpty(0);
                         return Status::Ok();
                       }));
  return found == ended;
}

Result<bool> IsHeld(db::Connection& connection, const Lease& lease) {
  bool held = false;
  TELAR_RETURN_IF_ERROR(connection.Query(fmt::format("SELECT 1 FROM ledger_items{}", kHeld),
                                         {lease.item.value(), lease.token}, [&](const db::Row&) {
                                           held = true;
                                           return Status::Ok();
                                         }));
  return held;
}

struct Abandoned {
  Lease lease;
  std::string owner;  // "" unless its process is certainly dead
  int attempts = 0;
};

Where ItemsIn(std::string_view pipeline, std::string_view state, Shard shard) {
  Where where;
  where.And("pipeline = ?", {std::string(pipeline)});
  where.And(fmt::format("state = '{}'", state));
  where.AndShard(shard);
  return where;
}

}  // namespace

Claims::Claims(db::Database& database, const Clock& clock, Random& random, Owner owner,
               LifeProbe probe)
    : database_(database),
      clock_(clock),
      random_(random),
      owner_(std::move(owner)),
      probe_(std::move(probe)) {}

Result<std::optional<Claimed>> Claims::Claim(const ClaimRequest& request, ReapCounts* reaped) {
  TELAR_ASSIGN_OR_RETURN(auto claimed, ClaimDue(request));
  if (claimed) return claimed;
  TELAR_ASSIGN_OR_RETURN(const ReapCounts now_reaped, Reap(request));
  if (reaped != nullptr) {
    reaped->replanned += now_reaped.replanned;
    reaped->failed += now_reaped.failed;
  }
  if (now_reaped.replanned == 0) return claimed;
  return ClaimDue(request);
}

Result<std::optional<Claimed>> Claims::ClaimDue(const ClaimRequest& request) {
  constexpr int kCandidates = 8;
  while (true) {
    Where where = ItemsIn(request.pipeline, "planned", request.shard);
    where.And("not_before <= ?", {clock_.Now()});
    std::vector<std::pair<ItemId, std::int64_t>> due;
    {
      TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
      TELAR_RETURN_IF_ERROR(connection->Query(
          fmt::format("SELECT id, token FROM ledger_items{} ORDER BY not_before, id{}",
                      where.Text(), Limit(kCandidates)),
          Values(where.values()), [&](const db::Row& row) -> Status {
            TELAR_ASSIGN_OR_RETURN(const std::int64_t id, row.AsInt(0));
            TELAR_ASSIGN_OR_RETURN(const std::int64_t token, row.AsInt(1));
            due.emplace_back(ItemId(id), token);
            return Status::Ok();
          }));
    }
    if (due.empty()) return std::optional<Claimed>();
    while (!due.empty()) {
      TELAR_ASSIGN_OR_RETURN(auto claimed, Take(request, due.front().first, due.front().second));
      if (claimed) return claimed;
      // Somebody else took it and goes for the next one as well: leave the common order.
      due.erase(due.begin());
      if (!due.empty()) std::swap(due.front(), due[random_.Below(due.size())]);
    }
  }
}

Result<std::optional<Claimed>> Claims::Take(const ClaimRequest& request, ItemId id,
                                            std::int64_t token) {
  Claimed claimed;
  auto taken = InTransaction(database_, [&](db::Connection& connection) -> Result<bool> {
    const Instant now = clock_.Now();
    claimed.lease = {id, token + 1, request.run, now + request.lease_for};
    TELAR_ASSIGN_OR_RETURN(
        const auto changed,
        connection.Execute("UPDATE ledger_items SET state = 'running', token = ?, attempts = "
                           "attempts + 1, lease_owner = ?, lease_until = ?, run_id = ?, updated_at "
                           "= ? WHERE id = ? AND token = ? AND state = 'planned'",
                           {token + 1, owner_.ToString(), claimed.lease.until, request.run.value(),
                            now, id.value(), token}));
    if (changed == 0) return false;
    Item& item = claimed.item;
    item = {id, request.pipeline, "", "", "", State::kRunning, "", 0};
    TELAR_RETURN_IF_ERROR(connection.Query(
        "SELECT item_key, label, payload, stage, attempts FROM ledger_items WHERE id = ?",
        {id.value()}, [&](const db::Row& row) {
          item.key = row.TextOrEmpty(0);
          item.label = row.TextOrEmpty(1);
          item.payload = row.TextOrEmpty(2);
          item.stage = row.TextOrEmpty(3);
          item.attempts = static_cast<int>(row.IntOr(4, 0));
          return Status::Ok();
        }));
    TELAR_ASSIGN_OR_RETURN(
        [[maybe_unused]] const auto inserted,
        connection.Execute("INSERT INTO ledger_attempts (item_id, token, run_id, owner, "
                           "started_at, ended, stage_from, stage_to, error_code, error_message, "
                           "error_hint) VALUES (?, ?, ?, ?, ?, '', ?, ?, '', '', '')",
                           {id.value(), token + 1, request.run.value(), owner_.ToString(), now,
                            item.stage, item.stage}));
    return true;
  });
  if (!taken.ok()) return std::move(taken).status().WithContext("claim an item");
  return *taken ? std::optional<Claimed>(std::move(claimed)) : std::nullopt;
}

Result<ReapCounts> Claims::Reap(const ClaimRequest& request) {
  const Where where = ItemsIn(request.pipeline, "running", request.shard);
  std::map<std::string, Life> lives;
  std::vector<Abandoned> abandoned;
  {
    const Instant now = clock_.Now();
    TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
    TELAR_RETURN_IF_ERROR(connection->Query(
        fmt::format("SELECT id, token, attempts, lease_owner, lease_until, run_id FROM "
                    "ledger_items{} ORDER BY id",
                    where.Text()),
        Values(where.values()), [&](const db::Row& row) -> Status {
          TELAR_ASSIGN_OR_RETURN(const std::int64_t id, row.AsInt(0));
          TELAR_ASSIGN_OR_RETURN(const std::int64_t token, row.AsInt(1));
          TELAR_ASSIGN_OR_RETURN(const Instant until, row.AsInstant(4));
          const std::string text = row.TextOrEmpty(3);
          const auto [life, unknown] = lives.try_emplace(text, Life::kUnknown);
          if (unknown) {
            if (const auto owner = Owner::Parse(text); owner.ok()) life->second = probe_(*owner);
          }
          const bool dead = life->second == Life::kDead;
          if (dead || until <= now) {
            abandoned.push_back({{ItemId(id), token, RunId(row.TextOrEmpty(5)), until},
                                 dead ? text : "",
                                 static_cast<int>(row.IntOr(2, 0))});
          }
          return Status::Ok();
        }));
  }
  ReapCounts counts;
  for (const Abandoned& one : abandoned) {
    const bool fail = one.attempts >= request.max_claims;
    const StoredError error =
        fail ? StoredErrorOf(
                   Status::LimitExceeded(
                       fmt::format("work on the item: attempt {} ended without a word, as the last "
                                   "allowed one",
                                   one.attempts))
                       .WithHint("It may be what kills the process: look at its source "
                                 "before retrying it."))
             : StoredError();
    auto reaped = InTransaction(database_, [&](db::Connection& connection) -> Result<bool> {
      const Instant now = clock_.Now();
      TELAR_ASSIGN_OR_RETURN(
          const auto changed,
          connection.Execute(
              fmt::format("UPDATE ledger_items SET state = ?, not_before = ?, error_code = ?, "
                          "error_message = ?, error_hint = ?, updated_at = ?, finished_at = ?, "
                          "lease_owner = NULL, lease_until = NULL{} AND (lease_until <= ? OR "
                          "lease_owner = ?)",
                          kHeld),
              {std::string(fail ? "failed" : "planned"), now, error.code, error.message, error.hint,
               now, fail ? db::Value(now) : db::Value(db::Null()), one.lease.item.value(),
               one.lease.token, now, one.owner}));
      if (changed == 0) return false;
      TELAR_RETURN_IF_ERROR(CloseAttempt(connection, one.lease, "lost", error, now));
      return true;
    });
    if (!reaped.ok()) return std::move(reaped).status().WithContext("take over abandoned items");
    if (*reaped) ++(fail ? counts.failed : counts.replanned);
  }
  return counts;
}

Result<std::vector<Lease>> Claims::Renew(std::span<Lease> leases, Duration lease_for) {
  std::vector<Lease> lost;
  if (leases.empty()) return lost;
  // One order for all, so that two renewals do not wait for each other.
  std::sort(leases.begin(), leases.end(),
            [](const Lease& a, const Lease& b) { return a.item < b.item; });
  const Instant until = clock_.Now() + lease_for;
  // A row that a stage is being committed for is locked, perhaps for minutes: nobody can take it
  // over, and the other leases must not wait for it. Every server has the words for that, and there
  // each row is a transaction of its own, for one that changes meanwhile is a conflict of all.
  const bool server = database_.capabilities().server;
  const std::string renew =
      server ? fmt::format(
                   "UPDATE ledger_items SET lease_until = ? WHERE id IN (SELECT id FROM "
                   "ledger_items{} FOR UPDATE SKIP LOCKED)",
                   kHeld)
             : fmt::format("UPDATE ledger_items SET lease_until = ?{}", kHeld);
  const auto renew_all = [&](db::Connection& connection) -> Result<bool> {
    lost.clear();
    for (const Lease& lease : leases) {
      TELAR_ASSIGN_OR_RETURN(const auto changed,
                             connection.Execute(renew, {until, lease.item.value(), lease.token}));
      if (changed != 0) continue;
      TELAR_ASSIGN_OR_RETURN(const bool still, IsHeld(connection, lease));
      if (!still) lost.push_back(lease);
    }
    return true;
  };
  auto renewed = [&]() -> Result<bool> {
    if (!server) return InTransaction(database_, renew_all);
    TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
    return renew_all(*connection);
  }();
  if (!renewed.ok()) return std::move(renewed).status().WithContext("renew leases");
  for (Lease& lease : leases) lease.until = until;
  return lost;
}

Result<bool> Claims::Holds(const Lease& lease) {
  TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
  return IsHeld(*connection, lease);
}

Status Claims::Release(const Lease& lease) {
  return Held(
      InTransaction(
          database_,
          [&](db::Connection& connection) -> Result<bool> {
            const Instant now = clock_.Now();
            TELAR_ASSIGN_OR_RETURN(
                const auto changed,
                connection.Execute(fmt::format("UPDATE ledger_items SET state = 'planned', "
                                               "attempts = attempts - 1, not_before = ?, "
                                               "updated_at = ?, lease_owner = NULL, lease_until "
                                               "= NULL{}",
                                               kHeld),
                                   {now, now, lease.item.value(), lease.token}));
            if (changed == 0) return EndedAs(connection, lease, "released");
            TELAR_RETURN_IF_ERROR(CloseAttempt(connection, lease, "released", StoredError(), now));
            return true;
          }),
      lease);
}

Status Claims::Advance(db::Connection& transaction, const Lease& lease, const Stage& stage,
                       std::span<const Reject> rejects) {
  const Instant now = clock_.Now();
  TELAR_ASSIGN_OR_RETURN(
      const auto changed,
      transaction.Execute(fmt::format("UPDATE ledger_items SET stage = ?, updated_at = ?{}", kHeld),
                          {stage, now, lease.item.value(), lease.token}));
  if (changed == 0) return Lost(lease);
  return KeepRejects(transaction, lease, rejects, now);
}

Status Claims::Finish(db::Connection& transaction, const Lease& lease, const Outcome& outcome,
                      std::span<const Reject> rejects) {
  TELAR_RETURN_IF_ERROR(CheckOutcome(outcome));
  return Held(FinishIn(transaction, lease, outcome, rejects, clock_.Now()), lease);
}

Status Claims::Finish(const Lease& lease, const Outcome& outcome, std::span<const Reject> rejects) {
  TELAR_RETURN_IF_ERROR(CheckOutcome(outcome));
  return Held(
      InTransaction(database_,
                    [&](db::Connection& connection) -> Result<bool> {
                      TELAR_ASSIGN_OR_RETURN(const bool held, FinishIn(connection, lease, outcome,
                                                                       rejects, clock_.Now()));
                      return held ? true : EndedAs(connection, lease, StateName(outcome.state));
                    }),
      lease);
}

Status Claims::Fail(const Lease& lease, const Status& error, std::optional<Instant> retry_at,
                    std::span<const Reject> rejects) {
  const std::string_view ended = retry_at ? "retried" : "failed";
  const StoredError stored = StoredErrorOf(error);
  return Held(
      InTransaction(database_,
                    [&](db::Connection& connection) -> Result<bool> {
                      const Instant now = clock_.Now();
                      TELAR_ASSIGN_OR_RETURN(
                          const bool held,
                          EndClaim(connection, lease, retry_at ? State::kPlanned : State::kFailed,
                                   retry_at.value_or(now), "", stored, now));
                      if (!held) return EndedAs(connection, lease, ended);
                      TELAR_RETURN_IF_ERROR(CloseAttempt(connection, lease, ended, stored, now));
                      if (!retry_at) {
                        TELAR_RETURN_IF_ERROR(KeepRejects(connection, lease, rejects, now));
                      }
                      return true;
                    }),
      lease);
}

Result<std::int64_t> Claims::Pending(std::string_view pipeline, Shard shard) const {
  const Where where = ItemsIn(pipeline, "planned", shard);
  std::int64_t pending = 0;
  TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
  TELAR_RETURN_IF_ERROR(connection->Query("SELECT COUNT(*) FROM ledger_items" + where.Text(),
                                          Values(where.values()),
                                          [&](const db::Row& row) -> Status {
                                            TELAR_ASSIGN_OR_RETURN(pending, row.AsInt(0));
                                            return Status::Ok();
                                          }));
  return pending;
}

Result<std::optional<Instant>> Claims::NextDue(std::string_view pipeline, Shard shard) const {
  const Where where = ItemsIn(pipeline, "planned", shard);
  std::optional<Instant> due;
  TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
  TELAR_RETURN_IF_ERROR(connection->Query("SELECT MIN(not_before) FROM ledger_items" + where.Text(),
                                          Values(where.values()),
                                          [&](const db::Row& row) -> Status {
                                            TELAR_ASSIGN_OR_RETURN(due, row.MaybeInstant(0));
                                            return Status::Ok();
                                          }));
  return due;
}

}  // namespace telar::ledger
