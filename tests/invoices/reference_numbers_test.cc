#include "invoices/reference_numbers.h"

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

TEST(InvoiceNumber, IsReadBesideOrBelowItsLabel) {
  EXPECT_EQ(FieldOf("Factura No. FE-00123", "invoice_number"), "FE-00123");
  EXPECT_EQ(FieldOf("Facture n°562044 du 2 juillet 2015", "invoice_number"), "562044");
  EXPECT_EQ(FieldOf("Invoice Number:      007/A", "invoice_number"), "007/A");
  EXPECT_EQ(FieldOf("Factuur       Klant\nVF100519      K-77\n", "invoice_number"), "VF100519");
  EXPECT_EQ(FieldOf("FACTURA DE VENTA FE 1234", "invoice_number"), "FE 1234");
}

TEST(InvoiceNumber, IsNeverADateAnAmountOrAWord) {
  EXPECT_EQ(FieldOf("Factura 05/03/2024", "invoice_number"), "absent");
  EXPECT_EQ(FieldOf("Invoice USD 12.50", "invoice_number"), "absent");
  EXPECT_EQ(FieldOf("Invoice address", "invoice_number"), "absent");
}

TEST(PurchaseOrder, KeepsLettersAndLeadingZerosAndNeedsNoColon) {
  EXPECT_EQ(FieldOf("Orden de Compra: 0010457", "purchase_order"), "0010457");
  EXPECT_EQ(FieldOf("Orden de Compra OC-10457-B", "purchase_order"), "OC-10457-B");
  EXPECT_EQ(FieldOf("PO Number  PO-77", "purchase_order"), "PO-77");
}

TEST(InvoiceNumber, IsReadWithItsLabelInManyForms) {
  EXPECT_EQ(FieldOf("Invoice #: 4711", "invoice_number"), "4711");
  EXPECT_EQ(FieldOf("Invoice#4711", "invoice_number"), "4711");
  EXPECT_EQ(FieldOf("InvoiceNo:4711", "invoice_number"), "4711");
  EXPECT_EQ(FieldOf("Rechnungsnummer 4711", "invoice_number"), "4711");
  EXPECT_EQ(FieldOf("Rechnungsnummer4711", "invoice_number"), "4711");
  EXPECT_EQ(FieldOf("N° de facture : 562044387", "invoice_number"), "562044387");
  EXPECT_EQ(FieldOf("Factura n.º 2024/000123", "invoice_number"), "2024/000123");
  EXPECT_EQ(FieldOf("Faktura VAT nr FV/12/05/2024", "invoice_number"), "FV/12/05/2024");
  EXPECT_EQ(FieldOf("Fattura n. 123/A del 05/03/2024", "invoice_number"), "123/A");
  EXPECT_EQ(FieldOf("发票号码：01234567", "invoice_number"), "01234567");
  EXPECT_EQ(FieldOf("Invoice No. INV 2024-001", "invoice_number"), "INV 2024-001");
  EXPECT_EQ(FieldOf("Invoice No: INV-2024-05-07", "invoice_number"), "INV-2024-05-07");
  EXPECT_EQ(FieldOf("Invoice number 1234 5678 90", "invoice_number"), "1234 5678 90");
  EXPECT_EQ(FieldOf("Your invoice number is 4711 of May", "invoice_number"), "4711");
}

TEST(InvoiceNumber, MayBeAsShortAsItsLabelIsClear) {
  EXPECT_EQ(FieldOf("Invoice No. F-1", "invoice_number"), "F-1");
  EXPECT_EQ(FieldOf("Factura: F-1", "invoice_number"), "F-1");
  EXPECT_EQ(FieldOf("Factuur 12", "invoice_number"), "12");
  EXPECT_EQ(FieldOf("Bill to      Number:      A7\n", "invoice_number"), "A7");
  EXPECT_EQ(FieldOf("RECHNUNG\nNr. 7\n", "invoice_number"), "7");
  EXPECT_EQ(
      FieldOf("Rechnungsnummer      Datum\n7                    07.05.2014\n", "invoice_number"),
      "7");
  EXPECT_EQ(FieldOf("Invoice 2 of 3", "invoice_number"), "absent");
  EXPECT_EQ(FieldOf("Invoice 2 pages", "invoice_number"), "absent");
}

TEST(InvoiceNumber, IsNeverATimeOfDay) {
  EXPECT_EQ(FieldOf("Receipt 13:55:42", "invoice_number"), "absent");
}

TEST(InvoiceNumber, IsNotTheCustomersNumber) {
  constexpr std::string_view kText =
      "Customer number: 88001\nContract number: 77002\nInvoice number: 66003\n";
  EXPECT_EQ(FieldOf(kText, "invoice_number"), "66003");
}

TEST(InvoiceNumber, IsFoundUnderAHeadingOfATable) {
  constexpr std::string_view kText =
      "Kundennummer      Rechnungsnummer      Rechnungsdatum\n"
      "88001             66003                07.05.2014\n";
  EXPECT_EQ(FieldOf(kText, "invoice_number"), "66003");
  EXPECT_EQ(FieldOf(kText, "date"), "2014-05-07");
}

TEST(PurchaseOrder, IsNotTheSellersOwnOrder) {
  EXPECT_EQ(FieldOf("Klantnummer: 88001\nOrdernummer: 55004\nOrderdatum: 18 april 2014\n",
                    "purchase_order"),
            "absent");
  EXPECT_EQ(FieldOf("Auftragsnummer: 55004", "purchase_order"), "absent");
  EXPECT_EQ(FieldOf("Order no: PO-55004", "purchase_order"), "PO-55004");
  EXPECT_EQ(FieldOf("Ihre Bestellnummer: 55004", "purchase_order"), "55004");
  EXPECT_EQ(FieldOf("Votre commande n° 55004", "purchase_order"), "55004");
}

TEST(InvoiceNumber, HasAllItsBlocksBehindASureLabel) {
  EXPECT_EQ(FieldOf("Rechnungsnummer 94 1188 2736 4501", "invoice_number"), "94 1188 2736 4501");
  EXPECT_EQ(FieldOf("N° de facture : 10 118 827 364 du 14 mars 2023", "invoice_number"),
            "10 118 827 364");
  EXPECT_EQ(FieldOf("Invoice No: INV 2023 0042", "invoice_number"), "INV 2023 0042");
  EXPECT_EQ(FieldOf("Invoice No: RE2023 118", "invoice_number"), "RE2023 118");
  EXPECT_EQ(FieldOf("Invoice No: 4711 2", "invoice_number"), "4711");
}

TEST(InvoiceNumber, MayLookLikeADateWhereAnotherDateHasItsLabel) {
  EXPECT_EQ(FieldOf("Invoice No: 2021-08-03\nInvoice Date: 12 May 2023\n", "invoice_number"),
            "2021-08-03");
  EXPECT_EQ(FieldOf("Faktura nr 15/05/2023\nData wystawienia: 12.05.2023\n", "invoice_number"),
            "15/05/2023");
  EXPECT_EQ(FieldOf("Invoice No: 2021-08-03\n", "invoice_number"), "absent");
}

TEST(InvoiceNumber, IsReadBehindACompoundOfItsLabel) {
  EXPECT_EQ(FieldOf("Honorarrechnung Nr. 23-0617", "invoice_number"), "23-0617");
  EXPECT_EQ(FieldOf("Maandfactuur nr. 2023118", "invoice_number"), "2023118");
  EXPECT_EQ(FieldOf("Tax Invoice # 10023", "invoice_number"), "10023");
  EXPECT_EQ(FieldOf("Lohnabrechnung 2023118", "invoice_number"), "absent");
}

}  // namespace
}  // namespace telar::invoices
