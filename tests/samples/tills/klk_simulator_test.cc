#include "samples/tills/klk_simulator.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "net/http.h"
#include "tests/support/fake_clock.h"
#include "tests/support/paths.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::samples::tills {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::StartsWith;
using testing::StatusIs;
using Json = nlohmann::json;

constexpr const char* kDay =
    R"({"sucursal":"SUC001","fecha_desde":"2026-01-01","fecha_hasta":"2026-01-01"})";

/// The clock stands at noon of 2026-01-05 in Caracas, a Monday.
class KlkSimulatorTest : public ::testing::Test {
 protected:
  KlkSimulatorTest() : trade_(*shops::Trade::Open({})), client_(*net::OpenHttpClient()) {
    clock_.Advance(ParseInstant("2026-01-05T16:00:00Z").value() - clock_.Now());
    simulator_ = *KlkSimulator::Start(*trade_, clock_);
  }
  Result<net::HttpResponse> Post(const std::string& path, const std::string& body,
                                 Duration timeout = 10s) {
    return client_->Send({.method = "POST",
                          .url = simulator_->url() + path,
                          .headers = {{"Content-Type", "application/json"}},
                          .body = body,
                          .timeout = timeout});
  }
  Result<net::HttpResponse> Sales(Duration timeout = 10s, const std::string& from = "07:00",
                                  const std::string& to = "23:59") {
    return Post("/ventas",
                R"({"sucursal":"SUC001","fecha_desde":"2026-01-03","fecha_hasta":"2026-01-03",)"
                R"("hora_desde":")" +
                    from + R"(","hora_hasta":")" + to + R"(","almacen":"APP-TPF"})",
                timeout);
  }
  Json Parsed(const Result<net::HttpResponse>& response) {
    EXPECT_OK(response);
    return response.ok() ? Json::parse(response->body, nullptr, false) : Json();
  }
  std::vector<shops::SaleLine> Truth() {
    return trade_->TrueLines(shop_, ParseDate("2026-01-03").value(), clock_.Now());
  }
  /// The kind of fault alone, everywhere and always.
  void Break(Fault fault) { simulator_->SetFaults({std::move(fault)}); }

  std::unique_ptr<shops::Trade> trade_;
  testing::FakeClock clock_;
  std::unique_ptr<KlkSimulator> simulator_;
  std::unique_ptr<net::HttpClient> client_;
  const shops::Shop& shop_ = *shops::FindShop("tienda_01");
};

TEST_F(KlkSimulatorTest, AnswersOfSalesHaveTheDocumentedShape) {
  const auto golden = testing::SourceDir() / "tests/golden/tills";
  const auto response = Post(
      "/ventas", R"({"sucursal":"SUC001","fecha_desde":"2026-01-03","fecha_hasta":"2026-01-03",)"
                 R"("hora_desde":"10:00","hora_hasta":"10:10:08","almacen":"APP-TPF"})");
  EXPECT_EQ(response.value().body + "\n", testing::ReadFile(golden / "klk_sales.json"));
}

TEST_F(KlkSimulatorTest, EveryLineIsAnsweredWithItsTrueFigures) {
  const Json answer = Parsed(Sales());
  const auto truth = Truth();
  ASSERT_EQ(answer.at("meta").at("total_registros"), truth.size());
  ASSERT_EQ(answer.at("ventas").size(), truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) {
    const Json& row = answer.at("ventas").at(i);
    EXPECT_EQ(row.at("numero_factura"), truth[i].invoice);
    EXPECT_EQ(row.at("linea"), truth[i].line);
    EXPECT_EQ(row.at("hora"), truth[i].Hour());
    EXPECT_EQ(row.at("producto").at(0).at("codigo_producto"), truth[i].product->code);
    EXPECT_EQ(row.at("financiero").at(0).at("venta_total_usd").get<double>(),
              truth[i].total.ToDoubleForStatistics());
  }
}

TEST_F(KlkSimulatorTest, AnswersStockOfWarehousesAndBranches) {
  const Json one = Parsed(Post("/maestra/articulos/almacen", R"({"Codigoalmacen":"APP-TPF"})"));
  const auto truth = trade_->TrueStock(shop_, clock_.Now());
  ASSERT_EQ(one.at("articulos").size(), truth.size());
  EXPECT_EQ(one.at("meta").at("total_articulos"), truth.size());
  EXPECT_EQ(one.at("meta").at("almacences_filtrados"), R"(["APP-TPF"])");
  const Json& row = one.at("articulos").at(0);
  for (const char* field : {"Codigo", "NombreProducto", "Barra", "Categoria", "Descripcion",
                            "Subcategoria", "Descripcion_categoria", "Marca"}) {
    EXPECT_TRUE(row.at(field).is_string()) << field;
  }
  for (const char* field : {"Precio", "Iva", "stock"}) EXPECT_TRUE(row.at(field).is_number());
  const Json both =
      Parsed(Post("/maestra/articulos/almacen", R"({"Codigoalmacen":["APP-TPF","PCDICS"]})"));
  EXPECT_GT(both.at("articulos").size(), truth.size());
  const Json branch =
      Parsed(Post("/maestra/articulos/reposicion", R"({"CodigoSucursal":"SUC001"})"));
  EXPECT_EQ(branch.at("meta").at("tiendas_filtradas"), R"(["SUC001"])");
  EXPECT_EQ(branch.at("articulos"), one.at("articulos"));
}

TEST_F(KlkSimulatorTest, ListsWarehouses) {
  const auto get = [&](const std::string& path) {
    return Parsed(client_->Send({.url = simulator_->url() + path}));
  };
  EXPECT_EQ(get("/maestra/almacenes/Reposicion").size(), 20U);
  const Json one = get("/maestra/almacenes/Reposicion?sucursal=SUC001");
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one.at(0).at("CodigoAlmacen"), "APP-TPF");
  EXPECT_EQ(one.at(0).at("NombreSucursal"), "PERIFERICO");
  EXPECT_EQ(get("/maestra/almacenes/pisoventa").size(), 20U);  // 19 and the consolidated one
}

TEST_F(KlkSimulatorTest, SaysErrorToWhatItDoesNotKnow) {
  for (const auto& [path, body] : std::vector<std::pair<std::string, std::string>>{
           {"/ventas", "{}"},
           {"/ventas",
            R"({"sucursal":"SUC999","fecha_desde":"2026-01-01","fecha_hasta":"2026-01-01"})"},
           {"/maestra/articulos/almacen", R"({"Codigoalmacen":"1413"})"},
           {"/maestra/articulos/almacen", "no json"}}) {
    const Json answer = Parsed(Post(path, body));
    EXPECT_TRUE(answer.at("error").is_string()) << path << body;
  }
  EXPECT_EQ(Post("/other", "{}").value().status, 404);
  EXPECT_EQ(client_->Send({.url = simulator_->url() + "/ventas"}).value().status, 405);
}

TEST_F(KlkSimulatorTest, AClosedDayIsATrueZero) {
  const Json answer = Parsed(Post("/ventas", kDay));
  EXPECT_EQ(answer.at("meta").at("total_registros"), 0);
  EXPECT_TRUE(answer.at("ventas").empty());
}

TEST_F(KlkSimulatorTest, ShowsMoreAsItsClockGoesOn) {
  const std::string today =
      R"({"sucursal":"SUC001","fecha_desde":"2026-01-05","fecha_hasta":"2026-01-05"})";
  const std::size_t noon = Parsed(Post("/ventas", today)).at("ventas").size();
  clock_.Advance(3h);
  EXPECT_GT(Parsed(Post("/ventas", today)).at("ventas").size(), noon);
}

TEST_F(KlkSimulatorTest, FaultsOfTheConnectionEndIt) {
  Break({.kind = FaultKind::kSilence});
  EXPECT_THAT(Sales(50ms), StatusIs(Code::kDeadlineExceeded));
  for (const FaultKind kind : {FaultKind::kHangUp, FaultKind::kCut}) {
    Break({.kind = kind});
    EXPECT_THAT(Sales(), StatusIs(Code::kUnavailable));
  }
  ASSERT_OK(simulator_->SetListening(false));
  client_ = *net::OpenHttpClient();
  EXPECT_THAT(Sales(), StatusIs(Code::kUnavailable));
  ASSERT_OK(simulator_->SetListening(true));
  simulator_->SetFaults({});
  EXPECT_OK(Sales());
}

TEST_F(KlkSimulatorTest, FaultsThatItStartsWithStrikeTheFirstRequest) {
  Fault fault{.kind = FaultKind::kStatus, .status = 502};
  simulator_ = *KlkSimulator::Start(*trade_, clock_, {.faults = {fault}});
  EXPECT_EQ(Sales().value().status, 502);
}

TEST_F(KlkSimulatorTest, FaultsOfTheAnswerAreOtherAnswers) {
  Break({.kind = FaultKind::kStatus, .status = 502});
  EXPECT_EQ(Sales().value().status, 502);
  Break({.kind = FaultKind::kHtml});
  EXPECT_THAT(Sales().value().body, StartsWith("<!DOCTYPE html>"));
  Break({.kind = FaultKind::kError});
  EXPECT_TRUE(Parsed(Sales()).at("error").is_string());
  Break({.kind = FaultKind::kTruncated});
  const auto truncated = Sales();
  EXPECT_EQ(truncated.value().status, 200);
  EXPECT_TRUE(Parsed(truncated).is_discarded());
}

TEST_F(KlkSimulatorTest, ASlowTillAnswersSmallWindowsInTime) {
  Break({.kind = FaultKind::kSlow, .per_row = 10ms});
  EXPECT_THAT(Sales(1500ms), StatusIs(Code::kDeadlineExceeded));
  EXPECT_OK(Sales(1500ms, "10:00", "10:05"));
}

TEST_F(KlkSimulatorTest, FaultsOfTheCountBreakWhatItSays) {
  const std::size_t rows = Truth().size();
  const auto total_and_rows = [&] {
    const Json answer = Parsed(Sales());
    return std::pair<std::size_t, std::size_t>(answer.at("meta").at("total_registros"),
                                               answer.at("ventas").size());
  };
  Break({.kind = FaultKind::kEmpty});
  EXPECT_EQ(total_and_rows(), std::pair(std::size_t{0}, std::size_t{0}));
  Break({.kind = FaultKind::kEmptyClaiming});
  EXPECT_EQ(total_and_rows(), std::pair(rows, std::size_t{0}));
  Break({.kind = FaultKind::kTotal, .rows = 7});
  EXPECT_EQ(total_and_rows(), std::pair(rows + 7, rows));
  Break({.kind = FaultKind::kTotal, .rows = -7});
  EXPECT_EQ(total_and_rows(), std::pair(rows - 7, rows));
  Break({.kind = FaultKind::kDoubled, .rows = 3});
  EXPECT_EQ(total_and_rows(), std::pair(rows + 3, rows + 3));
}

TEST_F(KlkSimulatorTest, DoubledRowsAreTheSameRow) {
  Break({.kind = FaultKind::kDoubled, .rows = 5});
  const Json answer = Parsed(Sales());
  std::set<std::string> rows;
  for (const Json& row : answer.at("ventas")) rows.insert(row.dump());
  EXPECT_EQ(rows.size(), Truth().size());
}

TEST_F(KlkSimulatorTest, NumbersMayBeTextsAndMinorFieldsNull) {
  simulator_->SetFaults({{.kind = FaultKind::kText}, {.kind = FaultKind::kNulls}});
  const Json row = Parsed(Sales()).at("ventas").at(0);
  EXPECT_TRUE(row.at("total_factura").is_string());
  EXPECT_TRUE(row.at("cantidad").at(0).at("cantidad_vendida").is_string());
  EXPECT_TRUE(row.at("producto").at(0).at("marca_producto").is_null());
  EXPECT_TRUE(row.at("producto").at(0).at("codigo_producto").is_string());
}

TEST_F(KlkSimulatorTest, GarbageComesBesideTheTrueRows) {
  const std::size_t rows = Truth().size();
  Break({.kind = FaultKind::kGarbage, .rows = 5});
  const Json answer = Parsed(Sales());
  ASSERT_EQ(answer.at("ventas").size(), rows + 5);
  EXPECT_EQ(answer.at("meta").at("total_registros"), rows + 5);
  const auto row = [&](std::size_t i) { return answer.at("ventas").at(rows + i); };
  EXPECT_EQ(row(0).at("fecha"), "2026-13-45");
  EXPECT_EQ(row(1).at("producto").at(0).at("codigo_producto"), "");
  EXPECT_TRUE(row(2).at("numero_factura").is_null());
  EXPECT_EQ(row(3).at("cantidad").at(0).at("cantidad_vendida"), "dos");
  EXPECT_EQ(row(4).at("hora"), "25:61");
  const Json stock = Parsed(Post("/maestra/articulos/almacen", R"({"Codigoalmacen":"APP-TPF"})"));
  EXPECT_EQ(stock.at("articulos").size(), trade_->TrueStock(shop_, clock_.Now()).size() + 5);
}

TEST_F(KlkSimulatorTest, FaultsFindTheirPlaceByEachOfItsCodes) {
  for (const char* place : {"SUC001", "tienda_01", "APP-TPF"}) {
    Break({.kind = FaultKind::kError, .place = place});
    EXPECT_TRUE(Parsed(Sales()).contains("error")) << place;
    EXPECT_TRUE(Parsed(Post("/maestra/articulos/almacen", R"({"Codigoalmacen":"APP-TPF"})"))
                    .contains("error"));
    EXPECT_FALSE(Parsed(Post("/maestra/articulos/almacen", R"({"Codigoalmacen":"TPAR"})"))
                     .contains("error"));
  }
}

TEST_F(KlkSimulatorTest, CountsRequestsAndHowManyCameAtOnce) {
  Break({.kind = FaultKind::kSlow, .delay = 500ms});
  std::vector<std::thread> asking;
  for (int i = 0; i < 3; ++i) {
    asking.emplace_back([&] {
      const auto own = *net::OpenHttpClient();
      EXPECT_OK(own->Send({.method = "POST", .url = simulator_->url() + "/ventas", .body = kDay}));
    });
  }
  for (std::thread& thread : asking) thread.join();
  const KlkCounts counts = simulator_->counts();
  EXPECT_EQ(counts.requests, 3);
  EXPECT_EQ(counts.by_path.at("/ventas"), 3);
  EXPECT_EQ(counts.faults, 3);
  EXPECT_GT(counts.most_parallel, 1);
  EXPECT_LE(counts.most_parallel, 3);
}

TEST_F(KlkSimulatorTest, TakesItsFaultsOverTheWire) {
  EXPECT_EQ(Post("/simulator/faults", "status status=500 count=1").value().status, 200);
  EXPECT_EQ(Sales().value().status, 500);
  EXPECT_EQ(Sales().value().status, 200);
  EXPECT_THAT(Post("/simulator/faults", "explode").value().body, HasSubstr("explode"));
  const Json counts = Parsed(client_->Send({.url = simulator_->url() + "/simulator/counts"}));
  EXPECT_EQ(counts.at("requests"), 2);
}

}  // namespace
}  // namespace telar::samples::tills
