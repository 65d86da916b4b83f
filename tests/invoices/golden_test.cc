// Every tests/golden/invoices/NAME.txt is a page as monospace text (a form feed between pages);
// NAME.json beside it says what must be read: "fields" (null: must be absent), "lines" (only the
// keys given are compared), "verdict". A new case needs no code.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "invoices/extract.h"
#include "invoices/invoice_json.h"
#include "tests/support/paths.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

const fs::path kFolder = testing::SourceDir() / "tests/golden/invoices";

std::string Contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> Cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Golden : public ::testing::TestWithParam<std::string> {};

TEST_P(Golden, IsReadAsItsFileSays) {
  const Json want = Json::parse(Contents(kFolder / (GetParam() + ".json")));
  ReadReport report;
  report.invoice = Extract(testing::TextDocument(Contents(kFolder / (GetParam() + ".txt"))));
  const Json got = Json::parse(ReadReportJson(report));
  for (const auto& [name, value] : want["fields"].items()) {
    const Json found = got["fields"].contains(name) ? got["fields"][name]["value"] : Json(nullptr);
    EXPECT_EQ(found, value) << name;
  }
  if (want.contains("verdict")) {
    EXPECT_EQ(got["verdict"], want["verdict"]) << got["reasons"];
  }
  if (!want.contains("lines")) return;
  ASSERT_EQ(got["lines"].size(), want["lines"].size()) << got["lines"].dump(1);
  for (std::size_t i = 0; i < want["lines"].size(); ++i) {
    for (const auto& [key, value] : want["lines"][i].items()) {
      EXPECT_EQ(got["lines"][i][key], value) << "line " << i + 1 << " " << key;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Invoices, Golden, ::testing::ValuesIn(Cases()),
                         [](const auto& param_info) { return param_info.param; });

}  // namespace
}  // namespace telar::invoices
