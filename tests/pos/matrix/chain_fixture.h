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

/// Some shops of the invented chain behind the KLK simulator, and everything Telar needs to read
/// them, on the morning of 2026-02-05 in Caracas.
class ChainFixture : public ::testing::TestWithParam<WarehouseUnderTest> {
 protected:
  static constexpr const char* kDay = "2026-02-03";  // two days ago: nothing changes there any more

  void SetUp() override {
    clock_.Set(*ParseInstant("2026-02-05T13:00:00Z"));
    samples::shops::TradeOptions trade;
    trade.seed = 7;
    trade.size.products = 60;
    trade.size.tickets = 30;
    auto made = samples::shops::Trade::Open(trade);
    ASSERT_OK(made);
    trade_ = *std::move(made);
    auto simulator = samples::tills::KlkSimulator::Start(*trade_, clock_, {});
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
      location.zone = *Zone::Find("America/Caracas");
      location.branch = shop.branch;
      location.warehouses = {{std::string(shop.warehouse), ""}};
      location.opens = shop.opens;
      location.closes = shop.closes;
      location.closed = {"12-25", "01-01"};
      location.first_sync = *ParseDate(kDay);
      locations_.push_back(std::move(location));
    }
    place_ = GetParam().make_place(folder_.path());
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
    auto ledger = ledger::Ledger::Open(*database_, clock_, random_);
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
  /// The day, read again whole for every shop.
  ledger::RunSummary Recover() {
    const Tills tills = MakeTills();
    const auto locations = *SellingLocations(tills, {});
    SalesPipeline pipeline(tills, "pos.sales", BackfillPlan(tills, locations, *ParseDate(kDay),
                                                            *ParseDate(kDay), true));
    return Run(pipeline);
  }
  ledger::RunSummary ReadStock() {
    StockPipeline pipeline(MakeTills(), {});
    return Run(pipeline);
  }

  /// Every figure of a line, on one line of text, from both sides.
  std::vector<std::string> Truth(const Location& location) {
    std::vector<std::string> lines;
    const auto& shop = *samples::shops::FindShop(location.id);
    for (const auto& line : trade_->TrueLines(shop, *ParseDate(kDay), clock_.Now())) {
      lines.push_back(line.invoice + "_L" + std::to_string(line.line) + " " + line.Day() + " " +
                      line.Hour() + " " + line.product->code + " " +
                      Joined({line.quantity, line.total, line.total_bs, line.cost, line.tax_bs,
                              line.rate, line.unit_price, line.invoice_total_bs}));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  }
  std::vector<std::string> Warehouse(const Location& location) {
    std::vector<std::string> lines;
    const auto connection = database_->Acquire();
    EXPECT_OK(connection);
    EXPECT_OK((*connection)->Query(
        "SELECT numero_factura, fecha, hora_origen, producto_id, cantidad_vendida, venta_total, "
        "venta_total_bs, costo_total, impuesto_monto, tipo_cambio, precio_unitario, "
        "total_factura_bs FROM ventas WHERE ubicacion_id = ?",
        {location.id}, [&](const db::Row& row) -> Status {
          std::string line = row.TextOrEmpty(0);
          for (int i = 1; i < 4; ++i) line += " " + row.TextOrEmpty(i);
          for (int i = 4; i < row.size(); ++i) {
            TELAR_ASSIGN_OR_RETURN(const Decimal number, row.AsDecimal(i));
            line += " " + number.Normalized().ToString();
          }
          lines.push_back(std::move(line));
          return Status::Ok();
        }));
    std::sort(lines.begin(), lines.end());
    return lines;
  }
  void ExpectTheTruth() {
    for (const Location& location : locations_) {
      const auto truth = Truth(location);
      EXPECT_GT(truth.size(), 20U);
      EXPECT_EQ(Warehouse(location), truth) << location.id;
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
    EXPECT_OK((*connection)->Query(
        "SELECT producto_id, cantidad FROM inventario_actual WHERE ubicacion_id = ?",
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

 private:
  static std::string Joined(std::initializer_list<Decimal> numbers) {
    std::string text;
    for (const Decimal& number : numbers) {
      text += (text.empty() ? "" : " ") + number.Rounded(4).Normalized().ToString();
    }
    return text;
  }
};

}  // namespace telar::pos
