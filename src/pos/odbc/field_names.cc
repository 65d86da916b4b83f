#include "pos/odbc/field_names.h"

#include "core/text.h"

namespace telar::pos {
namespace {

template <typename Field>
std::optional<Field> Find(const std::vector<FieldName<Field>>& names, std::string_view column) {
  const std::string lower = AsciiLower(column);
  for (const FieldName<Field>& name : names)
    if (name.column == lower) return name.field;
  return std::nullopt;
}

}  // namespace

const std::vector<FieldName<StockField>>& StockColumns() {
  using F = StockField;
  static const std::vector<FieldName<F>> names{{"product", F::kProduct},
                                               {"codigo_producto", F::kProduct},
                                               {"name", F::kName},
                                               {"descripcion_producto", F::kName},
                                               {"barcode", F::kBarcode},
                                               {"codigo_barras", F::kBarcode},
                                               {"category_code", F::kCategoryCode},
                                               {"codigo_categoria", F::kCategoryCode},
                                               {"category", F::kCategory},
                                               {"categoria_producto", F::kCategory},
                                               {"subcategory_code", F::kSubcategoryCode},
                                               {"codigo_grupo", F::kSubcategoryCode},
                                               {"subcategory", F::kSubcategory},
                                               {"grupo_producto", F::kSubcategory},
                                               {"subgroup", F::kSubgroup},
                                               {"subgrupo_producto", F::kSubgroup},
                                               {"brand", F::kBrand},
                                               {"marca_producto", F::kBrand},
                                               {"quadrant", F::kQuadrant},
                                               {"cuadrante_producto", F::kQuadrant},
                                               {"presentation", F::kPresentation},
                                               {"presentacion_producto", F::kPresentation},
                                               {"units_per_case", F::kUnitsPerCase},
                                               {"cantidad_bultos", F::kUnitsPerCase},
                                               {"unit_weight", F::kUnitWeight},
                                               {"peso_producto", F::kUnitWeight},
                                               {"unit_volume", F::kUnitVolume},
                                               {"volumen_producto", F::kUnitVolume},
                                               {"price", F::kPrice},
                                               {"precio_producto", F::kPrice},
                                               {"cost", F::kCost},
                                               {"costo_producto", F::kCost},
                                               {"tax_rate", F::kTaxRate},
                                               {"impuesto_producto", F::kTaxRate},
                                               {"quantity", F::kQuantity},
                                               {"stock", F::kQuantity},
                                               {"warehouse", F::kWarehouse},
                                               {"codigo_deposito", F::kWarehouse},
                                               {"warehouse_name", F::kWarehouseName},
                                               {"descripcion_deposito", F::kWarehouseName}};
  return names;
}

const std::vector<FieldName<SaleField>>& SaleColumns() {
  using F = SaleField;
  static const std::vector<FieldName<F>> names{{"invoice", F::kInvoice},
                                               {"numero_factura", F::kInvoice},
                                               {"line", F::kLine},
                                               {"numero_linea", F::kLine},
                                               {"date", F::kDate},
                                               {"fecha", F::kDate},
                                               {"time", F::kTime},
                                               {"hora", F::kTime},
                                               {"product", F::kProduct},
                                               {"codigo_producto", F::kProduct},
                                               {"product_name", F::kProductName},
                                               {"descripcion_producto", F::kProductName},
                                               {"brand", F::kBrand},
                                               {"marca_producto", F::kBrand},
                                               {"model", F::kModel},
                                               {"modelo_producto", F::kModel},
                                               {"category", F::kCategory},
                                               {"categoria_producto", F::kCategory},
                                               {"group", F::kGroup},
                                               {"grupo_producto", F::kGroup},
                                               {"subgroup", F::kSubgroup},
                                               {"subgrupo_producto", F::kSubgroup},
                                               {"barcode", F::kBarcode},
                                               {"codigo_transaccion", F::kBarcode},
                                               {"serial", F::kSerial},
                                               {"imei", F::kImei},
                                               {"quadrant", F::kQuadrant},
                                               {"cuadrante_producto", F::kQuadrant},
                                               {"warehouse", F::kWarehouse},
                                               {"codigo_deposito", F::kWarehouse},
                                               {"warehouse_name", F::kWarehouseName},
                                               {"descripcion_deposito", F::kWarehouseName},
                                               {"quantity", F::kQuantity},
                                               {"cantidad", F::kQuantity},
                                               {"unit_weight", F::kUnitWeight},
                                               {"peso_producto", F::kUnitWeight},
                                               {"gross_weight", F::kGrossWeight},
                                               {"peso_bruto", F::kGrossWeight},
                                               {"unit_volume", F::kUnitVolume},
                                               {"volumen_producto", F::kUnitVolume},
                                               {"unit", F::kUnit},
                                               {"presentacion_producto", F::kUnit},
                                               {"unit_factor", F::kUnitFactor},
                                               {"factor_unidad", F::kUnitFactor},
                                               {"unit_total", F::kUnitTotal},
                                               {"weight", F::kWeight},
                                               {"peso_calculado", F::kWeight},
                                               {"invoice_total_bs", F::kInvoiceTotalBs},
                                               {"rate", F::kRate},
                                               {"tasa", F::kRate},
                                               {"non_fiscal", F::kNonFiscal},
                                               {"promotion", F::kPromotion},
                                               {"promotion_code", F::kPromotionCode},
                                               {"unit_cost_bs", F::kUnitCostBs},
                                               {"unit_cost", F::kUnitCost},
                                               {"costo_unitario", F::kUnitCost},
                                               {"unit_price_bs", F::kUnitPriceBs},
                                               {"unit_price", F::kUnitPrice},
                                               {"precio_unitario", F::kUnitPrice},
                                               {"tax_rate", F::kTaxRate},
                                               {"impuesto_producto", F::kTaxRate},
                                               {"tax", F::kTax},
                                               {"impuesto_total", F::kTax},
                                               {"discount_rate", F::kDiscountRate},
                                               {"discount", F::kDiscount},
                                               {"descuento", F::kDiscount},
                                               {"total_bs", F::kTotalBs},
                                               {"total", F::kTotal},
                                               {"venta_total", F::kTotal},
                                               {"total_cost_bs", F::kTotalCostBs},
                                               {"total_cost", F::kTotalCost},
                                               {"costo_total", F::kTotalCost},
                                               {"profit_bs", F::kProfitBs},
                                               {"profit", F::kProfit},
                                               {"utilidad_bruta", F::kProfit}};
  return names;
}

std::optional<StockField> StockFieldOf(std::string_view column) {
  return Find(StockColumns(), column);
}
std::optional<SaleField> SaleFieldOf(std::string_view column) {
  return Find(SaleColumns(), column);
}

bool IsRowCount(std::string_view column) {
  const std::string lower = AsciiLower(column);
  return lower == "total_rows" || lower == "filas_totales";
}

bool IsDateTime(std::string_view column) {
  const std::string lower = AsciiLower(column);
  return lower == "date_time" || lower == "fecha_hora";
}

}  // namespace telar::pos
