#include "pos/sales_plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "pos/coverage.h"

namespace telar::pos {
namespace {

constexpr std::string_view kDataset = "sales";

/// The present minute: sales of this one are still being made.
Instant Present(const Tills& tills) {
  return Instant(std::chrono::floor<std::chrono::minutes>(tills.clock->Now()));
}

Instant FirstSync(const Location& location) {
  if (!location.first_sync.ok()) return Instant{};
  return location.zone.ToInstant(MidnightOf(location.first_sync));
}

void Append(std::vector<SalesWindow>& windows, std::vector<SalesWindow> more) {
  windows.insert(windows.end(), more.begin(), more.end());
}

Date Before(Date day, int days) {
  return Date(std::chrono::sys_days(day) - std::chrono::days(days));
}

}  // namespace

Result<std::vector<const Location*>> SellingLocations(const Tills& tills,
                                                      const std::vector<std::string>& ids) {
  std::vector<const Location*> locations;
  for (const std::string& id : ids) {
    TELAR_ASSIGN_OR_RETURN(const Location* location, tills.Find(id));
    if (!location->sells()) {
      return Status::InvalidConfig(
                 fmt::format("read the sales of {}: a distribution centre sells nothing", id))
          .WithHint("Its stock is read with telar pos stock.");
    }
  }
  for (const Location& location : *tills.locations) {
    const bool asked = ids.empty() ? location.active && location.sells()
                                   : std::find(ids.begin(), ids.end(), location.id) != ids.end();
    if (asked) locations.push_back(&location);
  }
  return locations;
}

SalesPlan LivePlan(Tills tills, std::vector<const Location*> locations, SalesPlanRules rules) {
  return [=](db::Connection& connection) -> Result<std::vector<SalesWindow>> {
    std::vector<SalesWindow> windows, gaps;
    const Instant now = Present(tills);
    for (const Location* location : locations) {
      const Instant live = std::max(now - rules.minutes - rules.overlap, FirstSync(*location));
      Append(windows,
             CutIntoWindows(*location, live, now, rules.longest_window, WindowReason::kLive));
      const Instant from = std::max(now - rules.gaps, FirstSync(*location));
      if (from >= live) continue;
      TELAR_ASSIGN_OR_RETURN(const auto covered,
                             Coverage::Read(connection, location->id, kDataset, from, live));
      for (const auto& [start, end] : Coverage::Gaps(covered, from, live)) {
        Append(gaps,
               CutIntoWindows(*location, start, end, rules.longest_window, WindowReason::kGap));
      }
    }
    // What is new comes before what is late.
    Append(windows, std::move(gaps));
    return windows;
  };
}

SalesPlan RangePlan(Tills tills, std::vector<const Location*> locations, LocalRange wall,
                    SalesPlanRules rules, WindowReason reason) {
  return [=](db::Connection&) -> Result<std::vector<SalesWindow>> {
    std::vector<SalesWindow> windows;
    const Instant now = Present(tills);
    for (const Location* location : locations) {
      const Instant from = location->zone.ToInstant(wall.from);
      const Instant to = std::min(location->zone.ToInstant(wall.to), now);
      Append(windows, CutIntoWindows(*location, from, to, rules.longest_window, reason));
    }
    return windows;
  };
}

SalesPlan RecoveryPlan(Tills tills, std::vector<const Location*> locations, int days) {
  return [=](db::Connection&) -> Result<std::vector<SalesWindow>> {
    std::vector<SalesWindow> windows;
    for (int back = 1; back <= days; ++back) {
      for (const Location* location : locations) {
        const Date today = DateOf(location->zone.ToLocal(tills.clock->Now()));
        const Date day = Before(today, back);
        if (location->first_sync.ok() && day < location->first_sync) continue;
        windows.push_back(WholeDay(*location, day, WindowReason::kRecovery));
      }
    }
    return windows;
  };
}

SalesPlan BackfillPlan(Tills tills, std::vector<const Location*> locations, Date from, Date to,
                       bool again) {
  return [=](db::Connection& connection) -> Result<std::vector<SalesWindow>> {
    std::vector<SalesWindow> windows;
    for (Date day = to; day >= from; day = Before(day, 1)) {
      for (const Location* location : locations) {
        const SalesWindow whole = WholeDay(*location, day, WindowReason::kBackfill);
        // A day that is not over cannot be read whole.
        if (whole.to > tills.clock->Now()) continue;
        if (!again) {
          TELAR_ASSIGN_OR_RETURN(
              const auto covered,
              Coverage::Read(connection, location->id, kDataset, whole.from, whole.to));
          if (Coverage::Gaps(covered, whole.from, whole.to).empty()) continue;
        }
        windows.push_back(whole);
      }
    }
    return windows;
  };
}

}  // namespace telar::pos
