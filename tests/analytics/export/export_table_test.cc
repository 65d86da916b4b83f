#include "analytics/export/export_table.h"

#include "tests/analytics/export/shelf.h"

namespace telar::analytics {
namespace {

using std::chrono::year;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Parquet where the build has it: the rules are the same for CSV.
ExportOptions Csv() { return {.format = FileFormat::kCsv}; }

class ExportTableTest : public ShelfTest {};

TEST_P(ExportTableTest, WritesADayAFileAndAManifest) {
  Sell(1, "2026-01-02");
  Sell(2, "2026-01-02");
  Sell(3, "2026-02-10");
  EXPECT_THAT(Lines(Export(Csv())), ElementsAre("2026-01-02 new 2", "2026-02-10 new 1"));
  EXPECT_THAT(Objects(), ElementsAre("sold/_manifest.json", "sold/fecha=2026-01-02/part-0.csv",
                                     "sold/fecha=2026-02-10/part-0.csv"));
  const ExportedPart part = Manifest().parts.at("2026-01-02");
  EXPECT_EQ(part.digest.rows, 2);
  EXPECT_EQ(part.digest.sums.at("amount").ToString(), "3.0050");
  EXPECT_EQ(part.program, "telar 9.9");
  EXPECT_EQ(part.exported_at, clock_.Now());
}

TEST_P(ExportTableTest, CsvHoldsEveryTypeAsItIs) {
  Insert("norte", 1, *ParseDate("2026-01-02"), std::string("2026-01-02 09:30:00.500000"),
         *ParseInstant("2026-01-02T13:30:00.5Z"), *Decimal::Parse("-12.5"),
         std::string("caña \"5\",\r\nroja"));
  Insert("norte", 2, *ParseDate("2026-01-02"), db::Null(), db::Null(), db::Null(), std::string());
  ASSERT_OK(Export(Csv()));
  EXPECT_THAT(store_->Get("sold/fecha=2026-01-02/part-0.csv", "", 10'000),
              IsOkAndHolds("shop,ticket,wall,since,amount,share,taxed,note,raw\r\n"
                           "norte,1,2026-01-02 09:30:00.500000,2026-01-02T13:30:00.500000Z,"
                           "-12.5000,0.10000000000000001,true,\"caña \"\"5\"\",\r\nroja\",007f\r\n"
                           "norte,2,,,,0.10000000000000001,true,\"\",007f\r\n"));
}

TEST_P(ExportTableTest, APartitionWithTheSameRowsIsLeftAlone) {
  Sell(1, "2026-01-02");
  Sell(2, "2026-01-03");
  ASSERT_OK(Export(Csv()));
  const auto before = store_->Stat("sold/fecha=2026-01-02/part-0.csv");
  Sell(3, "2026-01-03");
  EXPECT_THAT(Lines(Export(Csv())), ElementsAre("2026-01-02 unchanged 1", "2026-01-03 replaced 2"));
  EXPECT_EQ(store_->Stat("sold/fecha=2026-01-02/part-0.csv")->version, before->version);
  EXPECT_EQ(Manifest().parts.at("2026-01-03").digest.rows, 2);
}

TEST_P(ExportTableTest, ACellThatChangedIsNoticed) {
  Sell(1, "2026-01-02");
  ASSERT_OK(Export(Csv()));
  RunSql("UPDATE sold SET note = 'corrected'");
  EXPECT_THAT(Lines(Export(Csv())), ElementsAre("2026-01-02 replaced 1"));
}

TEST_P(ExportTableTest, AnObjectThatIsGoneIsMadeAgain) {
  Sell(1, "2026-01-02");
  ASSERT_OK(Export(Csv()));
  ASSERT_OK(store_->Remove("sold/fecha=2026-01-02/part-0.csv", ""));
  EXPECT_THAT(Lines(Export(Csv())), ElementsAre("2026-01-02 replaced 1"));
  EXPECT_OK(store_->Stat("sold/fecha=2026-01-02/part-0.csv"));
}

TEST_P(ExportTableTest, EndedAfterAnyNumberOfWritesTheNextRunCompletesIt) {
  for (int day = 1; day <= 4; ++day) Sell(day, "2026-01-0" + std::to_string(day));
  for (int puts = 0; puts < 8; ++puts) {
    auto folder = folder_ / ("out" + std::to_string(puts));
    auto store = store::FolderStore::Open({.path = folder, .create = true});
    ASSERT_OK(store);
    FailingStore failing(**store, puts);
    ExportOptions options = Csv();
    options.manifest_every = Duration{0};
    EXPECT_THAT(Export(failing, by_day_, options), StatusIs(Code::kUnavailable, HasSubstr("full")))
        << puts;
    const auto days = Export(**store, by_day_, options);
    ASSERT_OK(days);
    EXPECT_EQ(days->size(), 4u);
    const auto manifest = ReadExportManifest(**store, "sold");
    ASSERT_OK(manifest);
    ASSERT_EQ((*manifest)->parts.size(), 4u) << puts;
    EXPECT_EQ((*store)->List("", "", 100)->objects.size(), 5u) << puts;
    for (const auto& [value, part] : (*manifest)->parts) {
      EXPECT_EQ((*store)->Stat(part.object)->size, part.bytes);
    }
  }
}

TEST_P(ExportTableTest, ARequestToStopKeepsWhatIsDone) {
  Sell(1, "2026-01-02");
  Sell(2, "2026-01-03");
  std::stop_source stop;
  ExportOptions options = Csv();
  options.scratch_parent = folder_.path();
  options.stop = stop.get_token();
  EXPECT_THAT(ExportTable(*database_, *store_, clock_, by_day_, options,
                          {.done = [&](const ExportedDay&) { stop.request_stop(); }}),
              StatusIs(Code::kCancelled, HasSubstr("stopped")));
  EXPECT_EQ(Manifest().parts.size(), 1u);
}

TEST_P(ExportTableTest, OnlyTheDaysAskedForAreWritten) {
  for (int day = 1; day <= 4; ++day) Sell(day, "2026-01-0" + std::to_string(day));
  ExportOptions options = Csv();
  options.range = {.from = year(2026) / 1 / 2, .before = year(2026) / 1 / 4, .without_day = false};
  EXPECT_THAT(Lines(Export(options)), ElementsAre("2026-01-02 new 1", "2026-01-03 new 1"));
}

TEST_P(ExportTableTest, DaysOfATimeAreThoseOfItsWallAndTheColumnStays) {
  Insert("norte", 1, db::Null(), std::string("2026-01-02 23:59:59.900000"), db::Null(), db::Null(),
         db::Null());
  Insert("norte", 2, db::Null(), std::string("2026-01-03 00:00:00"), db::Null(), db::Null(),
         db::Null());
  EXPECT_THAT(Lines(Export(*store_, {.table = "sold", .day = "wall", .partition = "fecha"}, Csv())),
              ElementsAre("2026-01-02 new 1", "2026-01-03 new 1"));
  EXPECT_THAT(store_->Get("sold/fecha=2026-01-03/part-0.csv", "", 10'000).value(),
              HasSubstr("2026-01-03 00:00:00"));
}

TEST_P(ExportTableTest, DaysOfAnInstantAreThoseOfUtc) {
  Insert("norte", 1, db::Null(), db::Null(), *ParseInstant("2026-01-02T23:59:59.9Z"), db::Null(),
         db::Null());
  Insert("norte", 2, db::Null(), db::Null(), *ParseInstant("2026-01-03T00:00:00Z"), db::Null(),
         db::Null());
  EXPECT_THAT(Lines(Export(*store_, {.table = "sold", .day = "since", .partition = "dia"}, Csv())),
              ElementsAre("2026-01-02 new 1", "2026-01-03 new 1"));
}

TEST_P(ExportTableTest, RowsWithoutADayHaveAPartitionOfTheirOwn) {
  Sell(1, "2026-01-02");
  Insert("norte", 2, db::Null(), db::Null(), db::Null(), db::Null(), db::Null());
  EXPECT_THAT(Lines(Export(Csv())),
              ElementsAre("2026-01-02 new 1", "__HIVE_DEFAULT_PARTITION__ new 1"));
  EXPECT_THAT(Lines(Export(Csv())),
              ElementsAre("2026-01-02 unchanged 1", "__HIVE_DEFAULT_PARTITION__ unchanged 1"));
}

TEST_P(ExportTableTest, ATableWithoutDaysIsOneFile) {
  Sell(1, "2026-01-02");
  EXPECT_THAT(Lines(Export(*store_, {.table = "sold"}, Csv())), ElementsAre(" new 1"));
  EXPECT_THAT(Objects(), ElementsAre("sold/_manifest.json", "sold/part-0.csv"));
}

TEST_P(ExportTableTest, AnEmptyTableHasNoFiles) {
  EXPECT_THAT(Lines(Export(Csv())), IsEmpty());
  EXPECT_THAT(Lines(Export(*store_, {.table = "sold"}, Csv())), IsEmpty());
  EXPECT_THAT(Objects(), IsEmpty());
}

TEST_P(ExportTableTest, ADayMayBeThatOfAnotherTable) {
  RunSql("CREATE TABLE parts (ticket {integer} NOT NULL PRIMARY KEY, word {text})");
  Sell(1, "2026-01-02");
  RunSql("INSERT INTO parts VALUES (1, 'a'); INSERT INTO parts VALUES (7, 'b')");
  const ExportSource source{.table = "parts",
                            .day = "fecha",
                            .partition = "fecha",
                            .day_table = "sold",
                            .join = "d.ticket = t.ticket"};
  EXPECT_THAT(Lines(Export(*store_, source, Csv())),
              ElementsAre("2026-01-02 new 1", "__HIVE_DEFAULT_PARTITION__ new 1"));
  EXPECT_THAT(store_->Get("parts/fecha=2026-01-02/part-0.csv", "", 1000),
              IsOkAndHolds("ticket,word\r\n1,a\r\n"));
}

TEST_P(ExportTableTest, AnotherFormatInTheSameFolderIsRefused) {
  Sell(1, "2026-01-02");
  ASSERT_OK(Export(Csv()));
  EXPECT_THAT(Export({.format = FileFormat::kCsvGzip}),
              StatusIs(Code::kInvalidInput, HasSubstr("as csv already")));
}

TEST_P(ExportTableTest, WhatTheDatabaseHasNoMoreStaysInTheStore) {
  Sell(1, "2026-01-02");
  Sell(2, "2026-01-03");
  ASSERT_OK(Export(Csv()));
  RunSql("DELETE FROM sold WHERE ticket = 1");
  ASSERT_OK(Export(Csv()));
  EXPECT_EQ(Manifest().parts.size(), 2u);
  EXPECT_OK(store_->Stat("sold/fecha=2026-01-02/part-0.csv"));
}

TEST_P(ExportTableTest, APartWhoseRowsWereDroppedIsNeverReplaced) {
  Sell(1, "2026-01-02");
  ASSERT_OK(Export(Csv()));
  ExportedPart part = Manifest().parts.at("2026-01-02");
  part.dropped_at = clock_.Now();
  ASSERT_OK(AddToManifest(*store_, Manifest(), {part}));
  EXPECT_THAT(Lines(Export(Csv())), ElementsAre("2026-01-02 unchanged 1"));
  Sell(2, "2026-01-02");
  EXPECT_THAT(Lines(Export(Csv())), ElementsAre("2026-01-02 kept 2"));
  EXPECT_EQ(Manifest().parts.at("2026-01-02"), part);
}

TEST_P(ExportTableTest, ANewColumnWritesThePartitionsAgain) {
  Sell(1, "2026-01-02");
  ASSERT_OK(Export(Csv()));
  RunSql("CREATE TABLE other (word {text}); ALTER TABLE sold ADD COLUMN later {text}");
  EXPECT_THAT(Lines(Export(Csv())), ElementsAre("2026-01-02 replaced 1"));
}

TEST_P(ExportTableTest, ATableThatIsNotThereIsNotFound) {
  EXPECT_THAT(Export(*store_, {.table = "none"}, Csv()),
              StatusIs(Code::kNotFound, HasSubstr("none")));
}

TEST_P(ExportTableTest, ParquetComesBackWithTheTypesAndValuesThatItHad) {
  if (!db::duckdb::Available()) GTEST_SKIP() << "this build has no DuckDB";
  Insert("norte", 1, *ParseDate("2026-01-02"), std::string("2026-01-02 09:30:00.500000"),
         *ParseInstant("2026-01-02T13:30:00.5Z"), *Decimal::Parse("-99999999.0001"),
         std::string("caña"));
  Insert("sur", 2, *ParseDate("2026-01-03"), db::Null(), db::Null(), db::Null(), db::Null());
  ASSERT_OK(Export({.format = FileFormat::kParquet}));
  const std::string from = " FROM read_parquet('{}/sold/*/*.parquet', hive_partitioning = true)";
  EXPECT_THAT(AskDuckdb("SELECT string_agg(column_type, ' ') FROM (DESCRIBE SELECT *" + from + ")"),
              ElementsAre("VARCHAR BIGINT TIMESTAMP TIMESTAMP WITH TIME ZONE DECIMAL(18,4) DOUBLE "
                          "BOOLEAN VARCHAR BLOB DATE"));
  EXPECT_THAT(AskDuckdb("SELECT shop, SUM(ticket)" + from +
                        " WHERE fecha BETWEEN '2026-01-03' AND '2026-01-31' GROUP BY shop"),
              ElementsAre("sur|2"));
  EXPECT_THAT(AskDuckdb("SELECT shop, ticket, fecha, wall, epoch_us(since), amount, share, taxed, "
                        "note, hex(raw)" +
                        from + " ORDER BY ticket"),
              ElementsAre("norte|1|2026-01-02|2026-01-02 09:30:00.500000|1767360600500000|"
                          "-99999999.0001|0.1|1|caña|007F",
                          "sur|2|2026-01-03|-|-|-|0.1|1|-|007F"));
}

TEST_P(ExportTableTest, TheSameRowsMakeTheSameObject) {
  if (!db::duckdb::Available()) GTEST_SKIP() << "this build has no DuckDB";
  for (int ticket = 1; ticket <= 50; ++ticket) Sell(ticket, "2026-01-02");
  ASSERT_OK(Export({.format = FileFormat::kParquet}));
  const std::string first = Manifest().parts.at("2026-01-02").sha256;
  ASSERT_OK(store_->Remove("sold/_manifest.json", ""));
  EXPECT_THAT(Lines(Export({.format = FileFormat::kParquet})), ElementsAre("2026-01-02 new 50"));
  EXPECT_EQ(Manifest().parts.at("2026-01-02").sha256, first);
}

INSTANTIATE_TEST_SUITE_P(Every, ExportTableTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::analytics
