#include "analytics/stock_parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analytics/chain_floor.h"

namespace telar::analytics {
namespace {

using ::testing::ElementsAre;

class StockParametersTest : public ChainTest {
 protected:
  static Rules Over(int days) {
    Rules rules;
    rules.demand_days = days;
    return rules;
  }
  /// A change of stock as a load writes it, and what is there afterwards.
  void Stock(const std::string& product, const std::string& at, int quantity, int change) {
    const std::string amount = std::to_string(quantity);
    Run("INSERT INTO inventario_historico (ubicacion_id, producto_id, almacen_codigo, "
        "fecha_snapshot, cantidad, cantidad_cambio) VALUES ('t1', '" +
        product + "', 'w', '" + at + "', " + amount + ", " + std::to_string(change) +
        "); DELETE FROM inventario_actual WHERE producto_id = '" + product +
        "'; INSERT INTO inventario_actual (ubicacion_id, producto_id, almacen_codigo, cantidad) "
        "VALUES ('t1', '" +
        product + "', 'w', " + amount + ")");
  }
  static std::string March(int day) {
    return "2026-03-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
  }
};

TEST_P(StockParametersTest, ADayWithoutSalesIsADayOfNoDemand) {
  for (int day = 1; day <= 4; ++day) Trade("t1", March(day));
  Sell({{"t1", March(1), "p", "4", "1"}, {"t1", March(4), "p", "8", "1"}});
  ASSERT_OK(Calculate("2026-03-05", Over(4)));
  // Of 0 0 4 8; without the days of nothing it would be 7.
  EXPECT_THAT(Rows("SELECT demanda_p75, demanda_media, dias_contados, dias_con_venta FROM "
                   "parametros_stock WHERE producto_id = 'p' AND ubicacion_id = 't1'"),
              ElementsAre("5|3|4|2"));
}

TEST_P(StockParametersTest, ADayOnWhichTheShopWasShutIsNoDayWithoutSales) {
  for (const int day : {1, 2, 4}) Sell({{"t1", March(day), "p", "4", "1"}});
  ASSERT_OK(Calculate("2026-03-05", Over(4)));
  EXPECT_THAT(Rows("SELECT demanda_p75, dias_contados, sigma FROM parametros_stock WHERE "
                   "ubicacion_id = 't1'"),
              ElementsAre("4|3|0"));
}

TEST_P(StockParametersTest, ADayWithoutStockIsNoDayOfNoDemand) {
  for (int day = 1; day <= 6; ++day) Trade("t1", March(day));
  Sell({{"t1", March(1), "p", "4", "1"},
        {"t1", March(2), "p", "8", "1"},
        {"t1", March(6), "p", "4", "1"}});
  Stock("p", "2026-02-20 08:00:00", 12, 12);
  Stock("p", "2026-03-02 20:00:00", 0, -12);
  Stock("p", "2026-03-05 07:00:00", 9, 9);
  ASSERT_OK(Calculate("2026-03-07", Over(6)));
  EXPECT_THAT(Rows("SELECT producto_id, fecha FROM quiebres_stock ORDER BY 2"),
              ElementsAre("p|2026-03-03", "p|2026-03-04"));
  // Of 0 4 4 8.
  EXPECT_THAT(Rows("SELECT demanda_p75, dias_contados, dias_sin_stock FROM parametros_stock WHERE "
                   "producto_id = 'p' AND ubicacion_id = 't1'"),
              ElementsAre("5|4|2"));
}

TEST_P(StockParametersTest, DemandIsOfDaysAndNotOfLines) {
  for (int day = 1; day <= 4; ++day) {
    for (int line = 0; line < 5; ++line) Sell({{"t1", March(day), "p", "2", "1"}});
  }
  ASSERT_OK(Calculate("2026-03-05", Over(4)));
  EXPECT_THAT(Rows("SELECT ubicacion_id, demanda_p75 FROM parametros_stock ORDER BY 1"),
              ElementsAre("t1|10"));
}

TEST_P(StockParametersTest, ACentreForAllIsNotShortOfWhatItNeverHad) {
  Run("INSERT INTO ubicaciones (id, tipo, region) VALUES ('cedi_frio', 'cedi', NULL), "
      "('cedi_norte', 'cedi', 'NORTE'), ('cedi_sur', 'cedi', 'SUR')");
  for (int day = 1; day <= 4; ++day) Sell({{"t1", March(day), "p", "10", "1"}});
  Run("INSERT INTO inventario_actual (ubicacion_id, producto_id, almacen_codigo, cantidad) VALUES "
      "('cedi_frio', 'p', 'w', 0)");
  ASSERT_OK(Calculate("2026-03-05", Over(4)));
  EXPECT_THAT(Rows("SELECT ubicacion_id, demanda_p75, estado FROM parametros_stock ORDER BY 1"),
              ElementsAre("cedi_frio|10|CRITICO", "cedi_norte|10|CRITICO", "t1|10|CRITICO"));
}

TEST_P(StockParametersTest, BandsOfSpeedHaveNoGaps) {
  Sell({{"t1", March(1), "a", "0.25", "1"},
        {"t1", March(1), "b", "5", "1"},
        {"t1", March(1), "c", "5.0001", "1"},
        {"t1", March(1), "d", "15.5", "1"},
        {"t1", March(1), "e", "30", "1"},
        {"t1", March(1), "f", "30.5", "1"},
        {"t1", March(1), "g", "-1", "-1"}});
  ASSERT_OK(Calculate("2026-03-02"));
  EXPECT_THAT(
      Rows("SELECT producto_id, velocidad FROM parametros_stock WHERE ubicacion_id = 't1' ORDER "
           "BY 1"),
      ElementsAre("a|BAJA", "b|BAJA", "c|MEDIA", "d|ALTA", "e|ALTA", "f|MUY_ALTA", "g|SIN_VENTAS"));
}

TEST_P(StockParametersTest, WhatIsNewTodaySleepsNot) {
  Sell({{"t1", "2026-03-05", "p", "1", "1"}});
  Stock("p", "2026-03-05 07:00:00", 9, 9);
  ASSERT_OK(Calculate("2026-03-05"));
  EXPECT_THAT(Rows("SELECT estado, actividad, primera_venta FROM parametros_stock"),
              ElementsAre("SIN_DEMANDA|ACTIVO|2026-03-05"));
}

TEST_P(StockParametersTest, ThirtyDaysAreThirtyDaysWhateverTheOtherWindows) {
  Sell({{"t1", "2026-03-01", "p", "7", "1"}, {"t1", "2026-03-30", "p", "1", "1"}});
  Rules rules;
  rules.abc_days = rules.demand_days = rules.state_days = 2;
  ASSERT_OK(Calculate("2026-03-31", rules));
  EXPECT_THAT(Rows("SELECT cantidad_30d FROM parametros_stock WHERE ubicacion_id = 't1'"),
              ElementsAre("8"));
}

/// Lead time, coverage and safety stock of 'p' and 'q' in t1 and t2, which sell 4 of each a day.
class DecidedTest : public StockParametersTest {
 protected:
  DecidedTest() {
    Run("INSERT INTO productos (id, codigo, nombre, categoria) VALUES ('p', 'p', 'P', 'PAN'), "
        "('q', 'q', 'Q', 'VELAS')");
    for (int day = 1; day <= 4; ++day) {
      for (const std::string store : {"t1", "t2"}) {
        Sell({{store, March(day), "p", "4", "1"}, {store, March(day), "q", "4", "1"}});
      }
    }
  }
  std::vector<std::string> Decided() {
    EXPECT_OK(Calculate("2026-03-05", Over(4)));
    return Rows(
        "SELECT ubicacion_id, producto_id, clase_abc, tiempo_entrega, cobertura_objetivo, "
        "stock_maximo - punto_reorden FROM parametros_stock WHERE ubicacion_id IN ('t1', 't2') "
        "ORDER BY 1, 2");
  }
};

TEST_P(DecidedTest, AStoreMayHaveItsOwnLeadTimeAndCoverage) {
  Run("INSERT INTO config_parametros_abc_tienda (tienda_id, lead_time_override, dias_cobertura_a) "
      "VALUES ('t2', 3, 5)");
  EXPECT_THAT(Decided(),
              ElementsAre("t1|p|A|1.5|7|28", "t1|q|A|1.5|7|28", "t2|p|A|3|5|20", "t2|q|A|3|5|20"));
  Run("UPDATE config_parametros_abc_tienda SET activo = FALSE");
  EXPECT_THAT(Decided(), ElementsAre("t1|p|A|1.5|7|28", "t1|q|A|1.5|7|28", "t2|p|A|1.5|7|28",
                                     "t2|q|A|1.5|7|28"));
}

TEST_P(DecidedTest, TheCoverageOfACategoryComesBeforeThatOfAStore) {
  Run("INSERT INTO config_parametros_abc_tienda (tienda_id, dias_cobertura_a) VALUES ('t2', 5); "
      "INSERT INTO config_cobertura_categoria (categoria, dias_cobertura) VALUES ('PAN', 1), "
      "('VELAS', 0)");
  EXPECT_THAT(Decided(), ElementsAre("t1|p|A|1.5|1|4", "t1|q|A|1.5|7|28", "t2|p|A|1.5|1|4",
                                     "t2|q|A|1.5|5|20"));
}

TEST_P(DecidedTest, AMarkedTrafficGeneratorIsKeptLikeClassA) {
  Rules rules = Over(4);
  rules.rank_a = 1;
  rules.rank_b = 1;
  rules.rank_c = 2;
  Run("UPDATE productos SET es_generador_trafico = TRUE WHERE codigo = 'q'");
  ASSERT_OK(Calculate("2026-03-05", rules));
  EXPECT_THAT(Rows("SELECT producto_id, clase_abc, cobertura_objetivo FROM parametros_stock WHERE "
                   "ubicacion_id = 't1' ORDER BY 1"),
              ElementsAre("p|A|7", "q|C|7"));
}

TEST_P(DecidedTest, AnOlderTableIsReadByItsOwnNamesAsFarAsItGoes) {
  Run("DROP TABLE config_parametros_abc_tienda; CREATE TABLE config_parametros_abc_tienda "
      "(tienda_id VARCHAR(50), clase_a_dias_cobertura INTEGER); INSERT INTO "
      "config_parametros_abc_tienda VALUES ('t2', 5)");
  EXPECT_THAT(Decided(), ElementsAre("t1|p|A|1.5|7|28", "t1|q|A|1.5|7|28", "t2|p|A|1.5|5|20",
                                     "t2|q|A|1.5|5|20"));
  Run("DROP TABLE config_parametros_abc_tienda; CREATE TABLE config_parametros_abc_tienda (x "
      "INTEGER); DROP TABLE config_cobertura_categoria; CREATE TABLE config_cobertura_categoria (x "
      "INTEGER); INSERT INTO config_parametros_abc_tienda VALUES (1); INSERT INTO "
      "config_cobertura_categoria VALUES (1)");
  EXPECT_THAT(Decided(), ElementsAre("t1|p|A|1.5|7|28", "t1|q|A|1.5|7|28", "t2|p|A|1.5|7|28",
                                     "t2|q|A|1.5|7|28"));
}

INSTANTIATE_TEST_SUITE_P(Every, DecidedTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });
INSTANTIATE_TEST_SUITE_P(Every, StockParametersTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::analytics
