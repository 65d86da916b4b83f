#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "db/database.h"
#include "ledger/worker.h"
#include "net/http.h"
#include "pos/klk/klk_source.h"
#include "pos/sales_pipeline.h"
#include "pos/sales_plan.h"
#include "pos/stock_pipeline.h"
#include "pos/work_schema.h"
#include "samples/tills/klk_simulator.h"
#include "store/folder/folder_store.h"
#include "tests/pos/matrix/true_lines.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::pos {

/// This machine's clock, set to another day.
class SetClock final : public Clock {
 public:
  void Set(Instant now) { offset_ = now - real_.Now(); }
  Instant Now() const override { return real_.Now() + offset_.load(); }
  std::chrono::steady_clock::time_point Steady() const override { return real_.Steady(); }
  bool Sleep(Duration duration, std::stop_token stop) const override {
    return real_.Sleep(duration, stop);
  }

 private:
  SystemClock real_;
  std::atomic<Duration> offset_{Duration(0)};
};

/// An empty database for one test. Each call opens it anew, as after a restart.
using WarehousePlace = std::function<Result<std::unique_ptr<db::Database>>()>;
struct WarehouseUnderTest {
  std::string name;
  std::function<WarehousePlace(const std::filesystem::path& folder)> make_place;
};
inline void PrintTo(const WarehouseUnderTest& one, std::ostream* out) { *out << one.name; }

/// The chain a test is about, and when it looks at it.
struct ChainUnderTest {
  Instant now = *ParseInstant("2026-02-05T13:00:00Z");
  /// Business days that are wanted and compared: two days ago nothing changes any more.
  Date first = *ParseDate("2026-02-03"), last = first;
  samples::shops::TradeOptions trade{.seed = 7, .size = {.products = 60, .tickets = 30}};
  samples::tills::HourRules hours;
};

/// Some shops of an invented chain behind the KLK simulator, and everything Telar needs to read
/// them.
class ChainFixture : public ::testing::TestWithParam<WarehouseUnderTest> {
 protected:
  virtual ChainUnderTest Chain() const { return {}; }
  virtual WarehousePlace MakePlace() { return GetParam().make_place(folder_.path()); }

  void SetUp() override {
    chain_ = Chain();
    clock_.Set(chain_.now);
    auto made = samples::shops::Trade::Open(chain_.trade);
    ASSERT_OK(made);
    trade_ = *std::move(made);
    auto simulator = samples::tills::KlkSimulator::Start(*trade_, clock_, {.hours = chain_.hours});
    ASSERT_OK(simulator);
    simulator_ = *std::move(simulator);
    OpenSource();
    auto archive = store::FolderStore::Open({.path = folder_ / "archive", .create = true});
    ASSERT_OK(archive);
    archive_ = *std::move(archive);
    for (const char* id : {"tienda_01", "tienda_08", "tienda_17"}) {
      const samples::shops::Shop& shop = *samples::shops::FindShop(id);
      Location location;
      location.id = shop.id;
      location.name = shop.name;
      location.region = shop.region;
      location.zone = *Zone::Find(chain_.trade.zone);
      location.branch = shop.branch;
      location.warehouses = {{std::string(shop.warehouse), ""}};
      const bool always = chain_.trade.always_open;
      location.opens = always ? Duration{0} : shop.opens;
      location.closes = always ? std::chrono::hours(24) : Duration(shop.closes);
      if (!always) location.closed = {"12-25", "01-01"};
      location.first_sync = chain_.first;
      locations_.push_back(std::move(location));
    }
    place_ = MakePlace();
    OpenWarehouse();
  }

  /// Without the connections of before.
  void OpenSource() {
    source_.reset();
    auto http = net::OpenHttpClient();
    ASSERT_OK(http);
    http_ = *std::move(http);
    klk::KlkOptions options{.url = simulator_->url()};
    options.sales_timeout = std::chrono::milliseconds(1500);
    options.stock_timeout = std::chrono::milliseconds(1500);
    auto source = klk::OpenKlkSource(options, *http_, clock_);
    ASSERT_OK(source);
    source_ = *std::move(source);
  }

  /// As after a restart of the process.
  void OpenWarehouse() {
    ledger_.reset();
    database_.reset();
    auto database = place_();
    ASSERT_OK(database);
    database_ = *std::move(database);
    ASSERT_OK(PrepareTables(*database_, clock_));
    ledger::Owner owner = ledger::CurrentOwner();
    owner.pid = ++processes_;
    const auto probe = [owner](const ledger::Owner& other) {
      return other == owner ? ledger::Life::kAlive : ledger::Life::kDead;
    };
    auto ledger =
        ledger::Ledger::Open(*database_, clock_, random_, {.owner = owner, .probe = probe});
    ASSERT_OK(ledger);
    ledger_ = *std::move(ledger);
  }

  Tills MakeTills() {
    Tills tills;
    tills.database = database_.get();
    tills.ledger = ledger_.get();
    tills.archive = archive_.get();
    tills.locations = &locations_;
    tills.source = [this](const Location&) { return source_.get(); };
    tills.clock = &clock_;
    tills.random = &random_;
    tills.fetch.sales_timeout = std::chrono::milliseconds(1500);
    tills.fetch.stock_timeout = std::chrono::milliseconds(1500);
    tills.fetch.retry = {.attempts = 2, .first = std::chrono::milliseconds(5)};
    return tills;
  }

  ledger::RunSummary Run(ledger::Pipeline& pipeline) {
    ledger::WorkerOptions options;
    options.threads = 3;
    options.max_attempts = 1;
    options.database_retry.attempts = 2;
    auto worker = ledger::Worker::Open(*ledger_, clock_, random_, options);
    EXPECT_OK(worker);
    return (*worker)->Run(pipeline, {.started_by = "schedule", .command = "test", .version = "1"});
  }
  /// The days, read again whole for every shop.
  ledger::RunSummary Recover() {
    const Tills tills = MakeTills();
    const auto locations = *SellingLocations(tills, {});
    SalesPipeline pipeline(tills, "pos.sales",
                           BackfillPlan(tills, locations, chain_.first, chain_.last, true));
    return Run(pipeline);
  }
  /// What a schedule runs, at `now`.
  ledger::RunSummary RunLive(Instant now, const SalesPlanRules& rules = {}) {
    clock_.Set(now);
    const Tills tills = MakeTills();
    SalesPipeline pipeline(tills, "pos.sales",
                           LivePlan(tills, *SellingLocations(tills, {}), rules));
    return Run(pipeline);
  }
  ledger::RunSummary ReadStock() {
    StockPipeline pipeline(MakeTills(), {});
    return Run(pipeline);
  }

  void ExpectTheTruth() {
    for (const Location& location : locations_) {
      const auto truth = TrueLines(*trade_, location.id, chain_.first, chain_.last, clock_.Now());
      EXPECT_GT(truth.size(), 20U);
      EXPECT_EQ(WarehouseLines(*database_, location.id, chain_.first, chain_.last), truth)
          << location.id;
    }
  }
  std::map<std::string, std::string> TrueStock(const Location& location) {
    std::map<std::string, std::string> stock;
    const auto& shop = *samples::shops::FindShop(location.id);
    for (const auto& level : trade_->TrueStock(shop, clock_.Now())) {
      stock[level.product->code] = level.quantity.Normalized().ToString();
    }
    return stock;
  }
  std::map<std::string, std::string> Stock(const Location& location) {
    std::map<std::string, std::string> stock;
    const auto connection = database_->Acquire();
    EXPECT_OK(connection);
    EXPECT_OK(
        (*connection)
            ->Query("SELECT producto_id, cantidad FROM inventario_actual WHERE ubicacion_id = ?",
                    {location.id}, [&](const db::Row& row) -> Status {
                      TELAR_ASSIGN_OR_RETURN(const Decimal quantity, row.AsDecimal(1));
                      stock[row.TextOrEmpty(0)] = quantity.Normalized().ToString();
                      return Status::Ok();
                    }));
    return stock;
  }

  void Faults(std::string_view text) {
    auto faults = samples::tills::ParseFaults(text);
    ASSERT_OK(faults);
    simulator_->SetFaults(*std::move(faults));
  }

  ChainUnderTest chain_;
  telar::testing::TempFolder folder_;
  SetClock clock_;
  SeededRandom random_{11};
  std::unique_ptr<samples::shops::Trade> trade_;
  std::unique_ptr<samples::tills::KlkSimulator> simulator_;
  std::unique_ptr<net::HttpClient> http_;
  std::unique_ptr<TillSource> source_;
  std::unique_ptr<store::ObjectStore> archive_;
  std::vector<Location> locations_;
  WarehousePlace place_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<ledger::Ledger> ledger_;
  int processes_ = 0;  // opened so far, as far as the ledger knows
};

}  // namespace telar::pos
