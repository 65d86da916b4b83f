#pragma once

#include <span>
#include <string>

#include "core/result.h"
#include "db/database.h"
#include "pos/location.h"
#include "pos/rows.h"

namespace telar::pos::warehouse {

/// How much of a warehouse may change in one answer before it is not believed.
struct StockGuard {
  /// Least share of the products known there that the answer must still hold; 0 believes anything.
  double least_share = 0.7;
  /// Warehouses with fewer products are not guarded, but for an answer without any.
  int from_products = 20;
};

struct StockCounts {
  std::int64_t inserted = 0, changed = 0, unchanged = 0;
  std::int64_t removed = 0;   ///< Products the warehouse had and the answer has not.
  std::int64_t products = 0;  ///< New or changed in `productos`.
  std::int64_t prices = 0;    ///< New price periods.
};

/// The stock of one warehouse at one moment becomes rows, in the caller's transaction:
///   `inventario_actual`    merged; a product that is gone is taken out;
///   `inventario_historico` one row for every change and only for changes, with the new quantity,
///                          the difference to the one before (cantidad_cambio) and the item
///                          (etl_batch_id); a product that is gone gets a last row with 0;
///   `productos`            see masters.h;
///   `productos_precios`    price, cost and tax of a product in a location with the period they
///                          hold (valido_desde, valido_hasta); a change closes one and opens one.
/// An answer older than what is there (fecha_actualizacion) changes nothing: kConflict.
///
/// `doubtful` are products that came in rows that are none (their quantity is no number): what is
/// known of them stays as it is.
///
/// kContractBroken when the guard refuses; nothing is written then.
Result<StockCounts> LoadStock(db::Connection& transaction, const Location& location,
                              const Warehouse& warehouse, std::span<const StockRow> rows,
                              const StockGuard& guard, const Provenance& by,
                              std::span<const std::string> doubtful = {});

}  // namespace telar::pos::warehouse
