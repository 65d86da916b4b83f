#include "pos/warehouse/masters.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/text.h"
#include "pos/warehouse/batch.h"

namespace telar::pos::warehouse {
namespace {

using Values = std::vector<db::Value>;

db::Value OrNull(const std::string& text) {
  return text.empty() ? db::Value(db::Null()) : db::Value(text);
}

/// "21:00:00" of a time since midnight; beyond midnight it is the next day's.
std::string Hour(Duration time) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count() % 86'400;
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

std::size_t ProductColumnAt(std::string_view name) {
  const auto columns = ProductColumns();
  return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) -
                                  columns.begin());
}

bool IsNumber(std::string_view column) {
  for (const std::string_view number : {"unidades_por_bulto", "peso_unitario", "volumen_unitario",
                                        "precio_venta", "costo_promedio", "iva_porcentaje"}) {
    if (column == number) return true;
  }
  return false;
}

/// Runs `one` for the rows of `sql` whose `key` is among `keys`: by key, or all of them where that
/// is less work.
Status ForKeys(db::Connection& connection, const std::string& sql, const std::string& key,
               std::span<const std::string> keys, const db::RowFn& one) {
  constexpr std::size_t kAllFrom = 2000;
  if (keys.size() >= kAllFrom) return connection.Query(sql, {}, one);
  return InParts(keys, [&](std::span<const std::string> part, const std::string& list) {
    const Values values(part.begin(), part.end());
    return connection.Query(sql + " WHERE " + key + " IN " + list, values, one);
  });
}

/// What `productos` holds already stands in for what the source does not know.
Status FillUnknown(db::Connection& transaction, std::span<const std::string> codes,
                   std::map<std::string, Values>& products) {
  static const std::string sql =
      "SELECT " +
      Join(std::vector<std::string>(ProductColumns().begin(), ProductColumns().end()), ", ") +
      " FROM productos";
  std::unordered_map<std::string, bool> known;
  TELAR_RETURN_IF_ERROR(ForKeys(transaction, sql, "id", codes, [&](const db::Row& row) -> Status {
    TELAR_ASSIGN_OR_RETURN(const std::string id, row.AsText(0));
    const auto product = products.find(id);
    if (product == products.end()) return Status::Ok();
    known[id] = true;
    for (std::size_t i = 0; i < product->second.size(); ++i) {
      if (!std::holds_alternative<db::Null>(product->second[i])) continue;
      product->second[i] = row.Get(static_cast<int>(i));
    }
    return Status::Ok();
  }));
  static const std::size_t cuadrante = ProductColumnAt("cuadrante");
  for (auto& [id, values] : products) {
    if (known.contains(id) || !std::holds_alternative<db::Null>(values[cuadrante])) continue;
    values[cuadrante] = std::string("NO ESPECIFICADO");
  }
  return Status::Ok();
}

/// What people said stands above both; a value that is no number for a number is passed over.
Status ApplyOverrides(db::Connection& transaction, std::span<const std::string> codes,
                      std::map<std::string, Values>& products) {
  return ForKeys(transaction, "SELECT codigo, campo, valor, anulado_en FROM productos_ajustes",
                 "codigo", codes, [&](const db::Row& row) -> Status {
                   TELAR_ASSIGN_OR_RETURN(const std::string code, row.AsText(0));
                   TELAR_ASSIGN_OR_RETURN(const std::string field, row.AsText(1));
                   const auto product = products.find(code);
                   const std::size_t at = ProductColumnAt(field);
                   if (product == products.end() || at < 2 || at >= ProductColumns().size() ||
                       !row.IsNull(3)) {
                     return Status::Ok();
                   }
                   db::Value& value = product->second[at];
                   if (row.IsNull(2)) {
                     value = db::Null();
                   } else if (!IsNumber(field)) {
                     value = row.TextOrEmpty(2);
                   } else if (auto number = Decimal::Parse(row.TextOrEmpty(2)); number.ok()) {
                     value = number->Rounded(4);
                   }
                   return Status::Ok();
                 });
}

Status WriteHours(db::Connection& transaction, const Location& location) {
  return transaction
      .Execute(
          "UPDATE ubicaciones SET hora_apertura = ?, hora_cierre = ? WHERE id = ? AND "
          "hora_apertura IS NULL AND hora_cierre IS NULL",
          {Hour(location.opens), Hour(location.closes), location.id})
      .status();
}

}  // namespace

Status WriteLocations(db::Connection& transaction, std::span<const Location> locations,
                      const Provenance& by) {
  const db::MergeSpec places{
      .table = "ubicaciones",
      .columns = {"id", "nombre", "codigo_klk", "tipo", "region", "activo", "visible_pedidos",
                  "visible_reportes", "visible_dashboards", "zona_horaria", "fecha_creacion",
                  "updated_at"},
      .key = {"id"},
      .keep_on_update = {"nombre", "region", "visible_pedidos", "visible_reportes",
                         "visible_dashboards", "fecha_creacion"},
      .along = {"updated_at"}};
  const db::MergeSpec rooms{
      .table = "almacenes",
      .columns = {"codigo", "nombre", "ubicacion_id", "activo", "fecha_creacion"},
      .key = {"ubicacion_id", "codigo"},
      .keep_on_update = {"nombre", "fecha_creacion"}};
  std::map<std::string, Values> place_rows;
  std::map<std::string, Values> room_rows;
  for (const auto& location : locations) {
    const std::string local = FormatLocal(location.zone.ToLocal(by.now));
    place_rows[location.id] = {location.id,
                               location.name,
                               OrNull(location.branch),
                               std::string(location.sells() ? "tienda" : "cedi"),
                               OrNull(location.region),
                               location.active,
                               location.visible,
                               location.visible,
                               location.visible,
                               location.zone.name(),
                               local,
                               local};
    for (const auto& room : location.warehouses) {
      room_rows[location.id + "\n" + room.code] = {room.code,
                                                   room.name.empty() ? room.code : room.name,
                                                   location.id, location.active, local};
    }
  }
  const auto merge = [&](const db::MergeSpec& spec, std::map<std::string, Values>& by_key) {
    std::vector<Values> rows;
    for (auto& [key, values] : by_key) rows.push_back(std::move(values));
    return MergeShared(transaction, spec, rows).status();
  };
  TELAR_RETURN_IF_ERROR(merge(places, place_rows));
  for (const auto& location : locations) TELAR_RETURN_IF_ERROR(WriteHours(transaction, location));
  return merge(rooms, room_rows);
}

Status RecordLocations(db::Connection& connection, std::span<const Location> locations,
                       const Provenance& by) {
  constexpr int kTries = 5;
  Status done;
  for (int tries = 0; tries < kTries; ++tries) {
    TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(connection));
    done = WriteLocations(connection, locations, by);
    if (done.ok()) done = transaction.Commit();
    if (done.code() != Code::kConflict) return done;
  }
  return done;
}

Result<db::MergeCounts> WriteProducts(db::Connection& transaction, std::span<const StockRow> rows,
                                      const Provenance& by) {
  static const db::MergeSpec spec = [] {
    db::MergeSpec made{.table = "productos",
                       .columns = {ProductColumns().begin(), ProductColumns().end()},
                       .key = {"id"},
                       .keep_on_update = {"activo", "fecha_creacion"},
                       .along = {"fecha_actualizacion", "item_id", "run_id"}};
    for (const auto* more :
         {"activo", "fecha_creacion", "fecha_actualizacion", "item_id", "run_id"}) {
      made.columns.emplace_back(more);
    }
    return made;
  }();
  std::map<std::string, Values> products;  // by code: the order every load writes them in
  for (const auto& row : rows) {
    if (row.product_values.size() != ProductColumns().size()) {
      return Status::Internal("write products: a row has not the values of ProductColumns()");
    }
    products[row.product] = row.product_values;
  }
  std::vector<std::string> codes;
  codes.reserve(products.size());
  for (const auto& [code, values] : products) codes.push_back(code);
  TELAR_RETURN_IF_ERROR(FillUnknown(transaction, codes, products));
  TELAR_RETURN_IF_ERROR(ApplyOverrides(transaction, codes, products));
  const std::string local = FormatLocal(by.local);
  std::vector<Values> merged;
  merged.reserve(products.size());
  for (auto& [code, values] : products) {
    values.insert(values.end(), {true, local, local, by.item, by.run});
    merged.push_back(std::move(values));
  }
  return MergeShared(transaction, spec, merged);
}

}  // namespace telar::pos::warehouse
