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

TEST(InvoiceDate, IsNotTheEndOfAPeriodWhoseFirstDayHasNoYear) {
  EXPECT_EQ(FieldOf("Invoice\nMar 7 – Apr 7, 2024\nMarch 7, 2024\n", "date"), "2024-03-07");
  EXPECT_EQ(FieldOf("du 1er au 31 juillet 2015\nParis, le 2 août 2015\n", "date"), "2015-08-02");
  EXPECT_EQ(FieldOf("01.05.-31.05.2014\nMusterstadt, den 7. Juni 2014\n", "date"), "2014-06-07");
}

TEST(InvoiceDate, IsTheDayOfPaymentOfAReceiptThatPrintsNoOther) {
  constexpr std::string_view kText =
      "Date paid March 7, 2024\nTeam plan\nMar 7 – Apr 7, 2024\nTotal $ 58.00\n";
  EXPECT_EQ(FieldOf(kText, "date"), "2024-03-07");
  EXPECT_EQ(FieldOf("Date paid: March 9, 2024\nInvoice date: March 7, 2024\n", "date"),
            "2024-03-07");
}

TEST(DueDate, IsReadInTheSentenceThatSaysWhenToPay) {
  for (const std::string_view text : {
           "Amount due by 23 June 2023: £30.00",
           "Please pay no later than 23 June 2023",
           "By Direct Debit on or just after 23 June 2023",
           "Bitte überweisen Sie 30,00 EUR bis zum 23.06.2023 auf unser Konto",
           "Der Rechnungsbetrag wird am 23.06.2023 von Ihrem Konto abgebucht",
           "Montant à régler avant le 23 juin 2023 : 186,60 €",
           "Montant prélevé le 23/06/2023 : 26,98 €",
           "À payer au plus tard le 23/06/2023",
           "Total a pagar antes del 23/06/2023",
           "Totale da pagare entro il 23/06/2023",
           "Wij schrijven het bedrag op 23 juni 2023 af",
           "Valor a pagar até 23/06/2023",
           "Prosimy o zapłatę do dnia 23.06.2023",
           "Betalas senast 2023-06-23",
           "Forfalder 23-06-2023",
           "Må betales innen 23.06.2023",
       }) {
    EXPECT_EQ(FieldOf(text, "due_date"), "2023-06-23") << text;
  }
}

TEST(DueDate, IsNotReadInASentenceOnOtherMatters) {
  for (const std::string_view text : {
           "Angebot gültig bis zum 23.06.2023",
           "Lieferung bis 23.06.2023",
           "Der Rechnungsbetrag wurde am 23.06.2023 abgebucht",
           "Payments received before 23 June 2023 are included",
           "Livraison avant le 23 juin 2023",
           "Total facture du 23 juin 2023",
       }) {
    EXPECT_EQ(FieldOf(text, "due_date"), "absent") << text;
  }
}

TEST(DueDate, IsTheLastDayWithoutADiscount) {
  for (const std::string_view text : {
           "Zahlbar bis 20.05.2023 mit 2 % Skonto (33,10 EUR), bis 23.06.2023 ohne Abzug.",
           "2 % Skonto bis 20.05.2023, netto bis 23.06.2023",
           "Zahlbar netto bis 23.06.2023. Bei Zahlung bis 20.05.2023 abzüglich 2 % Skonto",
           "Zahlungsbedingungen: 10 Tage 2% Skonto (20.05.2023), 30 Tage netto (23.06.2023)",
           "Payable by 20 May 2023 with 2% discount, by 23 June 2023 net",
       }) {
    EXPECT_EQ(FieldOf(text, "due_date"), "2023-06-23") << text;
  }
  EXPECT_EQ(FieldOf("Bei Zahlung bis 20.05.2023 gewähren wir 2% Skonto", "due_date"), "absent");
  EXPECT_EQ(FieldOf("Échéance : 23/06/2023 - pas d'escompte, pénalités 10 %", "due_date"),
            "2023-06-23");
}

}  // namespace
}  // namespace telar::invoices
