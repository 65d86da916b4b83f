#include "core/text.h"
#include "pos/field_reader.h"
#include "pos/transform.h"

namespace telar::pos {
namespace {

using F = StockField;
using Reader = FieldReader<StockField>;

constexpr int kPlaces = 4;
constexpr std::size_t kCode = 50, kName = 500, kShort = 100;

/// Text that tills also write as "N/A" when there is none.
std::optional<std::string> Known(Reader& reader, F field, std::string_view name, std::size_t most) {
  auto text = reader.Text(field, name, most, true);
  if (text && AsciiUpper(*text) == "N/A") return std::nullopt;
  return text;
}

}  // namespace

StockOrBad MakeStockRow(const StockRecord& record, const Location&) {
  Reader reader(record);
  StockRow row;
  row.product = reader.Needed(F::kProduct, "codigo", kCode);
  row.quantity = reader.NeededNumber(F::kQuantity, "cantidad", kPlaces, 8);
  row.price = reader.Number(F::kPrice, "precio_venta", kPlaces);
  row.cost = reader.Number(F::kCost, "costo_promedio", kPlaces);
  row.tax_rate = reader.Number(F::kTaxRate, "iva_porcentaje", kPlaces, 4);
  const auto name = reader.Text(F::kName, "nombre", kName, true);
  auto barcode = Known(reader, F::kBarcode, "codigo_barras", kShort);
  auto brand = Known(reader, F::kBrand, "marca", kShort);
  auto category = Known(reader, F::kCategory, "categoria", kShort);
  auto group = Known(reader, F::kSubcategory, "grupo_articulo", kShort);
  auto subgroup = Known(reader, F::kSubgroup, "subgrupo", kShort);
  if (!subgroup) subgroup = Known(reader, F::kSubcategoryCode, "subgrupo", kShort);
  auto quadrant = Known(reader, F::kQuadrant, "cuadrante", 20);
  auto presentation = Known(reader, F::kPresentation, "presentacion", kShort);
  const auto units_per_case = reader.Number(F::kUnitsPerCase, "unidades_por_bulto", kPlaces);
  const auto weight = reader.Number(F::kUnitWeight, "peso_unitario", kPlaces);
  const auto volume = reader.Number(F::kUnitVolume, "volumen_unitario", 6, 12);
  if (reader.bad()) {
    BadRecord bad = *reader.bad();
    bad.key = row.product;
    return bad;
  }

  row.product_values =
      RowOf(row.product, row.product, ValueOf(name), ValueOf(name), ValueOf(std::move(barcode)),
            ValueOf(std::move(brand)), std::move(category).value_or("SIN CATEGORIA"),
            ValueOf(std::move(group)), ValueOf(std::move(subgroup)), ValueOf(std::move(quadrant)),
            ValueOf(std::move(presentation)), ValueOf(units_per_case), ValueOf(weight),
            ValueOf(volume), ValueOf(row.price), ValueOf(row.cost), ValueOf(row.tax_rate));
  return row;
}

}  // namespace telar::pos
