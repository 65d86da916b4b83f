#pragma once

#include <optional>
#include <string>

#include "analytics/abc.h"
#include "analytics/daily.h"
#include "analytics/rules.h"
#include "analytics/stock_parameters.h"
#include "core/clock.h"
#include "core/result.h"
#include "db/database.h"

namespace telar::analytics {

struct CalculationRequest {
  Rules rules;
  Date today{};       ///< The business date in the shops' zone; windows end with the day before.
  std::string local;  ///< The same moment as the screens show it: "2026-01-02 03:04:05".
  std::string process = "telar pos abc";  ///< Who calculates, for `abc_cache_control`.
  bool full = false;  ///< Sum up all lines of `ventas` again, not only the days that changed.
};

struct Calculation {
  DailyCounts daily;
  AbcCounts abc;
  StockCounts stock;
  std::int64_t states = 0;  ///< Rows of `productos_analisis_cache`.
};

/// Everything that this room knows, anew: the sales by day follow the load, then classes, stock
/// parameters and states are calculated in one transaction and put in the place of the old ones,
/// so that a reader sees results of one calculation. The same rows give the same results, whether
/// they are read again (`full`) or not.
///
/// The tables must be there (schema.h). A row of `abc_cache_control` says when it began, how it
/// ended, how long it took, with which rules, and stays when the rest is rolled back. Errors:
/// kInvalidConfig (CheckRules), kContractBroken (the guard of Publish), kConflict when two run at
/// once, else what the database says.
Result<Calculation> Recalculate(db::Database& database, const CalculationRequest& request,
                                const Clock& clock, const DailyProgress& progress = {});

}  // namespace telar::analytics
