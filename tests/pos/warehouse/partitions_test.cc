#include "pos/warehouse/partitions.h"

#include "tests/pos/warehouse/shop_floor.h"

namespace telar::pos::warehouse {
namespace {

using std::chrono::year;
using ::testing::ElementsAre;

class PartitionsTest : public FloorTest {
 protected:
  PartitionsTest() { PrepareIt(); }

  void Sell(const std::string& key, const std::string& day) {
    Run("INSERT INTO ventas (ubicacion_id, numero_factura, fecha, fecha_venta) VALUES "
        "('tienda_07', '" +
        key + "', '" + day + "', '" + day + " 10:00:00')");
  }
  Status Ensure(Date from, Date to) {
    auto connection = database().Acquire();
    return EnsureMonths(**connection, database(), from, to);
  }
  bool partitioned() { return database().capabilities().range_partitions; }
};

TEST_P(PartitionsTest, RowsOfANewMonthMoveIntoIt) {
  Sell("F1_L1", "2026-01-31");
  Sell("F2_L1", "2026-02-01");
  Sell("F3_L1", "2026-03-01");
  ASSERT_OK(Ensure(year(2026) / 2 / 10, year(2026) / 3 / 1));
  ASSERT_OK(Ensure(year(2026) / 2 / 10, year(2026) / 3 / 1));
  EXPECT_THAT(Rows("SELECT numero_factura FROM ventas ORDER BY 1"),
              ElementsAre("F1_L1", "F2_L1", "F3_L1"));
  if (!partitioned()) return;
  EXPECT_THAT(Rows("SELECT numero_factura FROM ventas_2026_02"), ElementsAre("F2_L1"));
  EXPECT_THAT(Rows("SELECT numero_factura FROM ventas_2026_03"), ElementsAre("F3_L1"));
  EXPECT_THAT(Rows("SELECT numero_factura FROM ventas_resto"), ElementsAre("F1_L1"));
}

TEST_P(PartitionsTest, MonthsAreDroppedWholeAndTheOneBegunStays) {
  Sell("F1_L1", "2025-12-31");
  Sell("F2_L1", "2026-01-05");
  Sell("F3_L1", "2026-02-01");
  ASSERT_OK(Ensure(year(2026) / 1 / 1, year(2026) / 2 / 1));
  auto connection = database().Acquire();
  EXPECT_THAT(DropBefore(**connection, database(), "ventas", year(2026) / 2 / 20), IsOkAndHolds(2));
  EXPECT_THAT(Rows("SELECT numero_factura FROM ventas"), ElementsAre("F3_L1"));
  EXPECT_THAT(DropBefore(**connection, database(), "inventario_historico", year(2026) / 2 / 20),
              IsOkAndHolds(0));
  EXPECT_THAT(DropBefore(**connection, database(), "productos", year(2026) / 2 / 20),
              StatusIs(Code::kInternal));
}

TEST_P(PartitionsTest, NothingIsDroppedWhenTheLookBeforehandFails) {
  Sell("F1_L1", "2026-01-05");
  ASSERT_OK(Ensure(year(2026) / 1 / 1, year(2026) / 2 / 1));
  auto connection = database().Acquire();
  EXPECT_THAT(DropBefore(**connection, database(), "ventas", year(2026) / 2 / 1,
                         [] { return Status::ContractBroken("a file differs"); }),
              StatusIs(Code::kContractBroken, ::testing::HasSubstr("a file differs")));
  EXPECT_THAT(Rows("SELECT numero_factura FROM ventas"), ElementsAre("F1_L1"));
}

TEST_P(PartitionsTest, NobodyElseWritesBetweenTheLookAndTheDrop) {
  if (!database().capabilities().concurrent_writers) GTEST_SKIP() << "one writes at a time here";
  Sell("F1_L1", "2026-01-05");
  ASSERT_OK(Ensure(year(2026) / 1 / 1, year(2026) / 2 / 1));
  auto connection = database().Acquire();
  auto other = database().Acquire();
  ASSERT_OK((*other)->ExecuteScript("SET lock_timeout = '50ms'"));
  const auto look = [&]() -> Status {
    const auto late = (*other)->Execute(
        "INSERT INTO ventas (ubicacion_id, numero_factura, fecha, fecha_venta) "
        "VALUES ('tienda_07', 'F2_L1', '2026-01-06', '2026-01-06 10:00:00')");
    EXPECT_FALSE(late.ok());
    return Status::Ok();
  };
  EXPECT_THAT(DropBefore(**connection, database(), "ventas", year(2026) / 2 / 1, look),
              IsOkAndHolds(1));
}

TEST_P(PartitionsTest, SeveralMayMakeTheSameMonthsAtOnce) {
  std::vector<std::thread> threads;
  std::vector<Status> done(3);
  for (auto& status : done) {
    threads.emplace_back([&] { status = Ensure(year(2026) / 1 / 1, year(2026) / 6 / 1); });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& status : done) EXPECT_OK(status);
}

INSTANTIATE_TEST_SUITE_P(Every, PartitionsTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::pos::warehouse
