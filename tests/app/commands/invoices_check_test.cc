#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "core/text.h"
#include "tests/app/paper.h"
#include "tests/app/program.h"
#include "tests/support/paths.h"

namespace telar::app {
namespace {

using nlohmann::json;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using testing::InProcess;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::PaperInvoice;

std::string Valid(const std::string& name) {
  return testing::ReadFile(testing::SourceDir() / "tests/golden/rules" / name);
}

std::string Broken() {
  std::string xml = Valid("invoice.ubl.xml");
  const std::string payable = ">200.00</cbc:PayableAmount>";
  xml.replace(xml.find(payable), payable.size(), ">199.00</cbc:PayableAmount>");
  return xml;
}

std::vector<json> Lines(const std::string& text) {
  std::vector<json> lines;
  for (const std::string_view line : Split(text, '\n')) {
    if (!line.empty()) lines.push_back(json::parse(line));
  }
  return lines;
}

TEST(InvoicesCheck, EndsWellWhereNoRuleFailsAndCountsWhatDidNotRun) {
  InProcess telar;
  telar.folder.Write("a.xml", Valid("invoice.ubl.xml"));
  const auto ran = telar.Run({"invoices", "check", "a.xml"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("UBL invoice, EN 16931"));
  EXPECT_THAT(ran.out, HasSubstr("0 failed"));
  EXPECT_THAT(ran.out, HasSubstr("not run"));
  EXPECT_THAT(ran.out, Not(HasSubstr("valid")));
}

TEST(InvoicesCheck, ShowsRuleLineAndPathOfAFailure) {
  InProcess telar;
  telar.folder.Write("a.xml", Broken());
  const auto ran = telar.Run({"invoices", "check", "a.xml"});
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken);
  EXPECT_THAT(ran.out, HasSubstr("1 failed"));
  EXPECT_THAT(ran.out, HasSubstr("BR-CO-16"));
  EXPECT_THAT(ran.out, HasSubstr("LegalMonetaryTotal"));
  EXPECT_THAT(ran.out, Not(HasSubstr("BR-CO-10")));
}

TEST(InvoicesCheck, ShowsEveryRuleWhenAsked) {
  InProcess telar;
  telar.folder.Write("a.xml", Valid("invoice.cii.xml"));
  const auto ran = telar.Run({"invoices", "check", "-v", "a.xml"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("BR-CO-10"));
  EXPECT_THAT(ran.out, HasSubstr("not_run"));
}

TEST(InvoicesCheck, SpeaksSpanish) {
  InProcess telar;
  telar.folder.Write("a.xml", Broken());
  const auto ran = telar.Run({"invoices", "check", "--lang", "es", "a.xml"});
  EXPECT_THAT(ran.out, HasSubstr("no se cumplen"));
  EXPECT_THAT(ran.out, HasSubstr("importe a pagar"));
}

TEST(InvoicesCheck, PrintsOneObjectALineByTheContract) {
  InProcess telar;
  telar.folder.Write("a.xml", Broken());
  telar.folder.Write("b.xml", Valid("invoice.cii.xml"));
  const auto ran = telar.Run({"invoices", "check", "--json", "a.xml", "b.xml"});
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken);
  const std::vector<json> lines = Lines(ran.out);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].at("file"), "a.xml");
  EXPECT_EQ(lines[0].at("syntax"), "ubl-invoice");
  EXPECT_EQ(lines[1].at("syntax"), "cii");
  EXPECT_TRUE(lines[0].at("error").is_null());
  EXPECT_GT(lines[0].at("rules").size(), 200U);
  int failed = 0;
  for (const json& rule : lines[0].at("rules")) {
    const std::string result = rule.at("result");
    EXPECT_TRUE(result == "pass" || result == "fail" || result == "not_run");
    EXPECT_FALSE(rule.at("text").get<std::string>().empty());
    EXPECT_EQ(rule.at("path").is_null(), result != "fail");
    if (result != "fail") continue;
    ++failed;
    EXPECT_EQ(rule.at("id"), "BR-CO-16");
    EXPECT_EQ(rule.at("path"), "/Invoice/cac:LegalMonetaryTotal");
    EXPECT_GT(rule.at("line").get<int>(), 100);
  }
  EXPECT_EQ(failed, 1);
}

std::string WithALongCardNumber() {
  std::string xml = Valid("invoice.ubl.xml");
  const std::string end = "</cbc:PrimaryAccountNumberID>";
  return xml.insert(xml.find(end), "0000000000");
}

TEST(InvoicesCheck, ShowsWhichFailureTheRulesOnlyWarnOf) {
  InProcess telar;
  telar.folder.Write("a.xml", WithALongCardNumber());
  const auto ran = telar.Run({"invoices", "check", "a.xml"});
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken);
  EXPECT_THAT(ran.out, HasSubstr("1 failed, 1 of them a warning,"));
  EXPECT_THAT(ran.out, ContainsRegex("BR-51 +warning"));
  EXPECT_THAT(telar.Run({"invoices", "check", "--lang", "es", "a.xml"}).out,
              ContainsRegex("BR-51 +advertencia"));
}

TEST(InvoicesCheck, FlagsAWarningBesideItsResult) {
  InProcess telar;
  telar.folder.Write("a.xml", WithALongCardNumber());
  const json line = Lines(telar.Run({"invoices", "check", "--json", "a.xml"}).out).at(0);
  EXPECT_EQ(line.at("counts").at("failed"), 1);
  EXPECT_EQ(line.at("counts").at("warnings"), 1);
  int warnings = 0;
  for (const json& rule : line.at("rules")) {
    if (rule.at("result") != "fail") continue;
    ++warnings;
    EXPECT_EQ(rule.at("flag"), "warning");
    EXPECT_EQ(rule.at("id"), "BR-51");
    EXPECT_GT(rule.at("line").get<int>(), 1);
  }
  EXPECT_EQ(warnings, 1);
}

TEST(InvoicesCheck, ChecksTheInvoiceInAnEnvelopeAndSaysSo) {
  InProcess telar;
  std::string broken = Broken();
  broken = broken.substr(broken.find("?>") + 2);
  telar.folder.Write("a.xml",
                     "<StandardBusinessDocument>" + broken + "</StandardBusinessDocument>");
  const auto ran = telar.Run({"invoices", "check", "a.xml"});
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("UBL invoice inside StandardBusinessDocument"));
  EXPECT_THAT(ran.out, HasSubstr("1 failed"));
  const json line = Lines(telar.Run({"invoices", "check", "--json", "a.xml"}).out).at(0);
  EXPECT_EQ(line.at("envelope"), "StandardBusinessDocument");
  EXPECT_EQ(line.at("syntax"), "ubl-invoice");
  EXPECT_EQ(line.at("invoices"), 1);
}

TEST(InvoicesCheck, TellsWhatItCannotCheck) {
  InProcess telar;
  telar.folder.Write("facturae.xml", "<Facturae/>");
  telar.folder.Write("cut.xml", Valid("invoice.ubl.xml").substr(0, 3000));
  telar.folder.Write("plain.pdf", PaperInvoice());
  const auto ran =
      telar.Run({"invoices", "check", "--json", "facturae.xml", "cut.xml", "plain.pdf", "no.xml"});
  EXPECT_EQ(ran.exit, ExitCode::kAllFailed);
  for (const json& line : Lines(ran.out)) {
    EXPECT_THAT(line.at("rules"), IsEmpty());
    EXPECT_TRUE(line.at("syntax").is_null());
    EXPECT_FALSE(line.at("error").at("message").get<std::string>().empty());
  }
  telar.folder.Write("a.xml", Valid("invoice.ubl.xml"));
  EXPECT_EQ(telar.Run({"invoices", "check", "a.xml", "no.xml"}).exit, ExitCode::kSomeNeedPeople);
}

}  // namespace
}  // namespace telar::app
