#include "pos/warehouse/schema.h"

#include "tests/pos/warehouse/shop_floor.h"

namespace telar::pos::warehouse {
namespace {

using ::testing::IsEmpty;

class SchemaTest : public FloorTest {};

TEST_P(SchemaTest, ANewDatabaseHasEverythingThatDoctorExpects) {
  PrepareIt();
  PrepareIt();
  auto connection = database().Acquire();
  ASSERT_OK(connection);
  auto differences = db::CheckSchema(**connection, database().dialect(), ExpectedTables());
  ASSERT_OK(differences);
  std::vector<std::string> lines;
  for (const auto& one : *differences) lines.push_back(one.ToString());
  EXPECT_THAT(lines, IsEmpty());
}

TEST_P(SchemaTest, EveryColumnOfASaleAndOfAProductIsInItsTable) {
  PrepareIt();
  auto connection = database().Acquire();
  const auto names = [&](const std::string& table) {
    std::vector<std::string> names;
    for (const auto& column : *(*connection)->Columns(table)) names.push_back(column.name);
    return names;
  };
  EXPECT_THAT(names("ventas"), ::testing::IsSupersetOf(SaleColumns()));
  EXPECT_THAT(names("ventas_retiradas"), ::testing::IsSupersetOf(SaleColumns()));
  EXPECT_THAT(names("ventas_apartadas"), ::testing::IsSupersetOf(SaleColumns()));
  EXPECT_THAT(names("productos"), ::testing::IsSupersetOf(ProductColumns()));
}

TEST_P(SchemaTest, SeveralProcessesMayPrepareAtOnce) {
  std::vector<std::thread> threads;
  std::vector<Status> done(3);
  for (auto& status : done) {
    threads.emplace_back([&] { status = Prepare(database(), clock_); });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& status : done) EXPECT_OK(status);
}

INSTANTIATE_TEST_SUITE_P(Every, SchemaTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::pos::warehouse
