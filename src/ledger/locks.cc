#include "ledger/locks.h"

#include <fmt/format.h>

#include "ledger/sql.h"

namespace telar::ledger {

Status Locks::Take(std::string_view name, const RunId& run_id, Duration lease) {
  std::string other;
  auto taken = InTransaction(database_, [&](db::Connection& connection) -> Result<bool> {
    other.clear();
    const Instant now = clock_.Now();
    std::string run, owner;
    Instant until{};
    bool found = false;
    TELAR_RETURN_IF_ERROR(
        connection.Query("SELECT run_id, owner, until_at FROM ledger_locks WHERE name = ?",
                         {std::string(name)}, [&](const db::Row& row) -> Status {
                           found = true;
                           run = row.TextOrEmpty(0);
                           owner = row.TextOrEmpty(1);
                           TELAR_ASSIGN_OR_RETURN(until, row.AsInstant(2));
                           return Status::Ok();
                         }));
    if (!found) {
      auto inserted = connection.Execute(
          "INSERT INTO ledger_locks (name, run_id, owner, taken_at, until_at) VALUES (?, ?, ?, ?, "
          "?)",
          {std::string(name), run_id.value(), owner_.ToString(), now, now + lease});
      // Somebody was faster; the next look names them.
      if (inserted.status().code() == Code::kAlreadyExists) {
        return Status::Conflict("take a lock: another run took it at the same moment");
      }
      if (!inserted.ok()) return std::move(inserted).status();
      return true;
    }
    if (run != run_id.value() && until > now) {
      const auto known = Owner::Parse(owner);
      if (!known.ok() || probe_(*known) != Life::kDead) {
        other = run;
        return false;
      }
    }
    TELAR_ASSIGN_OR_RETURN(
        const auto changed,
        connection.Execute(
            "UPDATE ledger_locks SET run_id = ?, owner = ?, taken_at = ?, until_at "
            "= ? WHERE name = ? AND run_id = ? AND until_at = ?",
            {run_id.value(), owner_.ToString(), now, now + lease, std::string(name), run, until}));
    if (changed == 0) return Status::Conflict("take a lock: another run took it at that moment");
    return true;
  });
  if (!taken.ok()) return std::move(taken).status().WithContext(fmt::format("take lock {}", name));
  if (*taken) return Status::Ok();
  return Status::Unavailable(fmt::format("take lock {}: run {} holds it", name, other))
      .WithHint("Another run works on the same; this one goes on when that one is done.");
}

Result<std::optional<RunId>> Locks::HeldBy(std::string_view name) const {
  std::optional<RunId> holder;
  TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
  TELAR_RETURN_IF_ERROR(
      connection->Query("SELECT run_id FROM ledger_locks WHERE name = ? AND until_at > ?",
                        {std::string(name), clock_.Now()}, [&](const db::Row& row) {
                          holder = RunId(row.TextOrEmpty(0));
                          return Status::Ok();
                        }));
  return holder;
}

Status Locks::Release(std::string_view name, const RunId& run) {
  auto released = InTransaction(database_, [&](db::Connection& connection) -> Result<bool> {
    TELAR_ASSIGN_OR_RETURN(
        [[maybe_unused]] const auto changed,
        connection.Execute("DELETE FROM ledger_locks WHERE name = ? AND run_id = ?",
                           {std::string(name), run.value()}));
    return true;
  });
  return released.ok() ? Status::Ok() : std::move(released).status();
}

Status Locks::ReleaseAll(const RunId& run) {
  auto released = InTransaction(database_, [&](db::Connection& connection) -> Result<bool> {
    TELAR_ASSIGN_OR_RETURN(
        [[maybe_unused]] const auto changed,
        connection.Execute("DELETE FROM ledger_locks WHERE run_id = ?", {run.value()}));
    return true;
  });
  return released.ok() ? Status::Ok() : std::move(released).status();
}

}  // namespace telar::ledger
