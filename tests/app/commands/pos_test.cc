#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "tests/app/program.h"
#include "tests/app/till_shop.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::HasSubstr;
using testing::HttpServer;
using testing::InProcess;
using ::testing::Not;
using testing::QuietTill;
using testing::ThreeLocations;

class Pos : public ::testing::Test {
 protected:
  void SetUp() override { telar_.folder.Write("locations.yaml", ThreeLocations()); }
  /// Runs with the tills at `url`, which fail at once when they fail.
  InProcess::Ran At(const std::string& url, std::vector<std::string> words) {
    words.insert(words.end(), {"--set", "pos.klk.url=" + url, "--set", "pos.max_attempts=1"});
    return telar_.Run(std::move(words));
  }
  fs::path flag() const { return telar_.folder / "data/etl_last_success.flag"; }

  InProcess telar_;
  /// Takes connections as long as it lives; the port is free after it.
  static int PortWithoutServer() { return HttpServer(QuietTill).port(); }
  static std::string Nowhere() { return "http://127.0.0.1:" + std::to_string(PortWithoutServer()); }
};

TEST_F(Pos, NeedsALocationsFile) {
  fs::remove(telar_.folder / "locations.yaml");
  const auto ran = telar_.Run({"pos", "stock"});
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
  EXPECT_THAT(ran.err, HasSubstr("there is no locations file"));
  EXPECT_THAT(ran.err, HasSubstr("locations.example.yaml"));
  EXPECT_FALSE(fs::exists(telar_.folder / "data"));
}

TEST_F(Pos, LocationsAreListed) {
  const auto ran = telar_.Run({"pos", "locations", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  const auto lines = Split(ran.out, '\n');
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(json::parse(lines[2]).at("location"), "cedi_norte");
  EXPECT_EQ(json::parse(lines[2]).at("kind"), "cedi");
  EXPECT_THAT(telar_.Run({"pos", "locations"}).out, HasSubstr("Puerto"));
  EXPECT_THAT(telar_.Run({"pos", "stock", "--listar"}).out, HasSubstr("SUC902"));
}

TEST_F(Pos, AProblemInTheFileIsNamedWithItsLine) {
  telar_.folder.Write("locations.yaml", "locations:\n  - id: a\n    sauce: klk\n");
  const auto ran = telar_.Run({"pos", "locations"});
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
  EXPECT_THAT(ran.err, HasSubstr("locations.yaml:3: a: unknown key 'sauce'"));
}

TEST_F(Pos, TheFileMayUseVariablesOfDotenvAndSecrets) {
  telar_.folder.Write(".env", "NORTH=norte\nTELAR_SECRET_SQL_USER=reader\n");
  telar_.folder.Write("locations.yaml",
                      "locations:\n  - {id: a, kind: cedi, zone: UTC, source: stellar, region: "
                      "\"${NORTH}\", warehouses: [W], connection: {server: h, database: d, user: "
                      "\"secret:sql#user\"}}\n");
  const auto ran = telar_.Run({"pos", "locations", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_EQ(json::parse(ran.out).at("region"), "norte");
  EXPECT_THAT(ran.out, Not(HasSubstr("reader")));
}

TEST_F(Pos, ReachSaysWhichServerTakesNoConnection) {
  const HttpServer till(QuietTill);
  EXPECT_EQ(At(till.url(), {"pos", "locations", "--reach"}).exit, ExitCode::kDone);
  const auto ran = At(Nowhere(), {"pos", "locations", "--reach", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kSourceDown);
  EXPECT_FALSE(json::parse(Split(ran.out, '\n')[0]).at("reached").at("ok"));
  EXPECT_EQ(telar_.Run({"pos", "locations", "--reach"}).exit, ExitCode::kConfig)
      << "pos.klk.url is not set";
}

TEST_F(Pos, ANameThatTheFileDoesNotHaveIsAUsageError) {
  const auto ran = At("http://klk.example", {"pos", "stock", "tienda_1"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
  EXPECT_THAT(ran.err, HasSubstr("did you mean tienda_01?"));
  EXPECT_EQ(At("http://klk.example", {"pos", "stock", "--all", "tienda_01"}).exit,
            ExitCode::kUsage);
  EXPECT_THAT(At("http://klk.example", {"pos", "sales", "cedi_norte"}).err,
              HasSubstr("sells nothing"));
}

TEST_F(Pos, ADryRunTakesOldAndNewFlagsAndChangesNothing) {
  const std::vector<std::vector<std::string>> commands = {
      {"pos", "stock", "--todas", "--secuencial", "--dry-run"},
      {"pos", "stock", "--tienda", "tienda_01", "--workers", "3", "--dry-run"},
      {"pos", "sales", "--tiendas", "tienda_01", "tienda_02", "--minutos", "45", "--dry-run"},
      {"pos", "sales", "--fecha-desde", "2026-01-02 08:00", "--fecha-hasta", "2026-01-03 23:59",
       "--chunk-days", "2", "--dry-run"},
      {"pos", "sales", "--recovery-mode", "--recovery-days", "2", "--dry-run"},
      {"pos", "sales", "--auto-gap-recovery", "--dry-run"},
      {"pos", "sales", "--no-gap-recovery", "--dry-run"},
      {"pos", "recover", "--days", "3", "--location", "tienda_02", "--dry-run"},
      {"pos", "backfill", "--from", "2026-01-02", "--to", "2026-01-05", "--dry-run"}};
  for (const auto& command : commands) {
    const auto ran = telar_.Run(command);
    EXPECT_EQ(ran.exit, ExitCode::kDone) << Join(command, " ") << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("nothing was changed")) << Join(command, " ");
  }
  EXPECT_FALSE(fs::exists(telar_.folder / "data"));
}

TEST_F(Pos, ADryRunOfARangeNamesItsWindows) {
  auto ran = telar_.Run({"pos", "sales", "tienda_01", "--from", "2026-01-02 08:00", "--to",
                         "2026-01-03", "--dry-run", "--json"});
  EXPECT_EQ(json::parse(ran.out).at("new"), 2) << ran.out;
  ran = telar_.Run({"pos", "sales", "tienda_01", "--fecha-desde", "2026-01-02 08:00",
                    "--fecha-hasta", "2026-01-02 23:59", "--dry-run", "--json"});
  EXPECT_THAT(ran.out, HasSubstr("2026-01-02T08:00:00Z/2026-01-03T00:00:00Z"))
      << "the minute that --fecha-hasta names is part of it";
}

TEST_F(Pos, ATimeWithoutSenseIsAUsageError) {
  for (const std::vector<std::string>& flags :
       std::vector<std::vector<std::string>>{{"--to", "2026-01-02"},
                                             {"--from", "yesterday"},
                                             {"--from", "2026-01-02", "--to", "2026-01-01"},
                                             {"--recovery-mode", "--from", "2026-01-02"},
                                             {"--minutes", "0"},
                                             {"--recovery-mode", "--recovery-days", "0"}}) {
    std::vector<std::string> words = {"pos", "sales", "--dry-run"};
    words.insert(words.end(), flags.begin(), flags.end());
    EXPECT_EQ(telar_.Run(words).exit, ExitCode::kUsage) << Join(words, " ");
  }
  EXPECT_EQ(telar_.Run({"pos", "backfill", "--dry-run"}).exit, ExitCode::kUsage);
}

TEST_F(Pos, AStockRunThatSucceedsSaysSoInTheLogAndInItsFlag) {
  const HttpServer till(QuietTill);
  ::testing::internal::CaptureStderr();
  const auto ran = At(till.url(), {"pos", "stock", "--json"});
  const std::string log = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.out << ran.err;
  EXPECT_EQ(json::parse(ran.out).at("items").at("done"), 3);
  EXPECT_THAT(log, HasSubstr("ETL completed successfully"));
  EXPECT_THAT(testing::ReadFile(flag()), HasSubstr(FormatInstant(telar_.clock.Now()).substr(0, 4)));
  EXPECT_EQ(json::parse(telar_.Run({"runs", "--json"}).out).at("pipeline"), "pos.stock");
}

TEST_F(Pos, TillsThatCannotBeReachedAreADownSourceAndNoSuccess) {
  telar_.folder.Write("data/etl_last_success.flag", "2026-01-01\n");
  ::testing::internal::CaptureStderr();
  const auto ran = At(Nowhere(), {"pos", "stock"});
  const std::string log = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(ran.exit, ExitCode::kSourceDown) << ran.out << ran.err;
  EXPECT_THAT(log, HasSubstr("cannot be reached"));
  EXPECT_THAT(ran.out, HasSubstr("3 failed"));
  EXPECT_THAT(log, Not(HasSubstr("ETL completed successfully")));
  EXPECT_FALSE(fs::exists(flag()));
}

TEST_F(Pos, ALocationThatFailsDoesNotHoldUpTheOthers) {
  const HttpServer till([](const testing::Asked& asked) {
    if (asked.body.find("W902") != std::string::npos) return testing::Reply{.status = 503};
    return QuietTill(asked);
  });
  auto ran = At(till.url(), {"pos", "stock"});
  EXPECT_EQ(ran.exit, ExitCode::kSomeNeedPeople) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Puerto, W902"));
  EXPECT_THAT(ran.out, HasSubstr("2 done, 1 failed"));
  EXPECT_FALSE(fs::exists(flag()));
  ran = telar_.Run({"plan", "--pipeline", "pos.stock", "--json"});
  EXPECT_EQ(json::parse(ran.out).at(0).at("items"), 3) << "what failed is tried again";
}

TEST_F(Pos, CoverageShowsWhatWasReadAndWhatNot) {
  EXPECT_EQ(telar_.Run({"pos", "coverage"}).exit, ExitCode::kNothingToDo);
  const HttpServer till(QuietTill);
  const auto sold = At(till.url(), {"pos", "recover", "--days", "2", "tienda_01"});
  EXPECT_EQ(sold.exit, ExitCode::kDone) << sold.out << sold.err;
  const auto ran = telar_.Run({"pos", "coverage", "--days", "4", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  const json first = json::parse(Split(ran.out, '\n')[0]);
  ASSERT_EQ(first.at("days").size(), 4U);
  EXPECT_GT(first.at("days").at(0).at("missing_minutes"), 0);
  EXPECT_EQ(first.at("days").at(1).at("missing_minutes"), 0);
  EXPECT_EQ(json::parse(Split(ran.out, '\n')[1]).at("covered"), 0);
  EXPECT_EQ(telar_.Run({"pos", "coverage", "--check"}).exit, ExitCode::kContractBroken);
}

TEST_F(Pos, DoctorLooksAtTheTills) {
  const HttpServer till(QuietTill);
  fs::create_directories(telar_.folder / "inbox");
  auto ran = At(till.url(), {"doctor", "--json"});
  EXPECT_THAT(ran.out, HasSubstr("3 of 3 active locations can be reached"));
  EXPECT_THAT(ran.out, HasSubstr("tills.database"));
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.out;
  ran = At(Nowhere(), {"doctor", "--json"});
  EXPECT_THAT(ran.out, HasSubstr("tills.tienda_02"));
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
}

}  // namespace
}  // namespace telar::app
