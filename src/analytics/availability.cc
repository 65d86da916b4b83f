#include "analytics/availability.h"

#include <set>

namespace telar::analytics {
namespace {

constexpr std::string_view kStock = R"sql(
CREATE TEMPORARY TABLE an_existencia AS
  SELECT ubicacion_id, producto_id, CAST(SUM({e4(cantidad)}) AS {bigint}) AS e4
  FROM inventario_actual GROUP BY ubicacion_id, producto_id;
ANALYZE an_existencia;
CREATE INDEX an_existencia_par ON an_existencia (ubicacion_id, producto_id);
CREATE TEMPORARY TABLE an_nivel AS
  SELECT m.ubicacion_id, m.producto_id, m.fecha, m.delta,
    COALESCE(x.e4, 0) - COALESCE(CAST(SUM(m.delta) OVER (
      PARTITION BY m.ubicacion_id, m.producto_id ORDER BY m.hora DESC
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS {bigint}), 0) AS despues
  FROM (SELECT ubicacion_id, producto_id, fecha_snapshot AS hora, date(fecha_snapshot) AS fecha,
          CAST(SUM({e4(cantidad_cambio)}) AS {bigint}) AS delta
        FROM inventario_historico WHERE fecha_snapshot >= '{desde} 00:00:00'
        GROUP BY ubicacion_id, producto_id, fecha_snapshot) AS m
  LEFT JOIN an_existencia AS x
    ON x.ubicacion_id = m.ubicacion_id AND x.producto_id = m.producto_id;
CREATE TEMPORARY TABLE an_movido AS
  SELECT ubicacion_id, producto_id, fecha, CAST(SUM(delta) AS {bigint}) AS delta,
    MAX(despues) AS tope, MIN(despues) AS fondo, MIN(despues - delta) AS fondo_antes
  FROM an_nivel GROUP BY ubicacion_id, producto_id, fecha;
ANALYZE an_movido;
CREATE INDEX an_movido_par ON an_movido (ubicacion_id, producto_id);
CREATE TEMPORARY TABLE an_conocido AS
  SELECT ubicacion_id, MIN(date(fecha_creacion)) AS desde FROM almacenes GROUP BY ubicacion_id;
CREATE TEMPORARY TABLE an_escaso AS
  SELECT c.ubicacion_id, c.producto_id, v.primera, COALESCE(x.e4, 0) AS e4, k.desde AS conocido
  FROM (SELECT m.ubicacion_id, m.producto_id FROM an_movido AS m
        LEFT JOIN an_conocido AS k ON k.ubicacion_id = m.ubicacion_id
        WHERE m.fondo <= 0 OR (m.fondo_antes <= 0 AND (k.desde IS NULL OR m.fecha > k.desde))
        UNION SELECT ubicacion_id, producto_id FROM an_existencia WHERE e4 <= 0) AS c
  JOIN ventas_vida AS v ON v.ubicacion_id = c.ubicacion_id AND v.producto_id = c.producto_id
  LEFT JOIN an_existencia AS x
    ON x.ubicacion_id = c.ubicacion_id AND x.producto_id = c.producto_id
  LEFT JOIN an_conocido AS k ON k.ubicacion_id = c.ubicacion_id;
CREATE TEMPORARY TABLE an_sin_stock AS
  SELECT g.ubicacion_id, g.producto_id, g.fecha FROM (
    SELECT d.ubicacion_id, d.producto_id, d.fecha, d.comercio, d.tope, d.primera, d.conocido,
      d.e4 - CAST(SUM(d.delta) OVER (PARTITION BY d.ubicacion_id, d.producto_id
        ORDER BY d.fecha DESC ROWS UNBOUNDED PRECEDING) AS {bigint}) AS al_abrir
    FROM (
      SELECT x.ubicacion_id, x.producto_id, x.primera, x.conocido, x.e4, x.fecha,
        MAX(x.comercio) AS comercio, CAST(SUM(x.delta) AS {bigint}) AS delta, MAX(x.tope) AS tope
      FROM (
        SELECT e.ubicacion_id, e.producto_id, e.primera, e.conocido, e.e4, d.fecha, 1 AS comercio,
          0 AS delta, CAST(NULL AS {bigint}) AS tope
        FROM an_escaso AS e JOIN an_dias AS d ON d.ubicacion_id = e.ubicacion_id
        UNION ALL
        SELECT e.ubicacion_id, e.producto_id, e.primera, e.conocido, e.e4, m.fecha, 0, m.delta,
          m.tope
        FROM an_escaso AS e
        JOIN an_movido AS m ON m.ubicacion_id = e.ubicacion_id AND m.producto_id = e.producto_id
      ) AS x
      GROUP BY x.ubicacion_id, x.producto_id, x.primera, x.conocido, x.e4, x.fecha) AS d) AS g
  LEFT JOIN an_venta AS s ON s.ubicacion_id = g.ubicacion_id AND s.producto_id = g.producto_id
    AND s.fecha = g.fecha
  WHERE g.comercio = 1 AND g.al_abrir <= 0 AND COALESCE(g.tope, g.al_abrir) <= 0
    AND g.fecha > g.primera AND (g.conocido IS NULL OR g.fecha >= g.conocido)
    AND s.fecha IS NULL;
DROP TABLE an_escaso;
DROP TABLE an_conocido;
DROP TABLE an_movido;
DROP TABLE an_nivel;
ANALYZE an_sin_stock;
CREATE INDEX an_sin_stock_par ON an_sin_stock (ubicacion_id, producto_id);
CREATE TEMPORARY TABLE an_contado (ventana {integer}, ambito {key_text}, producto_id {key_text},
  n {bigint});
)sql";

constexpr std::string_view kCounted = R"sql(
INSERT INTO an_contado (ventana, ambito, producto_id, n)
  SELECT {ventana}, p.ubicacion_id, p.producto_id, p.n - COALESCE(f.n, 0)
  FROM (SELECT v.ubicacion_id, v.producto_id, COUNT(*) AS n FROM ventas_vida AS v
        JOIN an_dias AS d ON d.ubicacion_id = v.ubicacion_id
          AND d.fecha >= '{desde}' AND d.fecha >= v.primera
        GROUP BY v.ubicacion_id, v.producto_id) AS p
  LEFT JOIN (SELECT ubicacion_id, producto_id, COUNT(*) AS n FROM an_sin_stock
             WHERE fecha >= '{desde}' GROUP BY ubicacion_id, producto_id) AS f
    ON f.ubicacion_id = p.ubicacion_id AND f.producto_id = p.producto_id;
INSERT INTO an_contado (ventana, ambito, producto_id, n)
  SELECT {ventana}, '', v.producto_id, COUNT(*)
  FROM (SELECT producto_id, MIN(primera) AS primera FROM ventas_vida GROUP BY producto_id) AS v
  JOIN (SELECT DISTINCT fecha FROM an_dias WHERE fecha >= '{desde}') AS d ON d.fecha >= v.primera
  GROUP BY v.producto_id;
)sql";

}  // namespace

Status GatherAvailability(db::Connection& transaction, const Script& script, const Rules& rules,
                          const Horizon& horizon) {
  TELAR_RETURN_IF_ERROR(
      script
          .Run(transaction, kStock, {{"desde", FormatDate(horizon.Before(rules.lookback_days()))}})
          .status());
  for (const int days : std::set<int>{rules.abc_days, rules.demand_days, 3 * rules.demand_days}) {
    TELAR_RETURN_IF_ERROR(
        script
            .Run(transaction, kCounted,
                 {{"ventana", std::to_string(days)}, {"desde", FormatDate(horizon.Before(days))}})
            .status());
  }
  return script
      .Run(transaction,
           "ANALYZE an_contado; CREATE INDEX an_contado_par ON an_contado (ventana, ambito, "
           "producto_id)")
      .status();
}

Status DropAvailability(db::Connection& transaction, const Script& script) {
  return script
      .Run(transaction, "DROP TABLE an_contado; DROP TABLE an_sin_stock; DROP TABLE an_existencia")
      .status();
}

}  // namespace telar::analytics
