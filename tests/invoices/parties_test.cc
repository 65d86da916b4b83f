#include "invoices/parties.h"

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

TEST(Supplier, IsTheCompanyOfTheLetterheadWithItsAddress) {
  constexpr std::string_view kText =
      "FACTURA\nHilados del Sur S.A.S.\nCalle 10 # 20-30\nMedellín\nTel: 555 0100\n";
  EXPECT_EQ(FieldOf(kText, "supplier"), "Hilados del Sur S.A.S.");
  EXPECT_EQ(FieldOf(kText, "supplier_address"), "Calle 10 # 20-30 Medellín");
}

TEST(Supplier, IsDoubtfulOnAScanWithADigitAmongTheLettersOfItsName) {
  const auto name = [](std::string_view text) {
    return *Extract(testing::TextDocument(text, {.source = documents::PageSource::kOcr}))
                .Find("supplier");
  };
  const Field read = name("URBANA IDEA SDN BHD\nNo. 5, Jalan Satu\nTotal 5.00\n");
  const Field misread = name("URBANA 1DEA SDN BHD\nNo. 5, Jalan Satu\nTotal 5.00\n");
  EXPECT_EQ(misread.value, "URBANA 1DEA SDN BHD") << "nothing proves the letter";
  EXPECT_LE(misread.confidence, 0.7);
  EXPECT_GT(read.confidence, misread.confidence);
}

TEST(Supplier, IsNotTheCustomer) {
  constexpr std::string_view kText =
      "Bill to:\nGreen Shop Ltd\n1 High Street\n\n\n\n\n\nInvoice\n\n\n\n\nBlue Cloth Inc.\n2 Low "
      "Road\n";
  EXPECT_EQ(FieldOf(kText, "supplier"), "Blue Cloth Inc.");
  EXPECT_EQ(FieldOf(kText, "customer"), "Green Shop Ltd");
}

TEST(Supplier, FollowsItsLabel) {
  EXPECT_EQ(FieldOf("Pedido 77\nProveedor: Telas Claras\n", "supplier"), "Telas Claras");
}

TEST(Supplier, IsNeverALegalFormAlone) {
  EXPECT_EQ(FieldOf("Ltd.\nInvoice\nNumber 7\n", "supplier"), "absent");
}

TEST(Supplier, NeedsNoLegalFormAtTheTopOfAReceipt) {
  EXPECT_EQ(FieldOf("CAFE LUNA\nNO 5, JALAN BUNGA 2,\n10000 KOTA\nTAX INVOICE\n", "supplier"),
            "CAFE LUNA");
}

TEST(Supplier, TakesTheNameFromTheLineAboveALonelyLegalForm) {
  EXPECT_EQ(FieldOf("KEDAI (TAMAN CONTOH)\nSDN BHD\nNO 5, JALAN BUNGA\n", "supplier"),
            "KEDAI (TAMAN CONTOH) SDN BHD");
}

TEST(Supplier, LeavesTheAddressBehindItOnTheSameLine) {
  constexpr std::string_view kText = "Musterstoff AG - Webergasse 4 - 10115 Berlin\n";
  EXPECT_EQ(FieldOf(kText, "supplier"), "Musterstoff AG");
  EXPECT_EQ(FieldOf(kText, "supplier_address"), "Webergasse 4 - 10115 Berlin");
}

TEST(SupplierAddress, LeavesOutRegisterAndTelephoneNumbers) {
  EXPECT_EQ(FieldOf("KEDAI CONTOH SDN BHD\n(123456-X) NO 5, JALAN BUNGA,\n10000 KOTA 03-0000000\n",
                    "supplier_address"),
            "NO 5, JALAN BUNGA, 10000 KOTA");
}

TEST(SupplierAddress, BeginsBehindTheLineThatSaysWhoseTheShopIs) {
  for (const char* line : {"Licensee of Hamburgueria's", "(Formerly known as Kedai Lama)"}) {
    const std::string text = "KEDAI CONTOH SDN BHD\n" + std::string(line) +
                             "\nLevel 6, Bangunan TH\n47400 Petaling Jaya Selangor\nTotal 5.00\n";
    EXPECT_EQ(FieldOf(text, "supplier_address"),
              "Level 6, Bangunan TH 47400 Petaling Jaya Selangor")
        << line;
  }
}

TEST(SupplierAddress, EndsBeforeATaxNumberAndAddressesOfTheWeb) {
  EXPECT_EQ(FieldOf("Telas Claras S.A.\nCalle Mayor 1, 28001 Madrid NIF: A58818501\n",
                    "supplier_address"),
            "Calle Mayor 1, 28001 Madrid");
  EXPECT_EQ(FieldOf("Telas Claras S.A.\nCalle Mayor 1, 28001 Madrid hola@telasclaras.example\n",
                    "supplier_address"),
            "Calle Mayor 1, 28001 Madrid");
}

TEST(Customer, StandsInAnAddressWindowWithoutALabel) {
  constexpr std::string_view kText =
      "Blue Cloth Ltd. - 2 Low Road - Exeter EX1 1AA\n\n\nGreen Shop Ltd\n1 High Street\nLondon "
      "N1 4XX\n\n\n\nInvoice\nInvoice no. 4711\nDate 5 March 2024\n\n\n\nGoods     5.00\nTotal     "
      "5.00\n\n\n\nBlue Cloth Ltd.   Tel. 01632 960000   post@bluecloth.example\n";
  EXPECT_EQ(FieldOf(kText, "customer"), "Green Shop Ltd");
  EXPECT_EQ(FieldOf(kText, "supplier"), "Blue Cloth Ltd.");
}

TEST(Customer, IsNoPlaceWithADate) {
  constexpr std::string_view kText =
      "Telas Claras S.A.\nCalle Mayor 1, 28001 Madrid\n\n\nCliente:\nMadrid, 5 de marzo de 2024\n";
  EXPECT_EQ(FieldOf(kText, "customer"), "absent");
}

TEST(Customer, IsReadBesideItsLabel) {
  EXPECT_EQ(FieldOf("Cliente:  Tienda Uno      Fecha: 5 de marzo de 2024\n", "customer"),
            "Tienda Uno");
}

}  // namespace
}  // namespace telar::invoices
