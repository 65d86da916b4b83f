#pragma once

#include "analytics/working_days.h"

namespace telar::analytics {

/// Which days count when demand is measured. Temporary tables for Rules::lookback_days(), made from
/// those of GatherDays, `inventario_actual` and `inventario_historico`:
///
///   an_existencia  ubicacion_id, producto_id, e4: what is there now, over all stock rooms.
///   an_sin_stock   ubicacion_id, producto_id, fecha: days of trade on which a product that had
///                  been sold before was never there: no stock when the day began, none that came,
///                  and none sold. How much there was is reckoned back from today's stock by the
///                  changes since, so a day before the location's stock was first read is none, and
///                  a product of which its stock says nothing in all that time is never one that
///                  lacked.
///   an_contado     ventana, ambito, producto_id, n: days of the window that count: days of trade
///                  since the product's first sale, less those without stock. `ventana` is the
///                  window in days; `ambito` a location, or '' for the chain, where every day
///                  counts on which any location traded, whatever stock there was.
///
/// Days without sales are counted: a slow seller's demand is not that of the days it sold on. Days
/// without stock are not: who has nothing sells nothing.
Status GatherAvailability(db::Connection& transaction, const Script& script, const Rules& rules,
                          const Horizon& horizon);
Status DropAvailability(db::Connection& transaction, const Script& script);

}  // namespace telar::analytics
