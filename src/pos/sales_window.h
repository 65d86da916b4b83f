#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "ledger/item.h"
#include "pos/location.h"

namespace telar::pos {

/// Why a window is read: shown to people, and what recovery counts by.
enum class WindowReason { kLive, kGap, kRecovery, kManual, kBackfill, kRepair };
std::string_view WindowReasonName(WindowReason reason);

/// A till window: the sales of one location in a half-open interval of time. It lies within one day
/// of the location's wall clock.
struct SalesWindow {
  std::string location;  ///< Its id.
  Instant from{}, to{};
  WindowReason reason = WindowReason::kLive;

  /// "tienda_01 2026-01-02T13:00:00Z/2026-01-02T14:30:00Z": the item's key.
  std::string Key() const;
  /// As a work item, labelled in the location's time: "PERIFERICO, 2026-01-02 09:00–10:30". One
  /// that was read before is read again.
  ledger::NewItem Item(const Location& location) const;
  /// The window of an item's payload; kInternal when it is none.
  static Result<SalesWindow> Of(const ledger::Item& item);
};

/// [from, to) of a location as windows that do not cross its midnights and are at most `longest`
/// long, cut at whole multiples of it since midnight.
std::vector<SalesWindow> CutIntoWindows(const Location& location, Instant from, Instant to,
                                        Duration longest, WindowReason reason);

/// Midnight to midnight on the location's wall.
SalesWindow WholeDay(const Location& location, Date day, WindowReason reason);

}  // namespace telar::pos
