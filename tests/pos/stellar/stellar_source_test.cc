#include "pos/stellar/stellar_source.h"

#include <gtest/gtest.h>

#include "pos/odbc/connection_string.h"
#include "pos/stellar/stellar_queries.h"
#include "samples/tds/tds_server.h"
#include "tests/support/status_matchers.h"

namespace telar::pos {
namespace {

using samples::tds::Answer;
using samples::tds::Cell;
using samples::tds::Request;
using samples::tds::Server;
using samples::tds::Type;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::StatusIs;
using namespace std::chrono_literals;

LocalTime At(std::string_view text) { return *ParseLocal(text); }

class StellarSourceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (DriverFile("FreeTDS", DriverFolders()) == "FreeTDS")
      GTEST_SKIP() << "package tdsodbc is not installed";
    location_.id = "cedi_seco";
    location_.kind = Location::Kind::kCedi;
    location_.source = Location::Source::kStellar;
    location_.warehouses = {{"1413", "Seco"}};
    location_.connection.server = "127.0.0.1";
    location_.connection.database = "VAD10";
    location_.connection.user = "lector";
    location_.connection.password = Secret("inventada");
  }

  void Serve(Server::Handler handler) {
    Server::Options options;
    options.user = "lector";
    options.password = "inventada";
    options.databases = {"VAD10"};
    options.handler = std::move(handler);
    auto server = Server::Start(std::move(options));
    ASSERT_OK(server);
    server_ = *std::move(server);
    location_.connection.port = server_->port();
  }

  /// Stock of `sent` products of which the statement counts `counted`.
  void ServeStock(int sent, int counted) {
    Serve([=](const Request&) {
      Answer answer;
      answer.columns = {{.name = "codigo_producto", .type = Type::kNVarChar, .size = 15},
                        {.name = "descripcion_producto", .type = Type::kNVarChar, .size = 255},
                        {.name = "tipo_peso", .type = Type::kInt},
                        {.name = "stock", .type = Type::kDecimal, .precision = 28, .scale = 8},
                        {.name = "filas_totales", .type = Type::kBigInt}};
      answer.next = [=, at = 0](std::vector<Cell>& row) mutable {
        row = {"000" + std::to_string(at), "Piña", "1", "-2.5", std::to_string(counted)};
        return at++ < sent;
      };
      return answer;
    });
  }

  FetchOrder Order() { return {location_, location_.warehouses[0], {}, {}}; }

  const SystemClock clock_;
  Location location_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<TillSource> source_ = OpenStellarSource({}, clock_);
};

TEST_F(StellarSourceTest, ReadsStockBackFromItsArchive) {
  ServeStock(3, 3);
  ASSERT_OK_AND_ASSIGN(const RawAnswer answer, source_->FetchStock(Order()));
  EXPECT_EQ(answer.received, 3);
  EXPECT_EQ(answer.claimed, 3);
  std::vector<std::string> products;
  ASSERT_OK(source_->ReadStock(answer.bytes, [&](const StockRecord& row, std::int64_t) {
    products.emplace_back(*row.Get(StockField::kProduct));
    EXPECT_EQ(row.Get(StockField::kName), "Piña");
    EXPECT_EQ(row.Get(StockField::kQuantity), "-2.50000000");
    EXPECT_EQ(row.Get(StockField::kBrand), std::nullopt);
    return Status::Ok();
  }));
  EXPECT_THAT(products, ElementsAre("0000", "0001", "0002"));
}

TEST_F(StellarSourceTest, ShowsAnAnswerThatHasFewerRowsThanCounted) {
  ServeStock(2, 5);
  ASSERT_OK_AND_ASSIGN(const RawAnswer answer, source_->FetchStock(Order()));
  EXPECT_EQ(answer.received, 2);
  EXPECT_EQ(answer.claimed, 5);
}

TEST_F(StellarSourceTest, ClaimsNothingWhenTheCountIsNull) {
  Serve([](const Request&) {
    Answer answer;
    answer.columns = {{.name = "codigo_producto", .type = Type::kNVarChar, .size = 15},
                      {.name = "filas_totales", .type = Type::kBigInt}};
    answer.next = [at = 0](std::vector<Cell>& row) mutable {
      row = {"000123", std::nullopt};
      return at++ == 0;
    };
    return answer;
  });
  ASSERT_OK_AND_ASSIGN(const RawAnswer answer, source_->FetchStock(Order()));
  EXPECT_EQ(answer.claimed, std::nullopt);
}

TEST_F(StellarSourceTest, ClaimsNoRowsWhenThereAreNone) {
  ServeStock(0, 0);
  ASSERT_OK_AND_ASSIGN(const RawAnswer answer, source_->FetchStock(Order()));
  EXPECT_EQ(answer.claimed, 0);
}

TEST_F(StellarSourceTest, BindsTheWarehouse) {
  ServeStock(0, 0);
  location_.warehouses[0].code = "14' OR 1=1 --";
  ASSERT_OK(source_->FetchStock(Order()));
  const Request request = server_->requests().at(0);
  EXPECT_THAT(request.sql, Not(HasSubstr("OR 1=1")));
  ASSERT_EQ(request.parameters.size(), 1u);
  EXPECT_EQ(request.parameters[0].value, "14' OR 1=1 --");
  EXPECT_EQ(request.database, "VAD10");
}

TEST_F(StellarSourceTest, AsksForAHalfOpenWindow) {
  ServeStock(0, 0);
  ASSERT_OK(source_->FetchSales(Order(), {At("2026-01-02 09:00:00"), At("2026-01-02 10:30:00.5")}));
  const Request request = server_->requests().at(0);
  EXPECT_THAT(request.sql, AllOf(HasSubstr("CAST(v.h_Hora AS time(7)) < CAST("),
                                 HasSubstr("FROM [VAD20].dbo.MA_TRANSACCION")));
  ASSERT_EQ(request.parameters.size(), 3u);
  EXPECT_EQ(request.parameters[0].value, "2026-01-02");
  EXPECT_EQ(request.parameters[1].value, "09:00:00");
  EXPECT_EQ(request.parameters[2].value, "10:30:00.500000");
}

TEST_F(StellarSourceTest, AsksToTheEndOfTheDayWhenTheWindowEndsAtMidnight) {
  ServeStock(0, 0);
  ASSERT_OK(source_->FetchSales(Order(), {At("2026-01-02 23:00:00"), At("2026-01-03 00:00:00")}));
  const Request request = server_->requests().at(0);
  EXPECT_THAT(request.sql, Not(HasSubstr("CAST(v.h_Hora AS time(7)) < CAST(")));
  ASSERT_EQ(request.parameters.size(), 2u);
  EXPECT_EQ(request.parameters[0].value, "2026-01-02");
  EXPECT_EQ(request.parameters[1].value, "23:00:00");
}

TEST_F(StellarSourceTest, NeverAsksForADateAndATimeTogether) {
  ASSERT_OK_AND_ASSIGN(const std::string sql, StellarSalesQuery("VAD20", true));
  for (const char* column : {"f_Fecha", "h_Hora"}) {
    const std::string cast = "CAST(v." + std::string(column);
    for (std::size_t at = 0; (at = sql.find(column, at)) != std::string::npos; ++at)
      EXPECT_EQ(sql.substr(at - 7, cast.size()), cast) << at;
  }
}

TEST_F(StellarSourceTest, TakesSevenDigitsOfTime) {
  Serve([](const Request&) {
    Answer answer;
    answer.columns = {{.name = "numero_factura", .type = Type::kNVarChar, .size = 20},
                      {.name = "fecha", .type = Type::kDate},
                      {.name = "hora", .type = Type::kTime, .scale = 7},
                      {.name = "codigo_producto", .type = Type::kNVarChar, .size = 15}};
    answer.next = [at = 0](std::vector<Cell>& row) mutable {
      row = {"F-1", "2026-01-02", "23:59:59.9999999", "000123"};
      return at++ == 0;
    };
    return answer;
  });
  ASSERT_OK_AND_ASSIGN(
      const RawAnswer answer,
      source_->FetchSales(Order(), {At("2026-01-02 23:00:00"), At("2026-01-03 00:00:00")}));
  EXPECT_EQ(answer.claimed, std::nullopt);
  ASSERT_OK(source_->ReadSales(answer.bytes, [](const SaleRecord& row, std::int64_t) {
    EXPECT_EQ(row.Get(SaleField::kDate), "2026-01-02");
    EXPECT_EQ(row.Get(SaleField::kTime), "23:59:59.9999999");
    return Status::Ok();
  }));
}

TEST_F(StellarSourceTest, CallsACutAnswerUnavailable) {
  Serve([](const Request&) {
    Answer answer;
    answer.columns = {{.name = "codigo_producto", .type = Type::kNVarChar, .size = 15}};
    answer.next = [](std::vector<Cell>& row) {
      row = {"000123"};
      return true;
    };
    answer.cut_after = 700;
    return answer;
  });
  EXPECT_THAT(source_->FetchStock(Order()),
              StatusIs(Code::kUnavailable, HasSubstr("stock of location cedi_seco")));
}

TEST_F(StellarSourceTest, KeepsToItsDeadline) {
  Serve([](const Request&) {
    Answer answer;
    answer.hang = true;
    return answer;
  });
  FetchOrder order{location_, location_.warehouses[0], Deadline::After(clock_, 400ms), {}};
  EXPECT_THAT(source_->FetchStock(order), StatusIs(Code::kDeadlineExceeded));
}

TEST_F(StellarSourceTest, RefusesMoreBytesThanStated) {
  ServeStock(5000, 5000);
  StellarOptions options;
  options.limits.raw_bytes = 10'000;
  EXPECT_THAT(OpenStellarSource(options, clock_)->FetchStock(Order()),
              StatusIs(Code::kLimitExceeded));
}

TEST_F(StellarSourceTest, SaysThatTheLoginIsRefused) {
  ServeStock(0, 0);
  location_.connection.password = Secret("otra-clave");
  const auto answer = source_->FetchStock(Order());
  EXPECT_THAT(answer, StatusIs(Code::kPermissionDenied, HasSubstr("lector")));
  EXPECT_THAT(answer.status().ToString(), Not(HasSubstr("otra-clave")));
}

TEST_F(StellarSourceTest, SaysThatTheDatabaseMayNotBeOpened) {
  ServeStock(0, 0);
  location_.connection.database = "VAD99";
  EXPECT_THAT(source_->FetchStock(Order()), StatusIs(Code::kPermissionDenied, HasSubstr("VAD99")));
}

TEST_F(StellarSourceTest, SaysWhatALocationLacks) {
  location_.connection.user.clear();
  EXPECT_THAT(source_->FetchStock(Order()),
              StatusIs(Code::kInvalidConfig, HasSubstr("connection.user")));
  location_.connection.user = "lector";
  location_.connection.sales_database = "VAD20].x";
  EXPECT_THAT(source_->FetchSales(Order(), {}), StatusIs(Code::kInvalidConfig));
}

TEST_F(StellarSourceTest, TellsWhetherItsServerIsReached) {
  ServeStock(0, 0);
  EXPECT_OK(source_->Reach(location_, 2s, {}));
  server_.reset();
  EXPECT_THAT(source_->Reach(location_, 2s, {}),
              StatusIs(Code::kUnavailable, HasSubstr("cedi_seco")));
}

}  // namespace
}  // namespace telar::pos
