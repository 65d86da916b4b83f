// Structured invoices through the commands: alone, and inside a PDF.
#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/digest.h"
#include "tests/app/paper.h"
#include "tests/app/program.h"
#include "tests/support/paths.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::Contains;
using ::testing::HasSubstr;
using testing::HybridInvoice;
using testing::InProcess;
using ::testing::IsEmpty;
using testing::XmlInvoice;

std::string Replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

json Read(const std::string& name, const std::string& bytes) {
  InProcess telar;
  telar.folder.Write(name, bytes);
  const auto ran = telar.Run({"invoices", "read", "--json", name});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.out << ran.err;
  return json::parse(ran.out);
}

TEST(InvoicesReadXml, ReadsAnXmlByTheContract) {
  const json report = Read("a.xml", XmlInvoice());
  EXPECT_EQ(report.at("kind"), "xml");
  EXPECT_EQ(report.at("reader"), "einvoice");
  EXPECT_EQ(report.at("pages"), 0);
  EXPECT_EQ(report.at("verdict"), "accept") << report.at("reasons");
  const json& total = report.at("fields").at("total");
  EXPECT_EQ(total.at("value"), "112.00");
  EXPECT_EQ(total.at("how"), "xml");
  EXPECT_EQ(total.at("confidence"), 1);
  EXPECT_EQ(total.at("page"), 1);
  EXPECT_TRUE(total.at("box").is_null());
  EXPECT_EQ(report.at("lines").size(), 2U);
}

TEST(InvoicesReadXml, ReadsTheExamplesOfEverySyntax) {
  const fs::path folder = testing::SourceDir() / "tests/golden/einvoices";
  for (const char* name :
       {"facturae_322", "cfdi_40_ingreso", "cfdi_40_egreso", "cfdi_33_honorarios"}) {
    const json want =
        json::parse(testing::ReadFile(folder / (std::string(name) + ".invoice.json")));
    const json got = Read("a.xml", testing::ReadFile(folder / (std::string(name) + ".xml")));
    EXPECT_EQ(got.at("verdict"), "accept") << name << got.at("reasons");
    EXPECT_EQ(got.at("fields").at("total").at("value"), want.at("fields").at("total")) << name;
  }
}

TEST(InvoicesReadXml, SendsAnXmlThatDoesNotAddUpToAPerson) {
  const json report =
      Read("a.xml", Replaced(XmlInvoice(), "TaxInclusiveAmount currencyID=\"USD\">112.00",
                             "TaxInclusiveAmount currencyID=\"USD\">121.00"));
  EXPECT_EQ(report.at("verdict"), "review");
  EXPECT_THAT(report.at("reasons").at(0), HasSubstr("total with tax 112.00, published 121.00"));
  EXPECT_EQ(report.at("fields").at("total").at("value"), "121.00");
}

TEST(InvoicesReadXml, PrefersTheXmlInsideAPdf) {
  const json report = Read("a.pdf", HybridInvoice(XmlInvoice()));
  EXPECT_EQ(report.at("kind"), "pdf");
  EXPECT_EQ(report.at("reader"), "einvoice");
  EXPECT_EQ(report.at("pages"), 1);
  EXPECT_EQ(report.at("verdict"), "accept") << report.at("reasons");
  const json& total = report.at("fields").at("total");
  EXPECT_EQ(total.at("how"), "xml");
  EXPECT_EQ(total.at("box").size(), 4U) << "it is printed too";
}

TEST(InvoicesReadXml, FindsAnXmlThatNothingNames) {
  const json report = Read("a.pdf", HybridInvoice(XmlInvoice(), "", false));
  EXPECT_EQ(report.at("reader"), "einvoice");
  EXPECT_EQ(report.at("verdict"), "accept") << report.at("reasons");
}

TEST(InvoicesReadXml, SendsAPdfWhosePagesSaySomethingElseToAPerson) {
  std::string xml = Replaced(XmlInvoice(), ">112.00", ">122.00");
  xml = Replaced(Replaced(xml, ">12.00", ">22.00"), ">12<", ">22<");
  const json report = Read("a.pdf", HybridInvoice(xml));
  EXPECT_EQ(report.at("verdict"), "review");
  EXPECT_THAT(report.at("reasons").get<std::vector<std::string>>(),
              Contains("xml_page_differ: total is 122.00 in the XML and 112.00 on page 1"));
}

TEST(InvoicesReadXml, ReadsThePagesWhereTheAttachmentCannotBeRead) {
  const json report = Read("a.pdf", HybridInvoice("<Invoice><!DOCTYPE x>"));
  EXPECT_EQ(report.at("reader"), "text");
  EXPECT_EQ(report.at("fields").at("total").at("value"), "112.00");
  EXPECT_EQ(report.at("verdict"), "review");
  EXPECT_THAT(report.at("reasons").at(0), HasSubstr("xml_attachment: the attachment factur-x.xml"));
}

TEST(InvoicesReadXml, ReadsAPdfWithAnotherXmlAsAnyPdf) {
  const json report = Read("a.pdf", HybridInvoice("<order/>", "order-x.xml"));
  EXPECT_EQ(report.at("reader"), "text");
  EXPECT_EQ(report.at("verdict"), "accept") << report.at("reasons");
}

TEST(InvoicesReadXml, PrintsWhatAnXmlPublishesAsItsText) {
  InProcess telar;
  telar.folder.Write("a.xml", XmlInvoice());
  EXPECT_THAT(telar.Run({"invoices", "read", "--text", "a.xml"}).out,
              HasSubstr("/Invoice/cbc:ID  F-2026-001\n"));
  const json text = json::parse(telar.Run({"invoices", "read", "--text", "--json", "a.xml"}).out);
  EXPECT_THAT(text.at("pages"), IsEmpty());
  EXPECT_EQ(text.at("published").at(0).at("text"), "F-2026-001");
}

TEST(InvoicesReadXml, SaysThatAnXmlHasNoWordsAndNoPages) {
  InProcess telar;
  telar.folder.Write("a.xml", XmlInvoice());
  auto ran = telar.Run({"invoices", "read", "--words", "--json", "a.xml"});
  EXPECT_EQ(ran.exit, ExitCode::kDone);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, HasSubstr("a.xml: an XML has no words on pages"));
  ran = telar.Run({"invoices", "read", "--render", "seen/", "a.xml"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("a.xml: an XML has no pages to draw"));
}

TEST(InvoicesReadXml, ExplainsThatAValueIsPublishedAndPrinted) {
  InProcess telar;
  telar.folder.Write("a.pdf", HybridInvoice(XmlInvoice()));
  const json report =
      json::parse(telar.Run({"invoices", "read", "--explain", "--json", "a.pdf"}).out);
  const json& total = report.at("explain").at("total").at(0);
  EXPECT_EQ(total.at("value"), "112.00");
  EXPECT_EQ(total.at("chosen"), true);
  EXPECT_EQ(total.at("evidence").at(0).at("name"), "published");
  EXPECT_EQ(total.at("evidence").at(1).at("name"), "printed_too");
  telar.folder.Write("a.xml", XmlInvoice());
  EXPECT_THAT(telar.Run({"invoices", "read", "--explain", "a.xml"}).out,
              HasSubstr("in the XML, not printed"));
}

TEST(InvoicesRunXml, BringsAnXmlAndAHybridFromTheInboxToTheArchive) {
  InProcess telar;
  const std::string xml = XmlInvoice("F-2026-002"), hybrid = HybridInvoice(XmlInvoice());
  telar.folder.Write("inbox/a.xml", xml);
  telar.folder.Write("inbox/b.pdf", hybrid);
  const auto ran = telar.Run({"invoices", "run", "--class", "preventiva", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.out << ran.err;
  EXPECT_EQ(json::parse(ran.out).at("counts").at("rows"), 4);
  EXPECT_TRUE(fs::exists(telar.folder / ("archive/preventivos/" + Sha256Hex(xml) + ".xml")));
  EXPECT_TRUE(fs::exists(telar.folder / ("archive/preventivos/" + Sha256Hex(hybrid) + ".pdf")));
}

TEST(InvoicesRunXml, LetsAnXmlWithoutAClassWait) {
  InProcess telar;
  telar.folder.Write("inbox/a.xml", XmlInvoice());
  const auto ran = telar.Run({"invoices", "run", "--quiet"});
  EXPECT_EQ(ran.exit, ExitCode::kSomeNeedPeople);
  EXPECT_THAT(ran.out, HasSubstr("no_class"));
  EXPECT_EQ(telar.Run({"invoices", "run", "--class", "correctiva"}).exit, ExitCode::kDone);
}

}  // namespace
}  // namespace telar::app
