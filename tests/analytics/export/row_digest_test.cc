#include "analytics/export/row_digest.h"

#include "tests/support/status_matchers.h"

namespace telar::analytics {
namespace {

using Kind = ExportColumn::Kind;
using Row = std::vector<db::Value>;

const std::vector<ExportColumn>& Columns() {
  static const std::vector<ExportColumn> columns{
      {.name = "n", .kind = Kind::kWhole},
      {.name = "amount", .kind = Kind::kDecimal, .precision = 18, .scale = 4},
      {.name = "note"}};
  return columns;
}

RowDigest DigestOf(const std::vector<Row>& rows) {
  RowDigester digester(Columns());
  for (const Row& row : rows) {
    std::vector<std::optional<std::string>> texts;
    for (const auto& value : row) texts.push_back(ValueText(value));
    digester.Add(row, texts);
  }
  return digester.digest();
}

const Row kOne = {std::int64_t{1}, Decimal::FromUnits(25'000, 4), db::Null()};
const Row kTwo = {std::int64_t{2}, db::Null(), std::string()};

// By Python: sum(int.from_bytes(sha256(b"=1\0=2.5000\0-\0").digest()[:8], "big"), …) % 2**64
TEST(RowDigest, IsWhatTheFormatSays) {
  const RowDigest digest = DigestOf({kOne, kTwo});
  EXPECT_EQ(digest.hash, 0xc340a993e4818c93);
  EXPECT_EQ(digest.rows, 2);
  EXPECT_EQ(digest.sums.at("amount").ToString(), "2.5000");
}

TEST(RowDigest, DoesNotDependOnTheOrder) {
  EXPECT_EQ(DigestOf({kOne, kTwo}), DigestOf({kTwo, kOne}));
}

TEST(RowDigest, TellsNullFromEmptyTextAndFromASign) {
  Row empty = kOne;
  empty[2] = std::string();
  EXPECT_NE(DigestOf({kOne}), DigestOf({empty}));
  empty[2] = std::string("-");
  EXPECT_NE(DigestOf({kOne}), DigestOf({empty}));
}

TEST(RowDigest, ARowTwiceIsAnotherSet) { EXPECT_NE(DigestOf({kOne}), DigestOf({kOne, kOne})); }

TEST(RowDigest, WideDecimalsAreNotSummed) {
  const std::vector<ExportColumn> wide{
      {.name = "rate", .kind = Kind::kDecimal, .precision = 38, .scale = 18}};
  EXPECT_TRUE(RowDigester(wide).digest().sums.empty());
}

}  // namespace
}  // namespace telar::analytics
