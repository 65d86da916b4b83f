#include "pos/klk/answer_values.h"

#include <gmock/gmock.h>

#include <string>

#include "core/text.h"

namespace telar::pos::klk {
namespace {

using ::testing::Eq;
using ::testing::Optional;

bool HasNoFields(const SaleRecord& record) {
  for (int field = 0; field < static_cast<int>(SaleField::kCount); ++field)
    if (record.Get(static_cast<SaleField>(field))) return false;
  return true;
}

class RowReaderTest : public ::testing::Test {
 protected:
  std::string Stock(std::string_view element, StockField field) {
    return std::string(reader_.Stock(element).Get(field).value_or("(absent)"));
  }
  std::string Sale(std::string_view element, SaleField field) {
    return std::string(reader_.Sale(element).Get(field).value_or("(absent)"));
  }
  RowReader reader_;
};

TEST_F(RowReaderTest, ReadsAnArticle) {
  const StockRecord record = reader_.Stock(
      R"({"Codigo": "004012", "NombreProducto": "HARINA DE MAIZ 1KG", "Barra": "N/A",
          "Categoria": "07", "Descripcion": "VIVERES", "Subcategoria": "0702",
          "Descripcion_categoria": "HARINAS", "Marca": " ", "Precio": 1.15, "Iva": 16, "stock": -3.250,
          "otro": {"Codigo": "no"}})");
  EXPECT_THAT(record.Get(StockField::kProduct), Optional(Eq("004012")));
  EXPECT_THAT(record.Get(StockField::kName), Optional(Eq("HARINA DE MAIZ 1KG")));
  EXPECT_THAT(record.Get(StockField::kBarcode), Optional(Eq("N/A")));
  EXPECT_THAT(record.Get(StockField::kCategoryCode), Optional(Eq("07")));
  EXPECT_THAT(record.Get(StockField::kCategory), Optional(Eq("VIVERES")));
  EXPECT_THAT(record.Get(StockField::kSubcategoryCode), Optional(Eq("0702")));
  EXPECT_THAT(record.Get(StockField::kSubcategory), Optional(Eq("HARINAS")));
  EXPECT_THAT(record.Get(StockField::kBrand), Optional(Eq(" ")));
  EXPECT_THAT(record.Get(StockField::kPrice), Optional(Eq("1.15")));
  EXPECT_THAT(record.Get(StockField::kTaxRate), Optional(Eq("16")));
  EXPECT_THAT(record.Get(StockField::kQuantity), Optional(Eq("-3.250")));
  EXPECT_EQ(record.Get(StockField::kCost), std::nullopt);
}

TEST_F(RowReaderTest, ReadsALineOfAnInvoice) {
  const SaleRecord record = reader_.Sale(
      R"({"financiero": [{"precio_unitario_usd": 2.50, "precio_unitario_bs": 91.25,
            "costo_unitario_bs": 73, "costo_unitario_usd": 2, "impuesto_porcentaje": 16,
            "impuesto_monto": 0.8, "porcentaje_descuento": 0, "monto_descuento": 0.00,
            "venta_total_bs": 182.5, "venta_total_usd": 5, "costo_total_bs": 146,
            "costo_total_usd": 4, "utilidad_bruta_bs": 36.5, "utilidad_bruta_usd": 1}],
          "cantidad": [{"codigo_almacen": "A1", "nombre_almacen": "PISO", "cantidad_vendida": 2,
            "peso_unitario": 1, "peso_bruto": 1.1, "volumen_unitario": 0.002,
            "unidad_medida_venta": "UNIDAD", "factor_unidad_medida": 1,
            "total_cantidad_por_unidad_medida": 2, "peso_calculado": 2}],
          "producto": [{"codigo_producto": "004012", "descripcion_producto": "HARINA",
            "marca_producto": "LA ROSA", "modelo_producto": null, "categoria_producto": "07",
            "grupo_articulo": "G", "subgrupo_producto": "S", "categoria_nombre": "VIVERES",
            "codigo_barras": "759", "serial": "", "imei": "i", "cuadrante_producto": "II"}],
          "numero_factura": "C10-01-00008064", "linea": 3, "fecha": "2026-01-02",
          "hora": "09:30:00.1234567", "fecha_hora_completa": "2026-01-02T09:30:00",
          "total_factura": 365.00, "tasa_usd": 36.5, "es_no_fiscal": false,
          "tiene_promocion": true, "codigo_promocion": "P1"})");
  const std::pair<SaleField, std::string_view> kWanted[] = {
      {SaleField::kInvoice, "C10-01-00008064"},
      {SaleField::kLine, "3"},
      {SaleField::kDate, "2026-01-02"},
      {SaleField::kTime, "09:30:00.1234567"},
      {SaleField::kProduct, "004012"},
      {SaleField::kProductName, "HARINA"},
      {SaleField::kBrand, "LA ROSA"},
      {SaleField::kCategory, "VIVERES"},
      {SaleField::kGroup, "G"},
      {SaleField::kSubgroup, "S"},
      {SaleField::kBarcode, "759"},
      {SaleField::kSerial, ""},
      {SaleField::kImei, "i"},
      {SaleField::kQuadrant, "II"},
      {SaleField::kWarehouse, "A1"},
      {SaleField::kWarehouseName, "PISO"},
      {SaleField::kQuantity, "2"},
      {SaleField::kUnitWeight, "1"},
      {SaleField::kGrossWeight, "1.1"},
      {SaleField::kUnitVolume, "0.002"},
      {SaleField::kUnit, "UNIDAD"},
      {SaleField::kUnitFactor, "1"},
      {SaleField::kUnitTotal, "2"},
      {SaleField::kWeight, "2"},
      {SaleField::kInvoiceTotalBs, "365.00"},
      {SaleField::kRate, "36.5"},
      {SaleField::kNonFiscal, "false"},
      {SaleField::kPromotion, "true"},
      {SaleField::kPromotionCode, "P1"},
      {SaleField::kUnitCostBs, "73"},
      {SaleField::kUnitCost, "2"},
      {SaleField::kUnitPriceBs, "91.25"},
      {SaleField::kUnitPrice, "2.50"},
      {SaleField::kTaxRate, "16"},
      {SaleField::kTax, "0.8"},
      {SaleField::kDiscountRate, "0"},
      {SaleField::kDiscount, "0.00"},
      {SaleField::kTotalBs, "182.5"},
      {SaleField::kTotal, "5"},
      {SaleField::kTotalCostBs, "146"},
      {SaleField::kTotalCost, "4"},
      {SaleField::kProfitBs, "36.5"},
      {SaleField::kProfit, "1"},
  };
  for (const auto& [field, text] : kWanted)
    EXPECT_THAT(record.Get(field), Optional(Eq(text))) << static_cast<int>(field);
  EXPECT_EQ(record.Get(SaleField::kModel), std::nullopt);
}

TEST_F(RowReaderTest, KeepsEveryDigitOfANumber) {
  for (const auto* number : {"12345678901234567890.12345678901234567890", "1E400", "-0.10", "1e-9",
                             "18446744073709551616"}) {
    EXPECT_EQ(Stock(std::string(R"({"Precio" : )") + number + " }", StockField::kPrice), number);
  }
  EXPECT_EQ(Stock(R"({"Precio":"0012,50 "})", StockField::kPrice), "0012,50 ");
  EXPECT_EQ(Stock(R"({"Precio":NaN,"Codigo":"1"})", StockField::kPrice), "NaN");
}

TEST_F(RowReaderTest, UnescapesTexts) {
  EXPECT_EQ(Stock(R"({"Marca":"a\"\\\/\n\u00d1\ud83d\ude00"})", StockField::kBrand),
            "a\"\\/\n\u00d1\U0001F600");
  EXPECT_EQ(Stock(R"({"M\u0061rca":"x"})", StockField::kBrand), "x");
}

TEST_F(RowReaderTest, ReplacesBytesAndHalvesThatAreNoText) {
  EXPECT_EQ(Stock("{\"Marca\":\"A\xD1O\",\"Codigo\":\"1\"}", StockField::kBrand), "A\uFFFDO");
  EXPECT_EQ(Stock(R"({"Marca":"\\\ud83dx\udc00","Codigo":"1"})", StockField::kBrand),
            "\\\uFFFDx\uFFFD");
}

TEST_F(RowReaderTest, NullAndMissingAreAbsentAndEmptyIsNot) {
  EXPECT_EQ(Stock(R"({"Marca":null})", StockField::kBrand), "(absent)");
  EXPECT_EQ(Stock(R"({"Marca":["x"],"Barra":{"a":[1]},"Codigo":"7"})", StockField::kBrand),
            "(absent)");
  EXPECT_EQ(Stock(R"({"Marca":["x"],"Barra":{"a":[1]},"Codigo":"7"})", StockField::kProduct), "7");
  EXPECT_EQ(Stock(R"({"Marca":""})", StockField::kBrand), "");
  EXPECT_EQ(Stock("{}", StockField::kBrand), "(absent)");
}

TEST_F(RowReaderTest, TakesASectionAsListAsObjectOrEmpty) {
  const auto product = [this](std::string section) {
    return Sale(R"({"producto": )" + section + R"(, "linea": 1})", SaleField::kProduct);
  };
  EXPECT_EQ(product(R"([{"codigo_producto": "a"}])"), "a");
  EXPECT_EQ(product(R"({"codigo_producto": "a"})"), "a");
  EXPECT_EQ(product(R"([null, 3, {"codigo_producto": "a"}, {"codigo_producto": "b"}])"), "a");
  for (const auto* empty : {"[]", "{}", "null", "[[]]", "\"x\"", "7"}) {
    EXPECT_EQ(product(empty), "(absent)") << empty;
    EXPECT_EQ(Sale(std::string(R"({"producto": )") + empty + R"(, "linea": 1})", SaleField::kLine),
              "1");
  }
}

TEST_F(RowReaderTest, NamesOfOneSectionMeanNothingInAnother) {
  EXPECT_TRUE(HasNoFields(reader_.Sale(
      R"({"cantidad_vendida": 1, "producto": [{"fecha": "x", "venta_total_usd": 1}]})")));
}

TEST_F(RowReaderTest, TheNameOfACategoryGoesBeforeItsOtherForm) {
  const auto category = [this](std::string product) {
    return Sale(R"({"producto":[)" + product + "]}", SaleField::kCategory);
  };
  EXPECT_EQ(category(R"({"categoria_nombre":"N","categoria_producto":"P"})"), "N");
  EXPECT_EQ(category(R"({"categoria_nombre":" ","categoria_producto":"P"})"), "P");
  EXPECT_EQ(category(R"({"categoria_nombre":null,"categoria_producto":"P"})"), "P");
}

TEST_F(RowReaderTest, ABrokenElementHasNoFieldsAndLeavesTheReaderWell) {
  for (const auto* broken :
       {"", "1", "null", "\"x\"", "[]", R"([{"linea":1}])", R"({"linea":1 "fecha":2})",
        R"({"linea":1,})", R"({"linea":1,"fecha"})", R"({"linea":1,"fecha":})", R"({"linea" 1})",
        R"({"linea":1,"fecha":"\x"})", R"({"linea":1,"producto":[{"serial":"\u12"}]})",
        R"({"linea":1 2})"}) {
    EXPECT_TRUE(HasNoFields(reader_.Sale(broken))) << broken;
  }
  EXPECT_EQ(Sale(R"({"linea":1})", SaleField::kLine), "1");
}

TEST(CountIn, ReadsANumberOrATextWithOne) {
  EXPECT_THAT(CountIn(R"({"a":1,"n":3858})", "n"), Optional(3858));
  EXPECT_THAT(CountIn(R"({"n":" 12 "})", "n"), Optional(12));
  EXPECT_THAT(CountIn(R"({"n":5.00})", "n"), Optional(5));
  EXPECT_THAT(CountIn(R"({"n":0})", "n"), Optional(0));
}

TEST(CountIn, IsNothingWhereThereIsNoCount) {
  for (const auto* meta : {"", "{}", "[]", R"({"n":null})", R"({"n":-1})", R"({"n":1.5})",
                           R"({"n":1.010})", R"({"n":"many"})", R"({"n":[1]})", R"({"n":1e3})",
                           R"({"n":99999999999999999999})", R"({"n":1,})"}) {
    EXPECT_EQ(CountIn(meta, "n"), std::nullopt) << meta;
  }
}

TEST(HarmlessText, IsTheTextOfAPlainComplaint) {
  EXPECT_EQ(HarmlessText(R"("Sucursal no\n encontrada")"), "Sucursal no encontrada");
  EXPECT_EQ(HarmlessText(R"("Conexi\u00f3n rechazada")"), "Conexi\u00f3n rechazada");
  EXPECT_EQ(HarmlessText(R"({"code":5,"message":"sin datos"})"), "sin datos");
  std::string words;
  while (words.size() < 200) words += "palabra ";
  EXPECT_EQ(DecodeUtf8(HarmlessText("\"" + words + "\"")).size(), 100U);
}

TEST(HarmlessText, IsEmptyWhenInDoubt) {
  for (const auto* json : {"", "null", "1", "[]", R"("")", R"("login failed for sa")",
                           R"("pwd is x")", R"("Server=10.0.0.7;Uid=a")", R"("ana@example.test")",
                           R"("http://h")", R"("SELECT 1 = 1")", R"("0123456789")", R"("C:\\temp")",
                           R"("Clave incorrecta")", R"("dGhpc2lzYXNlY3JldGtleQaaaa")"}) {
    EXPECT_EQ(HarmlessText(json), "") << json;
  }
}

}  // namespace
}  // namespace telar::pos::klk
