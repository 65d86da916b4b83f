#include "db/postgres/key_bounds.h"

#include <array>

#include "db/postgres/text_values.h"
#include "tests/support/status_matchers.h"

namespace telar::db::postgres {
namespace {

using std::chrono::January;
using std::chrono::year;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const MergeSpec kSales{
    .table = "sales", .columns = {"shop", "line", "day", "amount"}, .key = {"shop", "line", "day"}};
constexpr std::array<std::uint32_t, 4> kTypes{kText, kText, kDate, kNumeric};

std::vector<Value> Sale(std::string shop, std::string line, int day) {
  return {std::move(shop), std::move(line), Date(year(2026) / January / day), std::int64_t{5}};
}

TEST(BoundsOfKeys, AreTheOneShopAndTheDaysOfTheBatch) {
  const std::vector<std::vector<Value>> rows{Sale("A", "1", 4), Sale("A", "9", 2),
                                             Sale("A", "10", 3)};
  const KeyBounds bounds = BoundsOfKeys(kSales, kTypes, rows);
  EXPECT_EQ(bounds.sql, R"( AND t."shop" = ? AND t."day" >= ? AND t."day" <= ?)");
  EXPECT_THAT(bounds.values, ElementsAre(Value("A"), Value(Date(year(2026) / January / 2)),
                                         Value(Date(year(2026) / January / 4))));
}

TEST(BoundsOfKeys, AreAllValuesOfASingleRow) {
  const std::vector<std::vector<Value>> rows{Sale("A", "1", 4)};
  EXPECT_EQ(BoundsOfKeys(kSales, kTypes, rows).sql,
            R"( AND t."shop" = ? AND t."line" = ? AND t."day" = ?)");
}

TEST(BoundsOfKeys, SayNothingOfTextsThatDiffer) {
  const MergeSpec spec{.table = "t", .columns = {"k"}, .key = {"k"}};
  const std::vector<std::vector<Value>> words{{Value("a")}, {Value("B")}};
  EXPECT_THAT(BoundsOfKeys(spec, std::array{std::uint32_t{kText}}, words).sql, IsEmpty());
  // As texts, 10 is before 9.
  const std::vector<std::vector<Value>> numbers{{std::int64_t{9}}, {std::int64_t{10}}};
  EXPECT_THAT(BoundsOfKeys(spec, std::array{std::uint32_t{kText}}, numbers).sql, IsEmpty());
}

TEST(BoundsOfKeys, SayNothingOfDaysThatComeAsTextToo) {
  const MergeSpec spec{.table = "t", .columns = {"k"}, .key = {"k"}};
  const std::vector<std::vector<Value>> rows{{Value("2026-01-05")},
                                             {Date(year(2026) / January / 4)}};
  EXPECT_THAT(BoundsOfKeys(spec, std::array{std::uint32_t{kDate}}, rows).sql, IsEmpty());
}

TEST(BoundsOfKeys, DoNotTakeEqualDecimalsForEqualTexts) {
  const MergeSpec spec{.table = "t", .columns = {"k"}, .key = {"k"}};
  const std::vector<std::vector<Value>> rows{{Decimal::FromUnits(10, 1)},
                                             {Decimal::FromUnits(100, 2)}};
  EXPECT_THAT(BoundsOfKeys(spec, std::array{std::uint32_t{kText}}, rows).sql, IsEmpty());
}

}  // namespace
}  // namespace telar::db::postgres
