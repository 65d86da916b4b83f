#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/decimal.h"
#include "core/result.h"
#include "pos/sales_window.h"
#include "pos/tills.h"

namespace telar::pos {

/// One side of a comparison: lines, their sums, and a digest of every figure the tables keep of
/// them, which does not depend on their order.
struct SalesDigest {
  std::int64_t lines = 0;
  Decimal quantity, amount;
  std::uint64_t digest = 0;  ///< Sum modulo 2^64 of a 64-bit digest of each line.

  void Add(const std::vector<db::Value>& values);  ///< One line, in the order of SaleColumns().
  void Add(const SalesDigest& other);
  void Remove(const SalesDigest& other);
  friend bool operator==(const SalesDigest&, const SalesDigest&) = default;
};

/// An hour of a location's day in which source and warehouse differ.
struct DifferentHour {
  int hour = 0;  ///< 0..23 on the location's wall.
  SalesDigest source, warehouse;
  std::int64_t missing = 0;    ///< Lines that only the source has.
  std::int64_t surplus = 0;    ///< Lines that only the warehouse has.
  std::int64_t different = 0;  ///< Lines of both with other figures.
};

struct ReconciledDay {
  std::string location;
  Date day{};
  SalesDigest source, warehouse;
  std::int64_t rejected = 0;  ///< Records of the source that are no rows.
  std::vector<DifferentHour> hours;
  bool counts_agree = true;  ///< What the source claims and what it sent.
  Status failure;            ///< The source could not be read: nothing is known of the day.

  /// The table has what could be read, line for line.
  bool equal() const { return failure.ok() && hours.empty(); }
  /// … and that is all that the source has: nothing was rejected, and it claims no more.
  bool whole() const { return equal() && rejected == 0 && counts_agree; }
  /// Lines that only the warehouse has.
  std::int64_t Surplus() const;
};

/// Reads a day of a location from its source, keeps the answers in the archive, and compares them
/// line for line with `ventas`, without changing it. Errors: those of the database and the archive;
/// a source that fails is in the day's `failure`.
Result<ReconciledDay> ReconcileDay(const Tills& tills, const Location& location, Date day,
                                   Deadline deadline, std::stop_token stop);

/// The windows that repair what differs: the different hours of a day, neighbours joined. Where
/// more of the day is gone than the guard believes, the whole day, so that no hour of it is too
/// small for the guard of its load.
std::vector<SalesWindow> RepairWindows(const Location& location, const ReconciledDay& day,
                                       const warehouse::SalesGuard& guard);

}  // namespace telar::pos
