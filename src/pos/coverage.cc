#include "pos/coverage.h"

#include <algorithm>

namespace telar::pos {

Status Coverage::Add(db::Connection& transaction, std::string_view location,
                     std::string_view dataset, const Covered& covered, const Provenance& by) {
  const std::string where(location), what(dataset);
  TELAR_ASSIGN_OR_RETURN(
      const std::int64_t again,
      transaction.Execute(
          "UPDATE pos_coverage SET line_count = ?, quantity = ?, amount = ?, closed = ?, doubt = "
          "?, "
          "item_id = ?, run_id = ?, loaded_at = ? WHERE location_id = ? AND dataset = ? AND "
          "from_at = ? AND to_at = ?",
          {covered.lines, covered.quantity, covered.amount, covered.closed, covered.doubt, by.item,
           by.run, by.now, where, what, covered.from, covered.to}));
  if (again == 0) {
    auto added = transaction.Execute(
        "INSERT INTO pos_coverage (location_id, dataset, from_at, to_at, line_count, quantity, "
        "amount, closed, doubt, item_id, run_id, loaded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?)",
        {where, what, covered.from, covered.to, covered.lines, covered.quantity, covered.amount,
         covered.closed, covered.doubt, by.item, by.run, by.now});
    if (added.status().code() == Code::kAlreadyExists) {
      return Status::Conflict("add coverage: another load covered the same interval");
    }
    if (!added.ok()) return std::move(added).status();
  }
  return transaction
      .Execute(
          "DELETE FROM pos_coverage WHERE location_id = ? AND dataset = ? AND from_at >= ? AND "
          "to_at <= ? AND NOT (from_at = ? AND to_at = ?)",
          {where, what, covered.from, covered.to, covered.from, covered.to})
      .status();
}

Result<std::vector<Covered>> Coverage::Read(db::Connection& connection, std::string_view location,
                                            std::string_view dataset, Instant from, Instant to) {
  std::vector<Covered> intervals;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT from_at, to_at, line_count, quantity, amount, closed, doubt FROM pos_coverage WHERE "
      "location_id = ? AND dataset = ? AND from_at < ? AND to_at > ? ORDER BY from_at, to_at",
      {std::string(location), std::string(dataset), to, from}, [&](const db::Row& row) -> Status {
        Covered covered;
        TELAR_ASSIGN_OR_RETURN(covered.from, row.AsInstant(0));
        TELAR_ASSIGN_OR_RETURN(covered.to, row.AsInstant(1));
        TELAR_ASSIGN_OR_RETURN(covered.lines, row.AsInt(2));
        TELAR_ASSIGN_OR_RETURN(covered.quantity, row.AsDecimal(3));
        TELAR_ASSIGN_OR_RETURN(covered.amount, row.AsDecimal(4));
        TELAR_ASSIGN_OR_RETURN(covered.closed, row.AsBool(5));
        covered.doubt = row.TextOrEmpty(6);
        intervals.push_back(std::move(covered));
        return Status::Ok();
      }));
  return intervals;
}

Result<std::optional<Instant>> Coverage::Newest(db::Connection& connection,
                                                std::string_view location,
                                                std::string_view dataset) {
  std::optional<Instant> newest;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT to_at FROM pos_coverage WHERE location_id = ? AND dataset = ? AND closed = ? ORDER "
      "BY to_at DESC LIMIT 1",
      {std::string(location), std::string(dataset), true}, [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(newest, row.MaybeInstant(0));
        return Status::Ok();
      }));
  return newest;
}

std::vector<Coverage::Interval> Coverage::Gaps(const std::vector<Covered>& covered, Instant from,
                                               Instant to) {
  std::vector<Interval> closed;
  for (const auto& one : covered) {
    if (one.closed) closed.push_back({one.from, one.to});
  }
  std::sort(closed.begin(), closed.end(),
            [](const Interval& a, const Interval& b) { return a.from < b.from; });
  std::vector<Interval> gaps;
  Instant open = from;
  for (const auto& one : closed) {
    if (one.from > open && open < to) gaps.push_back({open, std::min(one.from, to)});
    open = std::max(open, one.to);
  }
  if (open < to) gaps.push_back({open, to});
  return gaps;
}

}  // namespace telar::pos
