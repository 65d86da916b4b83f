#include "ledger/backlog.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "core/text.h"
#include "ledger/sql.h"

namespace telar::ledger {
namespace {

constexpr std::size_t kMaxKey = 255;
constexpr std::size_t kMaxLabel = 1024;
constexpr std::size_t kMaxPayload = 65'535;
constexpr std::size_t kMaxStage = 64;

constexpr std::string_view kReopen =
    "UPDATE ledger_items SET state = 'planned', attempts = 0, not_before = ?, planned_at = ?, "
    "updated_at = ?, finished_at = NULL";

Status CheckItem(const NewItem& item) {
  const auto wrong = [&](std::string why) {
    return Status::InvalidInput(
        fmt::format("plan '{}': {}", StoredText(item.label, 80), std::move(why)));
  };
  if (item.key.empty()) return wrong("its key is empty");
  if (item.key.size() > kMaxKey) return wrong("its key is longer than 255 bytes");
  if (!IsValidUtf8(item.key) || item.key.find('\0') != std::string::npos) {
    return wrong("its key is not text");
  }
  if (item.payload.size() > kMaxPayload) return wrong("its payload has 64 KiB or more");
  if (item.reopen_stage && item.reopen_stage->size() > kMaxStage) {
    return wrong("its stage is longer than 64 bytes");
  }
  return Status::Ok();
}

/// The first item of every key.
Result<std::vector<const NewItem*>> Distinct(std::span<const NewItem> items) {
  std::unordered_set<std::string_view> seen;
  std::vector<const NewItem*> distinct;
  for (const NewItem& item : items) {
    TELAR_RETURN_IF_ERROR(CheckItem(item));
    if (seen.insert(item.key).second) distinct.push_back(&item);
  }
  return distinct;
}

/// Calls `part` with pieces of `values` that fit an IN list.
Status InChunks(const db::Database& database, std::span<const db::Value> values,
                const std::function<Status(std::span<const db::Value>)>& part) {
  const std::size_t size = ChunkSize(database);
  for (; !values.empty(); values = values.subspan(std::min(size, values.size()))) {
    TELAR_RETURN_IF_ERROR(part(values.first(std::min(size, values.size()))));
  }
  return Status::Ok();
}

Result<std::int64_t> Insert(db::Connection& connection, const RunId& run, std::string_view pipeline,
                            std::span<const NewItem* const> items, Instant now) {
  // With every column kept on update, a merge is "insert what is missing".
  db::MergeSpec spec{
      .table = "ledger_items",
      .columns = {"pipeline", "item_key", "label", "payload", "shard_hash", "state", "stage",
                  "attempts", "token", "not_before", "run_id", "reason", "error_code",
                  "error_message", "error_hint", "created_at", "planned_at", "updated_at"},
      .key = {"pipeline", "item_key"},
      .keep_on_update = {}};
  spec.keep_on_update.assign(spec.columns.begin() + 2, spec.columns.end());
  std::vector<std::vector<db::Value>> rows;
  rows.reserve(items.size());
  for (const NewItem* item : items) {
    rows.push_back({std::string(pipeline), item->key, StoredText(item->label, kMaxLabel),
                    item->payload, ShardHash(item->key), std::string("planned"), std::string(),
                    std::int64_t{0}, std::int64_t{0}, now, run.value(), std::string(),
                    std::string(), std::string(), std::string(), now, now, now});
  }
  TELAR_ASSIGN_OR_RETURN(const auto counts, connection.Merge(spec, rows));
  return counts.inserted;
}

/// Reopens the final ones among `items`, which ask for it at `stage`.
Result<std::int64_t> ReopenPlanned(db::Database& database, db::Connection& connection,
                                   const RunId& run, const std::string& pipeline,
                                   std::span<const NewItem* const> items, const Stage& stage,
                                   Instant now) {
  std::unordered_map<std::string_view, const NewItem*> by_key;
  std::vector<db::Value> keys;
  for (const NewItem* item : items) {
    by_key.emplace(item->key, item);
    keys.emplace_back(item->key);
  }
  std::int64_t reopened = 0;
  std::vector<std::vector<db::Value>> rows;
  TELAR_RETURN_IF_ERROR(InChunks(database, keys, [&](std::span<const db::Value> part) -> Status {
    std::vector<db::Value> values{now, now, now, stage, run.value(), pipeline};
    values.insert(values.end(), part.begin(), part.end());
    TELAR_ASSIGN_OR_RETURN(
        const std::int64_t changed,
        connection.Execute(
            fmt::format("{}, stage = ?, run_id = ?, reason = '', error_code = '', error_message = "
                        "'', error_hint = '' WHERE pipeline = ? AND state IN ('done', 'empty', "
                        "'review', 'rejected') AND item_key IN ({})",
                        kReopen, Marks(part.size())),
            std::span<const db::Value>(values)));
    if (changed == 0) return Status::Ok();
    reopened += changed;
    // The rows that were changed are ours until the commit: planned, and by this run.
    values.assign({run.value(), pipeline});
    values.insert(values.end(), part.begin(), part.end());
    return connection.Query(
        fmt::format("SELECT item_key FROM ledger_items WHERE run_id = ? AND pipeline = ? AND state "
                    "= 'planned' AND item_key IN ({})",
                    Marks(part.size())),
        std::span<const db::Value>(values), [&](const db::Row& row) {
          const auto found = by_key.find(row.TextOrEmpty(0));
          if (found == by_key.end())
            return Status::Internal("reopen: a key that was not asked for");
          rows.push_back({pipeline, found->second->key, StoredText(found->second->label, kMaxLabel),
                          found->second->payload});
          return Status::Ok();
        });
  }));
  const db::MergeSpec spec{.table = "ledger_items",
                           .columns = {"pipeline", "item_key", "label", "payload"},
                           .key = {"pipeline", "item_key"},
                           .keep_on_update = {}};
  TELAR_ASSIGN_OR_RETURN([[maybe_unused]] const auto merged, connection.Merge(spec, rows));
  return reopened;
}

std::vector<db::Value> IdValues(std::span<const ItemId> items) {
  std::vector<db::Value> ids;
  for (const ItemId item : items) ids.emplace_back(item.value());
  return ids;
}

}  // namespace

Result<PlanCounts> Backlog::Plan(const RunId& run, std::string_view pipeline,
                                 std::span<const NewItem> items) {
  TELAR_ASSIGN_OR_RETURN(const auto distinct, Distinct(items));
  if (distinct.empty()) return PlanCounts();
  std::map<Stage, std::vector<const NewItem*>> reopen;
  for (const NewItem* item : distinct) {
    if (item->reopen_stage) reopen[*item->reopen_stage].push_back(item);
  }
  PlanCounts counts;
  auto planned = InTransaction(database_, [&](db::Connection& connection) -> Result<bool> {
    counts = {};
    const Instant now = clock_.Now();
    for (const auto& [stage, wanted] : reopen) {
      TELAR_ASSIGN_OR_RETURN(
          const std::int64_t reopened,
          ReopenPlanned(database_, connection, run, std::string(pipeline), wanted, stage, now));
      counts.reopened += reopened;
    }
    auto added = Insert(connection, run, pipeline, distinct, now);
    // Another planner inserted the same key meanwhile.
    if (added.status().code() == Code::kAlreadyExists) {
      return Status::Conflict(added.status().FullMessage());
    }
    TELAR_ASSIGN_OR_RETURN(counts.added, std::move(added));
    return true;
  });
  if (!planned.ok()) {
    return std::move(planned).status().WithContext(
        fmt::format("plan {} items of {}", distinct.size(), pipeline));
  }
  return counts;
}

Result<std::vector<std::size_t>> Backlog::Preview(std::string_view pipeline,
                                                  std::span<const NewItem> items) const {
  TELAR_ASSIGN_OR_RETURN(const auto distinct, Distinct(items));
  std::vector<db::Value> keys;
  for (const NewItem* item : distinct) keys.emplace_back(item->key);
  std::unordered_map<std::string, State> known;
  TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
  TELAR_RETURN_IF_ERROR(InChunks(database_, keys, [&](std::span<const db::Value> part) -> Status {
    std::vector<db::Value> values{std::string(pipeline)};
    values.insert(values.end(), part.begin(), part.end());
    return connection->Query(
        fmt::format("SELECT item_key, state FROM ledger_items WHERE pipeline = ? AND item_key IN "
                    "({})",
                    Marks(part.size())),
        std::span<const db::Value>(values), [&](const db::Row& row) -> Status {
          TELAR_ASSIGN_OR_RETURN(known[row.TextOrEmpty(0)], ParseState(row.TextOrEmpty(1)));
          return Status::Ok();
        });
  }));
  std::vector<std::size_t> wanted;
  for (const NewItem* item : distinct) {
    const auto found = known.find(item->key);
    const bool plan = found == known.end() || (item->reopen_stage && IsFinal(found->second) &&
                                               found->second != State::kFailed);
    if (plan) wanted.push_back(static_cast<std::size_t>(item - items.data()));
  }
  return wanted;
}

Result<std::int64_t> Backlog::Retry(std::span<const ItemId> items) {
  const std::vector<db::Value> ids = IdValues(items);
  std::int64_t retried = 0;
  auto done = InTransaction(database_, [&](db::Connection& connection) -> Result<bool> {
    retried = 0;
    const Instant now = clock_.Now();
    TELAR_RETURN_IF_ERROR(InChunks(database_, ids, [&](std::span<const db::Value> part) -> Status {
      std::vector<db::Value> values{now, now, now};
      values.insert(values.end(), part.begin(), part.end());
      TELAR_ASSIGN_OR_RETURN(
          const std::int64_t changed,
          connection.Execute(
              fmt::format("{} WHERE state = 'failed' AND id IN ({})", kReopen, Marks(part.size())),
              std::span<const db::Value>(values)));
      retried += changed;
      return Status::Ok();
    }));
    return true;
  });
  if (!done.ok()) return std::move(done).status().WithContext("retry items");
  return retried;
}

Result<std::int64_t> Backlog::RetryAll(std::string_view pipeline) {
  std::int64_t retried = 0;
  auto done = InTransaction(database_, [&](db::Connection& connection) -> Result<bool> {
    const Instant now = clock_.Now();
    TELAR_ASSIGN_OR_RETURN(
        retried,
        connection.Execute(fmt::format("{} WHERE state = 'failed' AND pipeline = ?", kReopen),
                           {now, now, now, std::string(pipeline)}));
    return true;
  });
  if (!done.ok()) return std::move(done).status().WithContext("retry items");
  return retried;
}

Result<std::int64_t> Backlog::Reopen(db::Connection& transaction, std::span<const ItemId> items,
                                     const Stage& stage) {
  if (stage.size() > kMaxStage) {
    return Status::InvalidInput("reopen items: the stage is longer than 64 bytes");
  }
  const Instant now = clock_.Now();
  std::int64_t reopened = 0;
  TELAR_RETURN_IF_ERROR(
      InChunks(database_, IdValues(items), [&](std::span<const db::Value> part) -> Status {
        std::vector<db::Value> values{now, now, now, stage};
        values.insert(values.end(), part.begin(), part.end());
        TELAR_ASSIGN_OR_RETURN(
            const std::int64_t changed,
            transaction.Execute(
                fmt::format("{}, stage = ?, reason = '' WHERE state IN ('done', 'empty', "
                            "'review', 'rejected', 'failed') AND id IN ({})",
                            kReopen, Marks(part.size())),
                std::span<const db::Value>(values)));
        reopened += changed;
        return Status::Ok();
      }));
  return reopened;
}

Result<bool> Backlog::Settle(db::Connection& transaction, ItemId item, State state,
                             std::string_view reason) {
  if (state != State::kReview && state != State::kRejected) {
    return Status::InvalidInput(
        fmt::format("settle an item: '{}' is no decision", StateName(state)));
  }
  const Instant now = clock_.Now();
  TELAR_ASSIGN_OR_RETURN(
      const std::int64_t changed,
      // Some databases assign from left to right: finished_at is to see the state before.
      transaction.Execute("UPDATE ledger_items SET finished_at = CASE WHEN state = ? THEN "
                          "finished_at ELSE ? END, state = ?, reason = ?, error_code = '', "
                          "error_message = '', error_hint = '', updated_at = ? WHERE id = ? AND "
                          "state <> 'running'",
                          {std::string(StateName(state)), now, std::string(StateName(state)),
                           StoredText(reason, 4096), now, item.value()}));
  return changed > 0;
}

}  // namespace telar::ledger
