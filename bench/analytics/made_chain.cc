#include "bench/analytics/made_chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "db/migrations.h"

namespace telar::bench {
namespace {

constexpr int kStores = 19, kPlaces = 21, kProducts = 5000;

/// The few words in which the databases differ.
struct Words {
  explicit Words(const db::Database& database)
      : sqlite(!database.capabilities().server && database.dialect().text == "TEXT") {}

  /// Whole numbers from 0, as `i`.
  std::string Numbers(std::int64_t count) const {
    if (!sqlite) return fmt::format("generate_series(CAST(0 AS BIGINT), {}) AS n(i)", count - 1);
    return fmt::format(
        "(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT i "
        "FROM n) AS n",
        count - 1);
  }
  /// The day so many days after another.
  std::string Day(Date from, const std::string& days) const {
    if (sqlite) return fmt::format("date('{}', ({}) || ' days')", FormatDate(from), days);
    return fmt::format("(DATE '{}' + CAST({} AS INTEGER))", FormatDate(from), days);
  }
  std::string At(const std::string& day, int hour) const {
    if (sqlite) return fmt::format("{} || ' {:02}:00:00'", day, hour);
    return fmt::format("{} + INTERVAL '{} hours'", day, hour);
  }
  bool sqlite;
};

Status Run(db::Connection& connection, const db::Database& database, const std::string& sql) {
  TELAR_ASSIGN_OR_RETURN(const std::string text, db::ExpandTypes(sql, database.dialect()));
  return connection.ExecuteScript(text);
}

/// "t11" … "t29", then the centres.
constexpr const char* kPlace =
    "CASE WHEN p < 19 THEN 't' || (11 + p) WHEN p = 19 THEN 'cedi_seco' ELSE 'cedi_norte' END";

}  // namespace

int MadeChain::days() const {
  return static_cast<int>(std::clamp<std::int64_t>(lines / 23'000, 90, 730));
}
Date MadeChain::first() const {
  return Date(std::chrono::sys_days(today) - std::chrono::days(days()));
}

Status MakeMasters(db::Connection& connection, const db::Database& database,
                   const MadeChain& chain) {
  const Words words(database);
  const std::string pairs = fmt::format(
      "(SELECT i, i % {0} AS p, CAST((i - i % {0}) / {0} AS {{bigint}}) AS r, CASE WHEN i % 9 = 0 "
      "THEN 0 ELSE 1 + i * 7919 % 97 END AS q, i * 31 % 55 AS d FROM {1}) AS x",
      kPlaces, words.Numbers(std::int64_t{kPlaces} * kProducts));
  const auto change = [&](const std::string& ago, int hour, const std::string& level,
                          const std::string& delta, const std::string& which) {
    return fmt::format(
        "INSERT INTO inventario_historico (ubicacion_id, producto_id, almacen_codigo, "
        "fecha_snapshot, cantidad, cantidad_cambio) SELECT {}, '' || (100000 + r), 'w', {}, {}, {} "
        "FROM {} WHERE {};",
        kPlace, words.At(words.Day(chain.today, "-(" + ago + ")"), hour), level, delta, pairs,
        which);
  };
  std::string sql = fmt::format(
      "INSERT INTO ubicaciones (id, tipo, region) SELECT {0}, CASE WHEN p < {1} THEN 'tienda' ELSE "
      "'cedi' END, CASE WHEN p = 19 THEN '' WHEN p % 2 = 0 THEN 'NORTE' ELSE 'SUR' END FROM "
      "(SELECT "
      "i AS p FROM {2}) AS x;"
      "INSERT INTO almacenes (codigo, ubicacion_id, fecha_creacion) SELECT 'w', {0}, {3} FROM "
      "(SELECT i AS p FROM {2}) AS x;"
      "INSERT INTO productos (id, codigo, nombre, categoria) SELECT '' || (100000 + i), '' || "
      "(100000 + i), 'Producto ' || i, 'C' || (i % 12) FROM {4};"
      "INSERT INTO inventario_actual (ubicacion_id, producto_id, almacen_codigo, cantidad) SELECT "
      "{0}, '' || (100000 + r), 'w', q FROM {5};"
      "INSERT INTO productos_precios (ubicacion_id, producto_id, valido_desde, precio, costo) "
      "SELECT "
      "{0}, '' || (100000 + r), '2025-01-01 00:00:00', 1.5 + r % 40, 1 + r % 40 FROM {5};",
      kPlace, kStores, words.Numbers(kPlaces), words.At(words.Day(chain.first(), "0"), 6),
      words.Numbers(kProducts), pairs);
  sql += change("d + 5", 20, "0", "-q", "q > 0 AND i % 3 = 0");
  sql += change("d + 4 - i % 4", 7, "q", "q", "q > 0 AND i % 3 = 0");
  sql += change("d", 20, "0", "-5", "q = 0");
  return Run(connection, database, sql);
}

Status MakeSales(db::Connection& connection, const db::Database& database, const MadeChain& chain,
                 int from, int days) {
  const Words words(database);
  const std::int64_t a_day = chain.lines / chain.days();
  const std::string day = words.Day(chain.first(), "d");
  return Run(
      connection, database,
      fmt::format(
          "INSERT INTO ventas (ubicacion_id, numero_factura, fecha, fecha_venta, documento, linea, "
          "producto_id, cantidad_vendida, unidad_medida_venta, precio_unitario, costo_unitario, "
          "venta_total, costo_total, utilidad_bruta) SELECT 't' || (11 + b % {0}), 'F' || b || "
          "'_L' "
          "|| (1 + i % 5), {1}, {2}, 'F' || b, 1 + i % 5, '' || (100000 + r), q, 'UNIDAD', c, c, "
          "q * (c + 1), q * c, q FROM (SELECT i, CAST((i - i % 5) / 5 AS {{bigint}}) AS b, "
          "CAST((i - i % {3}) / {3} AS {{bigint}}) AS d, CAST(floor(pow(CAST({4} AS {{real}}), "
          "CAST(i * 7368787 % 15485863 AS {{real}}) / 15485863)) AS {{bigint}}) - 1 AS r, CASE "
          "WHEN "
          "i % 53 = 0 THEN -1 ELSE 1 + i % 4 END AS q, 1 + i % 37 AS c FROM (SELECT i + {5} AS i "
          "FROM {6}) AS m) AS x;"
          "INSERT INTO ventas_dias_cambiados (ubicacion_id, fecha) SELECT DISTINCT ubicacion_id, "
          "fecha FROM ventas WHERE fecha >= {7};",
          kStores, day, words.At(day, 12), a_day, kProducts, a_day * from,
          words.Numbers(a_day * days), words.Day(chain.first(), std::to_string(from))));
}

}  // namespace telar::bench
