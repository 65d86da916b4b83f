#include "analytics/working_days.h"

#include <algorithm>

namespace telar::analytics {
namespace {

constexpr std::string_view kGather = R"sql(
CREATE TEMPORARY TABLE an_dias AS
  SELECT d.ubicacion_id, d.fecha, d.tickets FROM ventas_diarias_ubicacion AS d
  WHERE d.fecha >= '{desde}' AND d.fecha < '{hoy}' AND d.lineas > 0 AND NOT EXISTS (
    SELECT 1 FROM analisis_exclusiones AS e WHERE e.producto_id = '' AND e.fecha = d.fecha
      AND (e.ubicacion_id = d.ubicacion_id OR e.ubicacion_id = ''));
CREATE TEMPORARY TABLE an_venta AS
  SELECT v.ubicacion_id, v.producto_id, v.fecha, v.cantidad_e4 AS q, v.venta_e4 AS v,
    v.utilidad_e4 AS u, v.tickets AS t, v.lineas_sin_costo AS s, v.costo_e4 AS c
  FROM ventas_diarias AS v
  JOIN an_dias AS d ON d.ubicacion_id = v.ubicacion_id AND d.fecha = v.fecha
  WHERE v.fecha >= '{desde}' AND v.fecha < '{hoy}' AND NOT EXISTS (
    SELECT 1 FROM analisis_exclusiones AS e WHERE e.producto_id = v.producto_id
      AND e.producto_id <> '');
ANALYZE an_dias;
ANALYZE an_venta;
CREATE INDEX an_dias_dia ON an_dias (ubicacion_id, fecha);
CREATE INDEX an_venta_par ON an_venta (ubicacion_id, producto_id, fecha);
)sql";

/// As no two databases subtract dates alike.
Status MakeCalendar(db::Connection& transaction, const Script& script, int remembered,
                    const Horizon& horizon) {
  std::string sql =
      "CREATE TEMPORARY TABLE an_calendario (fecha {date}, dias {integer}); INSERT INTO "
      "an_calendario (fecha, dias) VALUES ";
  for (int days = 0; days <= remembered; ++days) {
    if (days > 0) sql += ", ";
    sql += "('" + FormatDate(horizon.Before(days)) + "', " + std::to_string(days) + ")";
  }
  return script.Run(transaction, sql + "; ANALYZE an_calendario").status();
}

}  // namespace

Status GatherDays(db::Connection& transaction, const Script& script, const Rules& rules,
                  const Horizon& horizon) {
  constexpr int kRemembered = 1100;
  TELAR_RETURN_IF_ERROR(
      MakeCalendar(transaction, script, std::max(kRemembered, rules.lookback_days()), horizon));
  return script
      .Run(transaction, kGather,
           {{"desde", FormatDate(horizon.Before(rules.lookback_days()))},
            {"hoy", FormatDate(horizon.today)}})
      .status();
}

Status DropDays(db::Connection& transaction, const Script& script) {
  return script
      .Run(transaction, "DROP TABLE an_venta; DROP TABLE an_dias; DROP TABLE an_calendario")
      .status();
}

}  // namespace telar::analytics
