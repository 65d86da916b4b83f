#include "tests/e2e/slow/till_chain.h"

#include <gtest/gtest.h>

#include <thread>

#include "core/text.h"
#include "db/duckdb/duckdb_database.h"
#include "db/sqlite/sqlite_database.h"
#include "net/reach.h"
#include "pos/zone.h"
#include "tests/pos/matrix/true_lines.h"
#include "tests/support/http_server.h"

namespace telar::testing {

namespace {

constexpr std::uint64_t kSeed = 7;

std::string Locations() {
  std::string text = "locations:\n";
  for (const std::string& id : TillChain::Shops()) {
    const samples::shops::Shop& shop = *samples::shops::FindShop(id);
    const auto hour = [](std::chrono::minutes time) {
      return std::to_string(100 + time.count() / 60).substr(1) + ":" +
             std::to_string(100 + time.count() % 60).substr(1);
    };
    text +=
        "  - {id: " + id + ", name: \"" + std::string(shop.name) +
        "\", zone: America/Caracas, region: R, source: klk, branch: " + std::string(shop.branch) +
        ", warehouses: [" + std::string(shop.warehouse) + "], hours: \"" + hour(shop.opens) + "-" +
        hour(shop.closes) + "\", closed: [\"12-25\", \"01-01\"], first_sync: 2026-01-01}\n";
  }
  return text;
}

}  // namespace

std::vector<std::string> TillDatabases() {
  std::vector<std::string> all{"Sqlite"};
  if (db::duckdb::Available()) all.emplace_back("Duckdb");
  if (PostgresServer::Installed()) all.emplace_back("Postgres");
  return all;
}

TillChain::TillChain(const std::string& database)
    : database_(database),
      now_(std::chrono::floor<std::chrono::seconds>(SystemClock().Now())),
      http_(*net::OpenHttpClient()) {
  if (database_ == "Postgres") schema_ = std::make_unique<PostgresSchema>();
  const auto today =
      std::chrono::sys_days(pos::DateOf((*pos::Zone::Find("America/Caracas")).ToLocal(now_)));
  first_ = today - std::chrono::days(2);
  last_ = today - std::chrono::days(1);
  trade_ = *samples::shops::Trade::Open({.seed = kSeed});
  const int port = HttpServer([](const Asked&) { return Reply{}; }).port();  // free again
  url_ = "http://127.0.0.1:" + std::to_string(port);
  tills_ = std::make_unique<Process>(Process::Options{
      .command = {Program("telar-samples"), "tills", "serve", "--seed", std::to_string(kSeed),
                  "--now", FormatInstant(now_), "--port", std::to_string(port)}});
  for (int i = 0; i < 1000 && !net::Reach("127.0.0.1", port, std::chrono::seconds(1)).ok(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  folder_.Write("locations.yaml", Locations());
  folder_.Write("telar.yaml", "pos:\n  database: " + DatabaseUrl() + "\n  klk:\n    url: " + url_ +
                                  "\n    sales_timeout: 2s\n  retry_delay: 50ms\n"
                                  "  max_attempts: 20\n  backfill_pause: 0s\n");
}

std::string TillChain::DatabaseUrl() const {
  if (database_ == "Sqlite") return "sqlite:data/pos.db";
  if (database_ == "Duckdb") return "duckdb:data/pos.duckdb";
  const auto options = schema_->options();
  std::string url = "postgresql://" + options.user + ":" + PostgresServer::password() + "@" +
                    options.host + ":" + std::to_string(options.port) + "/" + options.database +
                    "?options=";
  for (const char c : options.parameters.at("options")) {
    url += c == ' ' ? "%20" : c == '=' ? "%3D" : std::string(1, c);
  }
  return url;
}

std::unique_ptr<db::Database> TillChain::OpenDatabase() const {
  auto database = database_ == "Sqlite"   ? db::sqlite::Open({.file = folder_ / "data/pos.db"})
                  : database_ == "Duckdb" ? db::duckdb::Open({.file = folder_ / "data/pos.duckdb"})
                                          : db::postgres::Open(schema_->options());
  EXPECT_OK(database);
  return *std::move(database);
}

Process::Options TillChain::Telar(std::vector<std::string> words) const {
  words.insert(words.begin(), Program("telar"));
  return {.command = std::move(words), .folder = folder_.path()};
}

void TillChain::Faults(const std::string& text) const {
  const auto answer =
      http_->Send({.method = "POST", .url = url_ + "/simulator/faults", .body = text});
  ASSERT_OK(answer);
  ASSERT_EQ(answer->status, 200) << answer->body;
}

bool TillChain::HasBeenAsked() const {
  std::string counts;
  const auto answer = http_->Send(
      {.method = "GET", .url = url_ + "/simulator/counts", .on_body = [&](std::string_view piece) {
         counts += piece;
         return Status::Ok();
       }});
  EXPECT_OK(answer);
  return counts.find("\"requests\":0,") == std::string::npos;
}

void TillChain::ExpectTheTruth() const {
  const auto database = OpenDatabase();
  for (const std::string& shop : Shops()) {
    const auto truth = pos::TrueLines(*trade_, shop, first_, last_, now_);
    EXPECT_EQ(pos::WarehouseLines(*database, shop, first_, last_), truth) << shop;
  }
}

}  // namespace telar::testing
