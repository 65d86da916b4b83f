#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "core/decimal.h"
#include "pos/location.h"
#include "pos/record.h"
#include "pos/rows.h"

namespace telar::pos {

/// Why a record is no row: what the rejects table says about it. A doubtful value is never replaced
/// by a default, by zero or by the present moment.
struct BadRecord {
  std::string field;  ///< As the source calls the column of the warehouse: "cantidad_vendida".
  /// missing | not_a_number | not_a_date | not_a_time | too_large | not_whole | not_text |
  /// not_a_flag
  std::string reason;
  std::string raw;  ///< What stood there; "" when missing.
  /// numero_factura of a sale's line, a product's code; "" where that is what is wrong.
  std::string key = "";
};

/// A good row, or why it is none.
using SaleOrBad = std::variant<SaleRow, BadRecord>;
using StockOrBad = std::variant<StockRow, BadRecord>;

/// The rules that make a sale line of a record, the same for every till system
/// (docs/formats/tills.md, "Rules"):
///
///   required     invoice, line (whole, not negative), date, time, product, quantity, amount
///   text         trimmed; blank is nothing; longer than its column is cut only where it is a name
///   numbers      exact decimals; noise of a binary float beyond the column's places is rounded
///   half
///                to even; a number that does not fit its column is a bad record
///   computed     peso_calculado = unit weight × quantity; total units = quantity × factor;
///                factor nothing or 0 → 1; unit nothing → UNIDAD; margin = profit / amount in
///                percent, 0 where nothing was taken; profit = amount − cost where the source has
///                none
///   kept signs   negative quantities and amounts are what the till says
///
/// `location` gives the zone of date and time.
SaleOrBad MakeSaleRow(const SaleRecord& record, const Location& location);

/// The rules for stock: product and quantity are required; barcode, brand and classes that are
/// blank or "N/A" are nothing; a category that is nothing is SIN CATEGORIA.
StockOrBad MakeStockRow(const StockRecord& record, const Location& location);

/// Digits from the first to the last that is not 0: 3 of 0.0102 and of 10200.
int SignificantDigits(const Decimal& number);

/// The first of a row's decimals that a database of so many significant digits does not keep, as
/// why the row is none; nothing when it keeps all. `columns` name `values` in order.
std::optional<BadRecord> BeyondDigits(std::span<const db::Value> values,
                                      std::span<const std::string> columns, int digits);

/// A number as sources print it: optional sign, digits, a point, an exponent ("1.5e-3"); spaces
/// around it do not count. Nothing for anything else, and for more than 36 digits.
std::optional<Decimal> ParseNumber(std::string_view text);

}  // namespace telar::pos
