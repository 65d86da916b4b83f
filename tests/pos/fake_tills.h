#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "db/sqlite/sqlite_database.h"
#include "ledger/worker.h"
#include "pos/gzip.h"
#include "pos/tills.h"
#include "pos/work_schema.h"
#include "store/folder/folder_store.h"
#include "tests/pos/till_rows.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::pos {

/// Tills in memory. An answer is gzip of lines "field=value<TAB>…", by the fields' numbers.
class FakeTills final : public TillSource {
 public:
  std::map<std::string, std::vector<SaleFields>> sales;   ///< By location.
  std::map<std::string, std::vector<StockFields>> stock;  ///< By warehouse.
  /// What happens to the n-th request (from 0); ok by default.
  std::function<Status(int request, const LocalRange& range)> fault;
  /// Changes what is sent before it is sent.
  std::function<void(int request, RawAnswer& answer, std::vector<SaleFields>& rows)> tamper;
  std::vector<LocalRange> asked;

  std::string_view name() const override { return "klk"; }

  Result<RawAnswer> FetchSales(const FetchOrder& order, const LocalRange& range) override {
    const std::lock_guard lock(mutex_);
    const int request = static_cast<int>(asked.size());
    asked.push_back(range);
    if (fault) TELAR_RETURN_IF_ERROR(fault(request, range));
    std::vector<SaleFields> rows;
    for (const SaleFields& fields : sales[order.location.id]) {
      const auto time = TimeOf(fields);
      // A till may send what lies at the window's end as well.
      if (!time || (range.from <= *time && *time <= range.to)) rows.push_back(fields);
    }
    RawAnswer answer;
    answer.claimed = static_cast<std::int64_t>(rows.size());
    if (tamper) tamper(request, answer, rows);
    answer.received = static_cast<std::int64_t>(rows.size());
    answer.bytes = Zip(rows);
    return answer;
  }

  Result<RawAnswer> FetchStock(const FetchOrder& order) override {
    const std::lock_guard lock(mutex_);
    const int request = static_cast<int>(asked.size());
    asked.push_back({});
    if (fault) TELAR_RETURN_IF_ERROR(fault(request, {}));
    RawAnswer answer;
    const auto& rows = stock[order.warehouse.code];
    answer.received = static_cast<std::int64_t>(rows.size());
    answer.claimed = answer.received;
    std::vector<SaleFields> none;
    if (tamper) tamper(request, answer, none);
    answer.bytes = Zip(rows);
    return answer;
  }

  Status ReadSales(std::string_view answer, const SaleFn& row) const override {
    return Read<SaleField>(answer, row);
  }
  Status ReadStock(std::string_view answer, const StockFn& row) const override {
    return Read<StockField>(answer, row);
  }
  Status Reach(const Location&, Duration, std::stop_token) override { return Status::Ok(); }

 private:
  static std::optional<LocalTime> TimeOf(const SaleFields& fields) {
    const auto date = fields.find(SaleField::kDate), time = fields.find(SaleField::kTime);
    if (!date->second || !time->second) return std::nullopt;
    const auto parsed = ParseLocal(*date->second + " " + *time->second);
    return parsed.ok() ? std::optional(*parsed) : std::nullopt;
  }
  template <typename Fields>
  static std::string Zip(const std::vector<Fields>& rows) {
    GzipWriter writer;
    for (const auto& fields : rows) {
      for (const auto& [field, text] : fields) {
        if (text) writer.Add(std::to_string(static_cast<int>(field)) + "=" + *text + "\t");
      }
      writer.Add("\n");
    }
    return writer.Finish();
  }
  template <typename Field, typename Fn>
  static Status Read(std::string_view answer, const Fn& row) {
    std::string text;
    TELAR_RETURN_IF_ERROR(Gunzip(answer, 1 << 30, [&](std::string_view piece) {
      text += piece;
      return Status::Ok();
    }));
    std::int64_t position = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      Record<Field> record;
      std::string_view line = std::string_view(text).substr(at, end - at);
      while (!line.empty()) {
        const std::size_t tab = line.find('\t'), equals = line.find('=');
        record.Set(static_cast<Field>(std::stoi(std::string(line.substr(0, equals)))),
                   line.substr(equals + 1, tab - equals - 1));
        line.remove_prefix(tab + 1);
      }
      TELAR_RETURN_IF_ERROR(row(record, position++));
      at = end + 1;
    }
    return Status::Ok();
  }

  std::mutex mutex_;
};

/// Two shops and a distribution centre over FakeTills, with a warehouse in SQLite, on 2026-01-02 at
/// 12:00 in Caracas.
class TillsFixture : public ::testing::Test {
 protected:
  void SetUp() override {
    clock_.Advance(*ParseInstant("2026-01-02T16:00:00Z") - clock_.Now());
    auto database = db::sqlite::Open({.file = folder_ / "pos.db"});
    ASSERT_OK(database);
    database_ = *std::move(database);
    ASSERT_OK(PrepareTables(*database_, clock_));
    auto ledger = ledger::Ledger::Open(*database_, clock_, random_);
    ASSERT_OK(ledger);
    ledger_ = *std::move(ledger);
    auto archive = store::FolderStore::Open({.path = folder_ / "archive", .create = true});
    ASSERT_OK(archive);
    archive_ = *std::move(archive);
    for (const char* id : {"tienda_01", "tienda_02", "cedi_seco"}) {
      Location location;
      location.id = id;
      location.name = std::string("SHOP ") + id;
      location.kind =
          location.id.starts_with("cedi") ? Location::Kind::kCedi : Location::Kind::kStore;
      location.zone = *Zone::Find("America/Caracas");
      location.warehouses = {{std::string("W-") + id, ""}};
      location.opens = std::chrono::hours(7);
      location.closes = std::chrono::hours(21);
      location.first_sync = *ParseDate("2026-01-01");
      locations_.push_back(std::move(location));
    }
  }

  Tills MakeTills() {
    Tills tills;
    tills.database = database_.get();
    tills.ledger = ledger_.get();
    tills.archive = archive_.get();
    tills.locations = &locations_;
    tills.source = [this](const Location&) { return &till_; };
    tills.clock = &clock_;
    tills.random = &random_;
    tills.fetch.retry.attempts = 2;
    return tills;
  }

  /// Runs a pipeline to its end, with one attempt an item unless told otherwise.
  ledger::RunSummary Run(ledger::Pipeline& pipeline, int attempts = 1) {
    ledger::WorkerOptions options;
    options.threads = 1;
    options.max_attempts = attempts;
    options.item_time = Duration(0);  // its deadline would be of another clock than the tills'
    auto worker = ledger::Worker::Open(*ledger_, system_clock_, random_, options);
    EXPECT_OK(worker);
    return (*worker)->Run(pipeline, {.started_by = "person", .command = "test", .version = "1"});
  }

  /// Rows of a query as text, columns joined by ' '.
  std::vector<std::string> Rows(std::string_view sql) {
    std::vector<std::string> rows;
    const auto connection = database_->Acquire();
    EXPECT_OK(connection);
    EXPECT_OK((*connection)->Query(sql, {}, [&](const db::Row& row) {
      std::string& text = rows.emplace_back();
      for (int i = 0; i < row.size(); ++i) {
        text += (i == 0 ? "" : " ") + (row.IsNull(i) ? "NULL" : row.TextOrEmpty(i));
      }
      return Status::Ok();
    }));
    return rows;
  }

  SaleFields SaleAt(std::string invoice, std::string line, std::string time,
                    std::string date = "2026-01-02") {
    SaleFields fields = ASale(std::move(invoice), std::move(line));
    fields[SaleField::kDate] = std::move(date);
    fields[SaleField::kTime] = std::move(time);
    return fields;
  }

  telar::testing::TempFolder folder_;
  telar::testing::FakeClock clock_;
  SystemClock system_clock_;
  SeededRandom random_{11};
  FakeTills till_;
  std::vector<Location> locations_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<store::ObjectStore> archive_;
};

}  // namespace telar::pos
