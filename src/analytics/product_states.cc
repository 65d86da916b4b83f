#include "analytics/product_states.h"

#include "analytics/publish.h"

namespace telar::analytics {
namespace {

constexpr std::string_view kStates = R"sql(
WITH existencia AS (
  SELECT x.producto_id,
    SUM(CASE WHEN x.ubicacion_id = 'cedi_seco' THEN x.e4 ELSE 0 END) AS seco,
    SUM(CASE WHEN x.ubicacion_id = 'cedi_caracas' THEN x.e4 ELSE 0 END) AS caracas,
    SUM(CASE WHEN u.tipo = 'cedi' AND x.e4 > 0 THEN x.e4 ELSE 0 END) AS cedis,
    SUM(CASE WHEN u.tipo = 'tienda' AND x.e4 > 0 THEN x.e4 ELSE 0 END) AS tiendas,
    SUM(CASE WHEN u.tipo = 'tienda' AND x.e4 > 0 THEN 1 ELSE 0 END) AS con_stock
  FROM an_existencia AS x JOIN ubicaciones AS u ON u.id = x.ubicacion_id GROUP BY x.producto_id),
venta AS (
  SELECT producto_id, SUM(q) AS q, COUNT(DISTINCT ubicacion_id) AS con_ventas FROM an_venta
  WHERE fecha >= '{desde}' GROUP BY producto_id),
vida AS (SELECT producto_id, MAX(ultima) AS ultima FROM ventas_vida GROUP BY producto_id),
todo AS (
  SELECT p.codigo, COALESCE(p.descripcion, p.nombre) AS descripcion, p.categoria,
    COALESCE(c.clase_abc, 'SIN_VENTAS') AS clase,
    COALESCE(x.seco, 0) AS seco, COALESCE(x.caracas, 0) AS caracas, COALESCE(x.cedis, 0) AS cedis,
    COALESCE(x.tiendas, 0) AS tiendas, COALESCE(x.con_stock, 0) AS con_stock,
    COALESCE(s.q, 0) AS q, COALESCE(s.con_ventas, 0) AS con_ventas, v.ultima, k.dias,
    c.rank_cantidad, c.rank_valor
  FROM productos AS p
  LEFT JOIN productos_abc_cache AS c ON c.producto_id = p.codigo
  LEFT JOIN existencia AS x ON x.producto_id = p.codigo
  LEFT JOIN venta AS s ON s.producto_id = p.codigo
  LEFT JOIN vida AS v ON v.producto_id = p.codigo
  LEFT JOIN an_calendario AS k ON k.fecha = v.ultima)
SELECT codigo, descripcion, categoria, clase AS clasificacion_abc, {units(seco)} AS stock_cedi_seco,
  {units(caracas)} AS stock_cedi_caracas, {units(cedis)} AS stock_cedis,
  {units(tiendas)} AS stock_tiendas, {units(cedis + tiendas)} AS stock_total,
  con_stock AS num_tiendas_con_stock, {units(q)} AS ventas_2m,
  con_ventas AS num_tiendas_con_ventas, ultima AS ultima_venta, dias AS dias_sin_venta,
  rank_cantidad, rank_valor,
  CASE WHEN cedis + tiendas <= 0 AND q <= 0 THEN 'FANTASMA' WHEN cedis + tiendas <= 0 THEN 'ANOMALIA'
    WHEN tiendas <= 0 AND q <= 0 THEN 'CRITICO' WHEN q <= 0 THEN 'DORMIDO'
    WHEN tiendas < 100000 OR cedis <= 0 THEN 'AGOTANDOSE' ELSE 'ACTIVO' END AS estado
FROM todo
)sql";

}  // namespace

Result<std::int64_t> RebuildProductStates(db::Connection& transaction, const Script& script,
                                          const Rules& rules, const Horizon& horizon,
                                          const std::string& calculated) {
  return Publish(transaction, script, "productos_analisis_cache", kStates,
                 {{"desde", FormatDate(horizon.Before(rules.state_days))}},
                 {.calculated = calculated, .guard = rules.shrink_guard});
}

}  // namespace telar::analytics
