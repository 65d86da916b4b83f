#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/app/program.h"
#include "tests/support/pdf_writer.h"

namespace telar::app {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

class Templates : public ::testing::Test {
 protected:
  Templates() {
    telar_.folder.Write("a.pdf", testing::PdfWriter()
                                     .Page()
                                     .Text(72, 80, "Telas Medina GmbH")
                                     .Text(72, 95, "USt-IdNr. DE136695976")
                                     .Text(72, 130, "Rechnung Nr. R-2024-77")
                                     .Text(400, 130, "Datum: 15.03.2024")
                                     .Text(72, 160, "Netto")
                                     .Text(400, 160, "100,00")
                                     .Text(72, 175, "MwSt. 19%")
                                     .Text(400, 175, "19,00")
                                     .Text(72, 190, "Gesamtbetrag EUR")
                                     .Text(400, 190, "119,00")
                                     .Bytes());
    telar_.folder.Write("t/medina.yml", R"(
issuer: Medina
keywords: [Telas Medina]
fields:
  amount: Gesamtbetrag EUR\s+([\d,]+)
  date: 'Datum: (\S+)'
  invoice_number: Rechnung Nr\. (\S+)
  static_shelf: B7
options: {decimal_separator: ',', date_formats: ['%d.%m.%Y']}
)");
  }

  testing::InProcess telar_;
};

TEST_F(Templates, AreRunByReadAndPrintTheirOwnOutput) {
  const auto ran = telar_.Run({"invoices", "read", "--json", "--templates", "t", "a.pdf"});
  const Json json = Json::parse(ran.out);
  EXPECT_EQ(json["template"]["name"], "medina.yml");
  EXPECT_EQ(json["template"]["fields"]["shelf"], "B7");
  EXPECT_EQ(json["template"]["fields"]["amount"], 119.0);
  EXPECT_EQ(json["fields"]["total"]["value"], "119.00");
  EXPECT_EQ(json["fields"]["total"]["how"], "template");
  EXPECT_EQ(json["fields"]["supplier"]["value"], "Medina");
}

TEST_F(Templates, MayStandInTheSettings) {
  telar_.environment["TELAR_INVOICES_TEMPLATES"] = "t";
  const auto ran = telar_.Run({"invoices", "read", "--json", "a.pdf"});
  EXPECT_EQ(Json::parse(ran.out)["template"]["name"], "medina.yml");
}

TEST_F(Templates, WithoutThemTheOutputIsAsBefore) {
  const auto ran = telar_.Run({"invoices", "read", "--json", "a.pdf"});
  EXPECT_FALSE(Json::parse(ran.out).contains("template"));
}

TEST_F(Templates, AFolderThatIsMissingIsToldOf) {
  const auto ran = telar_.Run({"invoices", "read", "--templates", "none", "a.pdf"});
  EXPECT_NE(ran.exit, ExitCode::kDone);
  EXPECT_THAT(ran.err, HasSubstr("load templates"));
}

TEST_F(Templates, ABrokenOneIsNamedAndTheOthersRun) {
  telar_.folder.Write("t/nl/broken.yml", "keywords: [\n");
  const auto ran = telar_.Run({"invoices", "read", "--templates", "t", "a.pdf"});
  EXPECT_THAT(ran.err, HasSubstr("template left out: nl/broken.yml:2: not valid YAML"));
  EXPECT_THAT(ran.out, HasSubstr("template medina.yml"));
}

TEST_F(Templates, TestNamesWhatEachFieldGaveAndWhatIsMissing) {
  telar_.folder.Write("b.pdf", testing::PdfWriter().Page().Text(72, 80, "Medina").Bytes());
  const auto ran = telar_.Run({"invoices", "template", "test", "t", "a.pdf", "b.pdf"});
  EXPECT_EQ(ran.exit, ExitCode::kSomeNeedPeople);
  EXPECT_THAT(ran.out, HasSubstr("medina.yml"));
  EXPECT_THAT(ran.out, HasSubstr("R-2024-77"));
  EXPECT_THAT(ran.out, HasSubstr("no template matches"));
}

TEST_F(Templates, ADraftGivesBackItsDocument) {
  const auto drafted = telar_.Run({"invoices", "template", "new", "a.pdf", "--out", "drafts.yml"});
  EXPECT_EQ(drafted.exit, ExitCode::kDone) << drafted.err;
  telar_.folder.Write("d/draft.yml", testing::ReadFile(telar_.folder / "drafts.yml"));
  const auto ran = telar_.Run({"invoices", "read", "--json", "--templates", "d", "a.pdf"});
  const Json json = Json::parse(ran.out);
  EXPECT_EQ(json["template"]["name"], "draft.yml");
  EXPECT_EQ(json["template"]["fields"]["amount"], 119.0);
  EXPECT_EQ(json["template"]["fields"]["date"], "2024-03-15");
  const auto again = telar_.Run({"invoices", "template", "new", "a.pdf", "--out", "drafts.yml"});
  EXPECT_NE(again.exit, ExitCode::kDone);
  EXPECT_THAT(again.err, HasSubstr("--force"));
}

}  // namespace
}  // namespace telar::app
