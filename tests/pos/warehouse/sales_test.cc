#include "pos/warehouse/sales.h"

#include "tests/pos/warehouse/shop_floor.h"

namespace telar::pos::warehouse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class SalesTest : public FloorTest {
 protected:
  SalesTest() { PrepareIt(); }

  static LocalRange Day(int day) {
    const Date date = std::chrono::year(2026) / 3 / day;
    return {MidnightOf(date), MidnightOf(std::chrono::sys_days(date) + std::chrono::days(1))};
  }

  Result<SalesCounts> Load(const LocalRange& range, const std::vector<SaleRow>& rows,
                           std::int64_t item = 1, SalesGuard guard = {}) {
    return InTransaction([&](db::Connection& connection) -> Result<SalesCounts> {
      TELAR_ASSIGN_OR_RETURN(auto load, SalesLoad::Begin(connection, location_, range,
                                                         By(static_cast<int>(item), item)));
      for (const auto& row : rows) TELAR_RETURN_IF_ERROR(load.Add(row));
      return load.Finish(guard);
    });
  }

  std::vector<std::string> Lines() {
    return Rows("SELECT numero_factura, fecha_venta, cantidad_vendida FROM ventas ORDER BY 1, 2");
  }
};

TEST_P(SalesTest, TheSameWindowTwiceChangesNothing) {
  const std::vector<SaleRow> rows{Sale("F1_L1", "2026-03-02 09:00:00", 2),
                                  Sale("F1_L2", "2026-03-02 09:00:00", 3)};
  auto first = Load(Day(2), rows, 1);
  ASSERT_OK(first);
  EXPECT_EQ(first->inserted, 2);
  EXPECT_EQ(first->quantity, Decimal(5));
  EXPECT_EQ(first->amount, *Decimal::Parse("12.50"));
  auto second = Load(Day(2), rows, 2);
  ASSERT_OK(second);
  EXPECT_EQ(second->unchanged, 2);
  EXPECT_EQ(second->inserted + second->changed + second->removed, 0);
  EXPECT_THAT(Rows("SELECT DISTINCT item_id FROM ventas"), ElementsAre("1"));
}

TEST_P(SalesTest, ALateEditChangesTheLineAndSaysWhoChangedIt) {
  ASSERT_OK(Load(Day(2), {Sale("F1_L1", "2026-03-02 09:00:00", 2)}, 1));
  auto counts = Load(Day(2), {Sale("F1_L1", "2026-03-02 09:00:00", -2)}, 2);
  ASSERT_OK(counts);
  EXPECT_EQ(counts->changed, 1);
  EXPECT_THAT(
      Rows("SELECT cantidad_vendida, item_id, fecha_creacion, fecha_actualizacion FROM ventas"),
      ElementsAre("-2|2|2026-03-02 10:01:00|2026-03-02 10:02:00"));
}

TEST_P(SalesTest, ALineThatComesTwiceCountsOnceAndTheLastCounts) {
  auto counts = Load(
      Day(2), {Sale("F1_L1", "2026-03-02 09:00:00", 2), Sale("F1_L1", "2026-03-02 09:30:00", 7)});
  ASSERT_OK(counts);
  EXPECT_EQ(counts->lines, 1);
  EXPECT_EQ(counts->doubled, 1);
  EXPECT_EQ(counts->inserted, 1);
  EXPECT_EQ(counts->quantity, Decimal(7));
  EXPECT_THAT(Lines(), ElementsAre("F1_L1|2026-03-02 09:30:00|7"));
}

TEST_P(SalesTest, ALineThatComesAgainBatchesLaterStillCountsOnce) {
  std::vector<SaleRow> rows{Sale("A_L1", "2026-03-02 09:00:00", 1)};
  for (std::size_t i = 0; i < SalesLoad::kBatch; ++i) {
    rows.push_back(Sale("F" + std::to_string(i) + "_L1", "2026-03-02 10:00:00", 1));
  }
  rows.push_back(Sale("A_L1", "2026-03-02 11:00:00", 5));
  auto counts = Load(Day(2), rows);
  ASSERT_OK(counts);
  EXPECT_EQ(counts->doubled, 1);
  EXPECT_EQ(counts->lines, 1 + static_cast<std::int64_t>(SalesLoad::kBatch));
  EXPECT_EQ(counts->quantity, Decimal(5 + static_cast<std::int64_t>(SalesLoad::kBatch)));
  EXPECT_THAT(Rows("SELECT cantidad_vendida, fecha_venta FROM ventas WHERE numero_factura = "
                   "'A_L1'"),
              ElementsAre("5|2026-03-02 11:00:00"));
}

TEST_P(SalesTest, AnInvoiceRedatedWithinSomeWeeksIsMovedNotDoubled) {
  ASSERT_OK(Load(Day(2), {Sale("F1_L1", "2026-03-02 09:00:00", 2)}, 1));
  auto counts = Load(Day(20), {Sale("F1_L1", "2026-03-20 08:00:00", 2)}, 2);
  ASSERT_OK(counts);
  EXPECT_EQ(counts->changed, 1);
  EXPECT_EQ(counts->inserted, 0);
  EXPECT_THAT(Lines(), ElementsAre("F1_L1|2026-03-20 08:00:00|2"));
  EXPECT_THAT(Rows("SELECT item_id, fecha_creacion FROM ventas"),
              ElementsAre("2|2026-03-02 10:01:00"));
}

TEST_P(SalesTest, ALineRedatedInsideItsWindowHasNotVanished) {
  const LocalRange days{Day(2).from, Day(4).to};
  ASSERT_OK(Load(days, {Sale("F1_L1", "2026-03-02 09:00:00", 2)}, 1));
  auto counts = Load(days, {Sale("F1_L1", "2026-03-04 09:00:00", 2)}, 2);
  ASSERT_OK(counts);
  EXPECT_EQ(counts->removed, 0);
  EXPECT_THAT(Lines(), ElementsAre("F1_L1|2026-03-04 09:00:00|2"));
  EXPECT_THAT(Rows("SELECT id FROM ventas_retiradas"), IsEmpty());
}

TEST_P(SalesTest, AnInvoiceNumberMonthsLaterIsAnotherInvoice) {
  ASSERT_OK(Load(Day(2), {Sale("F1_L1", "2026-03-02 09:00:00", 2)}, 1));
  const Date date = std::chrono::year(2026) / 6 / 1;
  const LocalRange june{MidnightOf(date), MidnightOf(std::chrono::year(2026) / 6 / 2)};
  auto counts = Load(june, {Sale("F1_L1", "2026-06-01 08:00:00", 4)}, 2);
  ASSERT_OK(counts);
  EXPECT_EQ(counts->inserted, 1);
  EXPECT_EQ(Lines().size(), 2U);
}

TEST_P(SalesTest, LinesThatVanishedAreKeptAsideWholeWithWhoMissedThem) {
  ASSERT_OK(Load(Day(2),
                 {Sale("F1_L1", "2026-03-02 09:00:00", 2), Sale("F1_L2", "2026-03-02 09:00:00", 3)},
                 1));
  auto counts = Load(Day(2), {Sale("F1_L1", "2026-03-02 09:00:00", 2)}, 9);
  ASSERT_OK(counts);
  EXPECT_EQ(counts->removed, 1);
  EXPECT_THAT(Lines(), ElementsAre("F1_L1|2026-03-02 09:00:00|2"));
  EXPECT_THAT(Rows("SELECT numero_factura, cantidad_vendida, venta_total, item_id, retirada_item, "
                   "retirada_run FROM ventas_retiradas"),
              ElementsAre("F1_L2|3|7.5|1|9|run-9"));
}

TEST_P(SalesTest, ALineWithdrawnAndBackIsThereOnce) {
  const std::vector<SaleRow> rows{Sale("F1_L1", "2026-03-02 09:00:00", 2),
                                  Sale("F2_L1", "2026-03-02 10:00:00", 1)};
  ASSERT_OK(Load(Day(2), rows, 1));
  ASSERT_OK(Load(Day(2), {rows[1]}, 2));
  EXPECT_EQ(Lines().size(), 1U);
  auto counts = Load(Day(2), rows, 3);
  ASSERT_OK(counts);
  EXPECT_EQ(counts->inserted, 1);
  EXPECT_EQ(Lines().size(), 2U);
}

TEST_P(SalesTest, AnEmptyAnswerTakesNoLineOutUnlessTheGuardBelievesAnything) {
  ASSERT_OK(Load(Day(2), {Sale("F1_L1", "2026-03-02 09:00:00", 2)}, 1));
  EXPECT_THAT(Load(Day(2), {}, 2), StatusIs(Code::kContractBroken));
  EXPECT_EQ(Lines().size(), 1U);
  ASSERT_OK(Load(Day(2), {}, 3, {.most_share = 1}));
  EXPECT_EQ(Lines().size(), 0U);
}

TEST_P(SalesTest, OnlyTheWindowOfTheLocationIsLookedAt) {
  ASSERT_OK(Load(Day(2), {Sale("F1_L1", "2026-03-02 09:00:00", 2)}, 1));
  Location other = location_;
  other.id = "tienda_08";
  std::swap(other, location_);
  ASSERT_OK(Load(Day(2), {}, 2));
  std::swap(other, location_);
  ASSERT_OK(Load({Day(2).from + std::chrono::hours(9) + std::chrono::seconds(1), Day(2).to}, {}));
  EXPECT_EQ(Lines().size(), 1U);
}

TEST_P(SalesTest, AnAnswerThatLacksManyKnownLinesIsNotBelieved) {
  std::vector<SaleRow> rows;
  for (int i = 0; i < 20; ++i) {
    rows.push_back(Sale("F" + std::to_string(i) + "_L1", "2026-03-02 09:00:00", 1));
  }
  ASSERT_OK(Load(Day(2), rows, 1));
  const std::vector<SaleRow> few(rows.begin(), rows.begin() + 15);
  EXPECT_THAT(Load(Day(2), few, 2), StatusIs(Code::kContractBroken));
  EXPECT_EQ(Lines().size(), 20U);
  auto counts = Load(Day(2), few, 3, {.most_share = 1});
  ASSERT_OK(counts);
  EXPECT_EQ(counts->removed, 5);
  EXPECT_EQ(Rows("SELECT id FROM ventas_retiradas").size(), 5U);
}

TEST_P(SalesTest, ARowOutsideTheWindowIsABug) {
  EXPECT_THAT(Load(Day(2), {Sale("F1_L1", "2026-03-03 00:00:00", 2)}), StatusIs(Code::kInternal));
}

TEST_P(SalesTest, WindowsOnSeveralThreadsAllArrive) {
  constexpr int kThreads = 4, kLines = 300;
  std::vector<std::thread> threads;
  std::vector<Status> done(kThreads);
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      std::vector<SaleRow> rows;
      for (int i = 0; i < kLines; ++i) {
        rows.push_back(Sale("F" + std::to_string((i * 7 + t * 100) % kLines) + "_L1",
                            "2026-03-02 09:00:00", t));
      }
      for (int attempt = 0; attempt < 50; ++attempt) {
        done[static_cast<std::size_t>(t)] = Load(Day(2), rows, t).status();
        if (!done[static_cast<std::size_t>(t)].retryable()) break;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& status : done) EXPECT_OK(status);
  EXPECT_EQ(Lines().size(), static_cast<std::size_t>(kLines));
  EXPECT_EQ(Rows("SELECT DISTINCT cantidad_vendida FROM ventas").size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Every, SalesTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::pos::warehouse
