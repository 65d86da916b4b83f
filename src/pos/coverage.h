#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/decimal.h"
#include "core/result.h"
#include "core/time.h"
#include "db/database.h"
#include "pos/rows.h"

namespace telar::pos {

/// A half-open interval of time that was read whole, and what was in it.
struct Covered {
  Instant from{}, to{};
  std::int64_t lines = 0;
  Decimal quantity, amount;
  /// False when what came is in the tables and still not believed (the source's own count differs,
  /// nothing was sold in opening hours), or when it was to be read again and could not be.
  bool closed = true;
  std::string doubt;  ///< Why not: "count_differs", "no_sales", "not_read_again"; "" when closed.
};

/// What is known of a location's dataset ("sales", "stock"): the rows of `pos_coverage`, written in
/// the transaction of the load they speak of. Without state.
class Coverage {
 public:
  /// Takes the place of earlier intervals that lie wholly inside the new one; others stay.
  static Status Add(db::Connection& transaction, std::string_view location,
                    std::string_view dataset, const Covered& covered, const Provenance& by);
  /// What was to be read again in [from, to) and could not be is open until it is: kept as an
  /// interval with the doubt "not_read_again". Nothing where no closed interval touches it, which
  /// is open anyway.
  static Status Reopen(db::Connection& transaction, std::string_view location,
                       std::string_view dataset, Instant from, Instant to, const Provenance& by);

  /// Intervals that touch [from, to), by their start.
  static Result<std::vector<Covered>> Read(db::Connection& connection, std::string_view location,
                                           std::string_view dataset, Instant from, Instant to);
  /// The end of the last closed interval; nothing before the first.
  static Result<std::optional<Instant>> Newest(db::Connection& connection,
                                               std::string_view location, std::string_view dataset);

  struct Interval {
    Instant from{}, to{};
    friend bool operator==(const Interval&, const Interval&) = default;
  };
  /// The parts of [from, to) that no closed interval covers or one that is not closed speaks of (it
  /// is the younger one: a closed interval takes the place of those inside it), in order.
  static std::vector<Interval> Gaps(const std::vector<Covered>& covered, Instant from, Instant to);
};

}  // namespace telar::pos
