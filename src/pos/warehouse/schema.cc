#include "pos/warehouse/schema.h"

#include "db/migrations.h"
#include "pos/warehouse/legacy.h"
#include "pos/warehouse/tables.h"

namespace telar::pos::warehouse {
namespace {

std::string Table(const TableText& table, const std::string& key) {
  return "CREATE TABLE IF NOT EXISTS " + table.name + " (" + table.columns + ",\n  PRIMARY KEY (" +
         key + "));\n";
}

/// The indexes that both forms of the sales and of the history of stock have.
constexpr std::string_view kFactIndexes = R"sql(
CREATE UNIQUE INDEX ventas_linea ON ventas (ubicacion_id, numero_factura, fecha);
CREATE INDEX ventas_ubicacion_hora ON ventas (ubicacion_id, fecha_venta);
CREATE INDEX ventas_producto_hora ON ventas (producto_id, fecha_venta);
CREATE INDEX ventas_hora ON ventas (fecha_venta);
CREATE UNIQUE INDEX inventario_historico_cambio
  ON inventario_historico (ubicacion_id, producto_id, almacen_codigo, fecha_snapshot);
CREATE INDEX inventario_historico_hora ON inventario_historico (fecha_snapshot);
CREATE INDEX inventario_historico_producto ON inventario_historico (producto_id, fecha_snapshot);
CREATE INDEX ventas_retiradas_hora ON ventas_retiradas (ubicacion_id, fecha_venta);
)sql";

std::string Facts(bool partitioned) {
  const auto by_month = [&](const TableText& table, const std::string& id, const std::string& by) {
    std::string sql = "CREATE TABLE " + table.name + " (\n  id " + id + "," + table.columns + ")";
    if (!partitioned) return sql + ";\n";
    return sql + " PARTITION BY RANGE (" + by + ");\nCREATE TABLE " + table.name +
           "_resto PARTITION OF " + table.name + " DEFAULT;\n";
  };
  // A partitioned table has no key without the column that divides it, so its id is a plain number.
  const std::string id = partitioned ? "bigserial" : "{serial_primary_key}";
  return by_month(Ventas(), id, "fecha") + by_month(InventarioHistorico(), id, "fecha_snapshot") +
         "CREATE TABLE ventas_retiradas (\n  id {serial_primary_key}, " +
         WithoutConstraints(Ventas()) + "," + Retirada().columns +
         ");\nCREATE TABLE ventas_apartadas (\n  id {serial_primary_key}, " +
         WithoutConstraints(Ventas()) + "," + Apartada().columns + ");\n" +
         std::string(kFactIndexes);
}

/// Masters and current stock that the earlier platform left stay as they are, see legacy.h.
std::string Masters() {
  return Table(Ubicaciones(), "id") + Table(Almacenes(), "ubicacion_id, codigo") +
         Table(Productos(), "id") +
         Table(InventarioActual(), "ubicacion_id, producto_id, almacen_codigo") +
         Table(ProductosPrecios(), "ubicacion_id, producto_id, valido_desde") +
         Table(ProductosAjustes(), "codigo, campo") +
         Table(PosCoverage(), "location_id, dataset, from_at, to_at") +
         "CREATE INDEX inventario_actual_de_producto ON inventario_actual (producto_id);\n";
}

/// Every day that has lines is new to who sums them up.
std::string Marks() {
  const TableText& table = VentasDiasCambiados();
  return "CREATE TABLE " + table.name + " (\n  id {serial_primary_key}," + table.columns +
         ");\nINSERT INTO " + table.name +
         " (ubicacion_id, fecha) SELECT ubicacion_id, fecha FROM ventas GROUP BY ubicacion_id, "
         "fecha;\n";
}

const std::vector<db::Migration>& Migrations() {
  static const std::vector<db::Migration> migrations{
      {1, "masters, stock, prices and coverage", Masters()},
      {2, "sales and the history of stock", Facts(false), Facts(true)},
      {3, "days whose sales changed", Marks()}};
  return migrations;
}

}  // namespace

Status Prepare(db::Database& database, const Clock& clock) {
  TELAR_RETURN_IF_ERROR(MakeRoom(database, clock));
  if (auto done = db::Migrate(database, "pos", Migrations(), clock); !done.ok()) {
    return std::move(done).status();
  }
  return TakeOver(database, clock);
}

std::vector<db::ExpectedTable> ExpectedTables() {
  const auto table = [](const TableText& text, std::vector<db::ExpectedIndex> indexes) {
    return db::ExpectedTable{text.name, ColumnsOf(text), std::move(indexes)};
  };
  const auto with = [](const TableText& more) {
    db::ExpectedTable both{more.name, ColumnsOf(Ventas()), {}};
    for (auto& column : ColumnsOf(more)) both.columns.push_back(std::move(column));
    return both;
  };
  return {table(Ubicaciones(), {{{"id"}, true}}),
          table(Almacenes(), {}),
          table(Productos(), {{{"id"}, true}}),
          table(InventarioActual(), {{{"ubicacion_id", "producto_id", "almacen_codigo"}, true}}),
          table(InventarioHistorico(),
                {{{"ubicacion_id", "producto_id", "almacen_codigo", "fecha_snapshot"}, true},
                 {{"fecha_snapshot"}, false},
                 {{"producto_id", "fecha_snapshot"}, false}}),
          table(Ventas(), {{{"ubicacion_id", "numero_factura", "fecha"}, true},
                           {{"ubicacion_id", "fecha_venta"}, false},
                           {{"producto_id", "fecha_venta"}, false},
                           {{"fecha_venta"}, false}}),
          table(ProductosPrecios(), {{{"ubicacion_id", "producto_id", "valido_desde"}, true}}),
          table(ProductosAjustes(), {{{"codigo", "campo"}, true}}),
          table(PosCoverage(), {{{"location_id", "dataset", "from_at", "to_at"}, true}}),
          table(VentasDiasCambiados(), {}),
          with(Retirada()),
          with(Apartada())};
}

}  // namespace telar::pos::warehouse
