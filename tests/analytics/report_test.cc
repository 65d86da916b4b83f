#include "analytics/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analytics/chain_floor.h"

namespace telar::analytics {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

class ReportTest : public ChainTest {
 protected:
  Report Read(const ReportRequest& request = {}) {
    const auto connection = *database_->Acquire();
    auto report = ReadReport(*connection, request);
    EXPECT_OK(report);
    return report.ok() ? *report : Report();
  }
  void Stock(const std::string& location, const std::string& product, const std::string& quantity) {
    Run("INSERT INTO inventario_actual (ubicacion_id, producto_id, almacen_codigo, cantidad) "
        "VALUES ('" +
        location + "', '" + product + "', 'P', " + quantity + ")");
  }
  /// Product "a" is sold at 3 USD, two a day, from the first to the seventh of March, when the last
  /// five are taken away; the store trades until the tenth.
  void LoseStock() {
    for (int day = 1; day <= 10; ++day) {
      const std::string date = (day < 10 ? "2026-03-0" : "2026-03-") + std::to_string(day);
      Trade("t1", date);
      if (day < 7) Sell({{"t1", date, "a", "2", "6"}});
    }
    Stock("t1", "a", "0");
    Run("INSERT INTO inventario_historico (ubicacion_id, producto_id, almacen_codigo, "
        "fecha_snapshot, cantidad, cantidad_cambio) VALUES ('t1', 'a', 'P', '2026-03-07 00:10:00', "
        "0, -5)");
  }
};

TEST_P(ReportTest, BeforeTheFirstCalculationThereIsNothing) {
  const Report report = Read();
  EXPECT_EQ(report.calculated, "");
  EXPECT_EQ(report.products, 0);
  EXPECT_FALSE(report.from);
  EXPECT_THAT(report.curve, IsEmpty());
  EXPECT_THAT(report.stockouts, IsEmpty());
}

TEST_P(ReportTest, ItSaysOfWhatCalculationItIs) {
  Trade("t1", "2026-03-01");
  Rules rules;
  rules.model = AbcModel::kParetoByValue;
  ASSERT_OK(Calculate("2026-03-02", rules));
  ASSERT_OK(Calculate("2026-03-03", rules));
  const Report report = Read();
  EXPECT_EQ(report.calculated, "2026-03-03 03:00:00");
  EXPECT_EQ(report.previous, "2026-03-02 03:00:00");
  EXPECT_EQ(report.model, "pareto_valor");
  EXPECT_THAT(report.to, Optional(*ParseDate("2026-03-02")));
  EXPECT_EQ(report.days.size(), 30U);
}

TEST_P(ReportTest, TheCurveGoesClassByClassToTheWhole) {
  Sell({{"t1", "2026-03-01", "a", "9", "10"},
        {"t1", "2026-03-01", "b", "8", "60"},
        {"t1", "2026-03-01", "c", "1", "30"}});
  Rules rules;
  rules.rank_a = rules.rank_b = 1;
  rules.rank_c = 3;
  ASSERT_OK(Calculate("2026-03-02", rules));
  const Report report = Read();
  EXPECT_EQ(report.value, Decimal(100));
  ASSERT_EQ(report.curve.size(), 4U);
  EXPECT_THAT(report.curve[1].value, DoubleNear(0.1, 1e-9)) << "a leads by quantity";
  EXPECT_THAT(report.curve[2].value, DoubleNear(0.7, 1e-9)) << "in class C the dearest first";
  EXPECT_THAT(report.curve[3].value, DoubleNear(1, 1e-9));
  EXPECT_EQ(report.ClassTotal(0).products, 1);
  EXPECT_EQ(report.ClassTotal(2).products, 2);
  EXPECT_THAT(report.matrix[2][3].value, DoubleNear(90, 1e-9)) << "too new for a class XYZ";
  EXPECT_THAT(report.days.back(), DoubleNear(100, 1e-9));
}

TEST_P(ReportTest, ACurveOfManyProductsHasFewPoints) {
  std::string values;
  for (int i = 0; i < 1000; ++i) {
    values += (i > 0 ? ", ('p" : "('p") + std::to_string(i) + "', 'A', 1, '2026-03-02 03:00:00')";
  }
  Run("INSERT INTO productos_abc_cache (producto_id, clase_abc, venta_30d, fecha_calculo) VALUES " +
      values);
  const Report report = Read();
  EXPECT_EQ(report.products, 1000);
  EXPECT_LT(report.curve.size(), 210U);
  EXPECT_EQ(report.curve.back().products, 1);
}

TEST_P(ReportTest, AStockoutCostsItsDaysTimesDemandTimesPrice) {
  LoseStock();
  ASSERT_OK(Calculate("2026-03-11"));
  const Report report = Read();
  ASSERT_EQ(report.stockouts.size(), 1U);
  const auto& out = report.stockouts.front();
  EXPECT_EQ(out.product, "a");
  EXPECT_EQ(out.days, 3);
  EXPECT_TRUE(out.still);
  EXPECT_EQ(std::count(out.without.end() - 3, out.without.end(), true), 3);
  // Twelve units in seven days with stock.
  EXPECT_THAT(out.lost_units, Optional(DoubleNear(3 * 12.0 / 7, 1e-6)));
  EXPECT_THAT(out.lost_value, Optional(DoubleNear(3 * 12.0 / 7 * 3, 1e-6)));
  EXPECT_EQ(report.stockout_days, 3);
  EXPECT_THAT(report.lost_value, DoubleNear(*out.lost_value, 1e-9));
}

TEST_P(ReportTest, WhatStoresLackOfTheLastClassesIsNoStockoutOfTheReport) {
  LoseStock();
  Rules rules;
  rules.rank_a = rules.rank_b = 0;
  ASSERT_OK(Calculate("2026-03-11", rules));
  EXPECT_THAT(Rows("SELECT COUNT(*) FROM quiebres_stock"), ElementsAre("3"));
  EXPECT_THAT(Read().stockouts, IsEmpty());
}

TEST_P(ReportTest, SleepingStockIsWorthItsCostElseItsPrice) {
  for (const std::string product : {"x", "y", "z"}) Stock("t1", product, "10");
  Run("INSERT INTO productos_precios (ubicacion_id, producto_id, valido_desde, precio, costo) "
      "VALUES ('t1', 'x', '2026-01-01 00:00:00', 2, 1.5), ('t1', 'y', '2026-01-01 00:00:00', 2, "
      "NULL)");
  ASSERT_OK(Calculate("2026-03-11"));
  const Report report = Read();
  EXPECT_EQ(report.dead_pairs, 3);
  EXPECT_EQ(report.dead_at_cost, Decimal(15));
  EXPECT_EQ(report.dead_at_price, Decimal(20));
  EXPECT_EQ(report.dead_without_value, 1);
  ASSERT_EQ(report.dead.size(), 3U);
  EXPECT_EQ(report.dead[0].product, "y");
  EXPECT_TRUE(report.dead[0].at_price);
  EXPECT_THAT(report.dead[1].value, Optional(Decimal(15)));
  EXPECT_FALSE(report.dead[2].value);
  EXPECT_FALSE(report.dead[2].last_sale);
}

TEST_P(ReportTest, ChangesAreThoseOfTheLastCalculation) {
  Rules rules;
  rules.abc_days = 1;
  rules.rank_a = rules.rank_b = 1;
  Sell({{"t1", "2026-03-01", "a", "9", "1"}, {"t1", "2026-03-01", "b", "1", "1"}});
  Sell({{"t1", "2026-03-02", "a", "1", "5"}, {"t1", "2026-03-02", "b", "9", "7"}});
  Sell({{"t1", "2026-03-03", "a", "1", "5"}, {"t1", "2026-03-03", "b", "9", "7"}});
  ASSERT_OK(Calculate("2026-03-02", rules));
  ASSERT_OK(Calculate("2026-03-03", rules));
  const Report report = Read({.store = "t1"});
  EXPECT_EQ(report.risen, 1);
  EXPECT_EQ(report.fallen, 1);
  ASSERT_EQ(report.changes.size(), 2U);
  EXPECT_EQ(report.changes[0].product, "b");
  EXPECT_EQ(report.changes[0].before + report.changes[0].now, "CA");
  ASSERT_OK(Calculate("2026-03-04", rules));
  EXPECT_THAT(Read().changes, IsEmpty());
}

TEST_P(ReportTest, OneStoreIsOnlyThatStore) {
  Sell({{"t1", "2026-03-01", "a", "1", "10"}, {"t2", "2026-03-01", "b", "1", "5"}});
  for (const std::string location : {"t1", "t2", "cedi_seco"}) Stock(location, "b", "4");
  ASSERT_OK(Calculate("2026-03-02"));
  const Report store = Read({.store = "t2"});
  EXPECT_EQ(store.value, Decimal(5));
  EXPECT_EQ(store.locations.size(), 1U);
  EXPECT_THAT(store.days.back(), DoubleNear(5, 1e-9));
  const Report chain = Read();
  EXPECT_EQ(chain.value, Decimal(15));
  ASSERT_EQ(chain.locations.size(), 3U);
  EXPECT_TRUE(chain.locations.back().centre);
}

TEST_P(ReportTest, StocksAreCountedByStateAndByTheDaysTheyLast) {
  for (int day = 1; day <= 9; ++day) {
    Sell({{"t1", "2026-03-0" + std::to_string(day), "a", "2", "2"},
          {"t1", "2026-03-0" + std::to_string(day), "b", "2", "2"}});
  }
  Stock("t1", "a", "0");
  Stock("t1", "b", "9");
  Stock("t1", "c", "5");
  ASSERT_OK(Calculate("2026-03-10"));
  const Report report = Read({.store = "t1"});
  ASSERT_EQ(report.locations.size(), 1U);
  EXPECT_THAT(report.locations[0].products, ElementsAre(1, 0, 1, 0, 1));
  EXPECT_THAT(report.locations[0].Short(), DoubleNear(0.5, 1e-9));
  EXPECT_EQ(report.cover[0].pairs, 1) << "no stock";
  EXPECT_EQ(report.cover[2].pairs, 1) << "four and a half days";
}

TEST_P(ReportTest, ListsHoldAsManyRowsAsAreWanted) {
  for (const std::string product : {"x", "y", "z"}) Stock("t1", product, "10");
  ASSERT_OK(Calculate("2026-03-11"));
  const Report report = Read({.rows = 2});
  EXPECT_EQ(report.dead.size(), 2U);
  EXPECT_EQ(report.dead_pairs, 3);
}

INSTANTIATE_TEST_SUITE_P(Every, ReportTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::analytics
