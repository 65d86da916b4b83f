#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "core/result.h"
#include "pos/odbc/named_parameters.h"
#include "pos/odbc/odbc_connection.h"
#include "pos/till_source.h"

namespace telar::pos {

/// What sources over ODBC share: a statement becomes an archived answer, an archived answer becomes
/// records.

/// Bounds of a fetch, for all sources over ODBC.
struct RowsLimits {
  Duration login_timeout = std::chrono::seconds(15);
  /// Text of one answer, before compression; more is kLimitExceeded.
  std::int64_t raw_bytes = std::int64_t{1} << 30;
};

/// Connects, runs the statement and archives its rows under the name `query`. `claimed` is what the
/// result's count column says (IsRowCount), 0 when the result has such a column and no row. Errors
/// are those of TillSource.
Result<RawAnswer> FetchRows(const OdbcOptions& to, const BoundStatement& statement,
                            std::string_view query, const FetchOrder& order, const Clock& clock,
                            const RowsLimits& limits);

/// The records of an archived answer, columns matched by name (field_names.h); others are ignored.
/// Of a column with date and time both fields are set. The truth values kNonFiscal and kPromotion
/// are also taken as 1, 0, t and f. kInvalidInput also when the result has no column for a product.
Status ReadStockRows(std::string_view answer, const StockFn& row);
Status ReadSaleRows(std::string_view answer, const SaleFn& row);

}  // namespace telar::pos
