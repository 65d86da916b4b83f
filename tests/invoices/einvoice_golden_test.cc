// Every tests/golden/einvoices/NAME.xml with a NAME.invoice.json beside it is read, and becomes the
// invoice that the JSON says: "fields" (null: must be absent), "lines" (only the keys given are
// compared), "verdict", and "reasons" where it is not accepted. A new case needs no code.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "documents/einvoice/read.h"
#include "invoices/from_einvoice.h"
#include "invoices/invoice_json.h"
#include "tests/support/paths.h"

namespace telar::invoices {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

const fs::path kFolder = testing::SourceDir() / "tests/golden/einvoices";

std::string Contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> Cases() {
  constexpr std::string_view kEnd = ".invoice.json";
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(kEnd)) names.push_back(name.substr(0, name.size() - kEnd.size()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

documents::EInvoice ReadXml(const std::string& bytes) {
  const auto tree = documents::einvoice::XmlTree::Parse(bytes);
  if (!tree.ok()) return {};
  auto read = documents::einvoice::ReadEInvoice(**tree);
  return read.ok() ? *std::move(read) : documents::EInvoice{};
}

class EInvoiceGolden : public ::testing::TestWithParam<std::string> {};

TEST_P(EInvoiceGolden, BecomesTheInvoiceItsFileSays) {
  const Json want = Json::parse(Contents(kFolder / (GetParam() + ".invoice.json")));
  ReadReport report;
  report.invoice = FromEInvoice(ReadXml(Contents(kFolder / (GetParam() + ".xml"))));
  const Json got = Json::parse(ReadReportJson(report));
  EXPECT_EQ(got["verdict"], want["verdict"]) << got["reasons"];
  if (want.contains("reasons")) {
    EXPECT_EQ(got["reasons"], want["reasons"]);
  }
  for (const auto& [name, value] : want["fields"].items()) {
    const Json found = got["fields"].contains(name) ? got["fields"][name]["value"] : Json(nullptr);
    EXPECT_EQ(found, value) << name;
  }
  ASSERT_EQ(got["lines"].size(), want["lines"].size()) << got["lines"].dump(1);
  for (std::size_t i = 0; i < want["lines"].size(); ++i) {
    for (const auto& [key, value] : want["lines"][i].items())
      EXPECT_EQ(got["lines"][i][key], value) << "line " << i + 1 << " " << key;
  }
}

INSTANTIATE_TEST_SUITE_P(Files, EInvoiceGolden, ::testing::ValuesIn(Cases()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace telar::invoices
