#include "analytics/availability.h"

#include <set>

namespace telar::analytics {
namespace {

/// an_nivel has what there was after every change, an_cierre what there was when a day with changes
/// ended. an_vacio are the times without any: a day (`dia`), or the days after `tras` and before
/// `antes`.
constexpr std::string_view kStock = R"sql(
CREATE TEMPORARY TABLE an_existencia AS
  SELECT ubicacion_id, producto_id, {sum_e4(cantidad)} AS e4
  FROM inventario_actual GROUP BY ubicacion_id, producto_id;
ANALYZE an_existencia;
CREATE INDEX an_existencia_par ON an_existencia (ubicacion_id, producto_id);
CREATE TEMPORARY TABLE an_nivel AS
  SELECT m.ubicacion_id, m.producto_id, m.fecha, m.delta,
    COALESCE(x.e4, 0) - COALESCE(CAST(SUM(m.delta) OVER (
      PARTITION BY m.ubicacion_id, m.producto_id ORDER BY m.hora DESC
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS {bigint}), 0) AS despues
  FROM (SELECT ubicacion_id, producto_id, fecha_snapshot AS hora, date(fecha_snapshot) AS fecha,
          {sum_e4(cantidad_cambio)} AS delta
        FROM inventario_historico WHERE fecha_snapshot >= '{desde} 00:00:00'
        GROUP BY ubicacion_id, producto_id, fecha_snapshot) AS m
  LEFT JOIN an_existencia AS x
    ON x.ubicacion_id = m.ubicacion_id AND x.producto_id = m.producto_id;
CREATE TEMPORARY TABLE an_movido AS
  SELECT ubicacion_id, producto_id, fecha, CAST(SUM(delta) AS {bigint}) AS delta,
    MAX(despues) AS tope
  FROM an_nivel GROUP BY ubicacion_id, producto_id, fecha;
ANALYZE an_movido;
CREATE INDEX an_movido_par ON an_movido (ubicacion_id, producto_id);
CREATE TEMPORARY TABLE an_conocido AS
  SELECT ubicacion_id, MIN(date(fecha_creacion)) AS desde FROM almacenes GROUP BY ubicacion_id;
CREATE TEMPORARY TABLE an_cierre AS
  SELECT m.ubicacion_id, m.producto_id, m.fecha, m.delta, m.tope,
    COALESCE(x.e4, 0) - COALESCE(CAST(SUM(m.delta) OVER (
      PARTITION BY m.ubicacion_id, m.producto_id ORDER BY m.fecha DESC
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS {bigint}), 0) AS cierre,
    LAG(m.fecha) OVER (PARTITION BY m.ubicacion_id, m.producto_id ORDER BY m.fecha) AS anterior,
    LEAD(m.fecha) OVER (PARTITION BY m.ubicacion_id, m.producto_id ORDER BY m.fecha) AS siguiente
  FROM an_movido AS m
  LEFT JOIN an_existencia AS x
    ON x.ubicacion_id = m.ubicacion_id AND x.producto_id = m.producto_id;
CREATE TEMPORARY TABLE an_vacio AS
  SELECT t.ubicacion_id, t.producto_id, t.tras, t.dia, t.antes, v.primera, k.desde AS conocido
  FROM (
    SELECT ubicacion_id, producto_id, CAST(NULL AS {date}) AS tras, fecha AS dia,
      CAST(NULL AS {date}) AS antes
    FROM an_cierre WHERE cierre - delta <= 0 AND tope <= 0
    UNION ALL
    SELECT ubicacion_id, producto_id, fecha, NULL, COALESCE(siguiente, date('9999-12-31'))
    FROM an_cierre WHERE cierre <= 0
    UNION ALL
    SELECT ubicacion_id, producto_id, date('1000-01-01'), NULL, fecha FROM an_cierre
    WHERE anterior IS NULL AND cierre - delta <= 0
    UNION ALL
    SELECT x.ubicacion_id, x.producto_id, date('1000-01-01'), NULL, date('9999-12-31')
    FROM an_existencia AS x
    LEFT JOIN an_movido AS m
      ON m.ubicacion_id = x.ubicacion_id AND m.producto_id = x.producto_id
    WHERE x.e4 <= 0 AND m.fecha IS NULL) AS t
  JOIN ventas_vida AS v ON v.ubicacion_id = t.ubicacion_id AND v.producto_id = t.producto_id
  LEFT JOIN an_conocido AS k ON k.ubicacion_id = t.ubicacion_id;
ANALYZE an_vacio;
CREATE TEMPORARY TABLE an_sin_stock AS
  SELECT g.ubicacion_id, g.producto_id, g.fecha
  FROM (
    SELECT e.ubicacion_id, e.producto_id, d.fecha FROM an_vacio AS e
    JOIN an_dias AS d ON d.ubicacion_id = e.ubicacion_id AND d.fecha = e.dia
    WHERE d.fecha > e.primera AND (e.conocido IS NULL OR d.fecha >= e.conocido)
    UNION ALL
    SELECT e.ubicacion_id, e.producto_id, d.fecha FROM an_vacio AS e
    JOIN an_dias AS d ON d.ubicacion_id = e.ubicacion_id AND d.fecha > e.tras
      AND d.fecha < e.antes
    WHERE e.dia IS NULL AND d.fecha > e.primera
      AND (e.conocido IS NULL OR d.fecha >= e.conocido)) AS g
  LEFT JOIN an_venta AS s ON s.ubicacion_id = g.ubicacion_id AND s.producto_id = g.producto_id
    AND s.fecha = g.fecha
  WHERE s.fecha IS NULL;
DROP TABLE an_vacio;
DROP TABLE an_cierre;
DROP TABLE an_conocido;
DROP TABLE an_movido;
DROP TABLE an_nivel;
ANALYZE an_sin_stock;
CREATE INDEX an_sin_stock_par ON an_sin_stock (ubicacion_id, producto_id);
CREATE TEMPORARY TABLE an_contado (ventana {integer}, ambito {key_text}, producto_id {key_text},
  n {bigint});
)sql";

/// an_quedan is the number of days of trade from a day of the calendar to the last, so that the
/// days since a first sale are looked up, not counted.
constexpr std::string_view kRemaining = R"sql(
CREATE TEMPORARY TABLE an_quedan AS
  SELECT c.ambito, c.fecha, CAST(SUM(CASE WHEN d.fecha IS NULL THEN 0 ELSE 1 END) OVER (
    PARTITION BY c.ambito ORDER BY c.fecha DESC ROWS UNBOUNDED PRECEDING) AS {bigint}) AS n
  FROM (SELECT u.ambito, k.fecha FROM an_calendario AS k
        CROSS JOIN (SELECT DISTINCT ubicacion_id AS ambito FROM an_dias UNION ALL SELECT '') AS u
        WHERE k.fecha >= '{desde}') AS c
  LEFT JOIN (SELECT ubicacion_id AS ambito, fecha FROM an_dias
             UNION ALL SELECT DISTINCT '', fecha FROM an_dias) AS d
    ON d.ambito = c.ambito AND d.fecha = c.fecha;
ANALYZE an_quedan;
CREATE INDEX an_quedan_dia ON an_quedan (ambito, fecha);
)sql";

constexpr std::string_view kCounted = R"sql(
INSERT INTO an_contado (ventana, ambito, producto_id, n)
  SELECT {ventana}, p.ambito, p.producto_id, q.n - COALESCE(f.n, 0)
  FROM (
    SELECT ubicacion_id AS ambito, producto_id,
      CASE WHEN primera > '{desde}' THEN primera ELSE date('{desde}') END AS fecha FROM ventas_vida
    UNION ALL
    SELECT '', producto_id, CASE WHEN MIN(primera) > '{desde}' THEN MIN(primera)
      ELSE date('{desde}') END FROM ventas_vida GROUP BY producto_id) AS p
  JOIN an_quedan AS q ON q.ambito = p.ambito AND q.fecha = p.fecha
  LEFT JOIN (SELECT ubicacion_id, producto_id, COUNT(*) AS n FROM an_sin_stock
             WHERE fecha >= '{desde}' GROUP BY ubicacion_id, producto_id) AS f
    ON f.ubicacion_id = p.ambito AND f.producto_id = p.producto_id
  WHERE q.n > 0;
)sql";

}  // namespace

Status GatherAvailability(db::Connection& transaction, const Script& script, const Rules& rules,
                          const Horizon& horizon) {
  const Script::Values since{{"desde", FormatDate(horizon.Before(rules.lookback_days()))}};
  TELAR_RETURN_IF_ERROR(script.Run(transaction, kStock, since).status());
  TELAR_RETURN_IF_ERROR(script.Run(transaction, kRemaining, since).status());
  for (const int days : std::set<int>{rules.abc_days, rules.demand_days, 3 * rules.demand_days}) {
    TELAR_RETURN_IF_ERROR(
        script
            .Run(transaction, kCounted,
                 {{"ventana", std::to_string(days)}, {"desde", FormatDate(horizon.Before(days))}})
            .status());
  }
  return script
      .Run(transaction,
           "DROP TABLE an_quedan; ANALYZE an_contado; CREATE INDEX an_contado_par ON an_contado "
           "(ventana, ambito, producto_id)")
      .status();
}

Status DropAvailability(db::Connection& transaction, const Script& script) {
  return script
      .Run(transaction, "DROP TABLE an_contado; DROP TABLE an_sin_stock; DROP TABLE an_existencia")
      .status();
}

}  // namespace telar::analytics
