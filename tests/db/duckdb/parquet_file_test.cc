#include "db/duckdb/parquet_file.h"

#include <vector>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::db::duckdb {
namespace {

using telar::testing::IsOk;
using telar::testing::ReadFile;
using telar::testing::StatusIs;
using telar::testing::TempFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Rows = std::vector<std::vector<Value>>;

class ParquetFile : public ::testing::Test {
 protected:
  Status Write(const std::string& name, std::span<const ParquetColumn> columns, const Rows& rows) {
    auto writer =
        ParquetWriter::Create({.file = folder_ / name, .scratch = folder_.path()}, columns);
    if (!writer.ok()) return writer.status();
    for (const auto& row : rows) TELAR_RETURN_IF_ERROR((*writer)->Add(row));
    return (*writer)->Finish();
  }
  Result<Rows> Read(const std::string& name, std::span<const ParquetColumn> columns) {
    Rows rows;
    TELAR_RETURN_IF_ERROR(ReadParquet(folder_ / name, columns, [&](const Row& row) {
      auto& values = rows.emplace_back();
      for (int i = 0; i < row.size(); ++i) values.push_back(row.Get(i));
      return Status::Ok();
    }));
    return rows;
  }
  Rows Numbers(std::int64_t count) const {
    Rows rows;
    for (std::int64_t i = 0; i < count; ++i) {
      rows.push_back({i, Decimal::FromUnits(i, 4), "ticket " + std::to_string(i % 97)});
    }
    return rows;
  }

  TempFolder folder_;
  const std::vector<ParquetColumn> few_ = {
      {"n", "BIGINT"}, {"amount", "DECIMAL(18,4)"}, {"word", "VARCHAR"}};
};

TEST_F(ParquetFile, KeepsEveryTypeAndNull) {
  const std::vector<ParquetColumn> columns = {{"flag", "BOOLEAN"},
                                              {"n", "BIGINT"},
                                              {"share", "DOUBLE"},
                                              {"money", "DECIMAL(18,4)"},
                                              {"rate", "DECIMAL(38,18)"},
                                              {"word", "VARCHAR"},
                                              {"raw", "BLOB"},
                                              {"day", "DATE"},
                                              {"wall", "TIMESTAMP"},
                                              {"at", "TIMESTAMP WITH TIME ZONE"}};
  const std::vector<Value> full = {true,
                                   std::int64_t{-7},
                                   0.5,
                                   *Decimal::Parse("-12345678901234.5678"),
                                   *Decimal::Parse("0.000000000000000001"),
                                   std::string("Niño \"9\"\n"),
                                   Blob{std::string("\0\xff", 2)},
                                   Date(std::chrono::year(2026) / 1 / 2),
                                   std::string("2026-01-02 09:30:00.125000"),
                                   *ParseInstant("2026-01-02T13:30:00.000001Z")};
  const std::vector<Value> none(columns.size(), Null());
  ASSERT_OK(Write("all.parquet", columns, {full, none}));
  const auto rows = Read("all.parquet", columns);
  ASSERT_OK(rows);
  EXPECT_THAT(*rows, ElementsAre(full, none));
}

TEST_F(ParquetFile, ManyRowsComeBackInTheirOrderAndMakeTheSameBytesAgain) {
  const Rows rows = Numbers(130'000);
  ASSERT_OK(Write("a.parquet", few_, rows));
  ASSERT_OK(Write("b.parquet", few_, rows));
  EXPECT_TRUE(ReadFile(folder_ / "a.parquet") == ReadFile(folder_ / "b.parquet"));
  const auto read = Read("a.parquet", few_);
  ASSERT_OK(read);
  EXPECT_TRUE(*read == rows);
}

TEST_F(ParquetFile, ARowMoreThanTheMemoryHoldsWaitsOnTheDisk) {
  auto writer = ParquetWriter::Create(
      {.file = folder_ / "big.parquet", .scratch = folder_.path(), .memory_mb = 256}, few_);
  ASSERT_OK(writer);
  const std::string long_word(900, 'x');
  for (std::int64_t i = 0; i < 350'000; ++i) {
    const std::vector<Value> row = {i, Decimal(i), long_word + std::to_string(i)};
    ASSERT_OK((*writer)->Add(row));
  }
  ASSERT_OK((*writer)->Finish());
  std::int64_t count = 0;
  ASSERT_OK(ReadParquet(folder_ / "big.parquet", few_, [&](const Row&) {
    ++count;
    return Status::Ok();
  }));
  EXPECT_EQ(count, 350'000);
}

TEST_F(ParquetFile, AnEmptyTableIsAFileWithColumns) {
  ASSERT_OK(Write("none.parquet", few_, {}));
  const auto read = Read("none.parquet", few_);
  ASSERT_OK(read);
  EXPECT_TRUE(read->empty());
}

TEST_F(ParquetFile, RefusesAValueThatDoesNotFit) {
  EXPECT_THAT(Write("x.parquet", few_,
                    {{std::int64_t{1}, *Decimal::Parse("123456789012345.5"), std::string("w")}}),
              StatusIs(Code::kInvalidInput, HasSubstr("amount")));
}

TEST_F(ParquetFile, OtherColumnsOrNoParquetAtAllIsABrokenContract) {
  ASSERT_OK(Write("a.parquet", few_, Numbers(3)));
  auto others = few_;
  others[1].type = "DECIMAL(18,2)";
  EXPECT_THAT(Read("a.parquet", others), StatusIs(Code::kContractBroken, HasSubstr("columns")));
  folder_.Write("b.parquet", "not a table");
  EXPECT_THAT(Read("b.parquet", few_), StatusIs(Code::kContractBroken, HasSubstr("b.parquet")));
  EXPECT_THAT(Read("c.parquet", few_), StatusIs(Code::kNotFound, HasSubstr("c.parquet")));
}

TEST_F(ParquetFile, TheCallersFailureEndsTheReading) {
  ASSERT_OK(Write("a.parquet", few_, Numbers(3)));
  EXPECT_THAT(ReadParquet(folder_ / "a.parquet", few_,
                          [](const Row&) { return Status::Cancelled("enough"); }),
              StatusIs(Code::kCancelled, HasSubstr("enough")));
}

}  // namespace
}  // namespace telar::db::duckdb
