#include "pos/warehouse/masters.h"

#include "tests/pos/warehouse/shop_floor.h"

namespace telar::pos::warehouse {
namespace {

using ::testing::ElementsAre;

class MastersTest : public FloorTest {
 protected:
  MastersTest() { PrepareIt(); }

  Result<db::MergeCounts> Products(const std::vector<StockRow>& rows, std::int64_t item = 1) {
    return InTransaction(
        [&](db::Connection& connection) { return WriteProducts(connection, rows, By(0, item)); });
  }
  Status Locations(const std::vector<Location>& locations) {
    return InTransaction(
        [&](db::Connection& connection) { return WriteLocations(connection, locations, By(0)); });
  }
};

TEST_P(MastersTest, WhatASourceDoesNotKnowDoesNotOverwriteWhatAnotherSaid) {
  StockRow known = Product("A", Decimal(1));
  Set(ProductColumns(), known.product_values, "peso_unitario", *Decimal::Parse("0.9"));
  ASSERT_OK(Products({known}));
  StockRow blank = Product("A", Decimal(1));
  Set(ProductColumns(), blank.product_values, "marca", db::Null());
  Set(ProductColumns(), blank.product_values, "nombre", std::string("Harina fina"));
  auto counts = Products({blank});
  ASSERT_OK(counts);
  EXPECT_EQ(counts->updated, 1);
  EXPECT_THAT(Rows("SELECT nombre, marca, peso_unitario FROM productos"),
              ElementsAre("Harina fina|Molino|0.9"));
}

TEST_P(MastersTest, WhatAPersonSaidSurvivesTheSource) {
  ASSERT_OK(Products({Product("A", Decimal(1))}));
  Run("INSERT INTO productos_ajustes (codigo, campo, valor, quien) VALUES ('A', 'marca', 'Nube', "
      "'ana'), ('A', 'peso_unitario', '0.25', 'ana'), ('A', 'volumen_unitario', 'poco', 'ana'), "
      "('A', 'id', 'Z', 'ana')");
  ASSERT_OK(Products({Product("A", Decimal(1))}, 2));
  ASSERT_OK(Products({Product("A", Decimal(1))}, 3));
  EXPECT_THAT(Rows("SELECT id, marca, peso_unitario, volumen_unitario, item_id FROM productos"),
              ElementsAre("A|Nube|0.25|-|2"));
}

TEST_P(MastersTest, AProductThatAPersonSwitchedOffStaysOff) {
  ASSERT_OK(Products({Product("A", Decimal(1))}));
  Run("UPDATE productos SET activo = CAST(0 AS BOOLEAN)");
  StockRow renamed = Product("A", Decimal(1));
  Set(ProductColumns(), renamed.product_values, "nombre", std::string("Otra"));
  ASSERT_OK(Products({renamed}));
  EXPECT_THAT(Rows("SELECT nombre FROM productos WHERE activo = CAST(0 AS BOOLEAN)"),
              ElementsAre("Otra"));
}

TEST_P(MastersTest, ANewProductWithoutQuadrantSaysSo) {
  ASSERT_OK(Products({Product("A", Decimal(1))}));
  EXPECT_THAT(Rows("SELECT cuadrante, unidad_medida FROM productos"),
              ElementsAre("NO ESPECIFICADO|UNIDAD"));
}

TEST_P(MastersTest, TheFileSaysWhatALocationIsAndPeopleWhatItIsCalled) {
  location_.region = "CARACAS";
  ASSERT_OK(Locations({location_}));
  EXPECT_THAT(Rows("SELECT id, nombre, codigo_klk, tipo, region, zona_horaria, hora_apertura, "
                   "hora_cierre FROM ubicaciones"),
              ElementsAre("tienda_07|Lomas|SUC007|tienda|CARACAS|UTC|07:00:00|00:00:00"));
  Run("UPDATE ubicaciones SET nombre = 'Las Lomas', hora_apertura = '08:00:00', ciudad = "
      "'Caracas'");
  location_.branch = "SUC070";
  location_.opens = std::chrono::hours(6);
  ASSERT_OK(Locations({location_}));
  EXPECT_THAT(Rows("SELECT nombre, codigo_klk, hora_apertura, ciudad FROM ubicaciones"),
              ElementsAre("Las Lomas|SUC070|08:00:00|Caracas"));
  EXPECT_THAT(Rows("SELECT codigo, nombre, ubicacion_id FROM almacenes"),
              ElementsAre("PISO|Piso de venta|tienda_07"));
}

TEST_P(MastersTest, TwoLocationsMayNameAWarehouseAlike) {
  Location other = location_;
  other.id = "tienda_08";
  ASSERT_OK(Locations({location_, other}));
  EXPECT_THAT(Rows("SELECT ubicacion_id FROM almacenes WHERE codigo = 'PISO' ORDER BY 1"),
              ElementsAre("tienda_07", "tienda_08"));
}

INSTANTIATE_TEST_SUITE_P(Every, MastersTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::pos::warehouse
