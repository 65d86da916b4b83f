#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/app/program.h"

namespace telar::app {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing::InProcess;

TEST(ConfigShow, TellsWhereEachValueComesFrom) {
  InProcess telar;
  telar.folder.Write("telar.yaml", "invoices:\n  workers: 3\n");
  telar.environment["TELAR_READER_PAGES"] = "7";
  const json shown =
      json::parse(telar.Run({"config", "show", "--json", "--set", "reader.dpi=200"}).out);
  std::map<std::string, json> settings;
  for (const json& s : shown.at("settings")) settings[s.at("key")] = s;
  EXPECT_EQ(settings.at("invoices.workers").at("layer"), "file");
  EXPECT_EQ(settings.at("reader.pages").at("layer"), "environment");
  EXPECT_EQ(settings.at("reader.dpi").at("layer"), "flag");
  EXPECT_EQ(settings.at("reader.memory_mb").at("layer"), "default");
}

TEST(ConfigCheck, PrintsEveryProblemWithItsLine) {
  InProcess telar;
  telar.folder.Write("telar.yaml", "invoices:\n  workers: many\n  inbocks: x\n");
  auto ran = telar.Run({"config", "check"});
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
  EXPECT_THAT(ran.out, HasSubstr("telar.yaml:2"));
  EXPECT_THAT(ran.out, HasSubstr("telar.yaml:3"));
  ran = telar.Run({"config", "check", "--json"});
  EXPECT_EQ(json::parse(ran.out).at("problems").size(), 2U);
  telar.folder.Write("good.yaml", "invoices:\n  workers: 3\n");
  ran = telar.Run({"config", "check", "--config", "good.yaml"});
  EXPECT_EQ(ran.exit, ExitCode::kDone);
  EXPECT_THAT(ran.out, HasSubstr("good.yaml"));
}

TEST(ConfigCheck, WantsKeyAndValueOfASetting) {
  InProcess telar;
  EXPECT_EQ(telar.Run({"config", "check", "--set", "invoices.workers"}).exit, ExitCode::kUsage);
  EXPECT_EQ(telar.Run({"config", "check", "--set", "=2"}).exit, ExitCode::kUsage);
}

TEST(Config, ShowsTheFlagsThatStandForSettings) {
  InProcess telar;
  EXPECT_THAT(telar.Run({"config", "show", "-v"}).out, HasSubstr("debug"));
  EXPECT_THAT(telar.Run({"config", "show", "--quiet"}).out, HasSubstr("error"));
  EXPECT_THAT(telar.Run({"config", "show", "--log-format", "json"}).out, HasSubstr("json"));
}

TEST(ConfigSchema, IsJson) {
  InProcess telar;
  EXPECT_TRUE(json::parse(telar.Run({"config", "schema"}).out).contains("properties"));
}

TEST(ConfigReference, NamesSettingsAsMarkdownAndAsJson) {
  InProcess telar;
  EXPECT_THAT(telar.Run({"config", "reference"}).out, HasSubstr("invoices.database"));
  const json reference = json::parse(telar.Run({"config", "reference", "--json"}).out);
  EXPECT_THAT(reference.at("markdown").get<std::string>(), HasSubstr("invoices.database"));
}

}  // namespace
}  // namespace telar::app
