#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "db/sqlite/sqlite_database.h"
#include "tests/app/program.h"
#include "tests/app/till_shop.h"
#include "tests/support/http_server.h"
#include "tests/support/status_matchers.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::HttpServer;
using testing::InProcess;
using ::testing::Not;
using testing::QuietTill;
using testing::ThreeLocations;

/// A shop whose stock was read once; the invented tills hold one product and sell nothing.
class PosAbc : public ::testing::Test {
 protected:
  void SetUp() override { telar_.folder.Write("locations.yaml", ThreeLocations()); }
  void ReadStock() {
    const HttpServer till(QuietTill);
    const auto ran = telar_.Run({"pos", "stock", "--set", "pos.klk.url=" + till.url()});
    ASSERT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  }

  InProcess telar_;
};

TEST_F(PosAbc, ShowsNothingBeforeAnythingWasCalculatedAndSaysWhatToRun) {
  const auto ran = telar_.Run({"pos", "abc", "--show"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("nothing was calculated yet"), HasSubstr("telar pos abc")));
  EXPECT_FALSE(fs::exists(telar_.folder / "data"));
}

TEST_F(PosAbc, ADryRunNamesItsWindowsAndChangesNothing) {
  const auto ran = telar_.Run({"pos", "abc", "--dry-run", "--to", "2026-03-31", "--days", "10"});
  EXPECT_EQ(ran.exit, ExitCode::kNothingToDo) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("ABC and XYZ of 2026-03-22 to 2026-03-31 by ranking_volumen"));
  EXPECT_FALSE(fs::exists(telar_.folder / "data"));
}

TEST_F(PosAbc, CalculatesWithoutSalesAndSaysThatNothingWasSold) {
  ReadStock();
  const auto ran = telar_.Run({"pos", "abc"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("nothing was sold"));
}

TEST_F(PosAbc, AWrongRuleIsAWrongSetting) {
  const auto ran = telar_.Run({"pos", "abc", "--set", "analytics.rank_a=300"});
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
  EXPECT_THAT(ran.err, HasSubstr("the ranks of A, B and C must ascend"));
}

TEST_F(PosAbc, AStoreThatIsNotThereIsAUsageError) {
  ReadStock();
  const auto ran = telar_.Run({"pos", "abc", "--store", "tienda_99"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
  EXPECT_THAT(ran.err, HasSubstr("no location is called tienda_99"));
}

TEST_F(PosAbc, StockParametersCountEveryProductOfEveryLocation) {
  ReadStock();
  const auto ran = telar_.Run({"pos", "stock-parameters"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("tienda_01"), HasSubstr("cedi_norte")));
  const auto rows = telar_.Run({"pos", "stock-parameters", "--show", "--json", "tienda_01"});
  const json row = json::parse(Split(rows.out, '\n')[0]);
  EXPECT_EQ(row.at("ubicacion_id"), "tienda_01");
  EXPECT_EQ(row.at("estado"), "SIN_DEMANDA");
  EXPECT_THAT(rows.out, Not(HasSubstr("tienda_02")));
  const auto csv = telar_.Run({"pos", "stock-parameters", "--show", "--csv"});
  EXPECT_THAT(csv.out, HasSubstr("ubicacion_id,producto_id,tipo,stock"));
  const auto database = *db::sqlite::Open({.file = telar_.folder / "data/pos.db"});
  EXPECT_OK((*database->Acquire())
                ->Query("SELECT proceso FROM abc_cache_control", {}, [](const db::Row& calculated) {
                  EXPECT_EQ(calculated.TextOrEmpty(0), "telar pos stock-parameters");
                  return Status::Ok();
                }));
}

TEST_F(PosAbc, DoctorLooksAtTheTablesOfTheAnalysis) {
  ReadStock();
  const auto said = [&] {
    const auto doctor = telar_.Run({"doctor"});
    for (const auto line : Split(doctor.out, '\n')) {
      if (line.find("tills.database.analysis") != line.npos) return std::string(line);
    }
    return std::string();
  };
  EXPECT_THAT(said(), HasSubstr("no tables yet"));
  ASSERT_EQ(telar_.Run({"pos", "abc"}).exit, ExitCode::kDone);
  EXPECT_THAT(said(), HasSubstr("tables as expected"));
  {
    const auto database = *db::sqlite::Open({.file = telar_.folder / "data/pos.db"});
    ASSERT_TRUE((*database->Acquire())->Execute("DROP TABLE quiebres_stock").ok());
  }
  EXPECT_THAT(said(), HasSubstr("quiebres_stock"));
}

}  // namespace
}  // namespace telar::app
