#include "analytics/schema.h"

#include <algorithm>
#include <string>

#include "analytics/script.h"
#include "core/text.h"
#include "db/migrations.h"

namespace telar::analytics {
namespace {

/// Aggregates of the lines, a row a product, location and day; and what is known of a product in a
/// location without reading all of them.
constexpr std::string_view kDaily = R"sql(
CREATE TABLE ventas_diarias (
  ubicacion_id {key_text} NOT NULL,
  fecha {date} NOT NULL,
  producto_id {key_text} NOT NULL,
  cantidad_e4 {bigint} NOT NULL,
  venta_e4 {bigint} NOT NULL,
  costo_e4 {bigint} NOT NULL,
  utilidad_e4 {bigint} NOT NULL,
  tickets {bigint} NOT NULL,
  lineas {bigint} NOT NULL,
  lineas_sin_costo {bigint} NOT NULL);
CREATE TABLE ventas_diarias_ubicacion (
  ubicacion_id {key_text} NOT NULL,
  fecha {date} NOT NULL,
  tickets {bigint} NOT NULL,
  lineas {bigint} NOT NULL,
  cantidad_e4 {bigint} NOT NULL,
  venta_e4 {bigint} NOT NULL);
CREATE TABLE ventas_vida (
  ubicacion_id {key_text} NOT NULL,
  producto_id {key_text} NOT NULL,
  primera {date} NOT NULL,
  ultima {date} NOT NULL);
CREATE TABLE analisis_exclusiones (
  ubicacion_id {key_text} NOT NULL DEFAULT '',
  producto_id {key_text} NOT NULL DEFAULT '',
  fecha {date},
  motivo {text});
CREATE VIEW v_ventas_diarias AS
  SELECT ubicacion_id, fecha, producto_id, ROUND(cantidad_e4 * 0.0001, 4) AS cantidad,
    ROUND(venta_e4 * 0.0001, 4) AS venta, ROUND(costo_e4 * 0.0001, 4) AS costo,
    ROUND(utilidad_e4 * 0.0001, 4) AS utilidad, tickets, lineas, lineas_sin_costo
  FROM ventas_diarias;
CREATE VIEW v_ventas_resumen AS
  SELECT ubicacion_id, SUM(tickets) AS tickets, SUM(lineas) AS lineas,
    ROUND(SUM(cantidad_e4) * 0.0001, 4) AS cantidad, ROUND(SUM(venta_e4) * 0.0001, 4) AS venta,
    MIN(fecha) AS primera, MAX(fecha) AS ultima
  FROM ventas_diarias_ubicacion GROUP BY ubicacion_id;
)sql";

/// Columns of a classified product; those up to dias_periodo are the earlier platform's.
constexpr std::string_view kAbcColumns = R"sql(
  producto_id {key_text} NOT NULL,
  cantidad_30d {decimal(18,4)},
  venta_30d {decimal(18,4)},
  tickets_30d {bigint},
  total_tickets_periodo {bigint},
  penetracion_pct {decimal(9,4)},
  venta_acumulada {decimal(18,4)},
  porcentaje_venta {decimal(9,4)},
  porcentaje_acumulado {decimal(9,4)},
  rank_cantidad {integer},
  rank_valor {integer},
  rank_penetracion {integer},
  gap {integer},
  clase_ranking_vol {key_text},
  clase_ranking_val {key_text},
  clase_pareto_vol {key_text},
  clase_pareto_val {key_text},
  clase_abc {key_text},
  is_top50 {boolean},
  fecha_calculo {datetime},
  periodo_inicio {date},
  periodo_fin {date},
  dias_periodo {integer},
  margen_30d {decimal(18,4)},
  rank_margen {integer},
  clase_ranking_mar {key_text},
  clase_pareto_mar {key_text},
  lineas_sin_costo {bigint},
  dias_con_venta {integer},
  dias_contados {integer},
  cv {real},
  clase_xyz {key_text},
  matriz {key_text},
)sql";

std::string Classes() {
  return "CREATE TABLE productos_abc_cache (" + std::string(kAbcColumns) +
         "  venta_total_periodo {decimal(18,4)},\n"
         "  generador_trafico_sugerido {boolean});\n"
         "CREATE TABLE productos_abc_tienda (\n"
         "  ubicacion_id {key_text} NOT NULL," +
         std::string(kAbcColumns) +
         "  venta_total_tienda {decimal(18,4)});\n"
         R"sql(
CREATE TABLE abc_cambios (
  fecha_calculo {datetime} NOT NULL,
  ubicacion_id {key_text} NOT NULL,
  producto_id {key_text} NOT NULL,
  clase_antes {key_text},
  clase_ahora {key_text},
  xyz_antes {key_text},
  xyz_ahora {key_text},
  venta_30d {decimal(18,4)});
CREATE TABLE abc_cache_control (
  id {serial_primary_key},
  proceso {key_text} NOT NULL,
  inicio {datetime},
  fin {datetime},
  estado {key_text} NOT NULL,
  registros {bigint},
  duracion_ms {bigint},
  error {text},
  parametros {json},
  inicio_utc {instant});
CREATE VIEW v_productos_abc AS
  SELECT p.codigo, p.nombre, p.categoria, p.grupo_articulo, p.subgrupo, p.marca, p.activo,
    c.cantidad_30d, c.venta_30d, c.margen_30d, c.tickets_30d, c.penetracion_pct,
    COALESCE(c.clase_abc, 'D') AS clase_abc, c.clase_xyz, c.matriz,
    COALESCE(c.rank_cantidad, 9999) AS rank_cantidad, COALESCE(c.rank_valor, 9999) AS rank_valor,
    c.gap, c.is_top50, p.es_generador_trafico, c.generador_trafico_sugerido,
    p.generador_trafico_ignorado, c.fecha_calculo
  FROM productos AS p LEFT JOIN productos_abc_cache AS c ON c.producto_id = p.codigo;
)sql";
}

constexpr std::string_view kStock = R"sql(
CREATE TABLE parametros_stock (
  ubicacion_id {key_text} NOT NULL,
  producto_id {key_text} NOT NULL,
  tipo {key_text},
  stock {decimal(18,4)},
  clase_abc {key_text},
  dias_ventana {integer},
  dias_contados {integer},
  dias_con_venta {integer},
  dias_sin_stock {integer},
  demanda_p75 {decimal(18,6)},
  demanda_media {real},
  demanda_maxima {decimal(18,4)},
  sigma {real},
  tiempo_entrega {real},
  cobertura_objetivo {real},
  stock_seguridad {real},
  punto_reorden {real},
  stock_maximo {real},
  dias_cobertura {real},
  estado {key_text},
  actividad {key_text},
  velocidad {key_text},
  cantidad_30d {decimal(18,4)},
  primera_venta {date},
  ultima_venta {date},
  costo_unitario {decimal(18,4)},
  valor_stock {decimal(18,4)},
  fecha_calculo {datetime});
CREATE TABLE quiebres_stock (
  ubicacion_id {key_text} NOT NULL,
  producto_id {key_text} NOT NULL,
  fecha {date} NOT NULL);
CREATE TABLE productos_analisis_cache (
  codigo {key_text} NOT NULL,
  descripcion {text},
  categoria {key_text},
  clasificacion_abc {key_text},
  stock_cedi_seco {decimal(18,4)},
  stock_cedi_caracas {decimal(18,4)},
  stock_cedis {decimal(18,4)},
  stock_tiendas {decimal(18,4)},
  stock_total {decimal(18,4)},
  num_tiendas_con_stock {integer},
  ventas_2m {decimal(18,4)},
  num_tiendas_con_ventas {integer},
  ultima_venta {date},
  dias_sin_venta {integer},
  rank_cantidad {integer},
  rank_valor {integer},
  estado {key_text},
  updated_at {datetime});
CREATE TABLE sugerencias_pedido (
  ubicacion_id {key_text} NOT NULL,
  producto_id {key_text} NOT NULL,
  origen_id {key_text},
  clase_abc {key_text},
  metodo {key_text},
  stock {decimal(18,4)},
  demanda {real},
  punto_reorden {real},
  stock_maximo {real},
  unidades_por_bulto {decimal(18,4)},
  necesidad {decimal(18,4)},
  sugerido {decimal(18,4)},
  bultos {bigint},
  asignado {decimal(18,4)},
  sobrestock {decimal(18,4)},
  motivo {key_text},
  fecha_calculo {datetime});
)sql";

/// What people of a chain decide about stock and orders; the columns are the earlier platform's,
/// and a table that it left stays as it is.
constexpr std::string_view kDecisions = R"sql(
CREATE TABLE IF NOT EXISTS config_parametros_abc_tienda (
  tienda_id {key_text} NOT NULL,
  lead_time_override {decimal(6,2)},
  dias_cobertura_a {decimal(6,2)},
  dias_cobertura_b {decimal(6,2)},
  dias_cobertura_c {decimal(6,2)},
  clase_d_dias_cobertura {decimal(6,2)},
  activo {boolean} DEFAULT TRUE,
  PRIMARY KEY (tienda_id));
CREATE TABLE IF NOT EXISTS config_cobertura_categoria (
  categoria {key_text} NOT NULL,
  dias_cobertura {decimal(6,2)},
  activo {boolean} DEFAULT TRUE,
  PRIMARY KEY (categoria));
CREATE TABLE IF NOT EXISTS capacidad_almacenamiento_producto (
  id {key_text},
  tienda_id {key_text} NOT NULL,
  producto_codigo {key_text} NOT NULL,
  capacidad_maxima_unidades {decimal(12,2)},
  minimo_exhibicion_unidades {decimal(12,2)},
  tipo_restriccion {key_text} DEFAULT 'espacio_fisico',
  notas {text},
  activo {boolean} DEFAULT TRUE,
  fecha_creacion {datetime},
  fecha_modificacion {datetime},
  modificado_por {key_text} DEFAULT 'sistema',
  PRIMARY KEY (tienda_id, producto_codigo));
CREATE TABLE IF NOT EXISTS productos_excluidos_tienda (
  id {serial_primary_key},
  tienda_id {key_text} NOT NULL,
  producto_id {key_text},
  codigo_producto {key_text} NOT NULL,
  descripcion_producto {key_text},
  categoria {key_text},
  motivo {key_text} NOT NULL DEFAULT 'MANUAL',
  observaciones {text},
  creado_por {key_text} NOT NULL DEFAULT 'admin',
  fecha_creacion {datetime},
  activo {boolean} DEFAULT TRUE,
  UNIQUE (tienda_id, codigo_producto));
CREATE TABLE IF NOT EXISTS productos_excluidos_inter_cedi (
  id {serial_primary_key},
  cedi_destino_id {key_text} NOT NULL,
  producto_id {key_text},
  codigo_producto {key_text} NOT NULL,
  descripcion_producto {key_text},
  categoria {key_text},
  cedi_origen_id {key_text},
  motivo {key_text} NOT NULL DEFAULT 'MANUAL',
  observaciones {text},
  creado_por {key_text} NOT NULL DEFAULT 'admin',
  fecha_creacion {datetime},
  activo {boolean} DEFAULT TRUE,
  UNIQUE (cedi_destino_id, codigo_producto));
)sql";

/// Keys and other indexes, where looking something up needs them. DuckDB reads its columns quicker
/// than it keeps indexes of rows that are replaced.
constexpr std::string_view kIndexes = R"sql(
CREATE INDEX IF NOT EXISTS ventas_diarias_dia ON ventas_diarias (fecha, ubicacion_id);
CREATE INDEX IF NOT EXISTS ventas_diarias_ubicacion_dia ON ventas_diarias_ubicacion (fecha);
CREATE INDEX IF NOT EXISTS ventas_vida_producto ON ventas_vida (producto_id);
CREATE INDEX IF NOT EXISTS abc_cambios_hora ON abc_cambios (fecha_calculo);
CREATE UNIQUE INDEX IF NOT EXISTS productos_abc_cache_clave ON productos_abc_cache (producto_id);
CREATE UNIQUE INDEX IF NOT EXISTS productos_abc_tienda_clave
  ON productos_abc_tienda (ubicacion_id, producto_id);
CREATE UNIQUE INDEX IF NOT EXISTS parametros_stock_clave
  ON parametros_stock (ubicacion_id, producto_id);
CREATE UNIQUE INDEX IF NOT EXISTS quiebres_stock_clave
  ON quiebres_stock (ubicacion_id, producto_id, fecha);
CREATE UNIQUE INDEX IF NOT EXISTS productos_analisis_cache_clave
  ON productos_analisis_cache (codigo);
CREATE UNIQUE INDEX IF NOT EXISTS sugerencias_pedido_clave
  ON sugerencias_pedido (ubicacion_id, producto_id);
)sql";

const std::vector<db::Migration>& Migrations() {
  static const std::vector<db::Migration> migrations{
      {1, "sales by day", std::string(kDaily)},
      {2, "classes of products", Classes()},
      {3, "stock parameters, states and orders", std::string(kStock) + std::string(kDecisions)}};
  return migrations;
}

/// What the earlier platform computed under these names.
Status SetAside(db::Database& database) {
  TELAR_ASSIGN_OR_RETURN(const auto connection, database.Acquire());
  TELAR_ASSIGN_OR_RETURN(const auto tables, connection->Tables());
  const auto has = [&](std::string_view name) {
    return std::find(tables.begin(), tables.end(), name) != tables.end();
  };
  if (has("ventas_diarias")) return Status::Ok();
  TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(*connection));
  if (has("v_productos_abc")) {
    TELAR_RETURN_IF_ERROR(connection->Execute("DROP VIEW v_productos_abc").status());
  }
  for (const std::string name : {"productos_abc_cache", "productos_abc_tienda", "abc_cache_control",
                                 "productos_analisis_cache"}) {
    if (!has(name) || has(name + "_anterior")) continue;
    TELAR_RETURN_IF_ERROR(
        connection->Execute("ALTER TABLE " + name + " RENAME TO " + name + "_anterior").status());
  }
  return transaction.Commit();
}

}  // namespace

Status Prepare(db::Database& database, const Clock& clock) {
  if (Status aside = SetAside(database); !aside.ok()) {
    return std::move(aside).WithContext("set the earlier platform's results aside");
  }
  TELAR_RETURN_IF_ERROR(db::Migrate(database, "analytics", Migrations(), clock).status());
  if (!Script(database).KeepsIndexes()) return Status::Ok();
  TELAR_ASSIGN_OR_RETURN(const auto connection, database.Acquire());
  TELAR_ASSIGN_OR_RETURN(const auto keys, connection->Indexes("sugerencias_pedido"));
  return keys.empty() ? connection->ExecuteScript(kIndexes) : Status::Ok();
}

std::vector<db::ExpectedTable> ExpectedTables() {
  std::vector<db::ExpectedTable> tables;
  bool kept = false;
  for (const auto& migration : Migrations()) {
    for (const std::string_view line : Split(migration.sql, '\n')) {
      constexpr std::string_view kKept = "CREATE TABLE IF NOT EXISTS ";
      if (line.starts_with(kKept)) {
        // Where the earlier platform made it, its types are that platform's.
        const auto name = line.substr(kKept.size());
        tables.push_back({std::string(name.substr(0, name.find(' '))), {}, {}});
        kept = true;
      } else if (line.starts_with("CREATE TABLE ")) {
        kept = false;
        tables.push_back({std::string(line.substr(13, line.find(' ', 13) - 13)), {}, {}});
      } else if (line.starts_with("CREATE VIEW ")) {
        tables.push_back({});  // its lines are no columns of a table
      }
      const auto open = line.find(" {");
      const auto close = line.find('}');
      if (kept || tables.empty() || !line.starts_with("  ") || open == line.npos ||
          close == line.npos) {
        continue;
      }
      tables.back().columns.push_back({std::string(Trim(line.substr(0, open))),
                                       std::string(line.substr(open + 1, close - open))});
    }
  }
  std::erase_if(tables, [](const auto& table) { return table.name.empty(); });
  return tables;
}

}  // namespace telar::analytics
