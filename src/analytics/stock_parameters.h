#pragma once

#include <cstdint>

#include "analytics/working_days.h"

namespace telar::analytics {

/// What every location needs of every product that it has (a row of stock, be it 0) or sold in the
/// window of demand: `parametros_stock`. One definition, for the screens and for orders.
///
///   demand D      75th percentile of the daily quantities over the days that count
///                 (availability.h), days without sales being 0, interpolated between neighbours
///                 (the usual type 7). Over Rules::demand_days or, where less than half of those
///                 days count, over three times as many.
///   σ             sample standard deviation of the same quantities
///   L             lead time in days; z and coverage are those of the product's class in the store,
///                 or of class A for a product marked as a traffic generator
///   safety SS     A, B, C: z·σ·√L, and 0.30·D·L where σ is 0
///                 D: what the best day sold above D, times L; 0.20·D·L where that is nothing
///   reorder ROP   D·L + SS
///   maximum       ROP + D·coverage
///
/// Where somebody decided otherwise (docs/formats/orders.md), L and coverage of a location come
/// before those of the rules, and the coverage of a category before both.
///
/// A distribution centre serves the stores of its region, or all when it has none: D, mean and best
/// day are their sums, σ the root of the summed squares, counted days the least and days with sales
/// the most of one of them, the class that of the chain, and class D has 0.30·D·L. What it sold and
/// when first and last is what they did. Demand and best days below zero, of what only came back,
/// are none. First and last sale are those of all lines, today's and excluded ones too.
///
/// A location has a row for every product that it has stock of, be it none, and a store also for
/// what it sold, the centre of a region for what its stores sold. Centres for all regions share the
/// assortment between them (dry goods, fruit, frozen): what one of them never had it does not miss.
///
///   estado     stock ≤ SS CRITICO, ≤ ROP URGENTE, ≤ maximum OPTIMO, else EXCESO; SIN_DEMANDA when
///              D is 0
///   actividad  FANTASMA neither stock nor sales in 30 days, ANOMALIA sales without stock, DORMIDO
///              stock and no sale for Rules::dormant_days, else ACTIVO
///   costo      the location's present one; where its source names none, what a unit cost in the
///              lines sold there, or by those that a centre serves, on days of the long window
///              whose lines all have a cost
///   velocidad  quantity of 30 days: none SIN_VENTAS, to 5 BAJA, to 15 MEDIA, to 30 ALTA, else
///              MUY_ALTA
///
/// Sources: Silver, Pyke, Thomas, "Inventory and Production Management in Supply Chains", 4th ed.,
/// ch. 6 (order point, safety stock); Hyndman, Fan 1996 (percentiles).
struct StockCounts {
  std::int64_t parameters = 0;     ///< Rows of `parametros_stock`.
  std::int64_t stockout_days = 0;  ///< Rows of `quiebres_stock`: the days without stock.
};

/// In the caller's transaction, after RebuildAbc with the days and availability still there.
/// kContractBroken when Publish refuses.
Result<StockCounts> RebuildStockParameters(db::Connection& transaction, const Script& script,
                                           const Rules& rules, const Horizon& horizon,
                                           const std::string& calculated);

}  // namespace telar::analytics
