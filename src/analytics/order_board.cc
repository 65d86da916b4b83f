#include "analytics/order_board.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

#include "analytics/cases.h"

namespace telar::analytics {
namespace {

class Reader {
 public:
  explicit Reader(db::Connection& connection) : connection_(&connection) {}

  Result<OrderBoard> Read() {
    TELAR_ASSIGN_OR_RETURN(const auto tables, connection_->Tables());
    tables_.insert(tables.begin(), tables.end());
    if (!tables_.contains("parametros_stock")) return None();
    TELAR_RETURN_IF_ERROR(ReadLocations());
    TELAR_RETURN_IF_ERROR(ReadParameters());
    if (board_.calculated.empty()) return None();
    TELAR_RETURN_IF_ERROR(ReadSold());
    TELAR_RETURN_IF_ERROR(ReadLimits());
    TELAR_RETURN_IF_ERROR(ReadExclusions("productos_excluidos_tienda", "tienda_id"));
    TELAR_RETURN_IF_ERROR(ReadExclusions("productos_excluidos_inter_cedi", "cedi_destino_id"));
    TELAR_RETURN_IF_ERROR(ReadProducts());
    std::sort(board_.products.begin(), board_.products.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    return std::move(board_);
  }

 private:
  static Status None() {
    return Status::NotFound("suggest orders: no stock parameters were calculated yet")
        .WithHint(
            "run telar pos stock-parameters first, after telar pos stock and telar pos sales");
  }

  Status ReadLocations() {
    TELAR_RETURN_IF_ERROR(connection_->Query(
        "SELECT id, tipo, region, activo, visible_pedidos FROM ubicaciones WHERE tipo IN "
        "('tienda', 'cedi')",
        {}, [&](const db::Row& row) -> Status {
          TELAR_ASSIGN_OR_RETURN(const auto active, row.MaybeBool(3));
          TELAR_ASSIGN_OR_RETURN(const auto shown, row.MaybeBool(4));
          if (!active.value_or(true) || !shown.value_or(true)) return Status::Ok();
          board_.locations.push_back(
              {row.TextOrEmpty(0), row.TextOrEmpty(2), row.TextOrEmpty(1) == "cedi"});
          return Status::Ok();
        }));
    std::sort(board_.locations.begin(), board_.locations.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    for (std::size_t i = 0; i < board_.locations.size(); ++i) at_[board_.locations[i].id] = i;
    return Status::Ok();
  }

  Status ReadParameters() {
    return connection_->Query(
        "SELECT ubicacion_id, producto_id, stock, clase_abc, demanda_p75, stock_seguridad, "
        "punto_reorden, stock_maximo, tiempo_entrega, cobertura_objetivo, primera_venta, "
        "fecha_calculo FROM parametros_stock",
        {}, [&](const db::Row& row) -> Status {
          if (board_.calculated.empty()) board_.calculated = row.TextOrEmpty(11);
          OrderBoard::Cell* const cell = Cell(row.TextOrEmpty(0), row.TextOrEmpty(1));
          if (cell == nullptr) return Status::Ok();
          TELAR_ASSIGN_OR_RETURN(const auto stock, row.MaybeDecimal(2));
          cell->stock = stock.value_or(Decimal());
          cell->abc = row.TextOrEmpty(3);
          double* const reals[] = {&cell->demand,  &cell->safety_stock, &cell->reorder_point,
                                   &cell->maximum, &cell->lead_days,    &cell->coverage_days};
          for (int i = 0; i < 6; ++i) {
            TELAR_ASSIGN_OR_RETURN(const auto real, row.MaybeDouble(4 + i));
            *reals[i] = real.value_or(0);
          }
          cell->sold = !row.IsNull(10);
          return Status::Ok();
        });
  }

  Status ReadSold() {
    return connection_->Query(
        "SELECT ubicacion_id, producto_id FROM ventas_vida", {}, [&](const db::Row& row) {
          OrderBoard::Cell* const cell = Cell(row.TextOrEmpty(0), row.TextOrEmpty(1));
          if (cell != nullptr) cell->sold = true;
          return Status::Ok();
        });
  }

  Status ReadLimits() {
    constexpr std::string_view kTable = "capacidad_almacenamiento_producto";
    TELAR_ASSIGN_OR_RETURN(const auto columns, ColumnsOf(kTable, "tienda_id", "producto_codigo"));
    if (columns.empty()) return Status::Ok();
    const auto column = [&](const std::string& name) {
      return columns.contains(name) ? name : std::string("NULL");
    };
    return connection_->Query(
        "SELECT tienda_id, producto_codigo, " + column("capacidad_maxima_unidades") + ", " +
            column("minimo_exhibicion_unidades") + ", " + column("activo") +
            " FROM capacidad_almacenamiento_producto",
        {}, [&](const db::Row& row) -> Status {
          TELAR_ASSIGN_OR_RETURN(const auto active, row.MaybeBool(4));
          OrderBoard::Cell* const cell = Cell(row.TextOrEmpty(0), row.TextOrEmpty(1));
          if (cell == nullptr || !active.value_or(true)) return Status::Ok();
          OrderBoard::Limits limits;
          TELAR_ASSIGN_OR_RETURN(limits.capacity, row.MaybeDecimal(2));
          TELAR_ASSIGN_OR_RETURN(limits.exhibition, row.MaybeDecimal(3));
          cell->limits = board_.limits.size();
          board_.limits.push_back(limits);
          return Status::Ok();
        });
  }

  Status ReadExclusions(const std::string& table, const std::string& location) {
    TELAR_ASSIGN_OR_RETURN(const auto columns, ColumnsOf(table, location, "codigo_producto"));
    if (columns.empty()) return Status::Ok();
    return connection_->Query(
        "SELECT " + location + ", codigo_producto, " +
            (columns.contains("activo") ? "activo" : "NULL") + " FROM " + table,
        {}, [&](const db::Row& row) -> Status {
          TELAR_ASSIGN_OR_RETURN(const auto active, row.MaybeBool(2));
          OrderBoard::Cell* const cell = Cell(row.TextOrEmpty(0), row.TextOrEmpty(1));
          if (cell != nullptr && active.value_or(true)) cell->excluded = true;
          return Status::Ok();
        });
  }

  Status ReadProducts() {
    TELAR_RETURN_IF_ERROR(connection_->Query(
        "SELECT codigo, nombre, categoria, unidades_por_bulto, cedi_origen_id, activo FROM "
        "productos",
        {}, [&](const db::Row& row) -> Status {
          const auto found = product_at_.find(row.TextOrEmpty(0));
          if (found == product_at_.end()) return Status::Ok();
          OrderBoard::Product& product = board_.products[found->second];
          product.name = row.TextOrEmpty(1);
          product.category = row.TextOrEmpty(2);
          TELAR_ASSIGN_OR_RETURN(const auto units, row.MaybeDecimal(3));
          product.units_per_case = CaseOf(units.value_or(Decimal()));
          product.origin = row.TextOrEmpty(4);
          TELAR_ASSIGN_OR_RETURN(const auto active, row.MaybeBool(5));
          product.active = active.value_or(true);
          return Status::Ok();
        }));
    return connection_->Query("SELECT producto_id, clase_abc FROM productos_abc_cache", {},
                              [&](const db::Row& row) {
                                const auto found = product_at_.find(row.TextOrEmpty(0));
                                if (found != product_at_.end())
                                  board_.products[found->second].abc = row.TextOrEmpty(1);
                                return Status::Ok();
                              });
  }

  /// Null for a location that takes no part.
  OrderBoard::Cell* Cell(const std::string& location, const std::string& product) {
    const auto place = at_.find(location);
    if (place == at_.end()) return nullptr;
    const auto [found, fresh] = product_at_.try_emplace(product, board_.products.size());
    if (fresh) board_.products.push_back({.id = product});
    auto& cells = board_.products[found->second].cells;
    for (OrderBoard::Cell& cell : cells) {
      if (cell.location == place->second) return &cell;
    }
    cells.push_back({.location = place->second});
    return &cells.back();
  }

  /// None when there is no such table.
  Result<std::set<std::string>> ColumnsOf(std::string_view table, const std::string& location,
                                          const std::string& product) {
    std::set<std::string> names;
    if (!tables_.contains(std::string(table))) return names;
    TELAR_ASSIGN_OR_RETURN(const auto columns, connection_->Columns(table));
    for (const auto& column : columns) names.insert(column.name);
    for (const std::string& needed : {location, product}) {
      if (names.contains(needed)) continue;
      return Status::ContractBroken("read " + std::string(table) + ": it has no column " + needed)
          .WithHint("docs/formats/orders.md says what the table looks like");
    }
    return names;
  }

  db::Connection* connection_;
  OrderBoard board_;
  std::set<std::string> tables_;
  std::unordered_map<std::string, std::size_t> at_, product_at_;
};

}  // namespace

const OrderBoard::Cell* OrderBoard::Product::In(std::size_t location) const {
  const auto found = std::find_if(cells.begin(), cells.end(),
                                  [&](const Cell& cell) { return cell.location == location; });
  return found == cells.end() ? nullptr : &*found;
}

Result<OrderBoard> ReadOrderBoard(db::Connection& transaction) {
  return Reader(transaction).Read();
}

}  // namespace telar::analytics
