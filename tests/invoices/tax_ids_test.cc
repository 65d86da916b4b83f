#include "invoices/tax_ids.h"

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

TEST(TaxId, BelongsToTheBlockItStandsIn) {
  constexpr std::string_view kText =
      "Hilados del Sur S.A.S.\nNIT: 900.123.456-7\n\n\n\n\n\n\n\n\n\nCliente: Tienda Uno\nNIT: "
      "800.765.432-1\n";
  EXPECT_EQ(FieldOf(kText, "supplier_tax_id"), "900123456-7");
  EXPECT_EQ(FieldOf(kText, "customer_tax_id"), "800765432-1");
}

TEST(TaxId, AboveTheCustomersLabelIsTheSuppliers) {
  constexpr std::string_view kText =
      "Hilados del Sur S.A.S.\nNIT: 900.123.456-7\n\nCliente:\nTienda Uno\nNIT: 800.765.432-1\n";
  EXPECT_EQ(FieldOf(kText, "supplier_tax_id"), "900123456-7");
  EXPECT_EQ(FieldOf(kText, "customer_tax_id"), "800765432-1");
}

TEST(TaxId, JoinsBlocksThatArePrintedApart) {
  EXPECT_EQ(FieldOf("USt-IdNr. DE 232 446 240", "supplier_tax_id"), "DE232446240");
  EXPECT_EQ(FieldOf("BTW NL810433941B01", "supplier_tax_id"), "NL810433941B01");
  EXPECT_EQ(FieldOf("KvK 24330087", "supplier_tax_id"), "absent");
}

TEST(TaxId, IsProvenWithoutALabel) {
  EXPECT_EQ(FieldOf("Voorbeeld Garens B.V. - NL010000446B01", "supplier_tax_id"), "NL010000446B01");
  EXPECT_EQ(FieldOf("Article NL010000447B01", "supplier_tax_id"), "absent");
}

TEST(TaxId, PrefersTheNumberThatItsCheckDigitsProve) {
  constexpr std::string_view kText = "Steuer-Nr. 044 241 601 03\nUStld DE 136 695 976\n";
  EXPECT_EQ(FieldOf(kText, "supplier_tax_id"), "DE136695976");
}

TEST(TaxId, IsRepairedWhereCheckDigitsProveIt) {
  const Invoice invoice = Extract(testing::TextDocument("USt-IdNr. DE I36 69S 976\n"));
  ASSERT_NE(invoice.Find("supplier_tax_id"), nullptr);
  EXPECT_EQ(invoice.Find("supplier_tax_id")->value, "DE136695976");
  EXPECT_EQ(invoice.Find("supplier_tax_id")->raw, "DE I36 69S 976");
  EXPECT_EQ(FieldOf("USt-IdNr. DE I36 69S 975\n", "supplier_tax_id"), "DEI3669S975");
}

TEST(TaxId, TellsSellerAndBuyerApartByTheLabel) {
  constexpr std::string_view kText = "NIP sprzedawcy: 5260001246\nNIP nabywcy: 1060000062\n";
  EXPECT_EQ(FieldOf(kText, "supplier_tax_id"), "5260001246");
  EXPECT_EQ(FieldOf(kText, "customer_tax_id"), "1060000062");
  EXPECT_EQ(FieldOf("Uw BTW nummer: NL010000446B01", "supplier_tax_id"), "absent");
  EXPECT_EQ(FieldOf("Uw BTW nummer: NL010000446B01", "customer_tax_id"), "NL010000446B01");
}

TEST(Iban, CountsOnlyWithRightCheckDigits) {
  EXPECT_EQ(FieldOf("IBAN GB82 WEST 1234 5698 7654 32", "iban"), "GB82WEST12345698765432");
  EXPECT_EQ(FieldOf("IBAN:GB82WEST12345698765432", "iban"), "GB82WEST12345698765432");
  EXPECT_EQ(FieldOf("IBAN GB83 WEST 1234 5698 7654 32", "iban"), "absent");
}

TEST(Iban, IsRepairedWhereCheckDigitsProveIt) {
  EXPECT_EQ(FieldOf("IBAN DE89 37O4 0044 0532 0130 00", "iban"), "DE89370400440532013000");
}

TEST(Iban, IsNotThePayersAccount) {
  constexpr std::string_view kText =
      "Wird von Ihrem Konto abgebucht: DE89 3704 0044 0532 0130 00\n\n\n\n"
      "Bankverbindung IBAN GB82 WEST 1234 5698 7654 32\n";
  EXPECT_EQ(FieldOf(kText, "iban"), "GB82WEST12345698765432");
}

}  // namespace
}  // namespace telar::invoices
