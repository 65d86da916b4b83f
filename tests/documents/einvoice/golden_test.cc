// Every tests/golden/einvoices/NAME.xml with a NAME.einvoice.txt beside it is read and must give
// what stands there, in the words of dump.h. With TELAR_WRITE_GOLDEN set the texts are written
// instead, for a person to compare with the XML.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "documents/einvoice/read.h"
#include "documents/einvoice/rules/check_rules.h"
#include "tests/documents/einvoice/dump.h"
#include "tests/support/paths.h"
#include "tests/support/status_matchers.h"

namespace telar::documents::einvoice {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = testing::SourceDir() / "tests/golden/einvoices";
constexpr std::string_view kEnd = ".einvoice.txt";

std::string Contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> Cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(kEnd)) names.push_back(name.substr(0, name.size() - kEnd.size()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

class EInvoiceFile : public ::testing::TestWithParam<std::string> {};

TEST_P(EInvoiceFile, GivesWhatIsWrittenBesideIt) {
  const fs::path text = kFolder / (GetParam() + std::string(kEnd));
  ASSERT_OK_AND_ASSIGN(const auto tree, XmlTree::Parse(Contents(kFolder / (GetParam() + ".xml"))));
  ASSERT_OK_AND_ASSIGN(const EInvoice invoice, ReadEInvoice(*tree));
  if (std::getenv("TELAR_WRITE_GOLDEN") != nullptr) std::ofstream(text) << Dump(invoice);
  EXPECT_EQ(Dump(invoice), Contents(text));
}

TEST(EInvoiceFiles, ThoseCalledValidSatisfyEveryRule) {
  for (const std::string name : {"ubl_invoice", "ubl_creditnote", "cii_en16931"}) {
    ASSERT_OK_AND_ASSIGN(const auto tree, XmlTree::Parse(Contents(kFolder / (name + ".xml"))));
    ASSERT_OK_AND_ASSIGN(const RuleReport report, CheckRules(*tree));
    for (const RuleOutcome& rule : report.rules) {
      EXPECT_NE(rule.result, RuleResult::kFail) << name << " " << rule.id << " " << rule.text;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Files, EInvoiceFile, ::testing::ValuesIn(Cases()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace telar::documents::einvoice
