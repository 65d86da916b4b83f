#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/decimal.h"
#include "db/value.h"
#include "pos/zone.h"

namespace telar::pos {

/// One good line of a sale, as the columns of `ventas` want it. What identifies it is (location,
/// invoice, line); invoice and line are one text in `numero_factura`, "<invoice>_L<line>".
struct SaleRow {
  std::string key;                ///< numero_factura
  LocalTime sold{};               ///< fecha_venta
  std::vector<db::Value> values;  ///< In the order of SaleColumns().
};

/// The columns of `ventas` that come from a source, in the order of SaleRow::values; they begin
/// with ubicacion_id, numero_factura, fecha.
std::span<const std::string> SaleColumns();

/// One good row of a stock answer.
struct StockRow {
  std::string product;                           ///< Code.
  Decimal quantity;                              ///< Four decimals; negative is what the till says.
  std::optional<Decimal> price, cost, tax_rate;  ///< USD, USD, percent.
  std::vector<db::Value> product_values;         ///< In the order of ProductColumns().
};

/// The columns of `productos` that come from a source; they begin with id, codigo.
std::span<const std::string> ProductColumns();

/// Which work wrote a row: kept with it, and never a difference between two rows.
struct Provenance {
  std::int64_t item = 0;  ///< Ledger item.
  std::string run;
  Instant now{};      ///< Of the load.
  LocalTime local{};  ///< The same on the wall of the location that is loaded.
};

}  // namespace telar::pos
