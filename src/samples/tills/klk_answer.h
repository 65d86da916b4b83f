#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "samples/shops/trade.h"
#include "samples/tills/klk_query.h"

namespace telar::samples::tills {

/// How rows are spoilt; see FaultKind.
struct RowFaults {
  bool numbers_as_text = false;
  bool nulls = false;
  int doubled = 0;  ///< Rows that appear twice, spread over the answer.
  int garbage = 0;  ///< Rows that cannot be, after the others.
  bool empty = false;
  std::int64_t total_off = 0;  ///< Added to the total that the answer claims.
  bool claims_all = false;     ///< The total of an empty answer is the true one.
};

/// The answer of POST /ventas: `meta` and `ventas`, one object a line. The fields of `producto`,
/// `cantidad` and `financiero` lie in arrays of one object. Amounts are JSON numbers in plain
/// notation with the decimals they have. The names of the loyalty and payment discounts
/// (…_fidelidad, …_forma_pago, always zero) are made up: the real ones are not known.
/// `impuesto_monto` and `monto_descuento` are Bs.
std::string SalesAnswer(const SalesQuery& query, const std::vector<shops::SaleLine>& lines,
                        const std::string& made_at, const RowFaults& faults);

/// What one warehouse has.
struct WarehouseStock {
  const shops::Shop* shop = nullptr;
  std::vector<shops::StockLevel> levels;
};

/// The answer of POST /maestra/articulos/almacen: `meta` (whose `almacences_filtrados` is spelt
/// that way and holds JSON as a text) and `articulos`. With `by_branch` that of
/// /maestra/articulos/reposicion, whose meta has `tiendas_filtradas`.
std::string StockAnswer(const std::vector<WarehouseStock>& stock,
                        const std::vector<std::string>& codes, bool by_branch,
                        const std::string& made_at, const RowFaults& faults);

/// The answer of GET /maestra/almacenes/Reposicion; `sales_floors` adds the consolidated warehouse
/// of /maestra/almacenes/pisoventa.
std::string WarehousesAnswer(const std::string& branch, bool sales_floors);

/// {"error": "…"}.
std::string ErrorAnswer(const std::string& message);

}  // namespace telar::samples::tills
