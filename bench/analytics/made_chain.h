#pragma once

#include <cstdint>

#include "core/result.h"
#include "core/time.h"
#include "db/database.h"

namespace telar::bench {

/// An invented chain: 19 stores and 2 centres, 5,000 products of which few sell much (Zipf, s = 1),
/// 23,000 lines a day in documents of five, at least 90 and at most 730 days, a line in 53 a
/// return. A third of the products of every place were out of stock for some days.
struct MadeChain {
  std::int64_t lines = 10'000'000;
  Date today{std::chrono::year{2026} / 3 / 15};  ///< The last day with lines is the one before.

  int days() const;
  Date first() const;
};

/// Places, products, stock and its changes, and costs, made inside the database by its own SQL. The
/// tables of pos and analytics must be there and empty.
Status MakeMasters(db::Connection& connection, const db::Database& database,
                   const MadeChain& chain);
/// Lines of `days` days, of which the first is day `from` (0-based; day chain.days() is today),
/// with the marks that a load leaves.
Status MakeSales(db::Connection& connection, const db::Database& database, const MadeChain& chain,
                 int from, int days);

}  // namespace telar::bench
