#include "analytics/abc.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analytics/chain_floor.h"

namespace telar::analytics {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class AbcTest : public ChainTest {};

TEST_P(AbcTest, TheProductThatCrossesTheLineBelongsToTheBetterClass) {
  Sell({{"t1", "2026-03-01", "a", "70", "70"},
        {"t1", "2026-03-01", "b", "20", "20"},
        {"t1", "2026-03-01", "c", "7", "7"},
        {"t1", "2026-03-01", "d", "3", "3"}});
  ASSERT_OK(Calculate("2026-03-02"));
  EXPECT_THAT(Rows("SELECT producto_id, clase_pareto_vol, clase_pareto_val, porcentaje_venta, "
                   "porcentaje_acumulado FROM productos_abc_cache ORDER BY 1"),
              ElementsAre("a|A|A|70|70", "b|A|A|20|90", "c|B|B|7|97", "d|C|C|3|100"));
}

TEST_P(AbcTest, EqualProductsAreRankedByTheBytesOfTheirCodes) {
  Sell({{"t1", "2026-03-01", "b", "5", "5"},
        {"t1", "2026-03-01", "B", "5", "5"},
        {"t1", "2026-03-01", "a", "5", "5"}});
  ASSERT_OK(Calculate("2026-03-02"));
  EXPECT_THAT(Rows("SELECT producto_id, rank_cantidad, rank_valor, rank_penetracion FROM "
                   "productos_abc_cache ORDER BY rank_cantidad"),
              ElementsAre("B|1|1|1", "a|2|2|2", "b|3|3|3"));
}

TEST_P(AbcTest, WhatOnlyCameBackIsOfTheLastClass) {
  Sell({{"t1", "2026-03-01", "a", "5", "5"}, {"t1", "2026-03-01", "b", "-1", "-1"}});
  ASSERT_OK(Calculate("2026-03-02"));
  EXPECT_THAT(Rows("SELECT producto_id, clase_pareto_vol, clase_pareto_val, porcentaje_venta, "
                   "cantidad_30d, venta_total_periodo FROM productos_abc_cache ORDER BY 1"),
              ElementsAre("a|A|A|100|5|5", "b|D|D|0|-1|5"));
}

TEST_P(AbcTest, TodayIsNotInTheWindowAndTheFirstDayIs) {
  Sell({{"t1", "2026-03-01", "a", "1", "1"},
        {"t1", "2026-03-02", "b", "1", "1"},
        {"t1", "2026-03-11", "c", "1", "1"},
        {"t1", "2026-03-12", "d", "1", "1"}});
  Rules rules;
  rules.abc_days = 10;
  ASSERT_OK(Calculate("2026-03-12", rules));
  EXPECT_THAT(Rows("SELECT producto_id, periodo_inicio, periodo_fin, dias_periodo FROM "
                   "productos_abc_cache ORDER BY 1"),
              ElementsAre("b|2026-03-02|2026-03-11|10", "c|2026-03-02|2026-03-11|10"));
}

TEST_P(AbcTest, EachStoreIsClassifiedByItself) {
  Sell({{"t1", "2026-03-01", "a", "100", "1"},
        {"t1", "2026-03-01", "b", "1", "1"},
        {"t2", "2026-03-01", "b", "50", "1"}});
  Rules rules;
  rules.rank_a = 1;
  rules.rank_b = 2;
  ASSERT_OK(Calculate("2026-03-02", rules));
  EXPECT_THAT(Rows("SELECT ubicacion_id, producto_id, rank_cantidad, clase_abc FROM "
                   "productos_abc_tienda ORDER BY 1, 2"),
              ElementsAre("t1|a|1|A", "t1|b|2|B", "t2|b|1|A"));
  EXPECT_THAT(Rows("SELECT producto_id, clase_abc FROM productos_abc_cache ORDER BY 1"),
              ElementsAre("a|A", "b|B"));
}

TEST_P(AbcTest, DaysWithoutSalesMakeAProductUnsteady) {
  for (int day = 1; day <= 4; ++day) Trade("t1", "2026-03-0" + std::to_string(day));
  Sell({{"t1", "2026-03-01", "steady", "2", "1"},
        {"t1", "2026-03-02", "steady", "2", "1"},
        {"t1", "2026-03-03", "steady", "2", "1"},
        {"t1", "2026-03-04", "steady", "2", "1"},
        {"t1", "2026-03-01", "seldom", "4", "1"}});
  Rules rules;
  rules.xyz_days = 4;
  ASSERT_OK(Calculate("2026-03-05", rules));
  // Quantities 4 0 0 0: mean 1, population standard deviation √3.
  EXPECT_THAT(Rows("SELECT producto_id, ROUND(CAST(cv * 1000 AS DECIMAL(9,3)), 0), clase_xyz, "
                   "dias_contados, dias_con_venta, matriz FROM productos_abc_cache WHERE "
                   "producto_id <> 'bolsa' ORDER BY 1"),
              ElementsAre("seldom|1732|Z|4|1|AZ", "steady|0|X|4|4|AX"));
}

TEST_P(AbcTest, ANewProductIsNotBlamedForTheDaysBeforeIt) {
  for (int day = 1; day <= 4; ++day) Trade("t1", "2026-03-0" + std::to_string(day));
  Sell({{"t1", "2026-03-03", "new", "2", "1"}, {"t1", "2026-03-04", "new", "2", "1"}});
  Rules rules;
  rules.xyz_days = 2;
  ASSERT_OK(Calculate("2026-03-05", rules));
  EXPECT_THAT(Rows("SELECT dias_contados, clase_xyz FROM productos_abc_tienda WHERE producto_id = "
                   "'new'"),
              ElementsAre("2|X"));
}

TEST_P(AbcTest, ProductsAndDaysAreLeftOutByDataAndNotByCode) {
  Sell({{"t1", "2026-03-01", "a", "1", "1"},
        {"t1", "2026-03-01", "bag", "900", "9"},
        {"t1", "2026-03-02", "a", "500", "500"},
        {"t2", "2026-03-02", "a", "2", "2"}});
  Run("INSERT INTO analisis_exclusiones (producto_id, motivo) VALUES ('bag', 'carrier bags');"
      "INSERT INTO analisis_exclusiones (ubicacion_id, fecha, motivo) VALUES ('t1', '2026-03-02', "
      "'opening party')");
  ASSERT_OK(Calculate("2026-03-03"));
  EXPECT_THAT(Rows("SELECT producto_id, cantidad_30d FROM productos_abc_cache"),
              ElementsAre("a|3"));
}

TEST_P(AbcTest, WhatChangedItsClassIsKept) {
  Rules rules;
  rules.abc_days = 1;
  rules.rank_a = 1;
  rules.rank_b = 1;
  Sell({{"t1", "2026-03-01", "a", "9", "1"},
        {"t1", "2026-03-01", "b", "1", "1"},
        {"t1", "2026-03-02", "a", "1", "1"},
        {"t1", "2026-03-02", "b", "9", "1"}});
  EXPECT_EQ(Calculate("2026-03-02", rules)->abc.changes, 0);
  EXPECT_EQ(Calculate("2026-03-03", rules)->abc.changes, 4);
  EXPECT_THAT(Rows("SELECT ubicacion_id, producto_id, clase_antes, clase_ahora FROM abc_cambios "
                   "ORDER BY 1, 2"),
              ElementsAre("|a|A|C", "|b|C|A", "t1|a|A|C", "t1|b|C|A"));
}

TEST_P(AbcTest, AResultThatShrinksTooMuchIsRefusedAndTheOldOneStays) {
  Sell({{"t1", "2026-03-01", "a", "1", "1"},
        {"t1", "2026-03-01", "b", "1", "1"},
        {"t1", "2026-03-01", "c", "1", "1"},
        {"t1", "2026-03-20", "c", "1", "1"}});
  Rules rules;
  rules.abc_days = 5;
  ASSERT_OK(Calculate("2026-03-02", rules));
  EXPECT_THAT(Calculate("2026-03-21", rules), StatusIs(Code::kContractBroken));
  EXPECT_THAT(Rows("SELECT producto_id FROM productos_abc_cache ORDER BY 1"),
              ElementsAre("a", "b", "c"));
  EXPECT_THAT(Rows("SELECT estado FROM abc_cache_control ORDER BY id"),
              ElementsAre("completado", "error"));
  rules.shrink_guard = 0;
  EXPECT_OK(Calculate("2026-03-21", rules));
}

TEST_P(AbcTest, ReadingAllLinesAgainGivesTheSameResult) {
  for (int day = 1; day <= 9; ++day) {
    const std::string date = "2026-03-0" + std::to_string(day);
    Sell({{"t1", date, "a", std::to_string(day % 4), "1.37"}, {"t2", date, "b", "2", "0.01"}});
    ASSERT_OK(Calculate("2026-03-10"));
  }
  const std::string all = "SELECT * FROM productos_abc_tienda ORDER BY ubicacion_id, producto_id";
  const auto followed = Rows(all);
  ASSERT_OK(Calculate("2026-03-10", {}, true));
  EXPECT_EQ(Rows(all), followed);
}

TEST_P(AbcTest, NothingSoldIsNoResultAndNoError) {
  ASSERT_OK(Calculate("2026-03-02"));
  EXPECT_THAT(Rows("SELECT * FROM productos_abc_cache"), IsEmpty());
  EXPECT_THAT(Rows("SELECT clase_abc, rank_cantidad FROM v_productos_abc"), IsEmpty());
}

TEST_P(AbcTest, AProductWithoutSalesIsOfTheLastClassInTheView) {
  Run("INSERT INTO productos (id, codigo, nombre) VALUES ('x', 'x', 'Unsold')");
  ASSERT_OK(Calculate("2026-03-02"));
  EXPECT_THAT(Rows("SELECT codigo, clase_abc, rank_cantidad, rank_valor FROM v_productos_abc"),
              ElementsAre("x|D|9999|9999"));
}

INSTANTIATE_TEST_SUITE_P(Every, AbcTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::analytics
