#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "analytics/script.h"
#include "core/result.h"

namespace telar::analytics {

struct Publication {
  std::string calculated;  ///< Written into fecha_calculo and updated_at: "2026-01-02 03:04:05".
  double guard = 0;        ///< Least share of the old rows that the new result must have.
};

/// Puts the rows of `select`, SQL of a Script with the columns of `table` but for the time of
/// calculation, in the place of those of `table`, in the caller's transaction: a reader sees all of
/// the old or all of the new, and waits for neither (no table is locked or renamed).
///
/// kContractBroken when the new result has less than the guard's share of the rows of the old one;
/// as after any other error, the caller's transaction is to be rolled back. Returns the rows of the
/// new result.
Result<std::int64_t> Publish(db::Connection& transaction, const Script& script,
                             std::string_view table, std::string_view select,
                             const Script::Values& values, const Publication& publication);

}  // namespace telar::analytics
