#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/decimal.h"
#include "core/result.h"
#include "db/database.h"

namespace telar::analytics {

/// All that the orders of a chain depend on, read once and held in memory: about 150 bytes for each
/// product of each location. Locations and products are sorted by the bytes of their ids.
struct OrderBoard {
  struct Location {
    std::string id, region;  ///< Region "" for none.
    bool cedi = false;       ///< A distribution centre, else a store.
  };
  /// One product in one location: what `parametros_stock` says, zeros where it has no row.
  struct Cell {
    std::size_t location = 0;  ///< Index in `locations`.
    Decimal stock;
    double demand = 0, safety_stock = 0, reorder_point = 0, maximum = 0;
    double lead_days = 0, coverage_days = 0;
    std::string abc;
    bool sold = false;      ///< Ever (`ventas_vida`); of a centre, in a store that it serves.
    bool excluded = false;  ///< By a person, see below.
    std::optional<std::size_t> limits;  ///< Index in `limits`.
  };
  struct Limits {
    std::optional<Decimal> capacity, exhibition;  ///< Units.
  };
  struct Product {
    std::string id, name, category;
    Decimal units_per_case = Decimal(1);
    std::string origin;  ///< `cedi_origen_id`; "" for none.
    std::string abc;     ///< Its class in the chain; "" when it sold nothing of late.
    bool active = true;
    std::vector<Cell> cells;  ///< At most one a location.

    const Cell* In(std::size_t location) const;
  };

  std::vector<Location> locations;
  std::vector<Product> products;
  std::vector<Limits> limits;
  std::string calculated;  ///< When the stock parameters were: "2026-01-02 03:04:05".
};

/// Reads `parametros_stock`, `productos`, `ubicaciones`, `ventas_vida`, `productos_abc_cache`, and
/// what people decided: `capacidad_almacenamiento_producto`, `productos_excluidos_tienda`,
/// `productos_excluidos_inter_cedi`, of which rows with `activo` false do not count. Locations that
/// are not active or not shown in orders (`activo`, `visible_pedidos`) are left out with their
/// stock. In the caller's transaction, so that all is of one moment.
///
/// kNotFound when no stock parameters were calculated yet; kContractBroken when a table of people's
/// decisions lacks the columns that say for which location and product.
Result<OrderBoard> ReadOrderBoard(db::Connection& transaction);

}  // namespace telar::analytics
