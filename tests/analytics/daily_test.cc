#include "analytics/daily.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analytics/chain_floor.h"

namespace telar::analytics {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class DailyTest : public ChainTest {
 protected:
  Result<DailyCounts> Follow() {
    const auto connection = *database_->Acquire();
    return FollowSales(*connection, Script(*database_));
  }
  std::vector<std::string> Daily() {
    return Rows(
        "SELECT ubicacion_id, fecha, producto_id, cantidad_e4, venta_e4, costo_e4, utilidad_e4, "
        "tickets, lineas, lineas_sin_costo FROM ventas_diarias ORDER BY 1, 2, 3");
  }
};

TEST_P(DailyTest, ADayIsTheSumOfItsLines) {
  Sell({{"t1", "2026-03-01", "p", "2", "10.50", "f1", "8"},
        {"t1", "2026-03-01", "p", "0.5", "2.25", "f1", "1"},
        {"t1", "2026-03-01", "p", "-1", "-5.25", "f2", ""},
        {"t2", "2026-03-01", "p", "1", "5.25", "f1", "4"}});
  ASSERT_OK(Follow());
  EXPECT_THAT(Daily(), ElementsAre("t1|2026-03-01|p|15000|75000|90000|37500|2|3|1",
                                   "t2|2026-03-01|p|10000|52500|40000|12500|1|1|0"));
  EXPECT_THAT(Rows("SELECT ubicacion_id, tickets, lineas FROM ventas_diarias_ubicacion ORDER BY 1"),
              ElementsAre("t1|2|3", "t2|1|1"));
}

TEST_P(DailyTest, TheSameDocumentNumberInTwoStoresIsTwoTickets) {
  Sell({{"t1", "2026-03-01", "p", "1", "1", "7"}, {"t2", "2026-03-01", "p", "1", "1", "7"}});
  ASSERT_OK(Follow());
  EXPECT_THAT(Rows("SELECT SUM(tickets) FROM ventas_diarias"), ElementsAre("2"));
  EXPECT_THAT(Rows("SELECT SUM(tickets) FROM v_ventas_resumen"), ElementsAre("2"));
}

TEST_P(DailyTest, TheSummaryCountsTicketsAndNotLines) {
  Sell({{"t1", "2026-03-01", "p", "1", "1", "7"}, {"t1", "2026-03-01", "q", "1", "1", "7"}});
  ASSERT_OK(Follow());
  EXPECT_THAT(Rows("SELECT tickets, lineas, primera, ultima FROM v_ventas_resumen"),
              ElementsAre("1|2|2026-03-01|2026-03-01"));
}

TEST_P(DailyTest, OnlyMarkedDaysAreReadAgain) {
  Sell({{"t1", "2026-03-01", "p", "1", "1"}, {"t1", "2026-04-02", "p", "2", "2"}});
  EXPECT_EQ(Follow()->days, 2);
  EXPECT_EQ(Follow()->days, 0);
  Run("UPDATE ventas SET cantidad_vendida = 9");
  Sell({{"t1", "2026-04-02", "q", "1", "1"}});
  EXPECT_EQ(Follow()->days, 1);
  EXPECT_THAT(Rows("SELECT fecha, producto_id, cantidad_e4 FROM ventas_diarias ORDER BY 1, 2"),
              ElementsAre("2026-03-01|p|10000", "2026-04-02|p|90000", "2026-04-02|q|10000"));
  EXPECT_THAT(Rows("SELECT * FROM ventas_dias_cambiados"), IsEmpty());
}

TEST_P(DailyTest, ADayBetweenMarkedOnesStays) {
  Sell({{"t1", "2026-03-01", "p", "1", "1"},
        {"t1", "2026-03-02", "p", "1", "1"},
        {"t2", "2026-03-03", "p", "1", "1"}});
  ASSERT_OK(Follow());
  Run("UPDATE ventas SET cantidad_vendida = 9");
  Sell({{"t1", "2026-03-01", "q", "1", "1"}, {"t2", "2026-03-03", "q", "1", "1"}});
  EXPECT_EQ(Follow()->days, 2);
  EXPECT_THAT(Rows("SELECT ubicacion_id, fecha, producto_id, cantidad_e4 FROM ventas_diarias ORDER "
                   "BY 1, 2, 3"),
              ElementsAre("t1|2026-03-01|p|90000", "t1|2026-03-01|q|10000", "t1|2026-03-02|p|10000",
                          "t2|2026-03-03|p|90000", "t2|2026-03-03|q|10000"));
  EXPECT_THAT(
      Rows("SELECT ubicacion_id, fecha, lineas FROM ventas_diarias_ubicacion ORDER BY 1, 2"),
      ElementsAre("t1|2026-03-01|2", "t1|2026-03-02|1", "t2|2026-03-03|2"));
}

TEST_P(DailyTest, AProductsLifeFollowsItsLines) {
  Sell({{"t1", "2026-02-10", "p", "1", "1"},
        {"t1", "2026-03-05", "p", "1", "1"},
        {"t1", "2026-03-20", "p", "1", "1"}});
  ASSERT_OK(Follow());
  const std::string life = "SELECT ubicacion_id, producto_id, primera, ultima FROM ventas_vida";
  EXPECT_THAT(Rows(life), ElementsAre("t1|p|2026-02-10|2026-03-20"));
  Run("DELETE FROM ventas WHERE fecha = '2026-02-10' OR fecha = '2026-03-20';"
      "INSERT INTO ventas_dias_cambiados (ubicacion_id, fecha) VALUES ('t1', '2026-02-10'), ('t1', "
      "'2026-03-20')");
  ASSERT_OK(Follow());
  EXPECT_THAT(Rows(life), ElementsAre("t1|p|2026-03-05|2026-03-05"));
  Run("DELETE FROM ventas;"
      "INSERT INTO ventas_dias_cambiados (ubicacion_id, fecha) VALUES ('t1', '2026-03-05')");
  ASSERT_OK(Follow());
  EXPECT_THAT(Rows(life), IsEmpty());
}

TEST_P(DailyTest, ReadingEverythingAgainFindsWhatNobodyMarked) {
  Sell({{"t1", "2026-03-01", "p", "1", "1"}, {"t1", "2026-03-02", "p", "1", "1"}});
  ASSERT_OK(Follow());
  Run("UPDATE ventas SET cantidad_vendida = 3 WHERE fecha = '2026-03-01'");
  Run("DELETE FROM ventas WHERE fecha = '2026-03-02'");
  const auto connection = *database_->Acquire();
  ASSERT_OK(MarkEveryDay(*connection, Script(*database_)));
  ASSERT_OK(FollowSales(*connection, Script(*database_)));
  EXPECT_THAT(Rows("SELECT fecha, cantidad_e4 FROM ventas_diarias"),
              ElementsAre("2026-03-01|30000"));
}

TEST_P(DailyTest, DaysWhoseLinesWereRetiredStay) {
  Sell({{"t1", "2026-01-01", "p", "1", "1"}, {"t1", "2026-03-02", "p", "1", "1"}});
  ASSERT_OK(Follow());
  Run("DELETE FROM ventas WHERE fecha < '2026-02-01'");
  const auto connection = *database_->Acquire();
  ASSERT_OK(MarkEveryDay(*connection, Script(*database_)));
  ASSERT_OK(FollowSales(*connection, Script(*database_)));
  EXPECT_THAT(Rows("SELECT fecha FROM ventas_diarias ORDER BY 1"),
              ElementsAre("2026-01-01", "2026-03-02"));
}

INSTANTIATE_TEST_SUITE_P(Every, DailyTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::analytics
