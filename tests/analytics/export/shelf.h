#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analytics/export/export_table.h"
#include "db/duckdb/duckdb_database.h"
#include "db/migrations.h"
#include "store/folder/folder_store.h"
#include "tests/support/adapter_database.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::analytics {

using telar::testing::Adapters;
using telar::testing::IsOk;
using telar::testing::IsOkAndHolds;
using telar::testing::StatusIs;

/// A store whose writing fails after so many objects, as a process that is killed or a disk that is
/// full.
class FailingStore final : public store::ObjectStore {
 public:
  FailingStore(store::ObjectStore& real, int puts) : real_(real), left_(puts) {}
  std::string Describe() const override { return real_.Describe(); }
  Result<store::ListPage> List(std::string_view prefix, std::string_view after,
                               int limit) override {
    return real_.List(prefix, after, limit);
  }
  Result<std::string> Get(std::string_view key, std::string_view version,
                          std::uint64_t max_bytes) override {
    return real_.Get(key, version, max_bytes);
  }
  Result<store::ObjectInfo> Put(std::string_view key, std::string_view bytes,
                                bool replace) override {
    if (left_ == 0) return Status::Unavailable("put: the disk is full");
    --left_;
    return real_.Put(key, bytes, replace);
  }
  Status Move(std::string_view from, std::string_view to) override { return real_.Move(from, to); }
  Status Remove(std::string_view key, std::string_view version) override {
    return real_.Remove(key, version);
  }
  Result<store::ObjectInfo> Stat(std::string_view key) override { return real_.Stat(key); }

 private:
  store::ObjectStore& real_;
  int left_;
};

/// A database of one adapter with a table `sold` of every type, and a folder to export it to.
class ShelfTest : public ::testing::TestWithParam<std::string> {
 protected:
  ShelfTest() {
    store_ = *store::FolderStore::Open({.path = folder_ / "out", .create = true});
    RunSql(
        "CREATE TABLE sold (shop {key_text} NOT NULL, ticket {integer} NOT NULL, fecha {date}, "
        "wall {datetime}, since {instant}, amount {decimal(18,4)}, share {real}, taxed {boolean}, "
        "note {text}, raw {blob});"
        "CREATE UNIQUE INDEX sold_once ON sold (shop, ticket);");
  }

  void RunSql(const std::string& sql) {
    auto connection = database_->Acquire();
    ASSERT_OK(connection);
    auto expanded = db::ExpandTypes(sql, database_->dialect());
    ASSERT_OK(expanded);
    ASSERT_OK((*connection)->ExecuteScript(*expanded));
  }
  void Insert(const std::string& shop, std::int64_t ticket, db::Value fecha, db::Value wall,
              db::Value at, db::Value amount, db::Value note) {
    auto connection = database_->Acquire();
    ASSERT_OK(connection);
    EXPECT_OK((*connection)
                  ->Execute("INSERT INTO sold VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            {shop, ticket, fecha, wall, at, amount, 0.1, true, note,
                             db::Blob{std::string("\0\x7f", 2)}}));
  }
  /// A row of that day; its amount is the ticket with four places.
  void Sell(std::int64_t ticket, const std::string& day, db::Value note = db::Null()) {
    Insert("norte", ticket, *ParseDate(day), day + " 09:30:00", *ParseInstant(day + "T13:30:00Z"),
           Decimal::FromUnits(ticket * 10'000 + 25, 4), std::move(note));
  }

  Result<std::vector<ExportedDay>> Export(store::ObjectStore& store, const ExportSource& source,
                                          ExportOptions options = {}) {
    options.scratch_parent = folder_.path();
    options.program = "telar 9.9";
    std::vector<ExportedDay> days;
    TELAR_RETURN_IF_ERROR(
        ExportTable(*database_, store, clock_, source, options,
                    {.done = [&](const ExportedDay& day) { days.push_back(day); }}));
    return days;
  }
  Result<std::vector<ExportedDay>> Export(ExportOptions options = {}) {
    return Export(*store_, by_day_, options);
  }
  /// "2026-01-02 new 2", a line a partition.
  static std::vector<std::string> Lines(const Result<std::vector<ExportedDay>>& days) {
    static const std::vector<std::string> kWords = {"new", "replaced", "unchanged", "kept"};
    EXPECT_OK(days);
    std::vector<std::string> lines;
    if (!days.ok()) return lines;
    for (const ExportedDay& day : *days) {
      lines.push_back(day.value + " " + kWords[static_cast<std::size_t>(day.outcome)] + " " +
                      std::to_string(day.rows));
    }
    return lines;
  }
  std::vector<std::string> Objects() {
    std::vector<std::string> keys;
    auto page = store_->List("", "", 1000);
    EXPECT_OK(page);
    for (const auto& object : page->objects) keys.push_back(object.key);
    return keys;
  }
  ExportManifest Manifest(const std::string& table = "sold") {
    auto manifest = ReadExportManifest(*store_, table);
    EXPECT_OK(manifest);
    EXPECT_TRUE(manifest->has_value());
    return manifest->value();
  }
  /// What DuckDB answers, values joined by '|', NULL as "-"; {} in `sql` is the folder.
  std::vector<std::string> AskDuckdb(std::string sql) {
    const std::string folder = (folder_ / "out").string();
    for (auto at = sql.find("{}"); at != std::string::npos; at = sql.find("{}")) {
      sql.replace(at, 2, folder);
    }
    std::vector<std::string> rows;
    auto asked = db::duckdb::Open({.file = folder_ / "reader.duckdb"});
    EXPECT_OK(asked);
    auto connection = (*asked)->Acquire();
    EXPECT_OK((*connection)->Query(sql, {}, [&](const db::Row& row) {
      std::string line;
      for (int i = 0; i < row.size(); ++i) {
        line += (i > 0 ? "|" : "") + (row.IsNull(i) ? "-" : row.TextOrEmpty(i));
      }
      rows.push_back(line);
      return Status::Ok();
    }));
    return rows;
  }

  telar::testing::TempFolder folder_;
  telar::testing::FakeClock clock_;
  telar::testing::AdapterDatabase database_{GetParam()};
  std::unique_ptr<store::ObjectStore> store_;
  const ExportSource by_day_{.table = "sold", .day = "fecha", .partition = "fecha"};
};

}  // namespace telar::analytics
