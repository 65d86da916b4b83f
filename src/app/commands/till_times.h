#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/commands/till_desk.h"
#include "pos/sales_plan.h"

namespace telar::app {

/// What the commands of the tills say about time, and the run that all about sales share.

/// Days, both included.
struct DayRange {
  Date from{}, to{};
};

/// A whole number of days under `flag`, 1 to 3660; `fallback` without it. kInvalidInput outside.
Result<int> DaysOf(const Context& context, std::string_view flag, int fallback);
/// --from, --to and --days; `days_help` is what the last says.
std::vector<Flag> DayFlags(std::string days_help);
/// What these say: up to yesterday on the clock of the first location chosen,
/// and `fallback` days without --from and --days. kInvalidInput for a day that is none, for --from
/// beside --days, and when they end before they begin.
Result<DayRange> DaysFor(const Context& context, const TillDesk& desk, int fallback);
/// The wall time of --from and --to (--fecha-desde, --fecha-hasta). kInvalidInput for a form that
/// is none, without a begin, and when it ends before it begins.
Result<pos::LocalRange> RangeOf(const Context& context);

pos::SalesPlanRules SalesRulesFor(const config::Settings& settings);

/// A run of sales: what is the same for all of them.
TillRun SalesRun(std::string command);
/// Runs a SalesPipeline called `pipeline` over the windows of the plan that `plan` makes for the
/// chosen locations that sell.
Result<ExitCode> RunSales(
    Context& context, TillDesk& desk, const TillRun& run, const std::string& pipeline,
    const std::function<pos::SalesPlan(const pos::Tills&, std::vector<const pos::Location*>)>&
        plan);

}  // namespace telar::app
