#include "ledger/history.h"

#include <fmt/format.h>

#include "ledger/sql.h"

namespace telar::ledger {
namespace {

constexpr std::string_view kItems =
    "SELECT id, pipeline, item_key, label, payload, state, stage, attempts, reason, error_code, "
    "error_message, error_hint, run_id, created_at, updated_at, not_before, finished_at, "
    "lease_until FROM ledger_items";

Result<ItemRecord> ReadItem(const db::Row& row) {
  ItemRecord record;
  Item& item = record.item;
  TELAR_ASSIGN_OR_RETURN(const std::int64_t id, row.AsInt(0));
  item.id = ItemId(id);
  item.pipeline = row.TextOrEmpty(1);
  item.key = row.TextOrEmpty(2);
  item.label = row.TextOrEmpty(3);
  item.payload = row.TextOrEmpty(4);
  TELAR_ASSIGN_OR_RETURN(item.state, ParseState(row.TextOrEmpty(5)));
  item.stage = row.TextOrEmpty(6);
  TELAR_ASSIGN_OR_RETURN(const std::int64_t attempts, row.AsInt(7));
  item.attempts = static_cast<int>(attempts);
  record.reason = row.TextOrEmpty(8);
  record.error = {row.TextOrEmpty(9), row.TextOrEmpty(10), row.TextOrEmpty(11)};
  record.run = RunId(row.TextOrEmpty(12));
  TELAR_ASSIGN_OR_RETURN(record.created, row.AsInstant(13));
  TELAR_ASSIGN_OR_RETURN(record.updated, row.AsInstant(14));
  TELAR_ASSIGN_OR_RETURN(record.not_before, row.AsInstant(15));
  TELAR_ASSIGN_OR_RETURN(record.finished, row.MaybeInstant(16));
  TELAR_ASSIGN_OR_RETURN(record.lease_until, row.MaybeInstant(17));
  return record;
}

Result<AttemptRecord> ReadAttempt(const db::Row& row) {
  AttemptRecord attempt;
  TELAR_ASSIGN_OR_RETURN(const std::int64_t item, row.AsInt(0));
  attempt.item = ItemId(item);
  TELAR_ASSIGN_OR_RETURN(attempt.token, row.AsInt(1));
  attempt.run = RunId(row.TextOrEmpty(2));
  TELAR_ASSIGN_OR_RETURN(attempt.owner, Owner::Parse(row.TextOrEmpty(3)));
  TELAR_ASSIGN_OR_RETURN(attempt.started, row.AsInstant(4));
  TELAR_ASSIGN_OR_RETURN(attempt.finished, row.MaybeInstant(5));
  attempt.ended = row.TextOrEmpty(6);
  attempt.from = row.TextOrEmpty(7);
  attempt.to = row.TextOrEmpty(8);
  attempt.error = {row.TextOrEmpty(9), row.TextOrEmpty(10), row.TextOrEmpty(11)};
  return attempt;
}

Result<RejectRecord> ReadReject(const db::Row& row) {
  RejectRecord record;
  TELAR_ASSIGN_OR_RETURN(record.id, row.AsInt(0));
  TELAR_ASSIGN_OR_RETURN(const std::int64_t item, row.AsInt(1));
  record.item = ItemId(item);
  record.run = RunId(row.TextOrEmpty(2));
  record.reject = {row.TextOrEmpty(3),
                   row.TextOrEmpty(4),
                   row.TextOrEmpty(5),
                   row.TextOrEmpty(6),
                   row.TextOrEmpty(7),
                   row.TextOrEmpty(8),
                   0};
  TELAR_ASSIGN_OR_RETURN(record.reject.confidence, row.AsDouble(9));
  TELAR_ASSIGN_OR_RETURN(record.created, row.AsInstant(10));
  return record;
}

Result<StateCount> ReadCount(const db::Row& row) {
  StateCount count;
  count.pipeline = row.TextOrEmpty(0);
  TELAR_ASSIGN_OR_RETURN(count.state, ParseState(row.TextOrEmpty(1)));
  count.stage = row.TextOrEmpty(2);
  TELAR_ASSIGN_OR_RETURN(count.items, row.AsInt(3));
  return count;
}

template <typename T>
Result<std::vector<T>> AllIn(db::Connection& connection, std::string_view sql,
                             const std::vector<db::Value>& values,
                             Result<T> (*read)(const db::Row&)) {
  std::vector<T> all;
  TELAR_RETURN_IF_ERROR(
      connection.Query(sql, std::span<const db::Value>(values), [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(all.emplace_back(), read(row));
        return Status::Ok();
      }));
  return all;
}

template <typename T>
Result<std::vector<T>> All(db::Database& database, std::string_view sql,
                           const std::vector<db::Value>& values,
                           Result<T> (*read)(const db::Row&)) {
  TELAR_ASSIGN_OR_RETURN(const auto connection, database.Acquire());
  return AllIn(*connection, sql, values, read);
}

Result<ItemRecord> Only(Result<std::vector<ItemRecord>> found, std::string_view name) {
  if (!found.ok()) return std::move(found).status();
  if (found->empty()) return Status::NotFound(fmt::format("find item {}: there is none", name));
  return std::move(found->front());
}

}  // namespace

Result<ItemRecord> History::Get(ItemId item) const {
  return Only(All(database_, fmt::format("{} WHERE id = ?", kItems), {item.value()}, ReadItem),
              std::to_string(item.value()));
}

Result<ItemRecord> History::Find(std::string_view pipeline, std::string_view key) const {
  return Only(All(database_, fmt::format("{} WHERE pipeline = ? AND item_key = ?", kItems),
                  {std::string(pipeline), std::string(key)}, ReadItem),
              key);
}

Result<ItemRecord> History::FindIn(db::Connection& transaction, std::string_view pipeline,
                                   std::string_view key) {
  return Only(AllIn(transaction, fmt::format("{} WHERE pipeline = ? AND item_key = ?", kItems),
                    {std::string(pipeline), std::string(key)}, ReadItem),
              key);
}

Result<std::vector<ItemRecord>> History::Items(const ItemFilter& filter) const {
  Where where;
  if (!filter.pipeline.empty()) where.And("pipeline = ?", {filter.pipeline});
  if (!filter.states.empty()) {
    std::vector<db::Value> states;
    for (const State state : filter.states) states.emplace_back(std::string(StateName(state)));
    const std::string marks = Marks(states.size());
    where.And(fmt::format("state IN ({})", marks), std::move(states));
  }
  if (filter.run) {
    where.And("id IN (SELECT item_id FROM ledger_attempts WHERE run_id = ?)",
              {filter.run->value()});
  }
  if (filter.before) where.And("id < ?", {filter.before->value()});
  return All(database_,
             fmt::format("{}{} ORDER BY id DESC{}", kItems, where.Text(), Limit(filter.limit)),
             where.values(), ReadItem);
}

Result<std::map<std::string, std::int64_t>> History::Counts(ItemId item) const {
  std::map<std::string, std::int64_t> counts;
  TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
  TELAR_RETURN_IF_ERROR(connection->Query(
      "SELECT name, amount FROM ledger_counts WHERE item_id = ? AND token = (SELECT MAX(token) "
      "FROM ledger_counts WHERE item_id = ?)",
      {item.value(), item.value()}, [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(counts[row.TextOrEmpty(0)], row.AsInt(1));
        return Status::Ok();
      }));
  return counts;
}

Result<std::vector<AttemptRecord>> History::Attempts(ItemId item) const {
  return All(database_,
             "SELECT item_id, token, run_id, owner, started_at, finished_at, ended, stage_from, "
             "stage_to, error_code, error_message, error_hint FROM ledger_attempts WHERE item_id = "
             "? ORDER BY token DESC",
             {item.value()}, ReadAttempt);
}

Result<std::vector<RejectRecord>> History::Rejects(const RejectFilter& filter) const {
  Where where;
  if (!filter.pipeline.empty()) where.And("pipeline = ?", {filter.pipeline});
  if (filter.run) where.And("run_id = ?", {filter.run->value()});
  if (filter.item) where.And("item_id = ?", {filter.item->value()});
  if (filter.before) where.And("id < ?", {*filter.before});
  return All(database_,
             fmt::format("SELECT id, item_id, run_id, source, place, field, reason, raw, message, "
                         "confidence, created_at FROM ledger_rejects{} ORDER BY id DESC{}",
                         where.Text(), Limit(filter.limit)),
             where.values(), ReadReject);
}

Result<std::vector<StateCount>> History::CountByState(std::string_view pipeline) const {
  Where where;
  if (!pipeline.empty()) where.And("pipeline = ?", {std::string(pipeline)});
  return All(database_,
             fmt::format("SELECT pipeline, state, stage, COUNT(*) FROM ledger_items{} GROUP BY "
                         "pipeline, state, stage ORDER BY pipeline, state, stage",
                         where.Text()),
             where.values(), ReadCount);
}

Result<std::optional<Duration>> History::OldestPlanned(std::string_view pipeline) const {
  Where where;
  where.And("state = 'planned'");
  if (!pipeline.empty()) where.And("pipeline = ?", {std::string(pipeline)});
  std::optional<Instant> planned;
  TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
  TELAR_RETURN_IF_ERROR(connection->Query("SELECT MIN(planned_at) FROM ledger_items" + where.Text(),
                                          std::span<const db::Value>(where.values()),
                                          [&](const db::Row& row) -> Status {
                                            TELAR_ASSIGN_OR_RETURN(planned, row.MaybeInstant(0));
                                            return Status::Ok();
                                          }));
  if (!planned) return std::optional<Duration>();
  return std::optional<Duration>(std::max(Duration(0), clock_.Now() - *planned));
}

}  // namespace telar::ledger
