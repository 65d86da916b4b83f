#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analytics/recalculate.h"
#include "app/commands/open_ledger.h"
#include "app/context.h"
#include "app/wiring.h"
#include "config/load.h"
#include "pos/location.h"

namespace telar::app {

/// What the commands over the tables of analytics/ work with. Open with `new`-like functions below;
/// the object outlives every connection borrowed from it.
struct AnalyticsDesk {
  config::Loaded loaded;
  std::vector<pos::Location> locations;
  analytics::Rules rules;                ///< By the settings and the flags --days and --model.
  Date today{};                          ///< On the clock of the first active location, or --to.
  std::string local;                     ///< The present on that clock.
  std::unique_ptr<OpenedLedger> opened;  ///< After CalculateAnew.
  std::unique_ptr<ReadingDatabase> for_reading;  ///< After OpenResults without it.

  const config::Settings& settings() const { return loaded.settings; }
};

/// --full, --show, --days, --model, --to, --csv and --dry-run.
std::vector<Flag> AnalysisFlags(std::vector<Flag> own);

/// Settings, locations and rules. kInvalidConfig and kInvalidInput for what is wrong in them.
Result<std::unique_ptr<AnalyticsDesk>> OpenAnalyticsDesk(Context& context);

/// Makes the tables where they are missing and calculates everything anew (analytics/recalculate.h)
/// under the lock "pos.analytics", with a progress bar. kUnavailable when another run holds it. The
/// database's failures carry Role::kDestination.
Result<analytics::Calculation> CalculateAnew(Context& context, AnalyticsDesk& desk, bool full);

/// Whether several queries have to see one state: a replica takes no transactions.
enum class Consistency { kEachQuery, kTransaction };

/// The database with the results: the one calculated in, or the one for reading; with kTransaction
/// never a replica. kNotFound with a hint when nothing was ever calculated there.
Result<db::Database*> OpenResults(Context& context, AnalyticsDesk& desk,
                                  Consistency consistency = Consistency::kEachQuery);

/// What --dry-run says: which days would be summed up. The database is left as it is.
Result<ExitCode> SayWhatWouldBeCalculated(Context& context, AnalyticsDesk& desk);

}  // namespace telar::app
