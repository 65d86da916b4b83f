#include "invoices/issue_dates.h"

#include <gmock/gmock.h>

#include "invoices/extract.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

std::string FieldOf(std::string_view text, std::string_view name) {
  const Invoice invoice = Extract(testing::TextDocument(text));
  const Field* field = invoice.Find(name);
  return field == nullptr ? "absent" : field->value;
}

TEST(InvoiceDate, IsNotTheDueDateOrTheOrderDate) {
  constexpr std::string_view kText =
      "Fecha de pedido: 01/02/2024\nVencimiento: 30/04/2024\nFecha: 15/03/2024\n";
  EXPECT_EQ(FieldOf(kText, "date"), "2024-03-15");
  EXPECT_EQ(FieldOf(kText, "due_date"), "2024-04-30");
}

TEST(InvoiceDate, FollowsTheOrderOfTheWholeDocument) {
  EXPECT_EQ(FieldOf("Invoice Date: 05/03/2024\nDue date: 05/28/2024\n", "date"), "2024-05-03");
  EXPECT_EQ(FieldOf("Fecha: 05/03/2024\n", "date"), "2024-03-05");
}

TEST(InvoiceDate, IsDoubtfulWhereNothingDecidesItsOrder) {
  const Invoice invoice =
      Extract(testing::TextDocument("Invoice Date: 05/03/2024\nTotal US$ 5.00\n"));
  EXPECT_LT(invoice.Find("date")->confidence, 0.75);
  EXPECT_THAT(invoice.reasons, ::testing::Contains(::testing::HasSubstr("date_order")));
}

TEST(InvoiceDate, IsReadBehindTheNumber) {
  EXPECT_EQ(FieldOf("Facture n° 562044 du 02 juillet 2015", "date"), "2015-07-02");
  EXPECT_EQ(FieldOf("Rechnung Nr. 4711 vom 07.05.2014", "date"), "2014-05-07");
}

TEST(InvoiceDate, MayBeBareBesideItsLabel) {
  EXPECT_EQ(FieldOf("Invoice date: 20140507", "date"), "2014-05-07");
  EXPECT_EQ(FieldOf("Date de facture : 07 05 2014", "date"), "2014-05-07");
}

TEST(InvoiceDate, IsReadFromAScanThatHasLostASignAndAPersonLooksAtIt) {
  const std::string_view text = "SHOP LTD\n27:03/2018 No CS-20242\nTotal 79.50\n";
  const Invoice scan =
      Extract(testing::TextDocument(text, {.source = documents::PageSource::kOcr}));
  ASSERT_NE(scan.Find("date"), nullptr);
  EXPECT_EQ(scan.Find("date")->value, "2018-03-27");
  EXPECT_LT(scan.Find("date")->confidence, 0.8);
  EXPECT_EQ(scan.verdict, Verdict::kReview);
  EXPECT_EQ(FieldOf(text, "date"), "absent") << "a text layer prints what it means";
}

TEST(InvoiceDate, IsTheOneThatIsPrintedAsDatesAre) {
  const Invoice scan = Extract(testing::TextDocument("27:03/2018\n28/03/2018\nTotal 79.50\n",
                                                     {.source = documents::PageSource::kOcr}));
  ASSERT_NE(scan.Find("date"), nullptr);
  EXPECT_EQ(scan.Find("date")->value, "2018-03-28");
}

TEST(InvoiceDate, IsNotAnEndOfThePeriod) {
  constexpr std::string_view kText =
      "Zeitraum 01.05.2014 - 31.05.2014\nMusterstadt, den 7. Juni 2014\n";
  EXPECT_NE(FieldOf(kText, "date"), "2014-05-31");
  EXPECT_NE(FieldOf(kText, "date"), "2014-05-01");
}

TEST(DueDate, IsNamedInManyLanguages) {
  EXPECT_EQ(FieldOf("Zahlbar bis 21.05.2014", "due_date"), "2014-05-21");
  EXPECT_EQ(FieldOf("Fällig am: 21.05.2014", "due_date"), "2014-05-21");
  EXPECT_EQ(FieldOf("Date d'échéance : 21/05/2014", "due_date"), "2014-05-21");
  EXPECT_EQ(FieldOf("Te betalen voor 21-05-2014", "due_date"), "2014-05-21");
  EXPECT_EQ(FieldOf("Termin płatności: 2014-05-21", "due_date"), "2014-05-21");
  EXPECT_EQ(FieldOf("Scadenza 21/05/2014", "due_date"), "2014-05-21");
  EXPECT_EQ(FieldOf("Data de vencimento: 21/05/2014", "due_date"), "2014-05-21");
  EXPECT_EQ(FieldOf("Venciment: 21/05/2014", "due_date"), "2014-05-21");
  EXPECT_EQ(FieldOf("Tarikh akhir bayaran: 21/05/2014", "due_date"), "2014-05-21");
  EXPECT_EQ(FieldOf("Please pay by May 21, 2014", "due_date"), "2014-05-21");
}

TEST(Date, IsSurerWithALabelThanWithoutOne) {
  const auto confidence = [](std::string_view text) {
    const Invoice invoice = Extract(testing::TextDocument(text));
    const Field* date = invoice.Find("date");
    return date == nullptr ? 0 : date->confidence;  // left out when it is likelier wrong than right
  };
  EXPECT_GT(confidence("Invoice date: 7 May 2014\n"), confidence("7 May 2014\n"));
  EXPECT_GT(confidence("7 May 2014\n"), confidence("7 May 2014\n9 June 2015\n1 March 2013\n"));
}

}  // namespace
}  // namespace telar::invoices
