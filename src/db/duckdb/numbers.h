#pragma once

#include <cstdint>
#include <optional>

#include "core/decimal.h"
#include "db/value.h"

namespace telar::db::duckdb {

/// What DuckDB keeps decimals and large integers in.
using Int128 = __int128;

/// The value × 10^scale of a decimal; every Decimal has one.
Int128 UnitsOf(const Decimal& decimal);
/// Decimal digits of `units`, at least 1.
int DigitsOf(Int128 units);
/// `units` × 10^-`from` as units of 10^-`to`, rounded half away from zero as DuckDB's own casts do.
/// Nothing when it does not fit `width` digits (1..38).
std::optional<Int128> Rescaled(Int128 units, int from, int to, int width);

/// `units` × 10^-`scale` (0..38) as a Decimal, as text when it has more than 36 digits or more than
/// 18 places that are not zero.
Value DecimalValue(Int128 units, int scale);
/// An integer as int64, as Decimal when it does not fit, as text when it has more than 36 digits.
Value IntegerValue(Int128 value);

}  // namespace telar::db::duckdb
