#include "pos/warehouse/tables.h"

#include "core/text.h"

namespace telar::pos::warehouse {

const TableText& Ubicaciones() {
  static const TableText table{"ubicaciones",
                               R"(
  id {key_text} NOT NULL,
  codigo {key_text},
  nombre {text},
  codigo_klk {key_text},
  tipo {key_text},
  region {key_text},
  ciudad {key_text},
  estado {key_text},
  direccion {text},
  latitud {decimal(10,7)},
  longitud {decimal(10,7)},
  superficie_m2 {decimal(12,2)},
  capacidad_actual {decimal(12,2)},
  capacidad_maxima {decimal(12,2)},
  hora_apertura {key_text},
  hora_cierre {key_text},
  activo {boolean},
  visible_pedidos {boolean},
  visible_reportes {boolean},
  visible_dashboards {boolean},
  server_ip {key_text},
  server_port {integer},
  database_name {key_text},
  codigo_deposito {key_text},
  zona_horaria {key_text},
  fecha_creacion {datetime},
  updated_at {datetime})"};
  return table;
}

const TableText& Almacenes() {
  static const TableText table{"almacenes",
                               R"(
  codigo {key_text} NOT NULL,
  nombre {text},
  ubicacion_id {key_text} NOT NULL,
  activo {boolean},
  fecha_creacion {datetime},
  inventario_en {instant})"};
  return table;
}

const TableText& Productos() {
  static const TableText table{"productos",
                               R"(
  id {key_text} NOT NULL,
  codigo {key_text} NOT NULL,
  codigo_barras {key_text},
  nombre {key_text},
  descripcion {text},
  marca {key_text},
  modelo {text},
  presentacion {text},
  serial {text},
  imei {text},
  categoria {key_text},
  grupo_articulo {key_text},
  subgrupo {key_text},
  categoria_nombre {text},
  cuadrante {key_text} DEFAULT 'NO ESPECIFICADO',
  cedi_origen_id {key_text},
  unidad_medida {key_text} DEFAULT 'UNIDAD',
  factor_unidad_medida {decimal(10,4)} DEFAULT 1,
  unidades_por_bulto {decimal(18,4)},
  unidad_pedido {key_text},
  peso_unitario {decimal(18,4)},
  peso_bruto {decimal(18,4)},
  volumen_unitario {decimal(18,4)},
  precio_venta {decimal(18,4)},
  costo_promedio {decimal(18,4)},
  iva_porcentaje {decimal(18,4)},
  es_generador_trafico {boolean},
  generador_trafico_sugerido {boolean},
  generador_trafico_ignorado {boolean},
  generador_trafico_gap {integer},
  activo {boolean},
  fecha_creacion {datetime},
  fecha_actualizacion {datetime},
  item_id {bigint},
  run_id {key_text})"};
  return table;
}

const TableText& InventarioActual() {
  static const TableText table{"inventario_actual",
                               R"(
  ubicacion_id {key_text} NOT NULL,
  producto_id {key_text} NOT NULL,
  almacen_codigo {key_text} NOT NULL,
  cantidad {decimal(18,4)} NOT NULL,
  huella {bigint},
  fecha_creacion {datetime},
  fecha_actualizacion {datetime},
  fecha_actualizacion_utc {instant},
  item_id {bigint},
  run_id {key_text})"};
  return table;
}

const TableText& InventarioHistorico() {
  static const TableText table{"inventario_historico",
                               R"(
  ubicacion_id {key_text} NOT NULL,
  producto_id {key_text} NOT NULL,
  almacen_codigo {key_text} NOT NULL,
  fecha_snapshot {datetime} NOT NULL,
  fecha_snapshot_utc {instant},
  cantidad {decimal(18,4)} NOT NULL,
  cantidad_cambio {decimal(18,4)},
  etl_batch_id {bigint},
  run_id {key_text},
  fecha_creacion {datetime})"};
  return table;
}

const TableText& Ventas() {
  static const TableText table{"ventas",
                               R"(
  ubicacion_id {key_text} NOT NULL,
  numero_factura {key_text} NOT NULL,
  fecha {date} NOT NULL,
  fecha_venta {datetime} NOT NULL,
  fecha_venta_utc {instant},
  hora_origen {key_text},
  documento {key_text},
  linea {integer},
  almacen_codigo {key_text},
  almacen_nombre {text},
  producto_id {key_text},
  cuadrante_producto {key_text},
  cantidad_vendida {decimal(18,4)},
  peso_unitario {decimal(18,4)},
  peso_calculado {decimal(18,4)},
  total_cantidad_por_unidad_medida {decimal(18,4)},
  unidad_medida_venta {key_text},
  factor_unidad_medida {decimal(18,4)},
  precio_unitario {decimal(18,4)},
  costo_unitario {decimal(18,4)},
  venta_total {decimal(18,4)},
  costo_total {decimal(18,4)},
  utilidad_bruta {decimal(18,4)},
  margen_bruto_pct {decimal(8,2)},
  total_factura_bs {decimal(18,4)},
  tipo_cambio {decimal(18,6)},
  precio_unitario_bs {decimal(18,4)},
  costo_unitario_bs {decimal(18,4)},
  impuesto_porcentaje {decimal(18,4)},
  impuesto_monto {decimal(18,4)},
  porcentaje_descuento {decimal(18,4)},
  monto_descuento {decimal(18,4)},
  venta_total_bs {decimal(18,4)},
  costo_total_bs {decimal(18,4)},
  utilidad_bruta_bs {decimal(18,4)},
  es_no_fiscal {boolean},
  tiene_promocion {boolean},
  codigo_promocion {key_text},
  item_id {bigint},
  run_id {key_text},
  fecha_creacion {datetime},
  fecha_actualizacion {datetime})"};
  return table;
}

const TableText& ProductosPrecios() {
  static const TableText table{"productos_precios",
                               R"(
  ubicacion_id {key_text} NOT NULL,
  producto_id {key_text} NOT NULL,
  valido_desde {instant} NOT NULL,
  valido_hasta {instant},
  precio {decimal(18,4)},
  costo {decimal(18,4)},
  iva_porcentaje {decimal(18,4)},
  item_id {bigint},
  run_id {key_text})"};
  return table;
}

const TableText& ProductosAjustes() {
  static const TableText table{"productos_ajustes",
                               R"(
  codigo {key_text} NOT NULL,
  campo {key_text} NOT NULL,
  valor {text},
  quien {text},
  cuando {instant},
  anulado_en {instant})"};
  return table;
}

const TableText& PosCoverage() {
  static const TableText table{"pos_coverage",
                               R"(
  location_id {key_text} NOT NULL,
  dataset {key_text} NOT NULL,
  from_at {instant} NOT NULL,
  to_at {instant} NOT NULL,
  line_count {bigint} NOT NULL,
  quantity {decimal(18,4)} NOT NULL,
  amount {decimal(18,4)} NOT NULL,
  closed {boolean} NOT NULL,
  doubt {key_text} NOT NULL,
  item_id {bigint},
  run_id {key_text},
  loaded_at {instant})"};
  return table;
}

const TableText& VentasDiasCambiados() {
  static const TableText table{"ventas_dias_cambiados",
                               R"(
  ubicacion_id {key_text} NOT NULL,
  fecha {date} NOT NULL)"};
  return table;
}

const TableText& Retirada() {
  static const TableText table{"ventas_retiradas",
                               R"(
  retirada_en {instant} NOT NULL,
  retirada_item {bigint},
  retirada_run {key_text})"};
  return table;
}

const TableText& Apartada() {
  static const TableText table{"ventas_apartadas",
                               R"(
  motivo {key_text} NOT NULL,
  numero_factura_anterior {text},
  id_anterior {bigint})"};
  return table;
}

std::vector<db::ExpectedColumn> ColumnsOf(const TableText& table) {
  std::vector<db::ExpectedColumn> columns;
  for (const std::string_view line : Split(table.columns, '\n')) {
    const std::string_view text = Trim(line);
    const auto end = text.find('}');
    if (end == std::string_view::npos) continue;
    const auto space = text.find(' ');
    columns.push_back(
        {std::string(text.substr(0, space)), std::string(text.substr(space + 1, end - space))});
  }
  return columns;
}

std::string WithoutConstraints(const TableText& table) {
  std::vector<std::string> columns;
  for (const auto& column : ColumnsOf(table)) columns.push_back(column.name + " " + column.type);
  return Join(columns, ", ");
}

std::string NamesOf(const TableText& table) {
  std::vector<std::string> names;
  for (const auto& column : ColumnsOf(table)) names.push_back(column.name);
  return Join(names, ", ");
}

}  // namespace telar::pos::warehouse
