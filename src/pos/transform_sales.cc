#include <fmt/format.h>

#include <charconv>

#include "core/text.h"
#include "pos/field_reader.h"
#include "pos/transform.h"

namespace telar::pos {
namespace {

using F = SaleField;
using Reader = FieldReader<SaleField>;

constexpr int kPlaces = 4, kMarginPlaces = 2, kRatePlaces = 6;
constexpr std::size_t kCode = 50, kName = 200, kDocument = 80;

/// A day as sources write it: "2026-01-02", with or without a time after it.
std::optional<Date> ReadDay(Reader& reader, const SaleRecord& record) {
  const auto raw = record.Get(F::kDate);
  const std::string_view text = raw ? Trim(*raw) : std::string_view();
  if (text.empty()) {
    reader.Bad("fecha", "missing", "");
    return std::nullopt;
  }
  const bool more = text.size() > 10 && (text[10] == 'T' || text[10] == ' ');
  const auto day = ParseDate(more ? text.substr(0, 10) : text);
  if (day.ok() && day->year() >= std::chrono::year(1990)) return *day;
  reader.Bad("fecha", "not_a_date", text);
  return std::nullopt;
}

/// A time of day with up to seven digits of fraction; "9:30", without seconds, is one too.
std::optional<LocalTime> ReadTime(Reader& reader, const SaleRecord& record, Date day,
                                  std::string& printed) {
  const auto raw = record.Get(F::kTime);
  printed = std::string(raw ? Trim(*raw) : std::string_view());
  if (printed.empty()) {
    reader.Bad("hora", "missing", "");
    return std::nullopt;
  }
  std::string text = printed;
  if (text.size() == 5 && text[2] == ':') text += ":00";
  if (const auto time = ParseLocal(FormatDate(day) + " " + text); time.ok()) return *time;
  reader.Bad("hora", "not_a_time", printed);
  return std::nullopt;
}

std::int64_t ReadLine(Reader& reader, const SaleRecord& record) {
  const auto number = reader.Number(F::kLine, "linea", 6);
  if (!number) {
    reader.Bad("linea", "missing", "");
    return 0;
  }
  const auto whole = number->Normalized().Units();
  if (number->Normalized().scale() != 0 || !whole.ok() || *whole < 0 || *whole > 999'999) {
    reader.Bad("linea", "not_whole", record.Get(F::kLine).value_or(""));
    return 0;
  }
  return *whole;
}

/// `a` × `b` as a column holds it; nothing where a factor is.
std::optional<Decimal> Product(const std::optional<Decimal>& a, const Decimal& b) {
  if (!a) return std::nullopt;
  return Fitted(*a * b, kPlaces, 14);
}

std::optional<Decimal> Margin(const std::optional<Decimal>& profit, const Decimal& amount) {
  if (!profit) return std::nullopt;
  if (amount <= Decimal()) return Decimal();
  const auto share = (*profit * Decimal(100)).DividedBy(amount, kMarginPlaces);
  return share.ok() ? Fitted(*share, kMarginPlaces, 6) : std::nullopt;
}

}  // namespace

SaleOrBad MakeSaleRow(const SaleRecord& record, const Location& location) {
  Reader reader(record);
  const std::string invoice = reader.Needed(F::kInvoice, "numero_factura", kDocument);
  const std::int64_t line = ReadLine(reader, record);
  const std::string key = reader.bad() ? "" : fmt::format("{}_L{}", invoice, line);
  const auto day = ReadDay(reader, record);
  std::string printed_time;
  const auto sold = ReadTime(reader, record, day.value_or(Date{}), printed_time);
  const std::string product = reader.Needed(F::kProduct, "producto_id", kCode);
  const Decimal quantity = reader.NeededNumber(F::kQuantity, "cantidad_vendida", kPlaces);
  const Decimal amount = reader.NeededNumber(F::kTotal, "venta_total", kPlaces);

  const auto money = [&](F field, std::string_view name) {
    return reader.Number(field, name, kPlaces);
  };
  const auto warehouse = reader.Text(F::kWarehouse, "almacen_codigo", kCode, false);
  const auto warehouse_name = reader.Text(F::kWarehouseName, "almacen_nombre", kName, true);
  const auto quadrant = reader.Text(F::kQuadrant, "cuadrante_producto", 20, true);
  const auto unit_weight = money(F::kUnitWeight, "peso_unitario");
  const auto unit = reader.Text(F::kUnit, "unidad_medida_venta", kCode, true);
  auto factor = money(F::kUnitFactor, "factor_unidad_medida");
  if (!factor || factor->is_zero()) factor = Decimal(1);
  const auto price = money(F::kUnitPrice, "precio_unitario");
  const auto cost = money(F::kUnitCost, "costo_unitario");
  const auto total_cost = money(F::kTotalCost, "costo_total");
  auto profit = money(F::kProfit, "utilidad_bruta");
  if (!profit && total_cost) profit = amount - *total_cost;
  const auto invoice_total = money(F::kInvoiceTotalBs, "total_factura_bs");
  const auto rate = reader.Number(F::kRate, "tipo_cambio", kRatePlaces, 12);
  const auto price_bs = money(F::kUnitPriceBs, "precio_unitario_bs");
  const auto cost_bs = money(F::kUnitCostBs, "costo_unitario_bs");
  const auto tax_rate = money(F::kTaxRate, "impuesto_porcentaje");
  const auto tax = money(F::kTax, "impuesto_monto");
  const auto discount_rate = money(F::kDiscountRate, "porcentaje_descuento");
  const auto discount = money(F::kDiscount, "monto_descuento");
  const auto total_bs = money(F::kTotalBs, "venta_total_bs");
  const auto total_cost_bs = money(F::kTotalCostBs, "costo_total_bs");
  const auto profit_bs = money(F::kProfitBs, "utilidad_bruta_bs");
  const auto non_fiscal = reader.Flag(F::kNonFiscal, "es_no_fiscal");
  const auto promotion = reader.Flag(F::kPromotion, "tiene_promocion");
  const auto promotion_code = reader.Text(F::kPromotionCode, "codigo_promocion", kCode, true);
  if (reader.bad()) {
    BadRecord bad = *reader.bad();
    bad.key = key;
    return bad;
  }

  SaleRow row;
  row.key = key;
  row.sold = *sold;
  row.values = RowOf(location.id, row.key, *day, FormatLocal(*sold), location.zone.ToInstant(*sold),
                     printed_time, invoice, line, ValueOf(warehouse), ValueOf(warehouse_name),
                     product, ValueOf(quadrant), quantity, ValueOf(unit_weight),
                     ValueOf(Product(unit_weight, quantity)), ValueOf(Product(factor, quantity)),
                     unit.value_or("UNIDAD"), ValueOf(factor), ValueOf(price), ValueOf(cost),
                     amount, ValueOf(total_cost), ValueOf(profit), ValueOf(Margin(profit, amount)),
                     ValueOf(invoice_total), ValueOf(rate), ValueOf(price_bs), ValueOf(cost_bs),
                     ValueOf(tax_rate), ValueOf(tax), ValueOf(discount_rate), ValueOf(discount),
                     ValueOf(total_bs), ValueOf(total_cost_bs), ValueOf(profit_bs),
                     ValueOf(non_fiscal), ValueOf(promotion), ValueOf(promotion_code));
  return row;
}

}  // namespace telar::pos
