#pragma once

#include <cstdint>
#include <functional>

#include "analytics/script.h"
#include "core/result.h"
#include "core/time.h"
#include "db/database.h"

namespace telar::analytics {

/// What became of the sales by day.
struct DailyCounts {
  std::int64_t days = 0;  ///< Days of locations whose lines were read.
  std::int64_t rows = 0;  ///< Rows of `ventas_diarias` written for them.
};

/// Called before the first and after every transaction: how many days are done, of how many.
using DailyProgress = std::function<void(std::int64_t done, std::int64_t all)>;

/// `ventas_diarias`, `ventas_diarias_ubicacion` and `ventas_vida` follow `ventas`: the days that
/// the load has marked in `ventas_dias_cambiados` are summed up anew from their lines, and no
/// others are read. A month at a time (a quarter in DuckDB), each in a transaction of its own that
/// also takes its marks away: killed in between, the next call goes on. A line loaded meanwhile
/// leaves a mark of its own. A day of `ventas` without a mark was summed up before.
///
/// A ticket is one document of one location on one day. Quantities and money are whole numbers of
/// ten-thousandths ("_e4"): sums of them are exact on every database. Lines without a product
/// count for the location only; an unknown cost counts as 0 and is counted.
///
/// Not inside a transaction. kConflict when another process does the same at that moment.
Result<DailyCounts> FollowSales(db::Connection& connection, const Script& script,
                                const DailyProgress& progress = {});

/// Marks every day from the first to the last of `ventas`, so that FollowSales reads all lines.
/// Days before the first line that is left stay as they are: their lines were retired.
Status MarkEveryDay(db::Connection& connection, const Script& script);

}  // namespace telar::analytics
