#include "invoices/identity.h"

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

TEST(TaxId, BelongsToTheBlockItStandsIn) {
  constexpr std::string_view kText =
      "Hilados del Sur S.A.S.\nNIT: 900.123.456-7\n\n\n\n\n\n\n\n\n\nCliente: Tienda Uno\nNIT: "
      "800.765.432-1\n";
  EXPECT_EQ(FieldOf(kText, "supplier_tax_id"), "900123456-7");
  EXPECT_EQ(FieldOf(kText, "customer_tax_id"), "800765432-1");
}

TEST(TaxId, JoinsBlocksThatArePrintedApart) {
  EXPECT_EQ(FieldOf("USt-IdNr. DE 232 446 240", "supplier_tax_id"), "DE232446240");
  EXPECT_EQ(FieldOf("BTW NL810433941B01", "supplier_tax_id"), "NL810433941B01");
  EXPECT_EQ(FieldOf("KvK 24330087", "supplier_tax_id"), "absent");
}

TEST(Iban, CountsOnlyWithRightCheckDigits) {
  EXPECT_TRUE(IsIban("GB82WEST12345698765432"));
  EXPECT_FALSE(IsIban("GB83WEST12345698765432"));
  EXPECT_EQ(FieldOf("IBAN GB82 WEST 1234 5698 7654 32", "iban"), "GB82WEST12345698765432");
  EXPECT_EQ(FieldOf("IBAN GB83 WEST 1234 5698 7654 32", "iban"), "absent");
}

}  // namespace
}  // namespace telar::invoices
