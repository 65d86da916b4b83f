#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/app/program.h"

namespace telar::app {
namespace {

using ::testing::HasSubstr;
using testing::InProcess;

TEST(Version, NamesProgramLibrariesAndLicence) {
  InProcess telar;
  const auto ran = telar.Run({"version"});
  EXPECT_EQ(ran.exit, ExitCode::kDone);
  for (const char* part :
       {"compiler: ", "SQLite ", "Apache-2.0", "telar-reader links Poppler", "GPL"}) {
    EXPECT_THAT(ran.out, HasSubstr(part));
  }
}

TEST(Version, IsOneObjectForPrograms) {
  InProcess telar;
  const auto json = nlohmann::json::parse(telar.Run({"version", "--json"}).out);
  EXPECT_THAT(json.at("version").get<std::string>(),
              ::testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
  for (const auto& [name, version] : json.at("libraries").items()) {
    EXPECT_NE(version, "") << name;
  }
}

}  // namespace
}  // namespace telar::app
