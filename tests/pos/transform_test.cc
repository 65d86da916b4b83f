#include "pos/transform.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/pos/till_rows.h"

namespace telar::pos {
namespace {

using ::testing::HasSubstr;

Location Caracas() {
  Location location;
  location.id = "tienda_01";
  location.zone = *Zone::Find("America/Caracas");
  return location;
}

/// The value of a column of a good row.
template <typename T>
T Column(const SaleRow& row, std::string_view name) {
  const auto columns = SaleColumns();
  const auto at = std::find(columns.begin(), columns.end(), name) - columns.begin();
  return std::get<T>(row.values.at(static_cast<std::size_t>(at)));
}
bool IsNull(const SaleRow& row, std::string_view name) {
  const auto columns = SaleColumns();
  const auto at = std::find(columns.begin(), columns.end(), name) - columns.begin();
  return std::holds_alternative<db::Null>(row.values.at(static_cast<std::size_t>(at)));
}
SaleRow Good(const SaleFields& fields) {
  SaleOrBad made = MakeSaleRow(RecordOf(fields), Caracas());
  if (const auto* bad = std::get_if<BadRecord>(&made)) {
    ADD_FAILURE() << bad->field << ": " << bad->reason << " '" << bad->raw << "'";
    return {};
  }
  return std::get<SaleRow>(std::move(made));
}
BadRecord Bad(const SaleFields& fields) {
  SaleOrBad made = MakeSaleRow(RecordOf(fields), Caracas());
  if (const auto* bad = std::get_if<BadRecord>(&made)) return *bad;
  ADD_FAILURE() << "a good row";
  return {};
}
Decimal D(std::string_view text) { return *Decimal::Parse(text); }

TEST(SaleRowTest, TheKeyIsInvoiceAndLineWithoutThePlace) {
  const SaleRow row = Good(ASale("C10-01-00008064", "3"));
  EXPECT_EQ(row.key, "C10-01-00008064_L3");
  EXPECT_EQ(Column<std::string>(row, "ubicacion_id"), "tienda_01");
  EXPECT_EQ(Column<std::int64_t>(row, "linea"), 3);
}

TEST(SaleRowTest, LocalTimesKeepTheirMeaningAndHaveATwinInUtc) {
  SaleFields fields = ASale("A", "1");
  fields[SaleField::kDate] = "2026-01-02";
  fields[SaleField::kTime] = "21:15:30.1234567";
  const SaleRow row = Good(fields);
  EXPECT_EQ(Column<std::string>(row, "fecha_venta"), "2026-01-02 21:15:30.123456");
  EXPECT_EQ(Column<Instant>(row, "fecha_venta_utc"), *ParseInstant("2026-01-03T01:15:30.123456Z"));
  EXPECT_EQ(Column<Date>(row, "fecha"), *ParseDate("2026-01-02"));
  EXPECT_EQ(Column<std::string>(row, "hora_origen"), "21:15:30.1234567");
}

TEST(SaleRowTest, AnUnreadableTimeIsNeverNow) {
  SaleFields fields = ASale("A", "1");
  for (const char* time : {"25:00:00", "noon", "10:00:00 PM"}) {
    fields[SaleField::kTime] = time;
    const BadRecord bad = Bad(fields);
    EXPECT_EQ(bad.field, "hora");
    EXPECT_EQ(bad.reason, "not_a_time");
    EXPECT_EQ(bad.raw, time);
  }
  fields[SaleField::kTime] = std::nullopt;
  EXPECT_EQ(Bad(fields).reason, "missing");
  fields[SaleField::kTime] = "10:00:00";
  fields[SaleField::kDate] = "02/01/2026";
  EXPECT_EQ(Bad(fields).reason, "not_a_date");
}

TEST(SaleRowTest, AMissingProductIsNeverUnknown) {
  SaleFields fields = ASale("A", "1");
  for (const auto& product : {std::optional<std::string>(), std::optional<std::string>("  ")}) {
    fields[SaleField::kProduct] = product;
    EXPECT_EQ(Bad(fields).field, "producto_id");
    EXPECT_EQ(Bad(fields).reason, "missing");
  }
}

TEST(SaleRowTest, AQuantityThatIsNoNumberIsNeverZero) {
  SaleFields fields = ASale("A", "1");
  fields[SaleField::kQuantity] = "two";
  EXPECT_EQ(Bad(fields).reason, "not_a_number");
  fields[SaleField::kQuantity] = std::nullopt;
  EXPECT_EQ(Bad(fields).reason, "missing");
}

TEST(SaleRowTest, MoneyIsADecimalFromTheTextOn) {
  SaleFields fields = ASale("A", "1");
  fields[SaleField::kTotal] = "1234567890.1234";
  fields[SaleField::kUnitPrice] = "25.200000000000003";
  const SaleRow row = Good(fields);
  EXPECT_EQ(Column<Decimal>(row, "venta_total"), D("1234567890.1234"));
  EXPECT_EQ(Column<Decimal>(row, "precio_unitario"), D("25.2"));
}

TEST(SaleRowTest, NumbersThatDoNotFitTheirColumnAreDoubtful) {
  SaleFields fields = ASale("A", "1");
  fields[SaleField::kTotal] = "123456789012345";
  EXPECT_EQ(Bad(fields).reason, "too_large");
  fields = ASale("A", "1.5");
  EXPECT_EQ(Bad(fields).reason, "not_whole");
}

TEST(SaleRowTest, BolivaresTaxDiscountRateAndPromotionAreKept) {
  SaleFields fields = ASale("A", "1");
  fields[SaleField::kTotalBs] = "3650.50";
  fields[SaleField::kRate] = "36.505";
  fields[SaleField::kTax] = "1.6";
  fields[SaleField::kDiscount] = "0.25";
  fields[SaleField::kNonFiscal] = "true";
  fields[SaleField::kPromotionCode] = "2X1";
  const SaleRow row = Good(fields);
  EXPECT_EQ(Column<Decimal>(row, "venta_total_bs"), D("3650.5"));
  EXPECT_EQ(Column<Decimal>(row, "tipo_cambio"), D("36.505"));
  EXPECT_EQ(Column<Decimal>(row, "impuesto_monto"), D("1.6"));
  EXPECT_EQ(Column<Decimal>(row, "monto_descuento"), D("0.25"));
  EXPECT_TRUE(Column<bool>(row, "es_no_fiscal"));
  EXPECT_EQ(Column<std::string>(row, "codigo_promocion"), "2X1");
}

TEST(SaleRowTest, WhatTheTillLeavesOutStaysOut) {
  const SaleRow row = Good(ASale("A", "1"));
  for (const char* column : {"costo_unitario", "impuesto_monto", "tipo_cambio", "es_no_fiscal"}) {
    EXPECT_TRUE(IsNull(row, column)) << column;
  }
}

TEST(SaleRowTest, WeightsTotalsAndMarginAreComputed) {
  SaleFields fields = ASale("A", "1");
  fields[SaleField::kQuantity] = "2.5";
  fields[SaleField::kUnitWeight] = "0.4";
  fields[SaleField::kUnitFactor] = "12";
  fields[SaleField::kTotal] = "10";
  fields[SaleField::kTotalCost] = "7.5";
  const SaleRow row = Good(fields);
  EXPECT_EQ(Column<Decimal>(row, "peso_calculado"), D("1"));
  EXPECT_EQ(Column<Decimal>(row, "total_cantidad_por_unidad_medida"), D("30"));
  EXPECT_EQ(Column<Decimal>(row, "utilidad_bruta"), D("2.5"));
  EXPECT_EQ(Column<Decimal>(row, "margen_bruto_pct"), D("25"));
}

TEST(SaleRowTest, AFactorOfNothingOrZeroIsOneAndTheUnitIsUnidad) {
  SaleFields fields = ASale("A", "1");
  for (const auto& factor : {std::optional<std::string>(), std::optional<std::string>("0")}) {
    fields[SaleField::kUnitFactor] = factor;
    EXPECT_EQ(Column<Decimal>(Good(fields), "factor_unidad_medida"), D("1"));
  }
  EXPECT_EQ(Column<std::string>(Good(fields), "unidad_medida_venta"), "UNIDAD");
}

TEST(SaleRowTest, ReturnsKeepTheirSign) {
  SaleFields fields = ASale("A", "1");
  fields[SaleField::kQuantity] = "-1";
  fields[SaleField::kTotal] = "-4";
  fields[SaleField::kProfit] = "-1";
  const SaleRow row = Good(fields);
  EXPECT_EQ(Column<Decimal>(row, "cantidad_vendida"), D("-1"));
  EXPECT_EQ(Column<Decimal>(row, "margen_bruto_pct"), Decimal());
}

TEST(SaleRowTest, BrokenTextIsDoubtfulAndNeverStoredBroken) {
  SaleFields fields = ASale("A", "1");
  fields[SaleField::kProduct] = "00\xff";
  EXPECT_EQ(Bad(fields).reason, "not_text");
}

StockRow GoodStock(const StockFields& fields) {
  StockOrBad made = MakeStockRow(RecordOf(fields), Caracas());
  if (const auto* bad = std::get_if<BadRecord>(&made)) {
    ADD_FAILURE() << bad->field << ": " << bad->reason;
    return {};
  }
  return std::get<StockRow>(std::move(made));
}
db::Value ProductValue(const StockRow& row, std::string_view name) {
  const auto columns = ProductColumns();
  const auto at = std::find(columns.begin(), columns.end(), name) - columns.begin();
  return row.product_values.at(static_cast<std::size_t>(at));
}

TEST(StockRowTest, NegativeAndFractionalStockIsWhatTheTillSays) {
  EXPECT_EQ(GoodStock(AStock("003760", "-2.125")).quantity, D("-2.125"));
}

TEST(StockRowTest, StockThatIsNoNumberIsNoStockOut) {
  const StockOrBad made = MakeStockRow(RecordOf(AStock("003760", "n/d")), Caracas());
  ASSERT_TRUE(std::holds_alternative<BadRecord>(made));
  EXPECT_EQ(std::get<BadRecord>(made).raw, "n/d");
}

TEST(StockRowTest, ACodeKeepsItsLeadingZerosAndIsNeverInvented) {
  EXPECT_EQ(GoodStock(AStock("003760", "1")).product, "003760");
  const StockOrBad made = MakeStockRow(RecordOf(AStock("", "1")), Caracas());
  ASSERT_TRUE(std::holds_alternative<BadRecord>(made));
  EXPECT_EQ(std::get<BadRecord>(made).reason, "missing");
}

TEST(StockRowTest, AProductsNameIsItsDescriptionToo) {
  StockFields fields = AStock("1", "1");
  fields[StockField::kName] = "HARINA DE MAIZ PRECOCIDA 1 KG";
  const StockRow row = GoodStock(fields);
  EXPECT_EQ(ProductValue(row, "nombre"), db::Value("HARINA DE MAIZ PRECOCIDA 1 KG"));
  EXPECT_EQ(ProductValue(row, "descripcion"), db::Value("HARINA DE MAIZ PRECOCIDA 1 KG"));
}

TEST(StockRowTest, PriceCostAndTaxAreKept) {
  StockFields fields = AStock("1", "1");
  fields[StockField::kPrice] = "1.99";
  fields[StockField::kTaxRate] = "16";
  const StockRow row = GoodStock(fields);
  EXPECT_EQ(row.price, D("1.99"));
  EXPECT_EQ(row.tax_rate, D("16"));
  EXPECT_EQ(row.cost, std::nullopt);
}

TEST(StockRowTest, BlankAndNaTextIsNothingAndNeverTheWordNone) {
  StockFields fields = AStock("1", "1");
  fields[StockField::kBarcode] = "N/A";
  fields[StockField::kBrand] = " ";
  const StockRow row = GoodStock(fields);
  EXPECT_TRUE(std::holds_alternative<db::Null>(ProductValue(row, "codigo_barras")));
  EXPECT_TRUE(std::holds_alternative<db::Null>(ProductValue(row, "marca")));
  EXPECT_TRUE(std::holds_alternative<db::Null>(ProductValue(row, "grupo_articulo")));
  EXPECT_EQ(std::get<std::string>(ProductValue(row, "categoria")), "SIN CATEGORIA");
}

}  // namespace
}  // namespace telar::pos
