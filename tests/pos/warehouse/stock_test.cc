#include "pos/warehouse/stock.h"

#include "tests/pos/warehouse/shop_floor.h"

namespace telar::pos::warehouse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StockTest : public FloorTest {
 protected:
  StockTest() { PrepareIt(); }

  Result<StockCounts> Load(const std::vector<StockRow>& rows, int minute, StockGuard guard = {}) {
    return InTransaction([&](db::Connection& connection) {
      return LoadStock(connection, location_, location_.warehouses[0], rows, guard,
                       By(minute, minute));
    });
  }

  std::vector<std::string> History() {
    return Rows(
        "SELECT producto_id, cantidad, cantidad_cambio, etl_batch_id FROM "
        "inventario_historico ORDER BY fecha_snapshot, producto_id");
  }
};

TEST_P(StockTest, HistoryHoldsChangesAndNothingElse) {
  ASSERT_OK(Load({Product("A", Decimal(5)), Product("B", Decimal(8))}, 1));
  auto second = Load({Product("A", Decimal(5)), Product("B", *Decimal::Parse("6.5"))}, 2);
  ASSERT_OK(second);
  EXPECT_EQ(second->changed, 1);
  EXPECT_EQ(second->unchanged, 1);
  EXPECT_EQ(second->products, 0);
  EXPECT_THAT(History(), ElementsAre("A|5|5|1", "B|8|8|1", "B|6.5|-1.5|2"));
  EXPECT_THAT(Rows("SELECT producto_id, cantidad, item_id, fecha_actualizacion FROM "
                   "inventario_actual ORDER BY 1"),
              ElementsAre("A|5|1|2026-03-02 10:01:00", "B|6.5|2|2026-03-02 10:02:00"));
}

TEST_P(StockTest, TheWarehouseSaysWhenItLastAnsweredEvenWhenNothingChanged) {
  ASSERT_OK(Load({Product("A", Decimal(5))}, 1));
  ASSERT_OK(Load({Product("A", Decimal(5))}, 2));
  EXPECT_THAT(Rows("SELECT COUNT(*) FROM almacenes WHERE inventario_en >= "
                   "'2026-03-02T14:02:00.000000Z' AND codigo = 'PISO'"),
              ElementsAre("1"));
}

TEST_P(StockTest, NegativeStockIsWhatTheTillSays) {
  ASSERT_OK(Load({Product("A", Decimal(-3))}, 1));
  EXPECT_THAT(Rows("SELECT cantidad FROM inventario_actual"), ElementsAre("-3"));
}

TEST_P(StockTest, OfAProductThatComesTwiceTheLastCounts) {
  auto counts = Load({Product("A", Decimal(3)), Product("A", Decimal(4))}, 1);
  ASSERT_OK(counts);
  EXPECT_EQ(counts->inserted, 1);
  EXPECT_THAT(Rows("SELECT cantidad FROM inventario_actual"), ElementsAre("4"));
}

TEST_P(StockTest, AProductThatIsGoneLeavesWithALastRowOfHistory) {
  ASSERT_OK(Load({Product("A", Decimal(5)), Product("B", Decimal(8))}, 1));
  auto counts = Load({Product("A", Decimal(5))}, 2);
  ASSERT_OK(counts);
  EXPECT_EQ(counts->removed, 1);
  EXPECT_THAT(Rows("SELECT producto_id FROM inventario_actual"), ElementsAre("A"));
  EXPECT_EQ(History().back(), "B|0|-8|2");
}

TEST_P(StockTest, AnAnswerThatShrankTooMuchLeavesTheOldRows) {
  std::vector<StockRow> rows;
  for (int i = 0; i < 30; ++i) rows.push_back(Product("P" + std::to_string(i), Decimal(1)));
  ASSERT_OK(Load(rows, 1));
  rows.resize(20);
  EXPECT_THAT(Load(rows, 2), StatusIs(Code::kContractBroken));
  EXPECT_THAT(Load({}, 3), StatusIs(Code::kContractBroken));
  EXPECT_EQ(Rows("SELECT producto_id FROM inventario_actual").size(), 30U);
  auto believed = Load(rows, 4, {.least_share = 0});
  ASSERT_OK(believed);
  EXPECT_EQ(believed->removed, 10);
}

TEST_P(StockTest, AnotherAssortmentOfTheSameSizeIsNotBelievedEither) {
  std::vector<StockRow> before, after;
  for (int i = 0; i < 30; ++i) before.push_back(Product("P" + std::to_string(i), Decimal(1)));
  for (int i = 0; i < 30; ++i) after.push_back(Product("Q" + std::to_string(i), Decimal(1)));
  ASSERT_OK(Load(before, 1));
  EXPECT_THAT(Load(after, 2), StatusIs(Code::kContractBroken));
}

TEST_P(StockTest, AnAnswerOlderThanTheLastIsRefused) {
  ASSERT_OK(Load({Product("A", Decimal(5))}, 1));
  ASSERT_OK(Load({Product("A", Decimal(5))}, 10));
  EXPECT_THAT(Load({Product("A", Decimal(7))}, 9), StatusIs(Code::kConflict));
  EXPECT_THAT(Rows("SELECT cantidad FROM inventario_actual"), ElementsAre("5"));
}

TEST_P(StockTest, APriceThatChangesClosesAPeriodAndOpensOne) {
  ASSERT_OK(Load({Product("A", Decimal(5), *Decimal::Parse("1.50"))}, 1));
  ASSERT_OK(Load({Product("A", Decimal(5), *Decimal::Parse("1.50"))}, 2));
  auto counts = Load({Product("A", Decimal(5), *Decimal::Parse("1.75"))}, 3);
  ASSERT_OK(counts);
  EXPECT_EQ(counts->prices, 1);
  EXPECT_EQ(counts->unchanged, 1);
  EXPECT_THAT(Rows("SELECT p.precio, p.item_id, CASE WHEN p.valido_hasta IS NULL THEN 'open' ELSE "
                   "'closed' END FROM productos_precios p ORDER BY valido_desde"),
              ElementsAre("1.5|1|closed", "1.75|3|open"));
  EXPECT_THAT(Rows("SELECT COUNT(*) FROM productos_precios a JOIN productos_precios b ON "
                   "a.valido_hasta = b.valido_desde"),
              ElementsAre("1"));
}

TEST_P(StockTest, APriceThatIsNotKnownAnyMoreStays) {
  ASSERT_OK(Load({Product("A", Decimal(5), Decimal(2))}, 1));
  auto counts = Load({Product("A", Decimal(5))}, 2);
  ASSERT_OK(counts);
  EXPECT_EQ(counts->prices, 0);
  EXPECT_THAT(Rows("SELECT precio FROM productos_precios WHERE valido_hasta IS NULL"),
              ElementsAre("2"));
}

TEST_P(StockTest, AnOverrideReachesAProductThatTheSourceOnlyRepeats) {
  ASSERT_OK(Load({Product("A", Decimal(5))}, 1));
  Run("INSERT INTO productos_ajustes (codigo, campo, valor, quien) VALUES ('A', 'marca', 'Nube', "
      "'ana')");
  ASSERT_OK(Load({Product("A", Decimal(5))}, 2));
  EXPECT_THAT(Rows("SELECT marca FROM productos"), ElementsAre("Nube"));
  Run("UPDATE productos_ajustes SET anulado_en = '2026-03-02T14:02:00.000000Z'");
  ASSERT_OK(Load({Product("A", Decimal(5))}, 3));
  EXPECT_THAT(Rows("SELECT marca FROM productos"), ElementsAre("Molino"));
}

TEST_P(StockTest, LocationsThatKnowTheSameNewProductsMayLoadAtOnce) {
  constexpr int kThreads = 4;
  std::vector<StockRow> rows;
  for (int i = 0; i < 200; ++i) rows.push_back(Product("P" + std::to_string(i), Decimal(i)));
  std::vector<std::thread> threads;
  std::vector<Status> done(kThreads);
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      Location location = location_;
      location.id = "tienda_" + std::to_string(t);
      location.warehouses = {{"PISO-" + std::to_string(t), ""}};
      auto& status = done[static_cast<std::size_t>(t)];
      for (int attempt = 0; attempt < 50; ++attempt) {
        status = InTransaction([&](db::Connection& connection) {
                   return LoadStock(connection, location, location.warehouses[0], rows, {}, By(1));
                 }).status();
        if (!status.retryable()) break;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& status : done) EXPECT_OK(status);
  EXPECT_THAT(Rows("SELECT COUNT(*) FROM productos"), ElementsAre("200"));
  EXPECT_THAT(Rows("SELECT COUNT(*) FROM inventario_actual"), ElementsAre("800"));
}

INSTANTIATE_TEST_SUITE_P(Every, StockTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::pos::warehouse
