#pragma once

#include <span>

#include "core/result.h"
#include "db/database.h"
#include "pos/location.h"
#include "pos/rows.h"

namespace telar::pos::warehouse {

/// Writes the locations and their warehouses to `ubicaciones` and `almacenes`, in the caller's
/// transaction. Names, regions and whatever people keep there (address, coordinates, visibility)
/// are set once, on insert; kind, branch, time zone and `activo` follow the file.
Status WriteLocations(db::Connection& transaction, std::span<const Location> locations,
                      const Provenance& by);
/// The same in a transaction of its own, begun again a few times when another run writes the same
/// rows at that moment (kConflict).
Status RecordLocations(db::Connection& connection, std::span<const Location> locations,
                       const Provenance& by);

/// Writes products to `productos`: what the source says, except where a person said otherwise
/// (`productos_ajustes`: codigo, campo, valor, quien, cuando), which is what the columns keep then.
/// `activo` is set on insert only. Rows in any order; of several with the same code the last
/// counts.
Result<db::MergeCounts> WriteProducts(db::Connection& transaction, std::span<const StockRow> rows,
                                      const Provenance& by);

}  // namespace telar::pos::warehouse
