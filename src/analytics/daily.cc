#include "analytics/daily.h"

#include <vector>

namespace telar::analytics {
namespace {

/// [{desde}, {hasta}) are the days from the first marked one to the last. {desde_hora} and
/// {hasta_hora} say the same of the time of sale, which has an index everywhere and lies at most a
/// day off the business day.
constexpr std::string_view kChanged = R"sql(
CREATE TEMPORARY TABLE an_cambiado AS
  SELECT DISTINCT ubicacion_id, fecha FROM ventas_dias_cambiados
  WHERE fecha >= '{desde}' AND fecha < '{hasta}';
ANALYZE an_cambiado;
CREATE INDEX an_cambiado_dia ON an_cambiado (ubicacion_id, fecha);
)sql";

/// Days of {desde} to {hasta} that stay as they are: they were summed up and are not marked.
constexpr std::string_view kUnchanged = R"sql(
SELECT COUNT(*) FROM ventas_diarias_ubicacion AS v
WHERE v.fecha >= '{desde}' AND v.fecha < '{hasta}' AND NOT {marcado}
)sql";

/// Whether the day of `v` is marked.
constexpr std::string_view kMarkedDay =
    "EXISTS (SELECT 1 FROM an_cambiado AS c WHERE c.ubicacion_id = v.ubicacion_id AND c.fecha = "
    "v.fecha)";

/// The marked days become rows.
constexpr std::string_view kSums = R"sql(
CREATE TEMPORARY TABLE an_antes AS
  SELECT v.ubicacion_id, v.producto_id, v.fecha FROM ventas_diarias AS v
  WHERE v.fecha >= '{desde}' AND v.fecha < '{hasta}' AND {marcado};
DELETE FROM ventas_diarias AS v WHERE v.fecha >= '{desde}' AND v.fecha < '{hasta}' AND {marcado};
DELETE FROM ventas_diarias_ubicacion AS v
  WHERE v.fecha >= '{desde}' AND v.fecha < '{hasta}' AND {marcado};
CREATE TEMPORARY TABLE an_despues AS
  SELECT v.ubicacion_id, v.fecha, v.producto_id,
    {sum_e4(v.cantidad_vendida)} AS cantidad_e4,
    {sum_e4(v.venta_total)} AS venta_e4,
    {sum_e4(v.costo_total)} AS costo_e4,
    {sum_e4(v.utilidad_bruta)} AS utilidad_e4,
    COUNT(DISTINCT COALESCE(v.documento, v.numero_factura)) AS tickets, COUNT(*) AS lineas,
    CAST(SUM(CASE WHEN v.costo_total IS NULL THEN 1 ELSE 0 END) AS {bigint}) AS lineas_sin_costo
  FROM ventas AS v
  WHERE v.fecha >= '{desde}' AND v.fecha < '{hasta}' AND v.fecha_venta >= '{desde_hora}'
    AND v.fecha_venta < '{hasta_hora}' AND v.producto_id IS NOT NULL AND {marcado}
  GROUP BY v.ubicacion_id, v.fecha, v.producto_id;
ANALYZE an_despues;
CREATE INDEX an_despues_par ON an_despues (ubicacion_id, producto_id, fecha);
INSERT INTO ventas_diarias_ubicacion (ubicacion_id, fecha, tickets, lineas, cantidad_e4, venta_e4)
  SELECT v.ubicacion_id, v.fecha, COUNT(DISTINCT COALESCE(v.documento, v.numero_factura)),
    COUNT(*), {sum_e4(v.cantidad_vendida)},
    {sum_e4(v.venta_total)}
  FROM ventas AS v
  WHERE v.fecha >= '{desde}' AND v.fecha < '{hasta}' AND v.fecha_venta >= '{desde_hora}'
    AND v.fecha_venta < '{hasta_hora}' AND {marcado}
  GROUP BY v.ubicacion_id, v.fecha;
CREATE TEMPORARY TABLE an_vivido AS
  SELECT ubicacion_id, producto_id, MIN(fecha) AS primera, MAX(fecha) AS ultima
  FROM an_despues GROUP BY ubicacion_id, producto_id;
UPDATE ventas_vida SET
    primera = CASE WHEN n.primera < ventas_vida.primera THEN n.primera ELSE ventas_vida.primera END,
    ultima = CASE WHEN n.ultima > ventas_vida.ultima THEN n.ultima ELSE ventas_vida.ultima END
  FROM an_vivido AS n
  WHERE n.ubicacion_id = ventas_vida.ubicacion_id AND n.producto_id = ventas_vida.producto_id
    AND (n.primera < ventas_vida.primera OR n.ultima > ventas_vida.ultima);
INSERT INTO ventas_vida (ubicacion_id, producto_id, primera, ultima)
  SELECT n.ubicacion_id, n.producto_id, n.primera, n.ultima FROM an_vivido AS n
  WHERE NOT EXISTS (SELECT 1 FROM ventas_vida AS v
    WHERE v.ubicacion_id = n.ubicacion_id AND v.producto_id = n.producto_id);
INSERT INTO ventas_diarias (ubicacion_id, fecha, producto_id, cantidad_e4, venta_e4, costo_e4,
    utilidad_e4, tickets, lineas, lineas_sin_costo)
  SELECT ubicacion_id, fecha, producto_id, cantidad_e4, venta_e4, costo_e4, utilidad_e4, tickets,
    lineas, lineas_sin_costo FROM an_despues;
)sql";

/// Products whose first or last day was there before and is gone; seldom any.
constexpr std::string_view kOrphans = R"sql(
CREATE TEMPORARY TABLE an_huerfano AS
  SELECT DISTINCT a.ubicacion_id, a.producto_id FROM an_antes AS a
  JOIN ventas_vida AS v ON v.ubicacion_id = a.ubicacion_id AND v.producto_id = a.producto_id
    AND (v.primera = a.fecha OR v.ultima = a.fecha)
  LEFT JOIN an_despues AS n ON n.ubicacion_id = a.ubicacion_id
    AND n.producto_id = a.producto_id AND n.fecha = a.fecha
  WHERE n.fecha IS NULL;
)sql";

/// Their lives are looked up anew.
constexpr std::string_view kLives = R"sql(
DELETE FROM ventas_vida WHERE EXISTS (SELECT 1 FROM an_huerfano AS h
  WHERE h.ubicacion_id = ventas_vida.ubicacion_id AND h.producto_id = ventas_vida.producto_id);
INSERT INTO ventas_vida (ubicacion_id, producto_id, primera, ultima)
  SELECT d.ubicacion_id, d.producto_id, MIN(d.fecha), MAX(d.fecha) FROM ventas_diarias AS d
  JOIN an_huerfano AS h ON h.ubicacion_id = d.ubicacion_id AND h.producto_id = d.producto_id
  GROUP BY d.ubicacion_id, d.producto_id;
)sql";

constexpr std::string_view kDone = R"sql(
DELETE FROM ventas_dias_cambiados WHERE fecha >= '{desde}' AND fecha < '{hasta}';
DROP TABLE an_vivido;
DROP TABLE an_despues;
DROP TABLE an_antes;
DROP TABLE an_cambiado;
)sql";

Result<std::int64_t> CountOf(db::Connection& connection, const std::string& sql) {
  std::int64_t count = 0;
  TELAR_RETURN_IF_ERROR(connection.Query(sql, {}, [&](const db::Row& row) -> Status {
    TELAR_ASSIGN_OR_RETURN(count, row.AsInt(0));
    return Status::Ok();
  }));
  return count;
}

/// Marked days that are summed up in one transaction.
struct MarkedDays {
  Date first, last;
  std::int64_t days = 0;
};

/// Months since year 0.
int MonthOf(Date date) {
  return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month()));
}

/// In order, so many months of the calendar together.
Result<std::vector<MarkedDays>> Marked(db::Connection& connection, int months) {
  std::vector<MarkedDays> marked;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT fecha, COUNT(DISTINCT ubicacion_id) FROM ventas_dias_cambiados GROUP BY fecha ORDER "
      "BY fecha",
      {}, [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(const Date date, row.AsDate(0));
        TELAR_ASSIGN_OR_RETURN(const std::int64_t locations, row.AsInt(1));
        if (marked.empty() || MonthOf(date) - MonthOf(marked.back().first) >= months) {
          marked.push_back({date, date});
        }
        marked.back().last = date;
        marked.back().days += locations;
        return Status::Ok();
      }));
  return marked;
}

Result<std::int64_t> FollowDays(db::Connection& connection, const Script& script,
                                const MarkedDays& marked) {
  const auto day = [](Date date, int days) {
    return FormatDate(Date(std::chrono::sys_days(date) + std::chrono::days(days)));
  };
  Script::Values values{{"desde", day(marked.first, 0)},
                        {"hasta", day(marked.last, 1)},
                        {"desde_hora", day(marked.first, -1) + " 00:00:00"},
                        {"hasta_hora", day(marked.last, 2) + " 00:00:00"},
                        {"marcado", std::string(kMarkedDay)}};
  TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(connection));
  TELAR_RETURN_IF_ERROR(script.Run(connection, kChanged, values).status());
  TELAR_ASSIGN_OR_RETURN(const std::string unchanged, script.Expand(kUnchanged, values));
  TELAR_ASSIGN_OR_RETURN(const std::int64_t staying, CountOf(connection, unchanged));
  // Every line lies on a day that is marked or was summed up: where none stays, no line is asked.
  if (staying == 0) values.back().second = "1 = 1";
  TELAR_ASSIGN_OR_RETURN(const std::int64_t rows, script.Run(connection, kSums, values));
  TELAR_ASSIGN_OR_RETURN(
      const std::int64_t before,
      CountOf(connection, "SELECT COUNT(*) FROM (SELECT 1 AS hay FROM an_antes LIMIT 1) AS a"));
  if (before > 0) {
    TELAR_RETURN_IF_ERROR(script.Run(connection, kOrphans).status());
    TELAR_ASSIGN_OR_RETURN(const std::int64_t orphans,
                           CountOf(connection, "SELECT COUNT(*) FROM an_huerfano"));
    if (orphans > 0) TELAR_RETURN_IF_ERROR(script.Run(connection, kLives).status());
    TELAR_RETURN_IF_ERROR(script.Run(connection, "DROP TABLE an_huerfano").status());
  }
  TELAR_RETURN_IF_ERROR(script.Run(connection, kDone, values).status());
  TELAR_RETURN_IF_ERROR(transaction.Commit());
  return rows;
}

/// Databases of rows take a month at a time. DuckDB writes whole groups of 122 880 rows past its
/// log and then has nothing to copy when it commits.
constexpr int kMonths = 1, kMonthsOfColumns = 3;

}  // namespace

Result<DailyCounts> FollowSales(db::Connection& connection, const Script& script,
                                const DailyProgress& progress) {
  TELAR_ASSIGN_OR_RETURN(const auto parts,
                         Marked(connection, script.KeepsIndexes() ? kMonths : kMonthsOfColumns));
  std::int64_t all = 0;
  for (const auto& part : parts) all += part.days;
  DailyCounts counts;
  if (progress && all > 0) progress(0, all);
  for (const auto& part : parts) {
    auto rows = FollowDays(connection, script, part);
    if (!rows.ok()) {
      return std::move(rows).status().WithContext("sum up the sales of " + FormatDate(part.first) +
                                                  " to " + FormatDate(part.last));
    }
    counts.rows += *rows;
    counts.days += part.days;
    if (progress) progress(counts.days, all);
  }
  return counts;
}

Status MarkEveryDay(db::Connection& connection, const Script& script) {
  TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(connection));
  TELAR_RETURN_IF_ERROR(script
                            .Run(connection, R"sql(
DELETE FROM ventas_dias_cambiados;
INSERT INTO ventas_dias_cambiados (ubicacion_id, fecha)
  SELECT ubicacion_id, fecha FROM ventas GROUP BY ubicacion_id, fecha;
INSERT INTO ventas_dias_cambiados (ubicacion_id, fecha)
  SELECT d.ubicacion_id, d.fecha FROM ventas_diarias_ubicacion AS d
  WHERE d.fecha >= (SELECT MIN(fecha) FROM ventas) AND NOT EXISTS (
    SELECT 1 FROM ventas_dias_cambiados AS c
    WHERE c.ubicacion_id = d.ubicacion_id AND c.fecha = d.fecha);
)sql")
                            .status());
  return transaction.Commit();
}

}  // namespace telar::analytics
