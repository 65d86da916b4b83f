#pragma once

#include <cstdint>
#include <vector>

#include "db/value.h"

namespace telar::bench {

/// The invented sales line number `i`, its values in the order of pos::SaleColumns(); the same for
/// the same `i`. 16 shops take turns, an invoice has about eight lines, and every 100,000 lines
/// begin a day from 2025-09-01 on.
std::vector<db::Value> SalesRow(std::int64_t i);

}  // namespace telar::bench
