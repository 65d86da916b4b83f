#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "db/sqlite/sqlite_database.h"
#include "tests/app/program.h"
#include "tests/app/till_shop.h"
#include "tests/support/status_matchers.h"

namespace telar::app {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing::HttpServer;
using testing::InProcess;

/// Two stores that were read once and sold a little in March.
class PosReport : public ::testing::Test {
 protected:
  void SetUp() override { telar_.folder.Write("locations.yaml", testing::ThreeLocations()); }

  void SellAndCalculate() {
    const HttpServer till(testing::QuietTill);
    ASSERT_EQ(telar_.Run({"pos", "stock", "--set", "pos.klk.url=" + till.url()}).exit,
              ExitCode::kDone);
    {
      const auto database = *db::sqlite::Open({.file = telar_.folder / "data/pos.db"});
      const auto connection = *database->Acquire();
      ASSERT_OK(connection->ExecuteScript(
          "INSERT INTO ventas (ubicacion_id, numero_factura, fecha, fecha_venta, documento, "
          "producto_id, cantidad_vendida, venta_total) VALUES ('tienda_01', 'd1_L1', '2026-03-01', "
          "'2026-03-01 10:00:00', 'd1', 'p1', 2, 10), ('tienda_02', 'd2_L1', '2026-03-01', "
          "'2026-03-01 10:00:00', 'd2', 'p2', 1, 30); INSERT INTO ventas_dias_cambiados "
          "(ubicacion_id, fecha) VALUES ('tienda_01', '2026-03-01'), ('tienda_02', '2026-03-01')"));
    }
    const auto ran = telar_.Run({"pos", "abc", "--to", "2026-03-01"});
    ASSERT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  }

  InProcess telar_;
};

TEST_F(PosReport, WithoutACalculationItSaysWhatToDo) {
  const auto ran = telar_.Run({"pos", "report"});
  EXPECT_NE(ran.exit, ExitCode::kDone);
  EXPECT_THAT(ran.err, HasSubstr("telar pos abc"));
  EXPECT_FALSE(std::filesystem::exists(telar_.folder / "data"));
}

TEST_F(PosReport, OneScreenShowsTheChain) {
  SellAndCalculate();
  const auto ran = telar_.Run({"pos", "report"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("the chain, 2026-01-31 to 2026-03-01"));
  EXPECT_THAT(ran.out, HasSubstr("40.00 USD of 2 products"));
  EXPECT_THAT(ran.out, HasSubstr("sleeping stock"));
  EXPECT_THAT(ran.out, HasSubstr("tienda_02"));
}

TEST_F(PosReport, APageIsWrittenToItsFile) {
  SellAndCalculate();
  const auto ran = telar_.Run({"pos", "report", "--html", "page.html"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("page.html"));
  EXPECT_THAT(testing::ReadFile(telar_.folder / "page.html"), HasSubstr("Informe de compras"));
  EXPECT_EQ(telar_.Run({"pos", "report", "--html", "no/such/folder.html"}).exit,
            ExitCode::kDestinationDown);
}

TEST_F(PosReport, AStoreIsReportedByItself) {
  SellAndCalculate();
  const auto ran = telar_.Run({"pos", "report", "--store", "tienda_02", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  const json report = json::parse(ran.out);
  EXPECT_EQ(report.at("value"), "30");
  EXPECT_EQ(report.at("products"), 1);
  EXPECT_EQ(report.at("to"), "2026-03-01");
  EXPECT_EQ(report.at("locations").size(), 1U);
}

TEST_F(PosReport, AWrongStoreOrNumberIsAUsageError) {
  const auto ran = telar_.Run({"pos", "report", "--store", "tienda_1"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
  EXPECT_THAT(ran.err, HasSubstr("did you mean tienda_01?"));
  EXPECT_EQ(telar_.Run({"pos", "report", "--top", "51"}).exit, ExitCode::kUsage);
}

}  // namespace
}  // namespace telar::app
