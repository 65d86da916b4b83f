#pragma once

#include <cstdint>

#include "analytics/working_days.h"

namespace telar::analytics {

/// What state every product of the chain is in: `productos_analisis_cache`. Over the last
/// Rules::state_days, the first that fits:
///
///   FANTASMA    no stock anywhere and no sales
///   ANOMALIA    no stock anywhere, and sales
///   CRITICO     no stock in stores, stock in a distribution centre, no sales
///   DORMIDO     stock, no sales
///   AGOTANDOSE  sales, and less than 10 in the stores or nothing in the centres
///   ACTIVO      otherwise
///
/// Stock below zero is none. The class is that of `productos_abc_cache`, SIN_VENTAS for a product
/// without. All centres count; two of them have a column of their own, as the earlier platform's
/// screens read them.
///
/// In the caller's transaction, after RebuildAbc with the days and availability still there.
/// Returns the rows. kContractBroken when Publish refuses.
Result<std::int64_t> RebuildProductStates(db::Connection& transaction, const Script& script,
                                          const Rules& rules, const Horizon& horizon,
                                          const std::string& calculated);

}  // namespace telar::analytics
