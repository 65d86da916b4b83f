#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "analytics/export/manifest.h"
#include "core/text.h"
#include "db/duckdb/duckdb_database.h"
#include "db/sqlite/sqlite_database.h"
#include "store/folder/folder_store.h"
#include "tests/app/program.h"
#include "tests/app/till_shop.h"
#include "tests/support/status_matchers.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::HttpServer;
using testing::InProcess;
using testing::IsOk;
using testing::QuietTill;
using testing::ThreeLocations;

/// A chain that has read its stock once, and whose sales are put into the table by hand.
class PosExport : public ::testing::Test {
 protected:
  void SetUp() override {
    telar_.folder.Write("locations.yaml", ThreeLocations());
    telar_.environment["TELAR_POS_DATABASE"] = "sqlite:shop.db";
    const HttpServer till(QuietTill);
    const auto ran = telar_.Run({"pos", "stock", "--set", "pos.klk.url=" + till.url()});
    ASSERT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  }
  void RunSql(const std::string& sql) {
    auto database = db::sqlite::Open({.file = telar_.folder / "shop.db"});
    ASSERT_OK(database);
    auto connection = (*database)->Acquire();
    ASSERT_OK((*connection)->ExecuteScript(sql));
  }
  void Sell(const std::string& key, const std::string& day, const std::string& total = "2.5") {
    RunSql(
        "INSERT INTO ventas (ubicacion_id, numero_factura, fecha, fecha_venta, venta_total) "
        "VALUES ('tienda_01', '" +
        key + "', '" + day + "', '" + day + " 10:00:00', " + total + ")");
  }
  std::int64_t Sold() {
    auto database = db::sqlite::Open({.file = telar_.folder / "shop.db"});
    auto connection = (*database)->Acquire();
    std::int64_t count = -1;
    EXPECT_OK((*connection)->Query("SELECT COUNT(*) FROM ventas", {}, [&](const db::Row& row) {
      count = row.IntOr(0, -1);
      return Status::Ok();
    }));
    return count;
  }
  std::unique_ptr<store::ObjectStore> Store(const std::string& name) {
    return *store::FolderStore::Open({.path = telar_.folder / name});
  }
  analytics::ExportManifest Manifest(const std::string& name) {
    return **analytics::ReadExportManifest(*Store(name), "ventas");
  }
  std::string Today() const {
    return FormatDate(Date(std::chrono::floor<std::chrono::days>(telar_.clock.Now())));
  }
  /// Skipped where nothing can be read back.
  static bool HasParquet() { return db::duckdb::Available(); }

  InProcess telar_;
};

TEST_F(PosExport, WritesEveryUsualTableAndLeavesItAloneTheNextTime) {
  Sell("F1_L1", "2026-01-02");
  Sell("F2_L1", "2026-01-03");
  auto ran = telar_.Run({"pos", "export", "--to", "out", "--format", "csv"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("ventas"));
  EXPECT_TRUE(fs::exists(telar_.folder / "out/ventas/fecha=2026-01-02/part-0.csv"));
  EXPECT_TRUE(fs::exists(telar_.folder / "out/productos/part-0.csv"));
  EXPECT_FALSE(fs::exists(telar_.folder / "out/pos_coverage"));
  ran = telar_.Run(
      {"pos", "export", "--to", "out", "--format", "csv", "--tables", "ventas", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  const auto table = json::parse(ran.out);
  EXPECT_EQ(table.at("table"), "ventas");
  EXPECT_EQ(table.at("unchanged"), 2);
  EXPECT_EQ(table.at("rows"), 2);
}

TEST_F(PosExport, TodayIsLeftOutUnlessAskedFor) {
  Sell("F1_L1", Today());
  auto ran = telar_.Run({"pos", "export", "--to", "out", "--format", "csv", "--tables", "ventas"});
  EXPECT_EQ(ran.exit, ExitCode::kNothingToDo) << ran.err;
  ran = telar_.Run(
      {"pos", "export", "--to", "out", "--format", "csv", "--tables", "ventas", "--today"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
}

TEST_F(PosExport, DaysAreThoseFromTheFirstUntilTheLast) {
  for (int day = 1; day <= 4; ++day) {
    Sell("F" + std::to_string(day) + "_L1", "2026-01-0" + std::to_string(day));
  }
  const auto ran =
      telar_.Run({"pos", "export", "--to", "out", "--format", "csv", "--tables", "ventas", "--from",
                  "2026-01-02", "--until", "2026-01-03", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_EQ(json::parse(ran.out).at("new"), 2);
}

TEST_F(PosExport, ADryRunWritesNothing) {
  Sell("F1_L1", "2026-01-02");
  const auto ran = telar_.Run({"pos", "export", "--to", "out", "--dry-run"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("nothing was written"));
  EXPECT_FALSE(fs::exists(telar_.folder / "out"));
}

TEST_F(PosExport, WhatCannotBeMeantIsAUsageError) {
  const auto err = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"pos", "export"});
    const auto ran = telar_.Run(words);
    EXPECT_EQ(ran.exit, ExitCode::kUsage) << Join(words, " ");
    return ran.err;
  };
  EXPECT_THAT(err({}), HasSubstr("--to is missing"));
  EXPECT_THAT(err({"--to", "out", "--tables", "sales"}), HasSubstr("no table sales"));
  EXPECT_THAT(err({"--to", "out", "--tables", "ventas", "--all"}), HasSubstr("leave out one"));
  EXPECT_THAT(err({"--to", "out", "--from", "yesterday"}), HasSubstr("--from"));
  EXPECT_THAT(err({"--to", "out", "--from", "2026-01-05", "--until", "2026-01-02"}),
              HasSubstr("ends before it begins"));
  EXPECT_FALSE(fs::exists(telar_.folder / "out"));
}

TEST_F(PosExport, AStoreThatThisVersionDoesNotWriteToIsNamed) {
  const auto ran = telar_.Run({"pos", "export", "--to", "s3://bucket-of-ours/tills"});
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
  EXPECT_THAT(ran.err, HasSubstr("no store for s3://bucket-of-ours/tills"));
  EXPECT_THAT(ran.err, HasSubstr("keeps files in folders"));
}

TEST_F(PosExport, InvoicesThatWereNeverReadAreNothingToDo) {
  const auto ran = telar_.Run({"invoices", "export", "--to", "out"});
  EXPECT_EQ(ran.exit, ExitCode::kNothingToDo) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("nothing was read yet"));
}

TEST_F(PosExport, RetainMovesWholeMonthsIntoFiles) {
  if (!HasParquet()) GTEST_SKIP() << "this build has no DuckDB";
  Sell("F1_L1", "2025-11-30");
  Sell("F2_L1", "2025-12-31", "-7.25");
  Sell("F3_L1", "2026-01-01");
  auto ran = telar_.Run({"pos", "retain", "--to", "old", "--before", "2026-01-15", "--dry-run"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("would go"));
  EXPECT_EQ(Sold(), 3);
  ran = telar_.Run({"pos", "retain", "--to", "old", "--before", "2026-01-15", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_EQ(Sold(), 1);
  const auto lines = Split(ran.out, '\n');
  EXPECT_EQ(json::parse(lines[0]).at("month"), "2025-11");
  EXPECT_TRUE(json::parse(lines[1]).at("dropped"));
  const auto manifest = Manifest("old");
  EXPECT_EQ(manifest.parts.size(), 2U);
  EXPECT_EQ(manifest.parts.at("2025-12-31").digest.sums.at("venta_total").ToString(), "-7.2500");
  EXPECT_TRUE(manifest.parts.at("2025-12-31").dropped_at.has_value());
  ran = telar_.Run({"pos", "retain", "--to", "old", "--before", "2026-01-15"});
  EXPECT_EQ(ran.exit, ExitCode::kNothingToDo) << ran.err;
}

TEST_F(PosExport, RetainDropsNothingWhenTheFileIsNotWhatWasExported) {
  if (!HasParquet()) GTEST_SKIP() << "this build has no DuckDB";
  Sell("F1_L1", "2025-12-30", "1");
  Sell("F2_L1", "2025-12-31", "2");
  const std::vector<std::string> retain = {"pos", "retain",   "--to",
                                           "old", "--before", "2026-01-01"};
  ASSERT_EQ(telar_.Run({"pos", "export", "--to", "old", "--tables", "ventas"}).exit,
            ExitCode::kDone);
  // Bytes of the same number that the manifest does not know.
  auto manifest = Manifest("old");
  analytics::ExportedPart& one = manifest.parts.at("2025-12-30");
  std::string bytes = *Store("old")->Get(one.object, "", one.bytes);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  ASSERT_OK(Store("old")->Put(one.object, bytes, true));
  auto ran = telar_.Run(retain);
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("not what was exported"));
  EXPECT_EQ(Sold(), 2);
  // Another day's file, and a manifest that agrees with it but for the rows.
  const analytics::ExportedPart& other = manifest.parts.at("2025-12-31");
  one.object = other.object;
  one.bytes = other.bytes;
  one.sha256 = other.sha256;
  ASSERT_OK(analytics::AddToManifest(*Store("old"), manifest, {one}));
  ran = telar_.Run(retain);
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("verify 2025-12-30 of ventas"));
  EXPECT_THAT(ran.out, HasSubstr("stays"));
  EXPECT_EQ(Sold(), 2);
  EXPECT_FALSE(Manifest("old").parts.at("2025-12-31").dropped_at.has_value());
}

TEST_F(PosExport, RowsThatComeBackAfterwardsDoNotReplaceTheArchive) {
  if (!HasParquet()) GTEST_SKIP() << "this build has no DuckDB";
  Sell("F1_L1", "2025-12-31");
  ASSERT_EQ(telar_.Run({"pos", "retain", "--to", "old", "--before", "2026-01-01"}).exit,
            ExitCode::kDone);
  const auto before = Manifest("old");
  Sell("F9_L1", "2025-12-31");
  auto ran = telar_.Run({"pos", "export", "--to", "old", "--tables", "ventas"});
  EXPECT_EQ(ran.exit, ExitCode::kSomeNeedPeople) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("2025-12-31 stays"));
  ran = telar_.Run({"pos", "retain", "--to", "old", "--before", "2026-01-01"});
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken) << ran.err;
  EXPECT_EQ(Manifest("old"), before);
  EXPECT_EQ(Sold(), 1);
}

TEST_F(PosExport, RetainAsksForAnAge) {
  auto ran = telar_.Run({"pos", "retain", "--to", "old"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
  EXPECT_THAT(ran.err, HasSubstr("pos.sales_days"));
  ran = telar_.Run({"pos", "retain", "--to", "old", "--before", "2999-01-01"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
  EXPECT_EQ(telar_.Run({"pos", "retain", "--to", "old", "--set", "pos.sales_days=30"}).exit,
            ExitCode::kNothingToDo);
}

}  // namespace
}  // namespace telar::app
