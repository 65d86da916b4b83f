#include "analytics/abc.h"

#include <fmt/format.h>

#include <cmath>

#include "analytics/publish.h"

namespace telar::analytics {
namespace {

/// {ambito} is what is classified within: the location, or '' for the chain. {dia} are its sales, a
/// row a product and day.
constexpr std::string_view kClassify = R"sql(
CREATE TEMPORARY TABLE an_abc AS
WITH dia AS ({dia}),
producto AS MATERIALIZED (
  SELECT ambito, producto_id, CAST(SUM(q) AS {bigint}) AS q, CAST(SUM(v) AS {bigint}) AS v,
    CAST(SUM(u) AS {bigint}) AS u, CAST(SUM(t) AS {bigint}) AS t, CAST(SUM(s) AS {bigint}) AS s,
    COUNT(*) AS dias, SUM(CAST(q AS {real}) * CAST(q AS {real})) AS qq
  FROM dia GROUP BY ambito, producto_id),
ambito AS (
  SELECT {ambito} AS ambito, CAST(SUM(tickets) AS {bigint}) AS tickets
  FROM an_dias WHERE fecha >= '{desde}' GROUP BY 1),
puesto AS (
  SELECT p.ambito, p.producto_id, p.q, p.v, p.u, p.t, p.s, p.dias, p.qq,
    ROW_NUMBER() OVER (PARTITION BY ambito ORDER BY q DESC, {bytes(producto_id)}) AS rq,
    ROW_NUMBER() OVER (PARTITION BY ambito ORDER BY v DESC, {bytes(producto_id)}) AS rv,
    ROW_NUMBER() OVER (PARTITION BY ambito ORDER BY u DESC, {bytes(producto_id)}) AS ru,
    ROW_NUMBER() OVER (PARTITION BY ambito ORDER BY t DESC, {bytes(producto_id)}) AS rt,
    CAST(SUM(CASE WHEN q > 0 THEN q ELSE 0 END) OVER (PARTITION BY ambito
      ORDER BY q DESC, {bytes(producto_id)} ROWS UNBOUNDED PRECEDING) AS {bigint}) AS q_hasta,
    CAST(SUM(CASE WHEN v > 0 THEN v ELSE 0 END) OVER (PARTITION BY ambito
      ORDER BY v DESC, {bytes(producto_id)} ROWS UNBOUNDED PRECEDING) AS {bigint}) AS v_hasta,
    CAST(SUM(CASE WHEN u > 0 THEN u ELSE 0 END) OVER (PARTITION BY ambito
      ORDER BY u DESC, {bytes(producto_id)} ROWS UNBOUNDED PRECEDING) AS {bigint}) AS u_hasta
  FROM producto AS p),
suma AS (
  SELECT ambito, CAST(SUM(CASE WHEN q > 0 THEN q ELSE 0 END) AS {bigint}) AS q_todo,
    CAST(SUM(CASE WHEN v > 0 THEN v ELSE 0 END) AS {bigint}) AS v_todo,
    CAST(SUM(CASE WHEN u > 0 THEN u ELSE 0 END) AS {bigint}) AS u_todo
  FROM producto GROUP BY ambito),
clase AS (
  SELECT s.*, w.q_todo, w.v_todo, w.u_todo, a.tickets, COALESCE(c.n, 0) AS n,
    {rank(rq)} AS ranking_vol, {rank(rv)} AS ranking_val, {rank(ru)} AS ranking_mar,
    {share(q)} AS pareto_vol, {share(v)} AS pareto_val, {share(u)} AS pareto_mar,
    CASE WHEN q > 0 AND COALESCE(c.n, 0) >= {xyz_dias} THEN
      CASE WHEN c.n * qq > CAST(q AS {real}) * q
        THEN sqrt(c.n * qq - CAST(q AS {real}) * q) / q ELSE 0 END END AS cv
  FROM puesto AS s JOIN ambito AS a ON a.ambito = s.ambito JOIN suma AS w ON w.ambito = s.ambito
  LEFT JOIN an_contado AS c ON c.ventana = {ventana} AND c.ambito = s.ambito
    AND c.producto_id = s.producto_id),
xyz AS (
  SELECT k.*, {modelo} AS abc,
    CASE WHEN cv < {xyz_x} THEN 'X' WHEN cv < {xyz_y} THEN 'Y' WHEN cv IS NOT NULL THEN 'Z' END
      AS xyz
  FROM clase AS k)
SELECT ambito AS ubicacion_id, producto_id, {units(q)} AS cantidad_30d, {units(v)} AS venta_30d,
  t AS tickets_30d, tickets AS total_tickets_periodo, {percent(t, tickets)} AS penetracion_pct,
  {units(v_hasta)} AS venta_acumulada, {percent(v, v_todo)} AS porcentaje_venta,
  {percent(v_hasta, v_todo)} AS porcentaje_acumulado, rq AS rank_cantidad, rv AS rank_valor,
  rt AS rank_penetracion, rq - rt AS gap, ranking_vol AS clase_ranking_vol,
  ranking_val AS clase_ranking_val, pareto_vol AS clase_pareto_vol, pareto_val AS clase_pareto_val,
  abc AS clase_abc, rq <= 50 AS is_top50, date('{desde}') AS periodo_inicio,
  date('{ultimo}') AS periodo_fin,
  {ventana} AS dias_periodo, {units(u)} AS margen_30d, ru AS rank_margen,
  ranking_mar AS clase_ranking_mar, pareto_mar AS clase_pareto_mar, s AS lineas_sin_costo,
  dias AS dias_con_venta, n AS dias_contados, cv, xyz AS clase_xyz, abc || xyz AS matriz,
  {units(v_todo)} AS venta_total_periodo, {units(v_todo)} AS venta_total_tienda,
  rq - rt >= {gap} AS generador_trafico_sugerido
FROM xyz;
CREATE INDEX an_abc_par ON an_abc (ubicacion_id, producto_id);
)sql";

constexpr std::string_view kChanged = R"sql(
INSERT INTO abc_cambios (fecha_calculo, ubicacion_id, producto_id, clase_antes, clase_ahora,
    xyz_antes, xyz_ahora, venta_30d)
  SELECT '{calculado}', {ambito_antes}, a.producto_id, a.clase_abc, n.clase_abc, a.clase_xyz,
    n.clase_xyz, n.venta_30d
  FROM {tabla} AS a LEFT JOIN an_abc AS n ON {misma}
  WHERE a.clase_abc IS DISTINCT FROM n.clase_abc OR a.clase_xyz IS DISTINCT FROM n.clase_xyz;
)sql";

/// Everything is new in the first calculation, and nothing a change.
constexpr std::string_view kAppeared = R"sql(
INSERT INTO abc_cambios (fecha_calculo, ubicacion_id, producto_id, clase_antes, clase_ahora,
    xyz_antes, xyz_ahora, venta_30d)
  SELECT '{calculado}', n.ubicacion_id, n.producto_id, NULL, n.clase_abc, NULL, n.clase_xyz,
    n.venta_30d
  FROM an_abc AS n LEFT JOIN {tabla} AS a ON {misma}
  WHERE a.producto_id IS NULL AND EXISTS (SELECT 1 FROM {tabla});
)sql";

std::string ModelColumn(AbcModel model) {
  switch (model) {
    case AbcModel::kRankByQuantity: return "ranking_vol";
    case AbcModel::kRankByValue: return "ranking_val";
    case AbcModel::kParetoByQuantity: return "pareto_vol";
    case AbcModel::kParetoByValue: return "pareto_val";
  }
  return "ranking_vol";
}

Script::Values ValuesOf(const Rules& rules, const Horizon& horizon, const std::string& calculated) {
  Script::Values values{{"desde", FormatDate(horizon.Before(rules.abc_days))},
                        {"ultimo", FormatDate(horizon.Before(1))},
                        {"ventana", std::to_string(rules.abc_days)},
                        {"calculado", calculated},
                        {"modelo", ModelColumn(rules.model)},
                        {"gap", std::to_string(rules.gap)},
                        {"xyz_dias", std::to_string(rules.xyz_days)},
                        {"xyz_x", fmt::format("{}", rules.xyz_x)},
                        {"xyz_y", fmt::format("{}", rules.xyz_y)}};
  for (const std::string rank : {"rq", "rv", "ru"}) {
    values.emplace_back(fmt::format("rank({})", rank),
                        fmt::format("CASE WHEN {0} <= {1} THEN 'A' WHEN {0} <= {2} THEN 'B' WHEN "
                                    "{0} <= {3} THEN 'C' ELSE 'D' END",
                                    rank, rules.rank_a, rules.rank_b, rules.rank_c));
  }
  const auto hundredths = [](double percent) { return std::lround(percent * 100); };
  for (const std::string what : {"q", "v", "u"}) {
    values.emplace_back(
        fmt::format("share({})", what),
        fmt::format("CASE WHEN {0} <= 0 THEN 'D' WHEN ({0}_hasta - {0}) * 10000 < {1} * {0}_todo "
                    "THEN 'A' WHEN ({0}_hasta - {0}) * 10000 < {2} * {0}_todo THEN 'B' ELSE 'C' "
                    "END",
                    what, hundredths(rules.pareto_a), hundredths(rules.pareto_b)));
  }
  return values;
}

/// What differs between the chain and its stores.
struct Scope {
  std::string ambito, dia, tabla, ambito_antes, misma;
};

struct ScopeCounts {
  std::int64_t rows = 0, changes = 0;
};

Result<ScopeCounts> Rebuild(db::Connection& transaction, const Script& script, const Rules& rules,
                            Script::Values values, const Scope& scope,
                            const std::string& calculated) {
  values.insert(values.end(), {{"ambito", scope.ambito},
                               {"dia", scope.dia},
                               {"tabla", scope.tabla},
                               {"ambito_antes", scope.ambito_antes},
                               {"misma", scope.misma}});
  TELAR_RETURN_IF_ERROR(script.Run(transaction, kClassify, values).status());
  ScopeCounts counts;
  TELAR_ASSIGN_OR_RETURN(const std::int64_t changed, script.Run(transaction, kChanged, values));
  TELAR_ASSIGN_OR_RETURN(const std::int64_t appeared, script.Run(transaction, kAppeared, values));
  counts.changes = changed + appeared;
  TELAR_ASSIGN_OR_RETURN(counts.rows,
                         Publish(transaction, script, scope.tabla, "SELECT * FROM an_abc", {},
                                 {.calculated = calculated, .guard = rules.shrink_guard}));
  TELAR_RETURN_IF_ERROR(script.Run(transaction, "DROP TABLE an_abc").status());
  return counts;
}

}  // namespace

Result<AbcCounts> RebuildAbc(db::Connection& transaction, const Script& script, const Rules& rules,
                             const Horizon& horizon, const std::string& calculated) {
  const Script::Values values = ValuesOf(rules, horizon, calculated);
  const std::string within =
      " FROM an_venta WHERE fecha >= '" + FormatDate(horizon.Before(rules.abc_days)) + "'";
  TELAR_ASSIGN_OR_RETURN(
      const auto chain,
      Rebuild(
          transaction, script, rules, values,
          {.ambito = "''",
           .dia = "SELECT '' AS ambito, producto_id, fecha, SUM(q) AS q, SUM(v) AS v, SUM(u) AS "
                  "u, SUM(t) AS t, SUM(s) AS s" +
                  within + " GROUP BY producto_id, fecha",
           .tabla = "productos_abc_cache",
           .ambito_antes = "''",
           .misma = "n.ubicacion_id = '' AND n.producto_id = a.producto_id"},
          calculated));
  TELAR_ASSIGN_OR_RETURN(
      const auto stores,
      Rebuild(transaction, script, rules, values,
              {.ambito = "ubicacion_id",
               .dia = "SELECT ubicacion_id AS ambito, producto_id, fecha, q, v, u, t, s" + within,
               .tabla = "productos_abc_tienda",
               .ambito_antes = "a.ubicacion_id",
               .misma = "n.producto_id = a.producto_id AND n.ubicacion_id = a.ubicacion_id"},
              calculated));
  return AbcCounts{chain.rows, stores.rows, chain.changes + stores.changes};
}

}  // namespace telar::analytics
