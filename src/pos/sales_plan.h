#pragma once

#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "pos/sales_pipeline.h"

namespace telar::pos {

struct SalesPlanRules {
  Duration minutes = std::chrono::minutes(30);  ///< What a live run is for …
  Duration overlap = std::chrono::minutes(60);  ///< … and reads again before it.
  Duration longest_window = std::chrono::hours(24);
  /// Open gaps that began up to so long ago are read by live runs; zero: none.
  Duration gaps = std::chrono::days(7);
};

/// The locations of `ids` that sell, in the file's order; every active one when `ids` is empty.
/// kInvalidConfig for an id that the file does not have, or that sells nothing.
Result<std::vector<const Location*>> SellingLocations(const Tills& tills,
                                                      const std::vector<std::string>& ids);

/// A live run: per location the last minutes with their overlap up to the present minute, then, as
/// far back as the rules say and not before its first_sync, every stretch of time that no closed
/// interval covers: what a missed run, a failed window or a doubtful answer left open.
SalesPlan LivePlan(Tills tills, std::vector<const Location*> locations, SalesPlanRules rules);

/// [from, to) of wall time of each location, whatever was read before. What lies in the future is
/// left out.
SalesPlan RangePlan(Tills tills, std::vector<const Location*> locations, LocalRange wall,
                    SalesPlanRules rules, WindowReason reason);

/// The last `days` whole business days of each location, each read again as one day, newest first:
/// late lines, voids and edits of the source.
SalesPlan RecoveryPlan(Tills tills, std::vector<const Location*> locations, int days);

/// Whole days from `from` to `to` (both included) that are not covered, or all of them when
/// `again`; newest first.
SalesPlan BackfillPlan(Tills tills, std::vector<const Location*> locations, Date from, Date to,
                       bool again);

}  // namespace telar::pos
