#include "pos/rows.h"

#include <array>

namespace telar::pos {

std::span<const std::string> SaleColumns() {
  static const std::array<std::string, 38> columns{"ubicacion_id",
                                                   "numero_factura",
                                                   "fecha",
                                                   "fecha_venta",
                                                   "fecha_venta_utc",
                                                   "hora_origen",
                                                   "documento",
                                                   "linea",
                                                   "almacen_codigo",
                                                   "almacen_nombre",
                                                   "producto_id",
                                                   "cuadrante_producto",
                                                   "cantidad_vendida",
                                                   "peso_unitario",
                                                   "peso_calculado",
                                                   "total_cantidad_por_unidad_medida",
                                                   "unidad_medida_venta",
                                                   "factor_unidad_medida",
                                                   "precio_unitario",
                                                   "costo_unitario",
                                                   "venta_total",
                                                   "costo_total",
                                                   "utilidad_bruta",
                                                   "margen_bruto_pct",
                                                   "total_factura_bs",
                                                   "tipo_cambio",
                                                   "precio_unitario_bs",
                                                   "costo_unitario_bs",
                                                   "impuesto_porcentaje",
                                                   "impuesto_monto",
                                                   "porcentaje_descuento",
                                                   "monto_descuento",
                                                   "venta_total_bs",
                                                   "costo_total_bs",
                                                   "utilidad_bruta_bs",
                                                   "es_no_fiscal",
                                                   "tiene_promocion",
                                                   "codigo_promocion"};
  return columns;
}

std::span<const std::string> ProductColumns() {
  static const std::array<std::string, 17> columns{"id",
                                                   "codigo",
                                                   "nombre",
                                                   "descripcion",
                                                   "codigo_barras",
                                                   "marca",
                                                   "categoria",
                                                   "grupo_articulo",
                                                   "subgrupo",
                                                   "cuadrante",
                                                   "presentacion",
                                                   "unidades_por_bulto",
                                                   "peso_unitario",
                                                   "volumen_unitario",
                                                   "precio_venta",
                                                   "costo_promedio",
                                                   "iva_porcentaje"};
  return columns;
}

}  // namespace telar::pos
