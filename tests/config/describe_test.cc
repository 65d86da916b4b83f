#include "config/describe.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "config/table.h"
#include "core/text.h"
#include "tests/support/paths.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::config {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

Loaded LoadWith(Environment environment) {
  LoadOptions options;
  options.environment = std::move(environment);
  options.working_folder = "/no such folder";
  auto loaded = Load(options);
  EXPECT_OK(loaded);
  return *std::move(loaded);
}

TEST(Show, TellsEveryValueAndWhereItCameFrom) {
  const std::string shown = RenderShow(LoadWith({{"TELAR_READER_PAGES", "7"}}));
  EXPECT_THAT(shown, ::testing::ContainsRegex("reader.pages +7 +environment TELAR_READER_PAGES\n"));
  EXPECT_THAT(shown, ::testing::ContainsRegex("reader.dpi +300 +default\n"));
  EXPECT_EQ(std::count(shown.begin(), shown.end(), '\n'),
            static_cast<std::ptrdiff_t>(Table().size()));
}

TEST(Show, MasksSecrets) {
  const Loaded loaded =
      LoadWith({{"TELAR_INVOICES_DATABASE", "mysql://u:hunter2@h/d?ssl_key=hunter3"},
                {"TELAR_POS_KLK_URL", "secret:klk"},
                {"TELAR_SECRET_KLK", "http://hunter4"}});
  for (const std::string& text : {RenderShow(loaded), RenderShowJson(loaded)}) {
    EXPECT_THAT(text, HasSubstr("mysql://u:***@h:3306/d"));
    EXPECT_THAT(text, Not(HasSubstr("hunter")));
  }
}

TEST(Show, MasksWhatIsASecretByItsNature) {
  const Loaded loaded =
      LoadWith({{"MLFLOW_TRACKING_PASSWORD", "hunter2"}, {"AWS_SECRET_ACCESS_KEY", "hunter3"}});
  EXPECT_EQ(loaded.settings.mlflow.password.Reveal(), "hunter2");
  for (const std::string& text : {RenderShow(loaded), RenderShowJson(loaded)}) {
    EXPECT_THAT(text, Not(HasSubstr("hunter")));
  }
}

TEST(Show, HasAJsonForm) {
  const Json json = Json::parse(RenderShowJson(LoadWith({{"LOG_LEVEL", "DEBUG"}})));
  EXPECT_TRUE(json["file"].is_null());
  ASSERT_EQ(json["settings"].size(), Table().size());
  for (const Json& setting : json["settings"]) {
    if (setting["key"] != "log.level") continue;
    EXPECT_EQ(setting["value"], "debug");
    EXPECT_EQ(setting["layer"], "environment");
    EXPECT_EQ(setting["where"], "environment LOG_LEVEL");
  }
}

TEST(Schema, KnowsEverySettingAndNothingElse) {
  const Json schema = Json::parse(JsonSchema());
  for (const Setting& setting : Table()) {
    const Json* at = &schema;
    for (const std::string_view name : Split(setting.key, '.')) {
      EXPECT_EQ((*at)["additionalProperties"], false) << setting.key;
      at = &(*at)["properties"][std::string(name)];
    }
    EXPECT_EQ((*at)["description"], setting.doc);
    EXPECT_TRUE(at->contains("default")) << setting.key;
  }
  EXPECT_EQ(schema["properties"]["reader"]["properties"]["dpi"]["anyOf"][0]["minimum"], 72);
}

TEST(Reference, NamesEverySettingAndItsVariables) {
  const std::string page = SettingsReference();
  for (const Setting& setting : Table()) {
    EXPECT_THAT(page, HasSubstr("| `" + std::string(setting.key) + "` |"));
    EXPECT_THAT(page, HasSubstr("`" + setting.EnvironmentName() + "`"));
    for (const std::string_view name : setting.old_names) EXPECT_THAT(page, HasSubstr(name));
  }
}

std::string Shipped(const char* path) { return testing::ReadFile(testing::SourceDir() / path); }

TEST(ShippedFiles, AreWhatTheTableMakes) {
  EXPECT_TRUE(Shipped("config/telar.schema.json") == JsonSchema())
      << "run: telar config schema > config/telar.schema.json";
  EXPECT_TRUE(Shipped("docs/guides/settings.md") == SettingsReference())
      << "run: telar config reference > docs/guides/settings.md";
}

}  // namespace
}  // namespace telar::config
