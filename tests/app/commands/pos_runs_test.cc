#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "db/sqlite/sqlite_database.h"
#include "samples/tills/klk_simulator.h"
#include "tests/app/program.h"
#include "tests/support/status_matchers.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::HasSubstr;
using testing::InProcess;

/// Two shops of an invented chain; whole days before today.
class PosRuns : public ::testing::Test {
 protected:
  struct Ran {
    InProcess::Ran ran;
    std::string log;
    ExitCode exit() const { return ran.exit; }
  };

  void SetUp() override {
    trade_ = *samples::shops::Trade::Open({.seed = 3,
                                           .size = {.products = 40, .tickets = 20},
                                           .unrest = {.voids = 0, .late = 0, .edits = 0},
                                           .always_open = true});
    simulator_ = *samples::tills::KlkSimulator::Start(*trade_, telar_.clock);
    telar_.folder.Write("locations.yaml",
                        "defaults: {zone: America/Caracas, source: klk, region: R, hours: "
                        "\"07:00-21:00\"}\n"
                        "locations:\n"
                        "  - {id: tienda_01, name: Uno, branch: SUC001, warehouses: [APP-TPF], "
                        "first_sync: 2026-01-01}\n"
                        "  - {id: tienda_08, name: Ocho, branch: SUC002, warehouses: [APP-TBQ], "
                        "first_sync: 2026-01-01}\n");
  }
  Ran Run(std::vector<std::string> words) {
    words.insert(words.end(),
                 {"--set", "pos.klk.url=" + simulator_->url(), "--set", "pos.max_attempts=1",
                  "--set", "pos.retry_delay=10ms", "--set", "pos.backfill_pause=0s"});
    ::testing::internal::CaptureStderr();
    auto ran = telar_.Run(std::move(words));
    return {std::move(ran), ::testing::internal::GetCapturedStderr()};
  }
  void Faults(std::string_view text) { simulator_->SetFaults(*samples::tills::ParseFaults(text)); }
  bool flag() const { return fs::exists(telar_.folder / "data/etl_last_success.flag"); }
  static bool SaysSuccess(const Ran& run) {
    return run.log.find("ETL completed successfully") != std::string::npos;
  }
  std::int64_t Execute(const std::string& sql) {
    auto database = db::sqlite::Open({.file = telar_.folder / "data/pos.db"});
    EXPECT_OK(database);
    auto connection = (*database)->Acquire();
    EXPECT_OK(connection);
    return (*connection)->Execute(sql).value_or(-1);
  }

  InProcess telar_;
  std::unique_ptr<samples::shops::Trade> trade_;
  std::unique_ptr<samples::tills::KlkSimulator> simulator_;
};

TEST_F(PosRuns, OnlyAGoodRunSaysSoInTheLogAndInTheFlag) {
  const Ran good = Run({"pos", "recover"});
  EXPECT_EQ(good.exit(), ExitCode::kDone) << good.ran.out << good.ran.err;
  EXPECT_TRUE(SaysSuccess(good));
  EXPECT_TRUE(flag());

  Faults("status place=SUC001");
  const Ran partial = Run({"pos", "recover"});
  EXPECT_EQ(partial.exit(), ExitCode::kSomeNeedPeople) << partial.ran.out << partial.ran.err;
  EXPECT_FALSE(SaysSuccess(partial));
  EXPECT_FALSE(flag());

  Faults("");
  EXPECT_TRUE(SaysSuccess(Run({"pos", "recover"})));
  EXPECT_TRUE(flag());
  ASSERT_OK(simulator_->SetListening(false));
  const Ran down = Run({"pos", "sales"});
  EXPECT_EQ(down.exit(), ExitCode::kSourceDown) << down.ran.out << down.ran.err;
  EXPECT_FALSE(SaysSuccess(down));
  EXPECT_FALSE(flag());
}

TEST_F(PosRuns, AnAnswerThatTheGuardRefusesEndsWithSevenAndTakesNothingAway) {
  EXPECT_EQ(Run({"pos", "recover"}).exit(), ExitCode::kDone);
  Faults("empty");
  const Ran refused = Run({"pos", "recover"});
  EXPECT_EQ(refused.exit(), ExitCode::kContractBroken) << refused.ran.out << refused.ran.err;
  EXPECT_FALSE(SaysSuccess(refused));
  EXPECT_FALSE(flag());
  Faults("");
  EXPECT_EQ(Run({"pos", "reconcile"}).exit(), ExitCode::kDone) << "all lines are still there";
}

TEST_F(PosRuns, ReconcileFindsWhatDiffersAndRepairsIt) {
  EXPECT_EQ(Run({"pos", "recover"}).exit(), ExitCode::kDone);
  EXPECT_EQ(Run({"pos", "reconcile"}).exit(), ExitCode::kDone);
  EXPECT_GT(Execute("DELETE FROM ventas WHERE ubicacion_id = 'tienda_01' AND id IN (SELECT id FROM "
                    "ventas WHERE ubicacion_id = 'tienda_01' LIMIT 2)"),
            0);
  EXPECT_GT(Execute("UPDATE ventas SET venta_total = 1234567 WHERE ubicacion_id = 'tienda_08' AND "
                    "id = (SELECT MIN(id) FROM ventas WHERE ubicacion_id = 'tienda_08')"),
            0);

  const Ran found = Run({"pos", "reconcile", "--json"});
  EXPECT_EQ(found.exit(), ExitCode::kContractBroken) << found.ran.out << found.ran.err;
  std::int64_t missing = 0, different = 0;
  for (const auto line : Split(found.ran.out, '\n')) {
    if (line.empty()) continue;
    const json day = json::parse(line);
    for (const json& hour : day.at("hours")) {
      missing += hour.at("missing").get<std::int64_t>();
      different += hour.at("different").get<std::int64_t>();
    }
  }
  EXPECT_EQ(missing, 2);
  EXPECT_EQ(different, 1);

  const Ran repaired = Run({"pos", "reconcile", "--repair"});
  EXPECT_EQ(repaired.exit(), ExitCode::kDone) << repaired.ran.out << repaired.ran.err;
  EXPECT_TRUE(SaysSuccess(repaired));
  EXPECT_EQ(Run({"pos", "reconcile"}).exit(), ExitCode::kDone);
}

TEST_F(PosRuns, LinesThatAreNoRowsAreNamedByTheRunAndByReconcile) {
  Faults("garbage place=SUC001 rows=3");
  EXPECT_EQ(Run({"pos", "recover"}).exit(), ExitCode::kDone);
  const std::string run = json::parse(telar_.Run({"runs", "--json"}).out).at("run");
  EXPECT_THAT(telar_.Run({"runs", run}).out, HasSubstr("no row: "));
  EXPECT_FALSE(json::parse(telar_.Run({"runs", run, "--json"}).out).at("reject_reasons").empty());
  const Ran compared = Run({"pos", "reconcile"});
  EXPECT_EQ(compared.exit(), ExitCode::kSomeNeedPeople) << compared.ran.out;
  EXPECT_THAT(compared.ran.out, HasSubstr("equal, 3 rejected"));
}

TEST_F(PosRuns, APausedBackfillStartsAgainAfterResumeAlone) {
  EXPECT_EQ(Run({"pos", "backfill", "--pause"}).exit(), ExitCode::kDone);
  const Ran refused = Run({"pos", "backfill", "--days", "2"});
  EXPECT_EQ(refused.exit(), ExitCode::kInterrupted) << refused.ran.out << refused.ran.err;
  EXPECT_THAT(refused.ran.err, HasSubstr("--resume"));
  EXPECT_EQ(simulator_->counts().requests, 0);
  EXPECT_EQ(Run({"pos", "recover"}).exit(), ExitCode::kDone) << "other runs go on";
  const Ran resumed = Run({"pos", "backfill", "--resume", "--days", "2"});
  EXPECT_EQ(resumed.exit(), ExitCode::kDone) << resumed.ran.out << resumed.ran.err;
  EXPECT_EQ(Run({"pos", "backfill", "--days", "2"}).exit(), ExitCode::kNothingToDo);
}

}  // namespace
}  // namespace telar::app
