#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/result.h"
#include "db/database.h"
#include "pos/rows.h"

namespace telar::pos::warehouse {

/// Compares price, cost and tax of products in a location with the period that holds there
/// (`productos_precios`, valido_hasta NULL), in the caller's transaction: what differs closes that
/// period and opens one at `by.now`. What a row does not know stays as it was. Returns how many
/// periods were opened. Every product once.
Result<std::int64_t> WritePrices(db::Connection& transaction, std::string_view location,
                                 std::span<const StockRow* const> rows, const Provenance& by);

}  // namespace telar::pos::warehouse
