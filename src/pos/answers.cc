#include "pos/answers.h"

#include <fmt/format.h>

#include <algorithm>

namespace telar::pos {
namespace {

Status Done(const Result<std::int64_t>& result) { return result.status(); }

db::Value WallOf(const LocalTime& time, bool known) {
  return known ? db::Value(FormatLocal(time)) : db::Value(db::Null());
}

}  // namespace

Status Answers::Put(db::Connection& transaction, ItemId item, std::string_view dataset,
                    std::string_view location, std::string_view source,
                    const std::vector<ArchivedAnswer>& answers) {
  TELAR_RETURN_IF_ERROR(Done(
      transaction.Execute("UPDATE pos_answers SET present = ? WHERE item_id = ? AND present = ?",
                          {false, item.value(), true})));
  std::int64_t place = 0;
  for (const ArchivedAnswer& answer : answers) {
    const bool ranged = answer.range.from < answer.range.to;
    TELAR_RETURN_IF_ERROR(Done(transaction.Execute(
        "INSERT INTO pos_answers (item_id, place, present, conjunto, ubicacion_id, source, "
        "archive_key, wall_from, wall_to, received, claimed, fetched_at) VALUES (?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?)",
        {item.value(), place++, true, std::string(dataset), std::string(location),
         std::string(source), answer.key, WallOf(answer.range.from, ranged),
         WallOf(answer.range.to, ranged), answer.received,
         answer.claimed ? db::Value(*answer.claimed) : db::Value(db::Null()), answer.fetched})));
  }
  return Status::Ok();
}

Result<std::vector<ArchivedAnswer>> Answers::Of(db::Connection& connection, ItemId item) {
  std::vector<ArchivedAnswer> answers;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT archive_key, wall_from, wall_to, received, claimed, fetched_at FROM pos_answers "
      "WHERE item_id = ? AND present = ? ORDER BY place",
      {item.value(), true}, [&](const db::Row& row) -> Status {
        ArchivedAnswer answer;
        answer.key = row.TextOrEmpty(0);
        if (!row.IsNull(1)) {
          TELAR_ASSIGN_OR_RETURN(answer.range.from, ParseLocal(row.TextOrEmpty(1)));
          TELAR_ASSIGN_OR_RETURN(answer.range.to, ParseLocal(row.TextOrEmpty(2)));
        }
        TELAR_ASSIGN_OR_RETURN(answer.received, row.AsInt(3));
        TELAR_ASSIGN_OR_RETURN(answer.claimed, row.MaybeInt(4));
        TELAR_ASSIGN_OR_RETURN(answer.fetched, row.AsInstant(5));
        answers.push_back(std::move(answer));
        return Status::Ok();
      }));
  return answers;
}

Result<std::vector<std::string>> Answers::Older(db::Connection& connection, Instant before,
                                                int limit) {
  std::vector<std::string> keys;
  TELAR_RETURN_IF_ERROR(connection.Query(
      fmt::format("SELECT archive_key FROM pos_answers WHERE fetched_at < ? ORDER BY fetched_at "
                  "LIMIT {}",
                  std::clamp(limit, 1, 10'000)),
      {before}, [&](const db::Row& row) {
        keys.push_back(row.TextOrEmpty(0));
        return Status::Ok();
      }));
  return keys;
}

Status Answers::Forget(db::Connection& transaction, std::string_view key) {
  return Done(
      transaction.Execute("DELETE FROM pos_answers WHERE archive_key = ?", {std::string(key)}));
}

}  // namespace telar::pos
