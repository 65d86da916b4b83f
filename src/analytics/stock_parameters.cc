#include "analytics/stock_parameters.h"

#include <fmt/format.h>

#include <initializer_list>
#include <set>

#include "analytics/publish.h"
#include "core/log.h"

namespace telar::analytics {
namespace {

/// Demand in the window of each product in a store: the short one where half of it counts, else the
/// long one. Days without a row are zeros: they lie between what came back and what was sold, so
/// the place of a quantity among n days is known without writing them down. `p75` is in quarters of
/// ten-thousandths.
constexpr std::string_view kDemand = R"sql(
CREATE TEMPORARY TABLE an_ventana AS
SELECT p.ubicacion_id, p.producto_id,
  CASE WHEN p.corta THEN {corta} ELSE {larga} END AS ventana,
  CASE WHEN p.corta THEN p.n_corta ELSE p.n_larga END AS n,
  CASE WHEN p.corta THEN date('{desde_corta}') ELSE date('{desde}') END AS desde
FROM (
  SELECT l.ambito AS ubicacion_id, l.producto_id, l.n AS n_larga, s.n AS n_corta,
    2 * COALESCE(s.n, 0) >= {corta} AS corta
  FROM an_contado AS l
  LEFT JOIN an_contado AS s ON s.ventana = {corta} AND s.ambito = l.ambito
    AND s.producto_id = l.producto_id
  WHERE l.ventana = {larga} AND l.ambito <> '') AS p;
ANALYZE an_ventana;
CREATE INDEX an_ventana_par ON an_ventana (ubicacion_id, producto_id);
CREATE TEMPORARY TABLE an_demanda AS
SELECT ubicacion_id, producto_id, COUNT(*) AS k, CAST(SUM(q) AS {bigint}) AS q, MAX(q) AS mayor,
  CAST(SUM(CASE WHEN 4 * lugar <= h AND h < 4 * lugar + 4 THEN q * (4 - h % 4)
                WHEN 4 * lugar - 4 <= h AND h < 4 * lugar THEN q * (h % 4) ELSE 0 END) AS {bigint})
    AS p75,
  SUM(CAST(q AS {real}) * q) AS qq
FROM (
  SELECT ubicacion_id, producto_id, q, 3 * (n - 1) AS h,
    puesto - 1 + CASE WHEN q > 0 THEN n - k ELSE 0 END AS lugar
  FROM (
    SELECT v.ubicacion_id, v.producto_id, v.q, c.n,
      ROW_NUMBER() OVER (PARTITION BY v.ubicacion_id, v.producto_id ORDER BY v.q) AS puesto,
      COUNT(*) OVER (PARTITION BY v.ubicacion_id, v.producto_id ORDER BY v.q
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS k
    FROM an_venta AS v
    JOIN an_ventana AS c ON c.ubicacion_id = v.ubicacion_id AND c.producto_id = v.producto_id
      AND v.fecha >= c.desde
    WHERE v.fecha >= '{desde}') AS a) AS b
GROUP BY ubicacion_id, producto_id;
ANALYZE an_demanda;
CREATE INDEX an_demanda_par ON an_demanda (ubicacion_id, producto_id);
)sql";

/// Demand of stores, then of what each location serves: a store itself, a centre the stores of its
/// region. Negative demand is none.
constexpr std::string_view kNeeds = R"sql(
CREATE TEMPORARY TABLE an_tienda AS
SELECT p.ubicacion_id, p.producto_id, p.ventana, p.n, p.k,
  CASE WHEN p.p75 > 0 THEN p.p75 ELSE 0 END AS p75, p.q,
  CASE WHEN p.mayor > 0 THEN p.mayor ELSE 0 END AS mayor,
  CASE WHEN p.n > 1 AND p.n * p.qq > CAST(p.q AS {real}) * p.q
    THEN sqrt((p.n * p.qq - CAST(p.q AS {real}) * p.q) / (CAST(p.n AS {real}) * (p.n - 1)))
    ELSE 0 END / 10000.0 AS sigma
FROM (
  SELECT c.ubicacion_id, c.producto_id, c.ventana, c.n, COALESCE(a.k, 0) AS k,
    COALESCE(a.p75, 0) AS p75, COALESCE(a.q, 0) AS q, COALESCE(a.mayor, 0) AS mayor,
    COALESCE(a.qq, 0) AS qq
  FROM an_ventana AS c
  LEFT JOIN an_demanda AS a ON a.ubicacion_id = c.ubicacion_id AND a.producto_id = c.producto_id
) AS p;
CREATE INDEX an_tienda_par ON an_tienda (ubicacion_id, producto_id);
CREATE TEMPORARY TABLE an_sirve AS
  SELECT u.id AS ubicacion_id, u.id AS tienda_id, u.tipo FROM ubicaciones AS u
  WHERE u.tipo = 'tienda'
  UNION ALL
  SELECT c.id, u.id, c.tipo FROM ubicaciones AS c
  JOIN ubicaciones AS u ON u.tipo = 'tienda'
    AND (u.region = c.region OR COALESCE(c.region, '') = '')
  WHERE c.tipo = 'cedi';
CREATE TEMPORARY TABLE an_necesita AS
  SELECT s.ubicacion_id, t.producto_id, MIN(t.ventana) AS ventana, MIN(t.n) AS n, MAX(t.k) AS k,
    CAST(SUM(t.p75) AS {bigint}) AS p75, CAST(SUM(t.q) AS {bigint}) AS q,
    CAST(SUM(t.mayor) AS {bigint}) AS mayor, sqrt(SUM(t.sigma * t.sigma)) AS sigma,
    SUM(CAST(t.q AS {real}) / 10000.0 / t.n) AS media
  FROM an_sirve AS s
  JOIN an_tienda AS t ON t.ubicacion_id = s.tienda_id
  WHERE t.n > 0 GROUP BY s.ubicacion_id, t.producto_id;
CREATE TEMPORARY TABLE an_vida AS
  SELECT s.ubicacion_id, v.producto_id, MIN(v.primera) AS primera, MAX(v.ultima) AS ultima
  FROM an_sirve AS s
  JOIN ventas_vida AS v ON v.ubicacion_id = s.tienda_id GROUP BY s.ubicacion_id, v.producto_id;
CREATE TEMPORARY TABLE an_vendido AS
  SELECT s.ubicacion_id, v.producto_id, CAST(SUM(v.mes) AS {bigint}) AS mes,
    CAST(10000 * SUM(v.c) AS {bigint}) AS c, CAST(SUM(v.q) AS {bigint}) AS q
  FROM an_sirve AS s
  JOIN (SELECT ubicacion_id, producto_id,
          SUM(CASE WHEN fecha >= '{mes}' THEN q ELSE 0 END) AS mes,
          SUM(CASE WHEN fecha >= '{desde}' AND s = 0 THEN c ELSE 0 END) AS c,
          SUM(CASE WHEN fecha >= '{desde}' AND s = 0 THEN q ELSE 0 END) AS q
        FROM an_venta WHERE fecha >= '{mes}' OR fecha >= '{desde}'
        GROUP BY ubicacion_id, producto_id) AS v ON v.ubicacion_id = s.tienda_id
  GROUP BY s.ubicacion_id, v.producto_id;
CREATE TEMPORARY TABLE an_costo AS
  SELECT p.ubicacion_id, p.producto_id, MAX({e4(p.costo)}) AS costo FROM productos_precios AS p
  WHERE p.valido_hasta IS NULL AND p.costo IS NOT NULL GROUP BY p.ubicacion_id, p.producto_id;
ANALYZE an_necesita;
ANALYZE an_vida;
ANALYZE an_vendido;
ANALYZE an_costo;
CREATE INDEX an_necesita_par ON an_necesita (ubicacion_id, producto_id);
CREATE INDEX an_vida_par ON an_vida (ubicacion_id, producto_id);
CREATE INDEX an_vendido_par ON an_vendido (ubicacion_id, producto_id);
CREATE INDEX an_costo_par ON an_costo (ubicacion_id, producto_id);
)sql";

/// What people decided (docs/formats/orders.md): of a location, of products.
constexpr std::string_view kDecided = R"sql(
CREATE TEMPORARY TABLE an_plazo AS
  SELECT ubicacion_id, MIN(entrega) AS entrega, MIN(a) AS a, MIN(b) AS b, MIN(c) AS c, MIN(d) AS d
  FROM (SELECT {tienda} AS ubicacion_id, {plazo} AS entrega, {a} AS a, {b} AS b, {c} AS c, {d} AS d
        FROM config_parametros_abc_tienda WHERE {activo_tienda}) AS t
  GROUP BY ubicacion_id;
CREATE TEMPORARY TABLE an_trato AS
  SELECT p.codigo AS producto_id, MIN({dias}) AS cobertura,
    MAX(CASE WHEN p.es_generador_trafico THEN 1 ELSE 0 END) AS generador
  FROM productos AS p
  LEFT JOIN config_cobertura_categoria AS g ON {categoria} = p.categoria AND {activo_categoria}
  WHERE {categoria} IS NOT NULL OR p.es_generador_trafico GROUP BY p.codigo;
ANALYZE an_trato;
CREATE INDEX an_trato_producto ON an_trato (producto_id);
)sql";

constexpr std::string_view kParameters = R"sql(
WITH par AS (
  SELECT d.ubicacion_id, d.producto_id FROM an_necesita AS d
  JOIN ubicaciones AS u ON u.id = d.ubicacion_id
  WHERE d.k > 0 AND (u.tipo <> 'cedi' OR COALESCE(u.region, '') <> '')
  UNION SELECT ubicacion_id, producto_id FROM an_existencia),
falta AS (
  SELECT ubicacion_id, producto_id, COUNT(*) AS n FROM an_sin_stock
  WHERE fecha >= '{desde}' GROUP BY ubicacion_id, producto_id),
clase AS (
  SELECT par.ubicacion_id, par.producto_id, u.tipo,
    CASE WHEN u.tipo = 'cedi' THEN c.clase_abc ELSE a.clase_abc END AS clase_abc,
    CASE WHEN t.generador = 1 THEN 'A' WHEN u.tipo = 'cedi' THEN c.clase_abc ELSE a.clase_abc END
      AS trato, t.cobertura AS cobertura_categoria
  FROM par
  JOIN ubicaciones AS u ON u.id = par.ubicacion_id
  LEFT JOIN productos_abc_tienda AS a ON a.ubicacion_id = par.ubicacion_id
    AND a.producto_id = par.producto_id
  LEFT JOIN productos_abc_cache AS c ON c.producto_id = par.producto_id
  LEFT JOIN an_trato AS t ON t.producto_id = par.producto_id),
base AS (
  SELECT p.ubicacion_id, p.producto_id, p.tipo, COALESCE(x.e4, 0) AS stock, p.clase_abc,
    d.ventana, COALESCE(d.n, 0) AS n, COALESCE(d.k, 0) AS k, COALESCE(f.n, 0) AS falta,
    COALESCE(d.p75, 0) AS p75, COALESCE(d.q, 0) AS q, COALESCE(d.mayor, 0) AS mayor,
    COALESCE(d.sigma, 0) AS sigma, d.media,
    COALESCE(o.entrega, CASE WHEN p.tipo = 'cedi' THEN {entrega_cedi} ELSE {entrega_tienda} END)
      AS entrega,
    CASE p.trato WHEN 'A' THEN {z_a} WHEN 'B' THEN {z_b} WHEN 'C' THEN {z_c} END AS z,
    COALESCE(p.cobertura_categoria,
      CASE p.trato WHEN 'A' THEN o.a WHEN 'B' THEN o.b WHEN 'C' THEN o.c ELSE o.d END,
      CASE p.trato WHEN 'A' THEN {cobertura_a} WHEN 'B' THEN {cobertura_b}
        WHEN 'C' THEN {cobertura_c} ELSE {cobertura_d} END) AS cobertura,
    COALESCE(m.mes, 0) AS mes, v.primera, v.ultima,
    COALESCE(c.costo, CASE WHEN m.c > 0 AND m.q > 0 THEN
      CAST((2 * m.c + m.q - (2 * m.c + m.q) % (2 * m.q)) / (2 * m.q) AS {bigint}) END) AS costo
  FROM clase AS p
  LEFT JOIN an_plazo AS o ON o.ubicacion_id = p.ubicacion_id
  LEFT JOIN an_necesita AS d ON d.ubicacion_id = p.ubicacion_id
    AND d.producto_id = p.producto_id
  LEFT JOIN an_existencia AS x ON x.ubicacion_id = p.ubicacion_id
    AND x.producto_id = p.producto_id
  LEFT JOIN falta AS f ON f.ubicacion_id = p.ubicacion_id AND f.producto_id = p.producto_id
  LEFT JOIN an_vida AS v ON v.ubicacion_id = p.ubicacion_id AND v.producto_id = p.producto_id
  LEFT JOIN an_vendido AS m ON m.ubicacion_id = p.ubicacion_id AND m.producto_id = p.producto_id
  LEFT JOIN an_costo AS c ON c.ubicacion_id = p.ubicacion_id
    AND c.producto_id = p.producto_id),
numero AS (
  SELECT b.*, CAST(p75 AS {real}) / 40000.0 AS d, CAST(entrega AS {real}) AS l,
    CAST(mayor AS {real}) / 10000.0 AS d_max, CAST(stock AS {real}) / 10000.0 AS hay
  FROM base AS b),
seguro AS (
  SELECT s.*, CASE
    WHEN z IS NOT NULL AND sigma > 0 THEN z * sigma * sqrt(l)
    WHEN z IS NOT NULL THEN 0.3 * d * l
    WHEN tipo = 'cedi' THEN 0.3 * d * l
    WHEN d_max * l > d * l THEN d_max * l - d * l
    ELSE 0.2 * d * l END AS ss
  FROM numero AS s),
limite AS (
  SELECT s.*, d * l + ss AS rop, d * l + ss + d * cobertura AS tope FROM seguro AS s)
SELECT ubicacion_id, producto_id, tipo, {units(stock)} AS stock, clase_abc, ventana AS dias_ventana,
  n AS dias_contados, k AS dias_con_venta, falta AS dias_sin_stock,
  ROUND(p75 * 0.000025, 6) AS demanda_p75,
  media AS demanda_media,
  {units(mayor)} AS demanda_maxima, sigma, l AS tiempo_entrega, cobertura AS cobertura_objetivo,
  ss AS stock_seguridad, rop AS punto_reorden, tope AS stock_maximo,
  CASE WHEN d > 0 THEN CASE WHEN hay > 0 THEN hay / d ELSE 0 END END AS dias_cobertura,
  CASE WHEN d = 0 THEN 'SIN_DEMANDA' WHEN hay <= ss THEN 'CRITICO' WHEN hay <= rop THEN 'URGENTE'
    WHEN hay <= tope THEN 'OPTIMO' ELSE 'EXCESO' END AS estado,
  CASE WHEN stock <= 0 AND mes <= 0 THEN 'FANTASMA' WHEN stock <= 0 THEN 'ANOMALIA'
    WHEN ultima IS NULL OR ultima < '{dormido}' THEN 'DORMIDO' ELSE 'ACTIVO' END AS actividad,
  CASE WHEN mes <= 0 THEN 'SIN_VENTAS' WHEN mes <= 50000 THEN 'BAJA' WHEN mes <= 150000 THEN 'MEDIA'
    WHEN mes <= 300000 THEN 'ALTA' ELSE 'MUY_ALTA' END AS velocidad,
  {units(mes)} AS cantidad_30d, primera AS primera_venta, ultima AS ultima_venta,
  {units(costo)} AS costo_unitario,
  CASE WHEN stock > 0 THEN
    {units(CAST((stock * costo + 5000 - (stock * costo + 5000) % 10000) / 10000 AS {bigint}))} END
    AS valor_stock
FROM limite
)sql";

constexpr std::string_view kDrop = R"sql(
DROP TABLE an_trato;
DROP TABLE an_plazo;
DROP TABLE an_necesita;
DROP TABLE an_costo;
DROP TABLE an_vendido;
DROP TABLE an_vida;
DROP TABLE an_sirve;
DROP TABLE an_tienda;
DROP TABLE an_demanda;
DROP TABLE an_ventana;
)sql";

/// Tables of the earlier platform have the same columns under other names, or not at all.
class Columns {
 public:
  static Result<Columns> Of(db::Connection& connection, const std::string& table,
                            const std::string& key) {
    Columns columns;
    TELAR_ASSIGN_OR_RETURN(const auto infos, connection.Columns(table));
    for (const auto& info : infos) columns.names_.insert(info.name);
    columns.usable_ = columns.names_.contains(key);
    // Its decisions are missed, but the rest of the analysis does not wait for that.
    if (!columns.usable_) {
      log::Warn("a table of decisions is left out: it lacks the column that it is read by",
                {{"table", table}, {"column", key}});
    }
    return columns;
  }

  std::string Key(const std::string& column) const {
    return usable_ ? column : "CAST(NULL AS VARCHAR(1))";
  }

  /// A number above zero under the first of these names that there is, else NULL.
  std::string Days(const std::string& alias, std::initializer_list<const char*> names) const {
    for (const std::string name : names) {
      if (!names_.contains(name)) continue;
      const std::string column = alias + name;
      return "CASE WHEN " + column + " > 0 THEN CAST(" + column + " AS DOUBLE PRECISION) END";
    }
    return "CAST(NULL AS DOUBLE PRECISION)";
  }

  std::string Active(const std::string& alias) const {
    if (!usable_) return "FALSE";
    return names_.contains("activo") ? "COALESCE(" + alias + "activo, TRUE)" : "TRUE";
  }

 private:
  std::set<std::string> names_;
  bool usable_ = false;
};

Status ReadDecided(db::Connection& transaction, const Script& script) {
  TELAR_ASSIGN_OR_RETURN(const auto store,
                         Columns::Of(transaction, "config_parametros_abc_tienda", "tienda_id"));
  TELAR_ASSIGN_OR_RETURN(const auto category,
                         Columns::Of(transaction, "config_cobertura_categoria", "categoria"));
  return script
      .Run(transaction, kDecided,
           {{"tienda", store.Key("tienda_id")},
            {"categoria", category.Key("g.categoria")},
            {"plazo", store.Days("", {"lead_time_override", "lead_time"})},
            {"a", store.Days("", {"dias_cobertura_a", "clase_a_dias_cobertura"})},
            {"b", store.Days("", {"dias_cobertura_b", "clase_b_dias_cobertura"})},
            {"c", store.Days("", {"dias_cobertura_c", "clase_c_dias_cobertura"})},
            {"d", store.Days("", {"dias_cobertura_d", "clase_d_dias_cobertura"})},
            {"activo_tienda", store.Active("")},
            {"dias", category.Days("g.", {"dias_cobertura", "dias"})},
            {"activo_categoria", category.Active("g.")}})
      .status();
}

}  // namespace

Result<StockCounts> RebuildStockParameters(db::Connection& transaction, const Script& script,
                                           const Rules& rules, const Horizon& horizon,
                                           const std::string& calculated) {
  const int long_days = 3 * rules.demand_days;
  const auto number = [](double value) { return fmt::format("{}", value); };
  const Script::Values values{{"corta", std::to_string(rules.demand_days)},
                              {"larga", std::to_string(long_days)},
                              {"mes", FormatDate(horizon.Before(Rules::kMonth))},
                              {"desde", FormatDate(horizon.Before(long_days))},
                              {"desde_corta", FormatDate(horizon.Before(rules.demand_days))},
                              {"dormido", FormatDate(horizon.Before(rules.dormant_days))},
                              {"entrega_tienda", number(rules.store_lead_days)},
                              {"entrega_cedi", number(rules.cedi_lead_days)},
                              {"z_a", number(rules.a.z)},
                              {"z_b", number(rules.b.z)},
                              {"z_c", number(rules.c.z)},
                              {"cobertura_a", number(rules.a.coverage_days)},
                              {"cobertura_b", number(rules.b.coverage_days)},
                              {"cobertura_c", number(rules.c.coverage_days)},
                              {"cobertura_d", number(rules.d.coverage_days)}};
  TELAR_RETURN_IF_ERROR(script.Run(transaction, kDemand, values).status());
  TELAR_RETURN_IF_ERROR(script.Run(transaction, kNeeds, values).status());
  TELAR_RETURN_IF_ERROR(ReadDecided(transaction, script));
  const Publication publication{.calculated = calculated, .guard = rules.shrink_guard};
  StockCounts counts;
  TELAR_ASSIGN_OR_RETURN(counts.parameters, Publish(transaction, script, "parametros_stock",
                                                    kParameters, values, publication));
  TELAR_RETURN_IF_ERROR(script.Run(transaction, kDrop, values).status());
  // Fewer days without stock are good news.
  TELAR_ASSIGN_OR_RETURN(
      counts.stockout_days,
      Publish(transaction, script, "quiebres_stock",
              "SELECT ubicacion_id, producto_id, fecha FROM an_sin_stock WHERE fecha >= '{desde}'",
              values, {.calculated = calculated, .guard = 0}));
  return counts;
}

}  // namespace telar::analytics
