#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "analytics/schema.h"
#include "core/text.h"
#include "db/sqlite/sqlite_database.h"
#include "pos/warehouse/schema.h"
#include "tests/app/program.h"
#include "tests/app/till_shop.h"
#include "tests/support/status_matchers.h"

namespace telar::app {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing::InProcess;
using ::testing::Not;

/// A warehouse in which tienda_01 and tienda_02 need more rice than cedi_norte has, and tienda_02
/// has too much salt.
class PosSuggest : public ::testing::Test {
 protected:
  void SetUp() override {
    telar_.folder.Write("locations.yaml", testing::ThreeLocations());
    std::filesystem::create_directories(telar_.folder / "data");
  }
  void Calculated() {
    const auto database = *db::sqlite::Open({.file = telar_.folder / "data/pos.db"});
    ASSERT_OK(pos::warehouse::Prepare(*database, telar_.clock));
    ASSERT_OK(analytics::Prepare(*database, telar_.clock));
    const auto connection = *database->Acquire();
    ASSERT_OK(connection->ExecuteScript(
        "INSERT INTO ubicaciones (id, tipo, region) VALUES ('tienda_01', 'tienda', 'NORTE'), "
        "('tienda_02', 'tienda', 'NORTE'), ('cedi_norte', 'cedi', 'NORTE');"
        "INSERT INTO productos (id, codigo, nombre, unidades_por_bulto) VALUES ('rice', 'rice', "
        "'Rice, \"long\"', 12), ('salt', 'salt', 'Salt', NULL);"
        "INSERT INTO parametros_stock (ubicacion_id, producto_id, tipo, stock, clase_abc, "
        "demanda_p75, punto_reorden, stock_maximo, primera_venta, fecha_calculo) VALUES "
        "('tienda_01', 'rice', 'tienda', 2, 'A', 10, 20, 100, '2026-01-05', '2026-03-02 03:00:00'),"
        "('tienda_02', 'rice', 'tienda', 15, 'A', 5, 20, 100, '2026-01-05', '2026-03-02 03:00:00'),"
        "('tienda_02', 'salt', 'tienda', 90, 'B', 1, 3, 20, '2026-01-05', '2026-03-02 03:00:00'),"
        "('cedi_norte', 'rice', 'cedi', 100, 'A', 0, 0, 0, NULL, '2026-03-02 03:00:00')"));
  }
  std::vector<std::string> Lines(std::vector<std::string> words) {
    words.insert(words.begin(), {"pos", "suggest"});
    const auto ran = telar_.Run(std::move(words));
    EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
    std::vector<std::string> lines;
    for (const std::string_view line : Split(ran.out, '\n')) {
      if (!line.empty()) lines.emplace_back(line);
    }
    return lines;
  }

  InProcess telar_;
};

TEST_F(PosSuggest, SaysWhatToRunFirst) {
  auto ran = telar_.Run({"pos", "suggest"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
  EXPECT_THAT(ran.err, HasSubstr("telar pos stock-parameters"));
  EXPECT_FALSE(std::filesystem::exists(telar_.folder / "data/pos.db"));
  const auto database = *db::sqlite::Open({.file = telar_.folder / "data/pos.db"});
  ASSERT_OK(pos::warehouse::Prepare(*database, telar_.clock));
  EXPECT_THAT(telar_.Run({"pos", "suggest"}).err, HasSubstr("run telar pos stock-parameters"));
}

TEST_F(PosSuggest, ShowsEveryLocationAndTheMostUrgentOrders) {
  Calculated();
  const auto ran = telar_.Run({"pos", "suggest"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("the origin has too little"));
  EXPECT_LT(ran.out.rfind("tienda_01"), ran.out.rfind("tienda_02")) << "what runs out comes first";
  EXPECT_THAT(ran.err, HasSubstr("2026-03-02 03:00:00"));
  EXPECT_THAT(telar_.Run({"pos", "suggest", "--top", "0"}).out, Not(HasSubstr("rice")));
}

TEST_F(PosSuggest, ProgramsGetEveryRowWithTheColumnsOfTheTable) {
  Calculated();
  const auto lines = Lines({"--json"});
  ASSERT_EQ(lines.size(), 3U);
  const json first = json::parse(lines[0]);
  EXPECT_EQ(first.at("ubicacion_id"), "tienda_01");
  EXPECT_EQ(first.at("sugerido"), "108");
  EXPECT_EQ(first.at("motivo"), "escasez");
  EXPECT_EQ(first.at("dias_cobertura"), 0.2);
  const json second = json::parse(lines[1]);
  EXPECT_EQ(first.at("bultos").get<int>() + second.at("bultos").get<int>(), 8);
  EXPECT_EQ(json::parse(lines[2]).at("sobrestock"), "70");
}

TEST_F(PosSuggest, SpreadsheetsGetALineOfNamesAndQuotedText) {
  Calculated();
  const auto lines = Lines({"tienda_01", "--csv"});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[0], HasSubstr("ubicacion_id,producto_id,origen_id,"));
  EXPECT_THAT(lines[1], HasSubstr("tienda_01,rice,cedi_norte,A,parametros,2,"));
  EXPECT_THAT(lines[1], HasSubstr(",\"Rice, \"\"long\"\"\","));
}

TEST_F(PosSuggest, OnlyScarceLeavesOutTheRest) {
  Calculated();
  EXPECT_EQ(Lines({"--only-scarce", "--json"}).size(), 2U);
}

TEST_F(PosSuggest, ADryRunPrintsAndWritesNothing) {
  Calculated();
  const auto written = [&] {
    const auto database = *db::sqlite::Open({.file = telar_.folder / "data/pos.db"});
    const auto connection = *database->Acquire();
    std::int64_t rows = -1;
    EXPECT_OK(
        connection->Query("SELECT COUNT(*) FROM sugerencias_pedido", {}, [&](const db::Row& row) {
          rows = *row.AsInt(0);
          return Status::Ok();
        }));
    return rows;
  };
  EXPECT_EQ(Lines({"--dry-run", "--json"}).size(), 3U);
  EXPECT_EQ(written(), 0);
  Lines({"tienda_01", "--json"});
  EXPECT_EQ(written(), 3) << "the whole chain, whatever is printed";
}

}  // namespace
}  // namespace telar::app
