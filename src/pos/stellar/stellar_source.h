#pragma once

#include <memory>

#include "core/clock.h"
#include "pos/odbc/rows_source.h"
#include "pos/till_source.h"

namespace telar::pos {

struct StellarOptions {
  RowsLimits limits = {};
  /// Of the TDS protocol, as the server grants it; larger ones save little and need larger answers
  /// to arrive whole.
  int packet_size = 8192;
};

/// Stellar tills: SQL Server through FreeTDS (or the driver that Connection names), a connection
/// for each fetch. Stock is asked per warehouse code, sales for a window of one day; the answers
/// are RowsArchive with columns as StellarStockQuery and StellarSalesQuery name them. A location
/// needs `server`, `port`, `database`, `user` and a password, and for sales `sales_database`; else
/// kInvalidConfig. Rows are claimed by the statement itself, so that a cut answer shows. Safe to
/// use from several threads. `clock` outlives the source.
std::unique_ptr<TillSource> OpenStellarSource(StellarOptions options, const Clock& clock);

}  // namespace telar::pos
