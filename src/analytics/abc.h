#pragma once

#include <cstdint>

#include "analytics/working_days.h"

namespace telar::analytics {

/// The classification of products, of the chain (`productos_abc_cache`) and of every store
/// (`productos_abc_tienda`), by one text for both. Over the window of Rules::abc_days:
///
///   quantity, value, margin  sums of what was sold less what came back; USD
///   tickets                  documents with the product; a document belongs to its location
///   rank                     1 for the highest; of equal ones the code that sorts first by bytes
///   by rank                  A to rank_a, B to rank_b, C to rank_c, else D
///   by share (Pareto)        running share of the positive total before the product: A below
///                            pareto_a percent, B below pareto_b, C any other with sales, else D.
///                            The product that crosses the line belongs to the better class.
///   clase_abc                that of Rules::model
///   gap                      rank by quantity less rank by tickets
///   cv                       population standard deviation of the days' quantities by their mean,
///                            over the days that count (availability.h), zeros included
///   clase_xyz                X below xyz_x, Y below xyz_y, else Z; none with fewer counted days
///                            than xyz_days or without sales
///   matriz                   clase_abc with clase_xyz: "AX" … "DZ"
///
/// A product that sold nothing in the window has no row. The models and their thresholds are the
/// earlier platform's; what is different is said in docs/formats/analytics.md.
struct AbcCounts {
  std::int64_t products = 0;   ///< Of the chain.
  std::int64_t in_stores = 0;  ///< Pairs of product and store.
  std::int64_t changes = 0;    ///< Of clase_abc or clase_xyz since the last calculation.
};

/// In the caller's transaction, after GatherDays and GatherAvailability. `calculated` is written
/// into the rows: "2026-01-02 03:04:05", local. kContractBroken when Publish refuses. A class that
/// differs from the last calculation's is a row of `abc_cambios`; '' is the chain, NULL no class.
Result<AbcCounts> RebuildAbc(db::Connection& transaction, const Script& script, const Rules& rules,
                             const Horizon& horizon, const std::string& calculated);

}  // namespace telar::analytics
