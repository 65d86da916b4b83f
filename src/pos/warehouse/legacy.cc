#include "pos/warehouse/legacy.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/random.h"
#include "core/retry.h"
#include "core/text.h"
#include "db/migrations.h"
#include "pos/warehouse/legacy_views.h"
#include "pos/warehouse/partitions.h"
#include "pos/warehouse/tables.h"

namespace telar::pos::warehouse {
namespace {

bool Has(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

Result<std::vector<std::string>> ColumnNames(db::Connection& connection, std::string_view table) {
  TELAR_ASSIGN_OR_RETURN(const auto columns, connection.Columns(table));
  std::vector<std::string> names;
  for (const auto& column : columns) names.push_back(column.name);
  return names;
}

/// Runs `work` in a transaction that only one process at a time can be in.
Status Alone(db::Database& database, const Clock& clock,
             const std::function<Status(db::Connection&)>& work) {
  const RetryPolicy patience{
      .attempts = 12, .first = std::chrono::seconds(1), .longest = std::chrono::seconds(10)};
  SystemRandom random;
  return Retry(patience, clock, random, Deadline::After(clock, std::chrono::minutes(10)), {},
               [&]() -> Status {
                 TELAR_ASSIGN_OR_RETURN(const auto connection, database.Acquire());
                 TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(*connection));
                 TELAR_ASSIGN_OR_RETURN(
                     const auto locked,
                     connection->Execute("UPDATE pos_takeover SET turn = turn + 1"));
                 if (locked == 0)
                   return Status::Conflict("take over tables: the lock is not there yet");
                 TELAR_RETURN_IF_ERROR(work(*connection));
                 return transaction.Commit();
               });
}

Status MakeLock(db::Connection& connection, const db::Dialect& dialect) {
  TELAR_ASSIGN_OR_RETURN(
      const std::string sql,
      db::ExpandTypes("CREATE TABLE IF NOT EXISTS pos_takeover (id {integer} NOT NULL PRIMARY KEY, "
                      "turn {bigint} NOT NULL)",
                      dialect));
  const auto made = connection.Execute(sql);
  if (!made.ok() && made.status().code() != Code::kAlreadyExists) return made.status();
  const auto row = connection.Execute("INSERT INTO pos_takeover (id, turn) VALUES (1, 0)");
  return row.status().code() == Code::kAlreadyExists ? Status::Ok() : row.status();
}

/// A column that only this program's form of a by-month table has.
std::string_view MarkOf(std::string_view table) {
  return table == "ventas" ? "fecha_venta_utc" : "fecha_snapshot_utc";
}

const std::vector<const TableText*>& ByMonth() {
  static const std::vector<const TableText*> tables{&Ventas(), &InventarioHistorico()};
  return tables;
}

Status AddMissingColumns(db::Connection& connection, const db::Dialect& dialect,
                         const TableText& table) {
  TELAR_ASSIGN_OR_RETURN(const auto there, ColumnNames(connection, table.name));
  for (const auto& column : ColumnsOf(table)) {
    if (Has(there, column.name)) continue;
    TELAR_ASSIGN_OR_RETURN(const std::string sql,
                           db::ExpandTypes("ALTER TABLE " + table.name + " ADD COLUMN " +
                                               column.name + " " + column.type,
                                           dialect));
    TELAR_RETURN_IF_ERROR(connection.Execute(sql).status());
  }
  return Status::Ok();
}

Status Rename(db::Connection& connection, const std::string& from, const std::string& to) {
  return connection.Execute("ALTER TABLE " + from + " RENAME TO " + to).status();
}

/// The file of locations knows no `codigo`, which some forms of the earlier platform ask for.
Status FreeLocationCode(db::Connection& connection) {
  TELAR_ASSIGN_OR_RETURN(const auto columns, connection.Columns("ubicaciones"));
  for (const auto& column : columns) {
    if (column.name != "codigo" || column.nullable) continue;
    return connection.Execute("ALTER TABLE ubicaciones ALTER COLUMN codigo DROP NOT NULL").status();
  }
  return Status::Ok();
}

Status MakeRoomIn(db::Connection& connection, const db::Database& database) {
  TELAR_ASSIGN_OR_RETURN(const auto tables, connection.Tables());
  for (const auto* table : ByMonth()) {
    if (!Has(tables, table->name)) continue;
    TELAR_ASSIGN_OR_RETURN(const auto columns, ColumnNames(connection, table->name));
    if (Has(columns, MarkOf(table->name))) continue;
    TELAR_RETURN_IF_ERROR(Rename(connection, table->name, table->name + "_legado"));
  }
  for (const auto* table : {&Ubicaciones(), &Almacenes(), &Productos(), &InventarioActual()}) {
    if (Has(tables, table->name)) {
      TELAR_RETURN_IF_ERROR(AddMissingColumns(connection, database.dialect(), *table));
    }
  }
  if (database.capabilities().server && Has(tables, "ubicaciones")) {
    TELAR_RETURN_IF_ERROR(FreeLocationCode(connection));
  }
  return Status::Ok();
}

/// Expressions over the old row `v` for the columns that the earlier platform has not, or has in
/// another form. `clave` is numero_factura without the location, `tallo` the same without the
/// digits at its end: "<invoice>_L" where it is the key of a line.
std::string FromOldSale(const std::string& column, const std::vector<std::string>& old) {
  if (column == "numero_factura") return "v.clave";
  if (column == "fecha") return "v.dia";
  if (column == "documento") {
    return "CASE WHEN substr(v.tallo, length(v.tallo) - 1) = '_L' THEN "
           "substr(v.tallo, 1, length(v.tallo) - 2) END";
  }
  if (column == "linea") {
    return "CASE WHEN substr(v.tallo, length(v.tallo) - 1) = '_L' AND length(v.clave) - "
           "length(v.tallo) BETWEEN 1 AND 9 THEN CAST(substr(v.clave, length(v.tallo) + 1) AS "
           "INTEGER) END";
  }
  return Has(old, column) ? "v." + column : "NULL";
}

struct Copy {
  std::string ventas, apartadas;
};

Copy SalesCopy(const std::vector<std::string>& old) {
  std::vector<std::string> names, values;
  for (const auto& column : ColumnsOf(Ventas())) {
    std::string value = FromOldSale(column.name, old);
    if (value == "NULL") continue;
    names.push_back(column.name);
    values.push_back(std::move(value));
  }
  const std::string created = Has(old, "fecha_creacion") ? "w.fecha_creacion" : "NULL";
  const std::string id = Has(old, "id") ? "w.id" : "0";
  const std::string rows = fmt::format(
      "(SELECT w.*, rtrim(w.clave, '0123456789') AS tallo, ROW_NUMBER() OVER (PARTITION BY "
      "w.ubicacion_id, w.clave, w.dia ORDER BY CASE WHEN {0} IS NULL THEN 1 ELSE 0 END, {0} DESC, "
      "{1} DESC) AS orden FROM (SELECT l.*, date(l.fecha_venta) AS dia, CASE WHEN "
      "substr(l.numero_factura, 1, length(l.ubicacion_id) + 1) = l.ubicacion_id || '_' THEN "
      "substr(l.numero_factura, length(l.ubicacion_id) + 2) ELSE l.numero_factura END AS clave "
      "FROM ventas_legado AS l) AS w) AS v",
      created, id);
  const std::string whole =
      "v.ubicacion_id IS NOT NULL AND v.clave IS NOT NULL AND v.dia IS NOT "
      "NULL";
  return {
      fmt::format("INSERT INTO ventas ({}) SELECT {} FROM {} WHERE {} AND v.orden = 1",
                  Join(names, ", "), Join(values, ", "), rows, whole),
      fmt::format("INSERT INTO ventas_apartadas ({}, motivo, numero_factura_anterior, id_anterior) "
                  "SELECT {}, CASE WHEN {} THEN 'repetida' ELSE 'sin_clave' END, v.numero_factura, "
                  "{} FROM {} WHERE NOT ({}) OR v.orden > 1",
                  Join(names, ", "), Join(values, ", "), whole, Has(old, "id") ? "v.id" : "NULL",
                  rows, whole)};
}

Status CopySales(db::Connection& connection) {
  TELAR_ASSIGN_OR_RETURN(const auto old, ColumnNames(connection, "ventas_legado"));
  const Copy copy = SalesCopy(old);
  TELAR_RETURN_IF_ERROR(connection.Execute(copy.ventas).status());
  TELAR_RETURN_IF_ERROR(connection
                            .Execute("INSERT INTO ventas_dias_cambiados (ubicacion_id, fecha) "
                                     "SELECT ubicacion_id, fecha FROM ventas GROUP BY "
                                     "ubicacion_id, fecha")
                            .status());
  return connection.Execute(copy.apartadas).status();
}

Status CopyHistory(db::Connection& connection) {
  TELAR_ASSIGN_OR_RETURN(const auto old, ColumnNames(connection, "inventario_historico_legado"));
  std::vector<std::string> names;
  for (const auto& column : ColumnsOf(InventarioHistorico())) {
    // The earlier platform never wrote its batch, and declared it as text.
    if (Has(old, column.name) && column.name != "etl_batch_id") names.push_back(column.name);
  }
  const std::string list = Join(names, ", ");
  return connection
      .Execute("INSERT INTO inventario_historico (" + list + ") SELECT " + list +
               " FROM inventario_historico_legado")
      .status();
}

Status TakeOverTable(db::Connection& connection, const db::Database& database,
                     const std::string& table) {
  const std::string old = table + "_legado";
  TELAR_ASSIGN_OR_RETURN(const auto tables, connection.Tables());
  if (!Has(tables, old)) return Status::Ok();
  TELAR_RETURN_IF_ERROR(table == "ventas" ? CopySales(connection) : CopyHistory(connection));
  TELAR_RETURN_IF_ERROR(PointViewsAt(connection, database.capabilities(), old, table));
  return Rename(connection, old, table + "_anterior");
}

/// The months that the rows of the old table need, before they are copied.
Status EnsureMonthsOf(db::Database& database, const std::string& old, const std::string& column) {
  TELAR_ASSIGN_OR_RETURN(const auto connection, database.Acquire());
  std::optional<Date> first, last;
  TELAR_RETURN_IF_ERROR(
      connection->Query(fmt::format("SELECT date(MIN({0})), date(MAX({0})) FROM {1}", column, old),
                        {}, [&](const db::Row& row) -> Status {
                          TELAR_ASSIGN_OR_RETURN(first, row.MaybeDate(0));
                          TELAR_ASSIGN_OR_RETURN(last, row.MaybeDate(1));
                          return Status::Ok();
                        }));
  if (!first || !last) return Status::Ok();
  // A wrong year in one row is no reason for hundreds of partitions.
  const Date earliest = std::max(*first, *last - std::chrono::years(10));
  return EnsureMonths(*connection, database, earliest, *last);
}

/// Whether `table` is there in a shape that MakeRoom changes; true also for one that another
/// process is changing.
Result<bool> IsOld(db::Connection& connection, const std::vector<std::string>& tables,
                   const TableText& table) {
  if (!Has(tables, table.name)) return false;
  auto columns = ColumnNames(connection, table.name);
  if (columns.status().code() == Code::kNotFound) return true;
  if (!columns.ok()) return std::move(columns).status();
  if (Has({"ventas", "inventario_historico"}, table.name)) {
    return !Has(*columns, MarkOf(table.name));
  }
  for (const auto& column : ColumnsOf(table)) {
    if (!Has(*columns, column.name)) return true;
  }
  return false;
}

Result<bool> AnyOld(db::Connection& connection) {
  TELAR_ASSIGN_OR_RETURN(const auto tables, connection.Tables());
  for (const auto* table : {&Ventas(), &InventarioHistorico(), &Ubicaciones(), &Almacenes(),
                            &Productos(), &InventarioActual()}) {
    TELAR_ASSIGN_OR_RETURN(const bool old, IsOld(connection, tables, *table));
    if (old) return true;
  }
  return false;
}

Result<bool> IsThere(db::Database& database, const std::string& table) {
  TELAR_ASSIGN_OR_RETURN(const auto connection, database.Acquire());
  TELAR_ASSIGN_OR_RETURN(const auto tables, connection->Tables());
  return Has(tables, table);
}

}  // namespace

Status MakeRoom(db::Database& database, const Clock& clock) {
  {
    TELAR_ASSIGN_OR_RETURN(const auto connection, database.Acquire());
    TELAR_ASSIGN_OR_RETURN(const bool old, AnyOld(*connection));
    if (!old) return Status::Ok();
    TELAR_RETURN_IF_ERROR(MakeLock(*connection, database.dialect()));
  }
  return Alone(database, clock,
               [&](db::Connection& connection) { return MakeRoomIn(connection, database); })
      .WithContext("make room for the tables of the warehouse");
}

Status TakeOver(db::Database& database, const Clock& clock) {
  for (const auto* table : ByMonth()) {
    const std::string old = table->name + "_legado";
    TELAR_ASSIGN_OR_RETURN(const bool there, IsThere(database, old));
    if (!there) continue;
    if (database.capabilities().range_partitions) {
      const std::string by = table->name == "ventas" ? "fecha_venta" : "fecha_snapshot";
      if (Status made = EnsureMonthsOf(database, old, by); !made.ok()) {
        TELAR_ASSIGN_OR_RETURN(const bool still, IsThere(database, old));
        if (still) return made;
        continue;  // Another process was faster.
      }
    }
    TELAR_RETURN_IF_ERROR(
        Alone(database, clock, [&](db::Connection& connection) {
          return TakeOverTable(connection, database, table->name);
        }).WithContext("take over the table " + table->name + " of the earlier platform"));
  }
  return Status::Ok();
}

}  // namespace telar::pos::warehouse
