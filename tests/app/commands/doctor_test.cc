#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "db/sqlite/sqlite_database.h"
#include "tests/app/paper.h"
#include "tests/app/program.h"
#include "tests/app/till_shop.h"
#include "tests/support/status_matchers.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::HasSubstr;
using testing::InProcess;

/// The checks by name, as --json prints them.
std::map<std::string, json> Checks(const std::string& out) {
  std::map<std::string, json> checks;
  for (const std::string_view line : Split(out, '\n')) {
    if (line.empty()) continue;
    const json check = json::parse(line);
    checks[check.at("check")] = check;
  }
  return checks;
}

TEST(Doctor, FindsAFreshFolderHealthyAndChangesNothing) {
  InProcess telar;
  fs::create_directories(telar.folder / "inbox");
  const auto ran = telar.Run({"doctor", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.out;
  const auto checks = Checks(ran.out);
  for (const char* name : {"settings", "database", "inbox", "archive", "reader", "ocr", "processor",
                           "memory", "disk.database", "clock", "time_zone"}) {
    ASSERT_TRUE(checks.contains(name)) << name;
    EXPECT_NE(checks.at(name).at("state"), "fail") << checks.at(name);
  }
  EXPECT_FALSE(fs::exists(telar.folder / "data"));
  EXPECT_FALSE(fs::exists(telar.folder / "archive"));
}

TEST(Doctor, WantsNoInboxWhereOnlyTillsAreRead) {
  InProcess telar;
  EXPECT_THAT(telar.Run({"doctor"}).out, HasSubstr("there is no such folder"));
  telar.folder.Write("locations.yaml", testing::ThreeLocations());
  EXPECT_THAT(telar.Run({"doctor"}).out, HasSubstr("no invoice is read"));
}

TEST(Doctor, FailsWithAHintForEachThingThatIsWrong) {
  InProcess telar;
  const auto ran =
      telar.Run({"doctor", "--json", "--set", "ocr.engine=tesseract", "--set",
                 "reader.languages=spa+xyz", "--set", "display.time_zone=Atlantis/Centre", "--set",
                 "invoices.database=mysql://db.example/x"});
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
  const auto checks = Checks(ran.out);
  for (const char* name : {"database", "inbox", "time_zone"}) {
    EXPECT_EQ(checks.at(name).at("state"), "fail") << name;
    EXPECT_NE(checks.at(name).at("hint"), "") << name;
  }
  const json& language = checks.contains("ocr") ? checks.at("ocr") : checks.at("reader");
  EXPECT_EQ(language.at("state"), "fail") << "xyz is no language";
}

TEST(Doctor, ComparesTheLiveSchemaWithTheExpectedOne) {
  InProcess telar;
  telar.folder.Write("inbox/a.pdf", testing::PaperInvoice());
  telar.Run({"invoices", "run", "--class", "preventiva"});
  auto checks = Checks(telar.Run({"doctor", "--json"}).out);
  EXPECT_EQ(checks.at("database.ledger").at("state"), "ok");
  EXPECT_EQ(checks.at("database.invoices").at("state"), "ok") << checks.at("database.invoices");
  {
    ASSERT_OK_AND_ASSIGN(const auto database,
                         db::sqlite::Open({.file = telar.folder / "data/telar.db"}));
    ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
    ASSERT_OK(connection->ExecuteScript("ALTER TABLE invoices DROP COLUMN customer"));
  }
  const auto ran = telar.Run({"doctor", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
  checks = Checks(ran.out);
  EXPECT_EQ(checks.at("database.invoices").at("state"), "fail");
  EXPECT_THAT(checks.at("database.invoices").at("detail").get<std::string>(),
              HasSubstr("customer"));
}

TEST(Doctor, GoesNoFurtherThanSettingsThatAreWrong) {
  InProcess telar;
  telar.folder.Write("telar.yaml", "invoices:\n  workers: many\n");
  const auto ran = telar.Run({"doctor"});
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
  EXPECT_THAT(ran.out, HasSubstr("fail  settings"));
  EXPECT_THAT(ran.out, HasSubstr("invoices.workers"));
}

}  // namespace
}  // namespace telar::app
