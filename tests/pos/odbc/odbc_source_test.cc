#include "pos/odbc/odbc_source.h"

#include <gtest/gtest.h>

#include <thread>

#include "pos/odbc/connection_string.h"
#include "samples/tds/tds_server.h"
#include "tests/support/postgres_server.h"
#include "tests/support/sanitized.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::pos {
namespace {

using samples::tds::Answer;
using samples::tds::Request;
using samples::tds::Server;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::PostgresServer;
using testing::StatusIs;
using namespace std::chrono_literals;

LocalTime At(std::string_view text) { return *ParseLocal(text); }

class OdbcSourceTest : public ::testing::Test {
 protected:
  OdbcSourceTest() {
    location_.id = "tienda_09";
    location_.source = Location::Source::kOdbc;
    location_.branch = "SUC009";
    location_.warehouses = {{"0902", "Piso"}};
    location_.connection.stock_query = "stock.sql";
    location_.connection.sales_query = "sales.sql";
    source_ = OpenOdbcSource({.folder = folder_.path()}, clock_);
  }

  FetchOrder Order() { return {location_, location_.warehouses[0], {}, {}}; }

  const SystemClock clock_;
  testing::TempFolder folder_;
  Location location_;
  std::unique_ptr<TillSource> source_;
};

TEST_F(OdbcSourceTest, SaysWhatALocationLacks) {
  EXPECT_THAT(source_->FetchStock(Order()), StatusIs(Code::kInvalidConfig, HasSubstr("stock.sql")));
  folder_.Write("stock.sql", "SELECT 1 AS product");
  EXPECT_THAT(source_->FetchStock(Order()), StatusIs(Code::kInvalidConfig, HasSubstr("tienda_09")));
  location_.connection.sales_query.clear();
  EXPECT_THAT(source_->FetchSales(Order(), {}),
              StatusIs(Code::kInvalidConfig, HasSubstr("sales_query")));
}

TEST_F(OdbcSourceTest, NamesAnUnknownParameter) {
  location_.connection.odbc = Secret("Driver=FreeTDS;Server=127.0.0.1;Port=1");
  folder_.Write("stock.sql", "SELECT :almacen AS product");
  EXPECT_THAT(source_->FetchStock(Order()), StatusIs(Code::kInvalidConfig, HasSubstr(":almacen")));
}

TEST_F(OdbcSourceTest, ReachesWhatItsConnectionStringNames) {
  Server::Options options;
  options.handler = [](const Request&) { return Answer{}; };
  ASSERT_OK_AND_ASSIGN(auto server, Server::Start(std::move(options)));
  const std::string port = std::to_string(server->port());
  for (const std::string& text :
       {"Driver=x;Server=127.0.0.1;Port=" + port, "Driver=x;SERVER=tcp:127.0.0.1," + port}) {
    location_.connection.odbc = Secret(text);
    EXPECT_OK(source_->Reach(location_, 2s, {})) << text;
  }
  server.reset();
  EXPECT_THAT(source_->Reach(location_, 2s, {}), StatusIs(Code::kUnavailable, HasSubstr(port)));
  location_.connection.odbc = Secret("Driver=SQLite3;Database=/nowhere/till.db");
  EXPECT_OK(source_->Reach(location_, 2s, {}));
}

class OdbcPostgresTest : public OdbcSourceTest {
 protected:
  void SetUp() override {
    if (TELAR_SANITIZED) {
      GTEST_SKIP() << "a sanitizer finds the heap damaged inside the driver, whose code it does "
                      "not see";
    }
    if (!PostgresServer::Installed()) GTEST_SKIP() << "package postgresql is not installed";
    if (DriverFile("PostgreSQL", DriverFolders()) == "PostgreSQL")
      GTEST_SKIP() << "package odbc-postgresql is not installed";
    Connect(PostgresServer::password());
  }

  void Connect(const std::string& password) {
    location_.connection.odbc = Secret("Driver={PostgreSQL Unicode};Server=127.0.0.1;Port=" +
                                       std::to_string(PostgresServer::Shared().port()) +
                                       ";Database=" + PostgresServer::database() +
                                       ";UID=" + PostgresServer::user() + ";PWD=" + password);
  }
};

TEST_F(OdbcPostgresTest, ReadsStockByTheNamesOfItsColumns) {
  folder_.Write(
      "stock.sql",
      "SELECT '000123' AS product, 'Ñame 🛒'::varchar(60) AS name, NULL::varchar(20) AS "
      "barcode, ''::varchar(20) AS brand, (-1.2500)::numeric(20,4) AS quantity,\n"
      "       0.1::float8 AS cost, CAST(:warehouse AS varchar(20)) AS warehouse, 7 AS other,\n"
      "       count(*) OVER () AS total_rows");
  ASSERT_OK_AND_ASSIGN(const RawAnswer answer, source_->FetchStock(Order()));
  EXPECT_EQ(answer.claimed, 1);
  int rows = 0;
  ASSERT_OK(source_->ReadStock(answer.bytes, [&](const StockRecord& row, std::int64_t) {
    ++rows;
    EXPECT_EQ(row.Get(StockField::kProduct), "000123");
    EXPECT_EQ(row.Get(StockField::kName), "Ñame 🛒");
    EXPECT_EQ(row.Get(StockField::kBarcode), std::nullopt);
    EXPECT_EQ(row.Get(StockField::kBrand), "");
    EXPECT_EQ(row.Get(StockField::kQuantity), "-1.2500");
    EXPECT_EQ(row.Get(StockField::kCost), "0.1");
    EXPECT_EQ(row.Get(StockField::kWarehouse), "0902");
    return Status::Ok();
  }));
  EXPECT_EQ(rows, 1);
}

TEST_F(OdbcPostgresTest, SellsWithinItsWindow) {
  folder_.Write(
      "sales.sql",
      "SELECT 'F-' || n AS invoice, n AS line, fecha AS fecha_hora, '000123' AS product,\n"
      "       n % 2 = 0 AS promotion, 12345678901234567890.123456789::numeric AS total,\n"
      "       CAST(:branch AS varchar(20)) || '/' || CAST(:location AS varchar(20)) AS model\n"
      "  FROM (VALUES (1, timestamp '2026-01-02 22:59:59.999999'),\n"
      "               (2, timestamp '2026-01-02 23:00:00'),\n"
      "               (3, timestamp '2026-01-02 23:59:59.999999'),\n"
      "               (4, timestamp '2026-01-03 00:00:00')) AS v (n, fecha)\n"
      " WHERE fecha >= CAST(:from AS timestamp) AND fecha < CAST(:to AS timestamp) ORDER BY n");
  ASSERT_OK_AND_ASSIGN(
      const RawAnswer answer,
      source_->FetchSales(Order(), {At("2026-01-02 23:00:00"), At("2026-01-03 00:00:00")}));
  std::vector<std::string> lines;
  ASSERT_OK(source_->ReadSales(answer.bytes, [&](const SaleRecord& row, std::int64_t) {
    for (const SaleField field : {SaleField::kInvoice, SaleField::kDate, SaleField::kTime,
                                  SaleField::kPromotion, SaleField::kTotal, SaleField::kModel}) {
      lines.emplace_back(row.Get(field).value_or("-"));
    }
    return Status::Ok();
  }));
  EXPECT_THAT(lines,
              ElementsAre("F-2", "2026-01-02", "23:00:00", "true", "12345678901234567890.123456789",
                          "SUC009/tienda_09", "F-3", "2026-01-02", "23:59:59.999999", "false",
                          "12345678901234567890.123456789", "SUC009/tienda_09"));
}

TEST_F(OdbcPostgresTest, BindsQuotesAsText) {
  location_.warehouses[0].code = "'; DROP TABLE x; --\"";
  folder_.Write("stock.sql", "SELECT CAST(:warehouse AS varchar(60)) AS product");
  ASSERT_OK_AND_ASSIGN(const RawAnswer answer, source_->FetchStock(Order()));
  ASSERT_OK(source_->ReadStock(answer.bytes, [&](const StockRecord& row, std::int64_t) {
    EXPECT_EQ(row.Get(StockField::kProduct), location_.warehouses[0].code);
    return Status::Ok();
  }));
}

TEST_F(OdbcPostgresTest, ReadsLongAndManyTextsWhole) {
  folder_.Write("stock.sql",
                "SELECT n::text AS product, repeat('ñ', n * 100) AS name, n AS quantity FROM "
                "generate_series(1, 300) AS n ORDER BY n");
  ASSERT_OK_AND_ASSIGN(const RawAnswer answer, source_->FetchStock(Order()));
  EXPECT_EQ(answer.received, 300);
  std::size_t n = 0;
  ASSERT_OK(source_->ReadStock(answer.bytes, [&](const StockRecord& row, std::int64_t) {
    ++n;
    EXPECT_EQ(row.Get(StockField::kProduct), std::to_string(n));
    EXPECT_EQ(row.Get(StockField::kName)->size(), n * 200);
    return Status::Ok();
  }));
}

TEST_F(OdbcPostgresTest, ReportsAnErrorInTheMiddleOfTheRows) {
  folder_.Write("stock.sql", "SELECT 100 / (2000 - n) AS product FROM generate_series(1, 3000) n");
  EXPECT_THAT(source_->FetchStock(Order()),
              StatusIs(Code::kInvalidInput, HasSubstr("division by zero")));
}

TEST_F(OdbcPostgresTest, ReportsWhatIsWrongWithAQuery) {
  folder_.Write("stock.sql", "SELECT nothing FROM nowhere");
  EXPECT_THAT(source_->FetchStock(Order()), StatusIs(Code::kInvalidInput, HasSubstr("nowhere")));
}

TEST_F(OdbcPostgresTest, SaysThatTheLoginIsRefused) {
  Connect("wrong-secret");
  folder_.Write("stock.sql", "SELECT 1 AS product");
  const auto answer = source_->FetchStock(Order());
  EXPECT_THAT(answer, StatusIs(Code::kPermissionDenied));
  EXPECT_THAT(answer.status().ToString(), Not(HasSubstr("wrong-secret")));
}

TEST_F(OdbcPostgresTest, EndsALongStatementByItsDeadlineAndByAStop) {
  folder_.Write("stock.sql", "SELECT pg_sleep(60)::text AS product");
  const auto begin = clock_.Steady();
  EXPECT_THAT(
      source_->FetchStock({location_, location_.warehouses[0], Deadline::After(clock_, 500ms), {}}),
      StatusIs(Code::kDeadlineExceeded));
  std::stop_source stop;
  std::jthread later([&] {
    std::this_thread::sleep_for(300ms);
    stop.request_stop();
  });
  EXPECT_THAT(source_->FetchStock({location_, location_.warehouses[0], {}, stop.get_token()}),
              StatusIs(Code::kCancelled));
  EXPECT_LT(clock_.Steady() - begin, 10s);
}

}  // namespace
}  // namespace telar::pos
