// bench-export: what a sales line takes in PostgreSQL, SQLite, Parquet and CSV, and how long an
// export and its verification take.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>

#include "analytics/export/export_table.h"
#include "analytics/export/read_back.h"
#include "bench/pos/sales_rows.h"
#include "bench/support/machine.h"
#include "bench/support/or_die.h"
#include "bench/support/postgres_server.h"
#include "bench/support/temp_folder.h"
#include "core/clock.h"
#include "db/sqlite/sqlite_database.h"
#include "pos/rows.h"
#include "pos/warehouse/partitions.h"
#include "pos/work_schema.h"
#include "store/folder/folder_store.h"

namespace {

using namespace telar;
using namespace telar::bench;

constexpr std::int64_t kBatch = 20'000;
const SystemClock kClock;

double Seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void Fill(db::Database& database, std::int64_t lines) {
  using namespace std::chrono_literals;
  OrDie(pos::PrepareTables(database, kClock));
  const auto connection = OrDie(database.Acquire());
  const Date first{2025y / 9 / 1};
  OrDie(pos::warehouse::EnsureMonths(
      *connection, database, first,
      std::chrono::sys_days(first) + std::chrono::days(lines / 100'000)));
  const db::MergeSpec spec{.table = "ventas",
                           .columns = {pos::SaleColumns().begin(), pos::SaleColumns().end()},
                           .key = {"ubicacion_id", "numero_factura", "fecha"},
                           .keep_on_update = {}};
  for (std::int64_t from = 0; from < lines; from += kBatch) {
    std::vector<std::vector<db::Value>> rows;
    for (std::int64_t i = from; i < std::min(from + kBatch, lines); ++i) {
      rows.push_back(SalesRow(i));
    }
    auto transaction = OrDie(db::Transaction::Begin(*connection));
    OrDie(connection->Merge(spec, rows).status());
    OrDie(transaction.Commit());
  }
}

std::int64_t Number(db::Database& database, const std::string& sql) {
  std::int64_t number = 0;
  const auto connection = OrDie(database.Acquire());
  OrDie(connection->Query(sql, {}, [&](const db::Row& row) {
    number = row.IntOr(0, 0);
    return Status::Ok();
  }));
  return number;
}

class Report {
 public:
  explicit Report(std::int64_t lines) : lines_(static_cast<double>(lines)) {
    std::printf("%-34s %14s %10s %12s\n", "where", "bytes a line", "seconds", "lines/s");
  }
  void Line(const std::string& where, double bytes, double seconds = 0) const {
    const std::string size = bytes > 0 ? fmt::format("{:.1f}", bytes / lines_) : "";
    const std::string time = seconds > 0 ? fmt::format("{:.1f}", seconds) : "";
    const std::string rate = seconds > 0 ? fmt::format("{:.0f}", lines_ / seconds) : "";
    std::printf("%-34s %14s %10s %12s\n", where.c_str(), size.c_str(), time.c_str(), rate.c_str());
    std::fflush(stdout);
  }

 private:
  const double lines_;
};

struct Exported {
  double bytes = 0, seconds = 0;
};

Exported Export(db::Database& database, store::ObjectStore& store, const TempFolder& folder,
                analytics::FileFormat format) {
  Exported exported;
  exported.seconds = Seconds([&] {
    OrDie(analytics::ExportTable(
        database, store, kClock, {.table = "ventas", .day = "fecha", .partition = "fecha"},
        {.format = format, .scratch_parent = folder.path(), .program = "bench"},
        {.done = [&](const analytics::ExportedDay& day) {
          exported.bytes += static_cast<double>(day.bytes);
        }}));
  });
  return exported;
}

void ReadBackAll(store::ObjectStore& store, const TempFolder& folder) {
  const auto manifest = OrDie(analytics::ReadExportManifest(store, "ventas"));
  for (const auto& [value, part] : manifest->parts) {
    const auto digest = OrDie(analytics::ReadBack(store, part, folder.path()));
    if (!(digest == part.digest)) OrDie(Status::ContractBroken(value + " is not what was written"));
  }
}

void Measure(const Report& report, const std::string& name, db::Database& database) {
  const TempFolder folder;
  using analytics::FileFormat;
  for (const auto format : {FileFormat::kParquet, FileFormat::kCsv, FileFormat::kCsvGzip}) {
    const std::string word(analytics::FormatName(format));
    const auto store =
        OrDie(store::FolderStore::Open({.path = folder.path() / word, .create = true}));
    const Exported first = Export(database, *store, folder, format);
    report.Line(word + " from " + name, first.bytes, first.seconds);
    if (format != FileFormat::kParquet) continue;
    report.Line("  again, nothing changed", 0, Export(database, *store, folder, format).seconds);
    report.Line("  read back and verified", 0, Seconds([&] { ReadBackAll(*store, folder); }));
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::int64_t lines = 1'000'000;
  CLI::App app("Measures exports of sales lines.", "bench-export");
  app.add_option("--lines", lines, "Sales lines")
      ->check(CLI::Range(1'000, 100'000'000))
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  std::printf("%s\n", DescribeMachine().c_str());
  const Report report(lines);
  {
    const auto server = OrDie(PostgresServer::Start());
    OrDie(server->Create("export"));
    const auto database = OrDie(server->Open("export", 4));
    Fill(*database, lines);
    const std::string parts = "FROM pg_partition_tree('ventas') WHERE isleaf";
    report.Line("PostgreSQL, rows",
                static_cast<double>(Number(
                    *database, "SELECT CAST(SUM(pg_table_size(relid)) AS bigint) " + parts)));
    report.Line(
        "PostgreSQL, with indexes",
        static_cast<double>(Number(
            *database, "SELECT CAST(SUM(pg_total_relation_size(relid)) AS bigint) " + parts)));
    Measure(report, "PostgreSQL", *database);
  }
  const TempFolder folder;
  const auto database = OrDie(db::sqlite::Open({.file = folder.path() / "shop.db"}));
  Fill(*database, lines);
  report.Line("SQLite, with indexes",
              static_cast<double>(Number(*database,
                                         "SELECT page_count * page_size FROM "
                                         "pragma_page_count(), pragma_page_size()")));
  Measure(report, "SQLite", *database);
}
