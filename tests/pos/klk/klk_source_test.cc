#include "pos/klk/klk_source.h"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <string>
#include <vector>

#include "pos/gzip.h"
#include "tests/support/fake_clock.h"
#include "tests/support/http_server.h"
#include "tests/support/sanitized.h"
#include "tests/support/status_matchers.h"

namespace telar::pos::klk {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using testing::Asked;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::HttpServer;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Reply;
using testing::StatusIs;

constexpr const char* kTwoLines =
    R"({"meta": {"total_registros": 3}, "ventas": [
        {"numero_factura": "A-1", "linea": 1, "cantidad": [{"cantidad_vendida": 2.50}]},
        {"numero_factura": "A-1", "linea": 2, "cantidad": [{"cantidad_vendida": 1}]}]})";

LocalTime At(const char* text) { return *ParseLocal(text); }

/// An HTTP client whose answer is made piece by piece.
class PiecewiseClient final : public net::HttpClient {
 public:
  explicit PiecewiseClient(std::function<Status(const net::HttpRequest&)> answer)
      : answer_(std::move(answer)) {}
  Result<net::HttpResponse> Send(const net::HttpRequest& request, std::stop_token) override {
    TELAR_RETURN_IF_ERROR(answer_(request));
    return net::HttpResponse{.status = 200};
  }

 private:
  std::function<Status(const net::HttpRequest&)> answer_;
};

class KlkSourceTest : public ::testing::Test {
 protected:
  KlkSourceTest() {
    location_.id = "tienda_90";
    location_.branch = "SUC090";
    location_.warehouses = {{.code = "TT90", .name = ""}};
    auto client = net::OpenHttpClient();
    EXPECT_OK(client);
    client_ = *std::move(client);
  }

  std::unique_ptr<TillSource> Open(KlkOptions options) {
    auto source = OpenKlkSource(std::move(options), *client_, clock_);
    EXPECT_OK(source);
    return *std::move(source);
  }
  FetchOrder Order() const {
    return {.location = location_, .warehouse = location_.warehouses.front()};
  }
  /// A day's sales from a till that gives this answer.
  Result<RawAnswer> SalesFrom(Reply reply, KlkOptions options = {}) {
    const HttpServer server([&](const Asked&) { return reply; });
    options.url = server.url();
    return Open(options)->FetchSales(Order(), kDay);
  }
  /// The body of the request for the sales of a range.
  std::string Asking(const char* from, const char* to) {
    const HttpServer server([](const Asked&) { return Reply{.body = R"({"ventas":[]})"}; });
    EXPECT_OK(Open({.url = server.url()})->FetchSales(Order(), {At(from), At(to)}));
    return server.asked().at(0).body;
  }
  /// Quantities of all rows of an answer, "-" where there is none.
  static std::vector<std::string> Quantities(const TillSource& source, std::string_view answer) {
    std::vector<std::string> quantities;
    EXPECT_OK(source.ReadSales(answer, [&](const SaleRecord& record, std::int64_t position) {
      EXPECT_EQ(position, static_cast<std::int64_t>(quantities.size()));
      quantities.emplace_back(record.Get(SaleField::kQuantity).value_or("-"));
      return Status::Ok();
    }));
    return quantities;
  }

  const LocalRange kDay{At("2026-01-02 00:00:00"), At("2026-01-03 00:00:00")};
  Location location_;
  testing::FakeClock clock_;
  std::unique_ptr<net::HttpClient> client_;
};

std::string Gzip(std::string_view text) {
  GzipWriter gzip;
  gzip.Add(text);
  return gzip.Finish();
}

TEST_F(KlkSourceTest, AsksForTheStockOfAWarehouse) {
  const HttpServer server([](const Asked&) {
    return Reply{.body = R"({"meta": {"total_articulos": "2"}, "articulos": [
                              {"Codigo": "0001", "stock": 4}, {"Codigo": "0002", "stock": -1}]})"};
  });
  const auto source = Open({.url = server.url() + "/api/", .authorization = Secret("Bearer abc")});
  ASSERT_OK_AND_ASSIGN(const RawAnswer answer, source->FetchStock(Order()));
  EXPECT_EQ(answer.received, 2);
  EXPECT_EQ(answer.claimed, 2);
  const Asked asked = server.asked().at(0);
  EXPECT_EQ(asked.method + " " + asked.target, "POST /api/maestra/articulos/almacen");
  EXPECT_EQ(asked.body, R"({"Codigoalmacen":"TT90"})");
  EXPECT_EQ(asked.headers.at("content-type"), "application/json");
  EXPECT_EQ(asked.headers.at("authorization"), "Bearer abc");
  std::string seen;
  EXPECT_OK(source->ReadStock(answer.bytes, [&](const StockRecord& record, std::int64_t) {
    seen += std::string(*record.Get(StockField::kProduct)) + "=" +
            std::string(*record.Get(StockField::kQuantity)) + ";";
    return Status::Ok();
  }));
  EXPECT_EQ(seen, "0001=4;0002=-1;");
}

TEST_F(KlkSourceTest, KeepsASalesAnswerAsItCame) {
  ASSERT_OK_AND_ASSIGN(const RawAnswer answer, SalesFrom({.body = kTwoLines}));
  EXPECT_EQ(answer.received, 2);
  EXPECT_EQ(answer.claimed, 3);
  EXPECT_EQ(answer.raw_bytes, static_cast<std::int64_t>(std::string_view(kTwoLines).size()));
  std::string text;
  EXPECT_OK(Gunzip(answer.bytes, 1 << 20, [&](std::string_view piece) {
    text += piece;
    return Status::Ok();
  }));
  EXPECT_EQ(text, kTwoLines);
  EXPECT_THAT(Quantities(*Open({.url = "http://x"}), answer.bytes), ElementsAre("2.50", "1"));
}

TEST_F(KlkSourceTest, AWholeDayIsAskedForWithoutHours) {
  EXPECT_EQ(Asking("2026-01-02 00:00:00", "2026-01-03 00:00:00"),
            R"({"sucursal":"SUC090","fecha_desde":"2026-01-02","fecha_hasta":"2026-01-02",)"
            R"("almacen":"TT90"})");
}

TEST_F(KlkSourceTest, PartsOfADayAreAskedForInWholeSecondsThatHoldThem) {
  EXPECT_EQ(Asking("2026-01-02 09:30:00.9", "2026-01-02 10:00:00.000001"),
            R"({"sucursal":"SUC090","fecha_desde":"2026-01-02","fecha_hasta":"2026-01-02",)"
            R"("hora_desde":"09:30:00","hora_hasta":"10:00:01","almacen":"TT90"})");
  EXPECT_THAT(Asking("2026-01-02 00:00:00", "2026-01-02 10:00:00"),
              HasSubstr(R"("hora_desde":"00:00:00","hora_hasta":"10:00:00")"));
}

TEST_F(KlkSourceTest, ARangeUntilMidnightHasNoLastHour) {
  for (const auto* end : {"2026-01-03 00:00:00", "2026-01-02 23:59:59.5"}) {
    EXPECT_EQ(Asking("2026-01-02 22:00:00", end),
              R"({"sucursal":"SUC090","fecha_desde":"2026-01-02","fecha_hasta":"2026-01-02",)"
              R"("hora_desde":"22:00:00","almacen":"TT90"})");
  }
}

TEST_F(KlkSourceTest, RefusesRangesThatAreNoneOrOfSeveralDays) {
  const auto source = Open({.url = "http://127.0.0.1:1"});
  for (const auto* end : {"2026-01-02 09:00:00", "2026-01-01 12:00:00", "2026-01-03 00:00:01"}) {
    EXPECT_THAT(source->FetchSales(Order(), {At("2026-01-02 09:00:00"), At(end)}),
                StatusIs(Code::kInvalidInput, HasSubstr("within one day")));
  }
}

TEST_F(KlkSourceTest, NeedsBranchAndWarehouse) {
  const auto source = Open({.url = "http://127.0.0.1:1"});
  location_.branch.clear();
  EXPECT_THAT(source->FetchSales(Order(), kDay),
              StatusIs(Code::kInvalidConfig, AllOf(HasSubstr("tienda_90"), HasSubstr("branch"))));
  location_.warehouses.front().code.clear();
  EXPECT_THAT(source->FetchStock(Order()), StatusIs(Code::kInvalidConfig, HasSubstr("tienda_90")));
}

TEST_F(KlkSourceTest, ATillThatReportsAnErrorIsUnavailable) {
  EXPECT_THAT(SalesFrom({.body = R"({"error": "Sucursal no encontrada"})"}),
              StatusIs(Code::kUnavailable,
                       AllOf(HasSubstr("fetch sales of tienda_90 from 2026-01-02 00:00:00"),
                             HasSubstr("the till reports an error: Sucursal no encontrada"))));
  const auto secretive = SalesFrom({.body = R"({"ventas":[],"error":"Uid=sa;Pwd=hunter2"})"});
  EXPECT_THAT(secretive, StatusIs(Code::kUnavailable, HasSubstr("reports an error")));
  EXPECT_THAT(secretive.status().ToString(), Not(HasSubstr("hunter2")));
  EXPECT_OK(SalesFrom({.body = R"({"error": null, "ventas": []})"}));
}

TEST_F(KlkSourceTest, AnAnswerThatEndsEarlyIsUnavailable) {
  const std::string body = kTwoLines;
  EXPECT_THAT(SalesFrom({.body = body, .cut_after = 120}), StatusIs(Code::kUnavailable));
  EXPECT_THAT(SalesFrom({.body = body.substr(0, body.size() - 1)}),
              StatusIs(Code::kUnavailable, HasSubstr("ends early")));
  EXPECT_THAT(SalesFrom({.body = ""}), StatusIs(Code::kUnavailable, HasSubstr("empty")));
  EXPECT_THAT(SalesFrom({.hang_up = true}), StatusIs(Code::kUnavailable));
}

TEST_F(KlkSourceTest, AnAnswerOfAnotherFormIsInvalid) {
  const auto html = SalesFrom({.body = "<html><body>Iniciar sesion</body></html>"});
  EXPECT_THAT(html, StatusIs(Code::kInvalidInput, HasSubstr("HTML")));
  EXPECT_THAT(html.status().hint(), HasSubstr("proxy"));
  for (const auto* body : {"{}", R"({"ventas": null})", R"({"articulos": []})", "\"x\"", "12"})
    EXPECT_THAT(SalesFrom({.body = body}), StatusIs(Code::kInvalidInput)) << body;
}

TEST_F(KlkSourceTest, AStatusOfFailureSaysWhatToDo) {
  const auto code = [this](int status) {
    return SalesFrom({.status = status, .body = kTwoLines}).status().code();
  };
  EXPECT_EQ(code(401), Code::kPermissionDenied);
  EXPECT_EQ(code(422), Code::kInvalidInput);
  EXPECT_EQ(code(500), Code::kUnavailable);
  EXPECT_EQ(code(503), Code::kUnavailable);
}

TEST_F(KlkSourceTest, ClaimsNothingWithoutMeta) {
  for (const auto* body : {"[]", R"({"ventas": []})", R"({"meta": {}, "ventas": []})",
                           R"({"meta": {"total_registros": "x"}, "ventas": []})"}) {
    ASSERT_OK_AND_ASSIGN(const RawAnswer answer, SalesFrom({.body = body}));
    EXPECT_EQ(answer.claimed, std::nullopt) << body;
    EXPECT_EQ(answer.received, 0);
  }
}

TEST_F(KlkSourceTest, TakesNoMoreBytesAndTimeThanAllowed) {
  const std::string body = kTwoLines;
  EXPECT_OK(SalesFrom({.body = body}, {.most_bytes = body.size()}));
  EXPECT_THAT(SalesFrom({.body = body}, {.most_bytes = body.size() - 1}),
              StatusIs(Code::kLimitExceeded));
  EXPECT_THAT(SalesFrom({.silent = true}, {.sales_timeout = 50ms}),
              StatusIs(Code::kDeadlineExceeded));
}

TEST_F(KlkSourceTest, KeepsToTheDeadlineAndStopsWhenAsked) {
  const HttpServer server([](const Asked&) { return Reply{.silent = true}; });
  const auto source = Open({.url = server.url()});
  FetchOrder order = Order();
  order.deadline = Deadline::After(clock_, 50ms);
  EXPECT_THAT(source->FetchStock(order), StatusIs(Code::kDeadlineExceeded));
  clock_.Advance(1s);
  EXPECT_THAT(source->FetchStock(order), StatusIs(Code::kDeadlineExceeded));
  EXPECT_EQ(server.asked().size(), 1U);
  order.deadline = {};
  std::stop_source stop;
  stop.request_stop();
  order.stop = stop.get_token();
  EXPECT_THAT(source->FetchStock(order), StatusIs(Code::kCancelled));
}

TEST_F(KlkSourceTest, APieceMayBeAByte) {
  PiecewiseClient client([](const net::HttpRequest& request) {
    for (const char c : std::string_view(kTwoLines))
      TELAR_RETURN_IF_ERROR(request.on_body({&c, 1}));
    return Status::Ok();
  });
  ASSERT_OK_AND_ASSIGN(const auto source, OpenKlkSource({.url = "http://x"}, client, clock_));
  ASSERT_OK_AND_ASSIGN(const RawAnswer answer, source->FetchSales(Order(), kDay));
  EXPECT_EQ(answer.received, 2);
  EXPECT_THAT(Quantities(*source, answer.bytes), ElementsAre("2.50", "1"));
}

long PeakKiB() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST_F(KlkSourceTest, ALargeAnswerNeedsLittleMemory) {
  constexpr int kRows = 100'000;
  const std::string row = R"({"linea":1,"cantidad":[{"cantidad_vendida":3}],"relleno":")" +
                          std::string(100, 'x') + "\"}";
  PiecewiseClient client([&](const net::HttpRequest& request) {
    TELAR_RETURN_IF_ERROR(request.on_body(R"({"ventas":[)"));
    for (int i = 0; i < kRows; ++i)
      TELAR_RETURN_IF_ERROR(request.on_body((i > 0 ? "," : "") + row));
    return request.on_body(R"(],"meta":{"total_registros":100000}})");
  });
  ASSERT_OK_AND_ASSIGN(const auto source, OpenKlkSource({.url = "http://x"}, client, clock_));
  const long before = PeakKiB();
  ASSERT_OK_AND_ASSIGN(const RawAnswer answer, source->FetchSales(Order(), kDay));
  int rows = 0;
  EXPECT_OK(source->ReadSales(answer.bytes, [&](const SaleRecord& record, std::int64_t) {
    rows += record.Get(SaleField::kQuantity) == "3" ? 1 : 0;
    return Status::Ok();
  }));
  EXPECT_EQ(answer.received, kRows);
  EXPECT_EQ(answer.claimed, kRows);
  EXPECT_EQ(rows, kRows);
  EXPECT_GT(answer.raw_bytes, 15'000'000);
  EXPECT_TRUE(TELAR_SANITIZED || PeakKiB() - before < 8 * 1024) << PeakKiB() - before;
}

TEST_F(KlkSourceTest, ABrokenElementLosesNoOther) {
  const auto source = Open({.url = "http://x"});
  const std::string answer = Gzip(
      "[{\"cantidad\":[{\"cantidad_vendida\":1}]},7,{\"cantidad\":[{\"cantidad_vendida\":2,}]},"
      "{\"cantidad\":[{\"cantidad_vendida\":3,\"nombre_almacen\":\"\xFF\"}]}]");
  EXPECT_THAT(Quantities(*source, answer), ElementsAre("1", "-", "-", "3"));
}

TEST_F(KlkSourceTest, AFailureOfTheReaderOfRowsIsItsOwn) {
  const auto source = Open({.url = "http://x"});
  int rows = 0;
  EXPECT_THAT(source->ReadSales(Gzip("[{},{},{}]"),
                                [&](const SaleRecord&, std::int64_t) {
                                  return ++rows == 2 ? Status::Unavailable("no database")
                                                     : Status::Ok();
                                }),
              StatusIs(Code::kUnavailable, HasSubstr("no database")));
  EXPECT_EQ(rows, 2);
}

TEST_F(KlkSourceTest, WhatIsNoAnswerIsInvalidToRead) {
  const auto source = Open({.url = "http://x"});
  const auto none = [](const StockRecord&, std::int64_t) { return Status::Ok(); };
  for (const auto& bytes : {std::string("no gzip"), Gzip(""), Gzip("[{}"), Gzip("<html>"),
                            Gzip(R"({"error":"x"})"), Gzip(R"({"ventas":[]})")}) {
    EXPECT_THAT(source->ReadStock(bytes, none), StatusIs(Code::kInvalidInput));
  }
}

TEST_F(KlkSourceTest, SaysWhetherTheServerCanBeReached) {
  int port = 0;
  {
    const HttpServer server([](const Asked&) { return Reply{}; });
    port = server.port();
    EXPECT_OK(Open({.url = server.url()})->Reach(location_, 5s, {}));
  }
  const std::string place = "127.0.0.1:" + std::to_string(port);
  EXPECT_THAT(Open({.url = "http://" + place})->Reach(location_, 5s, {}),
              StatusIs(Code::kUnavailable,
                       AllOf(HasSubstr("tienda_90"), HasSubstr(place), HasSubstr("VPN"))));
}

TEST_F(KlkSourceTest, RefusesAnAddressThatIsNone) {
  for (const auto* url :
       {"", "till.example:7002", "ftp://till.example", "http://ana:x@till.example",
        "http://till.example/?a=1", "http://till example"}) {
    EXPECT_THAT(OpenKlkSource({.url = url}, *client_, clock_), StatusIs(Code::kInvalidConfig))
        << url;
  }
}

}  // namespace
}  // namespace telar::pos::klk
