#include "analytics/suggest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analytics/chain_floor.h"

namespace telar::analytics {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// t1 and t3 are of the region NORTE, t2 of SUR; cedi_seco serves all, cedi_norte its region.
class SuggestTest : public ChainTest {
 protected:
  SuggestTest() {
    Run("INSERT INTO ubicaciones (id, tipo, region) VALUES ('t3', 'tienda', 'NORTE'), "
        "('cedi_norte', 'cedi', 'NORTE')");
  }

  void Product(const std::string& code, const std::string& units_per_case = "NULL",
               const std::string& origin = "", const std::string& category = "") {
    Run("INSERT INTO productos (id, codigo, nombre, unidades_por_bulto, cedi_origen_id, categoria) "
        "VALUES ('" +
        code + "', '" + code + "', 'Product " + code + "', " + units_per_case + ", " +
        (origin.empty() ? "NULL" : "'" + origin + "'") + ", '" + category + "')");
  }
  /// A row of parametros_stock: D a day, reorder point 2·D, maximum 10·D.
  void Stock(const std::string& location, const std::string& product, const std::string& stock,
             int demand) {
    const auto times = [&](int n) { return std::to_string(n * demand); };
    Run("INSERT INTO parametros_stock (ubicacion_id, producto_id, tipo, stock, clase_abc, "
        "demanda_p75, stock_seguridad, punto_reorden, stock_maximo, tiempo_entrega, "
        "cobertura_objetivo, primera_venta, fecha_calculo) VALUES ('" +
        location + "', '" + product + "', '" + (location[0] == 't' ? "tienda" : "cedi") + "', " +
        stock + ", 'B', " + times(1) + ", " + times(1) + ", " + times(2) + ", " + times(10) +
        ", 1, 8, " + (demand > 0 ? "'2026-01-05'" : "NULL") + ", '2026-03-02 03:00:00')");
  }
  void Ordered() {
    const auto done = Suggest(*database_, {.rules = {}, .local = "2026-03-02 06:30:00"});
    ASSERT_OK(done);
    EXPECT_EQ(done->parameters_of, "2026-03-02 03:00:00");
  }
  std::vector<std::string> Table(const std::string& columns = "asignado, motivo") {
    return Rows("SELECT ubicacion_id, producto_id, origen_id, " + columns +
                " FROM sugerencias_pedido ORDER BY 1, 2");
  }
};

TEST_P(SuggestTest, OrdersComeFromTheStockParametersOnly) {
  Product("a", "12");
  Stock("t1", "a", "20", 10);
  Stock("t2", "a", "21", 10);
  Stock("t3", "a", "130", 10);
  Stock("cedi_seco", "a", "500", 0);
  Ordered();
  EXPECT_THAT(Rows("SELECT * FROM sugerencias_pedido ORDER BY 1, 2"),
              ElementsAre("t1|a|cedi_seco|B|parametros|20|10|20|100|12|80|84|7|84|0|reorden|"
                          "2026-03-02 06:30:00",
                          "t3|a|cedi_seco|B|parametros|130|10|20|100|12|0|0|0|0|30|sobrestock|"
                          "2026-03-02 06:30:00"));
}

TEST_P(SuggestTest, ScarceStockIsSharedWithinEachNeed) {
  Product("a", "10");
  Stock("t1", "a", "0", 10);
  Stock("t2", "a", "18", 10);
  Stock("t3", "a", "1", 1);
  Stock("cedi_seco", "a", "109", 0);
  Ordered();
  // Weights by demand and urgency would give t3 three cases; its need is one.
  EXPECT_THAT(Table("sugerido, asignado, bultos, motivo"),
              ElementsAre("t1|a|cedi_seco|100|70|7|escasez", "t2|a|cedi_seco|90|20|2|escasez",
                          "t3|a|cedi_seco|10|10|1|reorden"));
}

TEST_P(SuggestTest, AnEmptyCentreIsSaidAndNothingSent) {
  Product("a", "12");
  Stock("t2", "a", "0", 10);
  Stock("cedi_seco", "a", "-5", 0);
  Ordered();
  EXPECT_THAT(Table("sugerido, asignado, motivo"),
              ElementsAre("t2|a|cedi_seco|108|0|origen_sin_stock"));
}

TEST_P(SuggestTest, AStoreThatNoCentreServesIsSaid) {
  Run("DELETE FROM ubicaciones WHERE tipo = 'cedi'");
  Product("a");
  Stock("t1", "a", "0", 10);
  Ordered();
  EXPECT_THAT(Table(), ElementsAre("t1|a|-|0|sin_origen"));
}

TEST_P(SuggestTest, TheOriginIsTheProductsThenTheRegionsThenTheGeneralOne) {
  Run("DELETE FROM ubicaciones WHERE id = 't3'");
  Run("INSERT INTO ubicaciones (id, tipo, region) VALUES ('cedi_a', 'cedi', 'NORTE')");
  Product("named", "NULL", "cedi_seco");
  Product("near");
  Product("far");
  Product("wrong", "NULL", "cedi_that_closed");
  for (const std::string product : {"named", "near", "far", "wrong"}) {
    Stock("t1", product, "0", 10);
    Stock("cedi_seco", product, "100", 0);
    if (product == "far") continue;
    Stock("cedi_norte", product, "200", 0);
    Stock("cedi_a", product, "150", 0);
  }
  Ordered();
  EXPECT_THAT(Table(),
              ElementsAre("t1|far|cedi_seco|100|reorden", "t1|named|cedi_seco|100|reorden",
                          "t1|near|cedi_norte|100|reorden", "t1|wrong|cedi_norte|100|reorden"));
}

TEST_P(SuggestTest, RoomAndShowOfOneStoreAreNotThoseOfAnother) {
  Product("a", "12");
  for (const std::string store : {"t1", "t2", "t3"}) Stock(store, "a", "10", 10);
  Stock("cedi_seco", "a", "900", 0);
  Run("INSERT INTO capacidad_almacenamiento_producto (tienda_id, producto_codigo, "
      "capacidad_maxima_unidades, minimo_exhibicion_unidades, activo) VALUES ('t1', 'a', 50, NULL, "
      "TRUE), ('t2', 'a', NULL, 60, TRUE), ('t3', 'a', 11, NULL, FALSE)");
  Ordered();
  EXPECT_THAT(Table(), ElementsAre("t1|a|cedi_seco|36|capacidad", "t2|a|cedi_seco|132|reorden",
                                   "t3|a|cedi_seco|96|reorden"));
}

TEST_P(SuggestTest, WhatAStoreIsExcludedFromIsHeldBackThereOnly) {
  Product("a");
  Stock("t1", "a", "0", 10);
  Stock("t2", "a", "0", 10);
  Stock("cedi_seco", "a", "100", 0);
  Run("INSERT INTO productos_excluidos_tienda (tienda_id, codigo_producto) VALUES ('t1', 'a'), "
      "('t3', 'a'); INSERT INTO productos_excluidos_tienda (tienda_id, codigo_producto, activo) "
      "VALUES ('t2', 'a', FALSE)");
  Ordered();
  EXPECT_THAT(Table(), ElementsAre("t1|a|cedi_seco|0|excluido", "t2|a|cedi_seco|100|reorden"));
}

TEST_P(SuggestTest, AProductNoLongerCarriedIsHeldBack) {
  Product("a");
  Run("UPDATE productos SET activo = FALSE");
  Stock("t1", "a", "0", 10);
  Stock("cedi_seco", "a", "100", 0);
  Ordered();
  EXPECT_THAT(Table(), ElementsAre("t1|a|cedi_seco|0|inactivo"));
}

TEST_P(SuggestTest, AStoreNotShownInOrdersGetsNone) {
  Run("UPDATE ubicaciones SET visible_pedidos = FALSE WHERE id = 't1'; UPDATE ubicaciones SET "
      "activo = FALSE WHERE id = 't2'");
  Product("a");
  for (const std::string store : {"t1", "t2", "t3"}) Stock(store, "a", "0", 10);
  Stock("cedi_seco", "a", "900", 0);
  Ordered();
  EXPECT_THAT(Table(), ElementsAre("t3|a|cedi_seco|100|reorden"));
}

TEST_P(SuggestTest, WhatAStoreNeverSoldIsTriedWithTheDemandOfItsRegion) {
  Product("a", "12");
  Stock("t1", "a", "50", 2);
  Stock("cedi_seco", "a", "900", 0);
  Ordered();
  // 2·1.5 + 0.20·2·1.5 + 2·30 = 63.6. t2 has no region with sales and no category.
  EXPECT_THAT(Table("metodo, clase_abc, necesidad, asignado, motivo"),
              ElementsAre("t1|a|cedi_seco|parametros|B|0|0|sobrestock",
                          "t3|a|cedi_seco|prueba|D|64|72|prueba"));
}

TEST_P(SuggestTest, ATrialTakesNothingFromStoresThatSellTheProduct) {
  Product("a", "10");
  Stock("t1", "a", "0", 10);
  Stock("cedi_seco", "a", "125", 0);
  Ordered();
  EXPECT_THAT(
      Table("metodo, asignado, motivo"),
      ElementsAre("t1|a|cedi_seco|parametros|100|reorden", "t3|a|cedi_seco|prueba|20|escasez"));
  Run("UPDATE parametros_stock SET stock = 105 WHERE ubicacion_id = 'cedi_seco'");
  Ordered();
  EXPECT_THAT(Table("metodo, asignado, motivo"),
              ElementsAre("t1|a|cedi_seco|parametros|100|reorden"));
}

TEST_P(SuggestTest, ATrialLeavesACentreItsReorderPoint) {
  Product("a", "10");
  Stock("t1", "a", "90", 10);
  Stock("cedi_seco", "a", "45", 10);
  Ordered();
  EXPECT_THAT(Table("metodo, sugerido, asignado"), ElementsAre("t3|a|cedi_seco|prueba|320|20"))
      << "45 less 20, whole cases";
  Run("UPDATE parametros_stock SET stock = 29 WHERE ubicacion_id = 'cedi_seco'");
  Ordered();
  EXPECT_THAT(Table(), IsEmpty());
}

TEST_P(SuggestTest, WithoutARegionThatSellsItTheCategoryIsAsked) {
  Product("a", "12", "", "dairy");
  Product("b", "NULL", "", "dairy");
  Stock("t1", "b", "5", 1);
  Stock("t2", "b", "10", 2);
  Stock("t3", "b", "15", 3);
  Stock("cedi_seco", "a", "900", 0);
  Ordered();
  EXPECT_THAT(Table("demanda, metodo, asignado"),
              ElementsAre("t1|a|cedi_seco|2|prueba|72", "t2|a|cedi_seco|2|prueba|72",
                          "t3|a|cedi_seco|2|prueba|72"));
}

TEST_P(SuggestTest, WhatWasSoldOnceIsNoTrial) {
  Product("a");
  Stock("t1", "a", "5", 1);
  Stock("cedi_seco", "a", "900", 0);
  Run("INSERT INTO ventas_vida (ubicacion_id, producto_id, primera, ultima) VALUES ('t3', 'a', "
      "'2025-01-01', '2025-01-02')");
  Ordered();
  EXPECT_THAT(Table(), IsEmpty());
}

TEST_P(SuggestTest, ACentreOfARegionGetsWhatTheStoresLeave) {
  Run("DELETE FROM ubicaciones WHERE id = 't3'");
  Product("a", "10", "cedi_seco");
  Stock("t1", "a", "0", 10);
  Stock("cedi_norte", "a", "5", 20);
  Stock("cedi_seco", "a", "155", 20);
  Ordered();
  EXPECT_THAT(Table(),
              ElementsAre("cedi_norte|a|cedi_seco|50|escasez", "t1|a|cedi_seco|100|reorden"));
}

TEST_P(SuggestTest, ACentreWithoutAProductTheChainSellsGetsSomeCasesAtFirst) {
  Product("a", "10");
  Product("unsold", "10");
  Stock("t2", "a", "50", 10);
  Stock("cedi_seco", "a", "155", 1);
  Stock("cedi_seco", "unsold", "155", 0);
  Run("INSERT INTO productos_abc_cache (producto_id, clase_abc) VALUES ('a', 'C')");
  Ordered();
  EXPECT_THAT(
      Table("metodo, bultos, asignado"),
      ElementsAre("cedi_norte|a|cedi_seco|primer_surtido|3|30", "cedi_seco|a|-|parametros|0|0"));
  Run("INSERT INTO productos_excluidos_inter_cedi (cedi_destino_id, codigo_producto) VALUES "
      "('cedi_norte', 'a')");
  Ordered();
  EXPECT_THAT(Table(),
              ElementsAre("cedi_norte|a|cedi_seco|0|excluido", "cedi_seco|a|-|0|sobrestock"));
}

TEST_P(SuggestTest, TheSuggestionsOfTheLastTimeAreGone) {
  Run("DELETE FROM ubicaciones WHERE id = 't3'");
  Product("a");
  Stock("t1", "a", "0", 10);
  Stock("cedi_seco", "a", "500", 0);
  Ordered();
  Ordered();
  EXPECT_THAT(Table(), ElementsAre("t1|a|cedi_seco|100|reorden"));
  Run("UPDATE parametros_stock SET stock = 60 WHERE ubicacion_id = 't1'");
  Ordered();
  EXPECT_THAT(Table(), IsEmpty());
}

TEST_P(SuggestTest, ADryRunSaysTheSameAndWritesNothing) {
  Run("DELETE FROM ubicaciones WHERE id = 't3'");
  Product("a");
  Stock("t1", "a", "0", 10);
  Stock("cedi_seco", "a", "500", 0);
  const auto done = Suggest(*database_, {.rules = {}, .local = "", .write = false});
  ASSERT_OK(done);
  ASSERT_EQ(done->rows.size(), 1U);
  EXPECT_EQ(done->rows[0].order.quantity, Decimal(100));
  EXPECT_EQ(done->rows[0].name, "Product a");
  EXPECT_THAT(Table(), IsEmpty());
}

TEST_P(SuggestTest, WithoutStockParametersTheHintSaysWhatToRun) {
  const auto done = Suggest(*database_, {.rules = {}, .local = "2026-03-02 06:30:00"});
  EXPECT_THAT(done, StatusIs(Code::kNotFound));
  EXPECT_THAT(done.status().hint(), HasSubstr("telar pos stock-parameters"));
}

TEST_P(SuggestTest, ATableOfDecisionsWithoutItsKeysIsRefused) {
  Product("a");
  Stock("t1", "a", "0", 10);
  Run("DROP TABLE productos_excluidos_tienda; CREATE TABLE productos_excluidos_tienda (tienda "
      "VARCHAR(50), producto VARCHAR(50))");
  const auto done = Suggest(*database_, {.rules = {}, .local = "2026-03-02 06:30:00"});
  EXPECT_THAT(done, StatusIs(Code::kContractBroken));
}

TEST_P(SuggestTest, AnOlderTableWithoutShowAndStateIsReadAsFarAsItGoes) {
  Run("DELETE FROM ubicaciones WHERE id = 't3'; DROP TABLE capacidad_almacenamiento_producto; "
      "CREATE TABLE capacidad_almacenamiento_producto (tienda_id VARCHAR(50), producto_codigo "
      "VARCHAR(50), capacidad_maxima_unidades DECIMAL(12,2)); INSERT INTO "
      "capacidad_almacenamiento_producto VALUES ('t1', 'a', 40.5)");
  Product("a");
  Stock("t1", "a", "0", 10);
  Stock("cedi_seco", "a", "500", 0);
  Ordered();
  EXPECT_THAT(Table(), ElementsAre("t1|a|cedi_seco|40|capacidad"));
}

TEST_P(SuggestTest, OrdersFollowFromSalesAndStockOfTheChain) {
  for (int day = 1; day <= 20; ++day) {
    const std::string date = "2026-03-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
    Sell({{"t1", date, "a", "4", "8"}});
  }
  Product("a", "6");
  Run("INSERT INTO inventario_actual (ubicacion_id, producto_id, almacen_codigo, cantidad) VALUES "
      "('t1', 'a', 'w', 5), ('cedi_seco', 'a', 'w', 1000)");
  ASSERT_OK(Calculate("2026-03-21"));
  ASSERT_OK(Suggest(*database_, {.rules = {}, .local = "2026-03-21 06:30:00"}));
  // Class A: 4·1.5 + 0.30·4·1.5 = 7.8, and 4·7 more: 36 are 31 more, 6 cases.
  EXPECT_THAT(Rows("SELECT punto_reorden, stock_maximo, bultos, asignado FROM sugerencias_pedido "
                   "WHERE ubicacion_id = 't1'"),
              ElementsAre("7.8|36|6|36"));
}

INSTANTIATE_TEST_SUITE_P(Every, SuggestTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::analytics
