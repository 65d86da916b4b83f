#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "samples/shops/trade.h"

namespace telar::samples::tills {

/// A piece of SQL and what it asks for, as far as Stellar's till needs to understand it: not SQL,
/// but the tables it names, its columns and the values it compares with.
struct StellarQuery {
  enum class Kind { kStock, kSales, kOther };

  Kind kind = Kind::kOther;  ///< By its table: MA_DEPOPROD or MA_TRANSACCION.
  /// The names of the outermost SELECT's columns: the alias, else the last name of the expression.
  std::vector<std::string> columns;
  bool leaves_out_weighed = false;  ///< It says n_TipoPeso = 0.
  /// Parameters and quoted texts, in their order; "" for NULL.
  std::vector<std::string> values;
};

/// `parameters` are what was sent beside the text.
StellarQuery ReadStellarQuery(std::string_view sql, const std::vector<std::string>& parameters);

/// The first and last wall time that the values of a sales query name, both included: two texts
/// with date and time, two dates and two times beside them, or one date with a first and perhaps a
/// last time. kInvalidInput when they do not.
struct WallRange {
  shops::WallTime first{}, last{};
};
Result<WallRange> RangeOf(const StellarQuery& query);

}  // namespace telar::samples::tills
