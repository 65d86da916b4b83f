#include "pos/coverage.h"

#include <algorithm>

#include "pos/transform.h"

namespace telar::pos {
namespace {

/// A sum with the places that every database keeps: it is for people to compare, and one that
/// cannot be written would lose the load.
Decimal Shown(const Decimal& sum) {
  constexpr int kDigits = 15;
  Decimal shown = sum;
  while (SignificantDigits(shown) > kDigits && shown.scale() > 0) {
    shown = shown.Rounded(shown.scale() - 1);
  }
  return shown;
}

/// In order, those that touch as one.
std::vector<Coverage::Interval> Joined(std::vector<Coverage::Interval> intervals) {
  std::sort(intervals.begin(), intervals.end(),
            [](const auto& a, const auto& b) { return a.from < b.from; });
  std::vector<Coverage::Interval> joined;
  for (const auto& one : intervals) {
    if (joined.empty() || one.from > joined.back().to) joined.push_back(one);
    else joined.back().to = std::max(joined.back().to, one.to);
  }
  return joined;
}

}  // namespace

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
          {covered.lines, Shown(covered.quantity), Shown(covered.amount), covered.closed,
           covered.doubt, by.item, by.run, by.now, where, what, covered.from, covered.to}));
  if (again == 0) {
    auto added = transaction.Execute(
        "INSERT INTO pos_coverage (location_id, dataset, from_at, to_at, line_count, quantity, "
        "amount, closed, doubt, item_id, run_id, loaded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?)",
        {where, what, covered.from, covered.to, covered.lines, Shown(covered.quantity),
         Shown(covered.amount), covered.closed, covered.doubt, by.item, by.run, by.now});
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

Status Coverage::Reopen(db::Connection& transaction, std::string_view location,
                        std::string_view dataset, Instant from, Instant to, const Provenance& by) {
  TELAR_ASSIGN_OR_RETURN(const auto known, Read(transaction, location, dataset, from, to));
  const auto same = std::find_if(known.begin(), known.end(), [&](const Covered& one) {
    return one.from == from && one.to == to;
  });
  if (same != known.end() ? !same->closed
                          : std::none_of(known.begin(), known.end(),
                                         [](const Covered& one) { return one.closed; })) {
    return Status::Ok();
  }
  const std::string where(location), what(dataset), doubt = "not_read_again";
  if (same != known.end()) {
    return transaction
        .Execute(
            "UPDATE pos_coverage SET closed = ?, doubt = ? WHERE location_id = ? AND dataset "
            "= ? AND from_at = ? AND to_at = ?",
            {false, doubt, where, what, from, to})
        .status();
  }
  return transaction
      .Execute(
          "INSERT INTO pos_coverage (location_id, dataset, from_at, to_at, line_count, "
          "quantity, amount, closed, doubt, item_id, run_id, loaded_at) VALUES (?, ?, ?, ?, "
          "?, ?, ?, ?, ?, ?, ?, ?)",
          {where, what, from, to, std::int64_t{0}, Decimal(), Decimal(), false, doubt, by.item,
           by.run, by.now})
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
  for (const auto& one : covered) {
    const Interval doubted{std::max(one.from, from), std::min(one.to, to)};
    if (!one.closed && doubted.from < doubted.to) gaps.push_back(doubted);
  }
  return Joined(std::move(gaps));
}

}  // namespace telar::pos
