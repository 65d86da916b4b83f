#include "invoices/templates/draft.h"

#include <gmock/gmock.h>

#include "invoices/extract.h"
#include "invoices/templates/draft_patterns.h"
#include "invoices/templates/layout_text.h"
#include "invoices/templates/library.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/text_document.h"

namespace telar::invoices::templates {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using testing::StatusIs;

constexpr std::string_view kPage = R"(
Telas Medina GmbH
USt-IdNr. DE136695976
Hauptstr. 5, 10115 Berlin

Rechnung Nr. R-2024-77          Datum: 15.03.2024

Bezeichnung        Menge      Preis    Betrag
Stoff rot              2      10,00     20,00
Garn blau              4      20,00     80,00

Netto                                  100,00
MwSt. 19%                               19,00
Gesamtbetrag                     EUR    119,00
)";

TEST(DraftTemplate, GivesBackWhatWasRead) {
  const testing::FakeClock clock;
  documents::Document document = testing::TextDocument(kPage);
  document.pages[0].layout_text = std::string(kPage) + "\f";
  const Invoice invoice = Extract(document);
  ASSERT_OK_AND_ASSIGN(const Draft draft, DraftTemplate(document, invoice, clock));
  ASSERT_OK_AND_ASSIGN(const auto t, ParseTemplate(draft.yaml, "draft.yml"));
  const std::string text = PrintedText(document);
  EXPECT_TRUE(t->Matches(text)) << draft.yaml;
  Matching matching(clock);
  ASSERT_OK_AND_ASSIGN(const Extraction result,
                       templates::Run(*t, {.text = text, .crop = {}}, matching));
  EXPECT_EQ(ToJson(*result.fields.Find("amount")), "119.0") << draft.yaml;
  EXPECT_EQ(ToJson(*result.fields.Find("date")), "\"2024-03-15\"") << draft.yaml;
  EXPECT_EQ(result.fields.Find("invoice_number")->ToText(), "R-2024-77") << draft.yaml;
  EXPECT_EQ(result.fields.Find("issuer")->ToText(), invoice.Find("supplier")->value);
  ASSERT_EQ(draft.lines, 2U) << draft.yaml;
  EXPECT_EQ(result.fields.Find("lines")->AsList()->size(), 2U);
}

TEST(DraftTemplate, ADocumentWithoutSupplierCannotBeKnownAgain) {
  const testing::FakeClock clock;
  const documents::Document document = testing::TextDocument("1 2 3");
  EXPECT_THAT(DraftTemplate(document, Invoice(), clock), StatusIs(Code::kInvalidInput));
}

TEST(Patterns, StandBehindTheWordsOfTheLineOrUnderTheirHeading) {
  EXPECT_THAT(PatternsAround("Invoice no. 77\n", "77", "\\d+"),
              Contains("Invoice\\s+no\\.\\s*(\\d+)"));
  EXPECT_THAT(PatternsAround("Date        Number\n1 May      77\n", "77", "\\d+"),
              Contains(HasSubstr("Number[^\\n]*\\n\\s*(?:\\S+\\s+){2}(\\d+)")));
  EXPECT_TRUE(PatternsAround("a", "b", "\\d+").empty());
}

TEST(Patterns, ShapesKeepTheSigns) {
  EXPECT_EQ(ShapeOf("7. Mai 2014"), "\\d{1,2}\\.\\s+[^\\W\\d_]+\\s+\\d{4}");
}

TEST(Patterns, QuotesAreDoubledInYaml) { EXPECT_EQ(YamlQuoted("it's"), "'it''s'"); }

}  // namespace
}  // namespace telar::invoices::templates
