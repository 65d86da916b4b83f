// Every tests/golden/templates/NAME.yml is a template, NAME.txt a text it is for, and NAME.json the
// result as invoice2data prints it ("error" when it does not apply). A new case needs no code.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "invoices/templates/library.h"
#include "tests/support/fake_clock.h"
#include "tests/support/paths.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::invoices::templates {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = testing::SourceDir() / "tests/golden/templates";

std::vector<std::string> Cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".yml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Golden : public ::testing::TestWithParam<std::string> {};

TEST_P(Golden, GivesWhatItsFileSays) {
  const auto file = [](const std::string& ending) {
    return testing::ReadFile(kFolder / (GetParam() + ending));
  };
  const testing::FakeClock clock;
  Matching matching(clock);
  ASSERT_OK_AND_ASSIGN(const auto t, ParseTemplate(file(".yml"), GetParam() + ".yml"));
  const std::string text = file(".txt");
  EXPECT_TRUE(t->Matches(text));
  const auto result = templates::Run(*t, {.text = text, .crop = {}}, matching);
  Map error;
  if (!result.ok()) error.Set("error", result.status().FullMessage());
  const std::string got = ToJson(result.ok() ? result->fields : error);
  using Json = nlohmann::ordered_json;
  EXPECT_EQ(Json::parse(got).dump(1), Json::parse(file(".json")).dump(1));
}

INSTANTIATE_TEST_SUITE_P(Templates, Golden, ::testing::ValuesIn(Cases()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace telar::invoices::templates
