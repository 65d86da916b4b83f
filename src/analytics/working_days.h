#pragma once

#include "analytics/rules.h"
#include "analytics/script.h"
#include "core/result.h"
#include "core/time.h"

namespace telar::analytics {

/// The day a calculation is for, and how its windows end: with the day before. It is the business
/// date in the shops' zone, never the database's.
struct Horizon {
  Date today{};
  /// First day of the window of so many whole days.
  Date Before(int days) const {
    return Date(std::chrono::sys_days(today) - std::chrono::days(days));
  }
};

/// Temporary tables that the definitions of this room read, filled from `ventas_diarias` for
/// Rules::lookback_days(); in the caller's transaction, which also sees them gone with Drop.
///
///   an_calendario  fecha, dias: how many days ago each of the last 1100 days, or of the lookback's
///                where that is longer, was; today is 0.
///   an_dias      ubicacion_id, fecha, tickets: days on which the location traded at all. A day on
///                which it was shut, or of which no sale was read, is no day without sales.
///   an_venta     ubicacion_id, producto_id, fecha, q, v, u, c, t, s: quantity, value, margin, cost
///                (e4), tickets, lines without a cost; a row a product with sales that day.
///
/// Days and products in `analisis_exclusiones` are in neither: a row with a product leaves out that
/// product, one with a day that day of its location, or of all when it names none.
Status GatherDays(db::Connection& transaction, const Script& script, const Rules& rules,
                  const Horizon& horizon);
Status DropDays(db::Connection& transaction, const Script& script);

}  // namespace telar::analytics
