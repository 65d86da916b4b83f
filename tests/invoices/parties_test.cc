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

/// A sheet with the supplier's block, a block below and the rest of an invoice.
std::string Sheet(std::string_view block, std::string_view supplier = "Blue Cloth Ltd.",
                  std::string_view foot = "") {
  std::string text(supplier);
  text += "\n2 Low Road\nExeter EX1 1AA\n\n\n";
  text += block;
  text += "\n\n\nInvoice\nInvoice no. 4711\nDate 5 March 2024\n\n\n";
  text += "Goods     5.00\nTotal     5.00\n\n\n\n";
  text += foot;
  return text;
}

TEST(Customer, StandsBelowAFormOfAddressOnALineOfItsOwn) {
  for (const char* address : {"Herrn", "Eheleute", "Mme"}) {
    const std::string text =
        Sheet(std::string(address) + "\nPeter Baumann\nM\u00FChlenweg 2\n24103 Kiel\n");
    EXPECT_EQ(FieldOf(text, "customer"), "Peter Baumann") << address;
    EXPECT_EQ(FieldOf(text, "supplier"), "Blue Cloth Ltd.") << address;
    EXPECT_EQ(FieldOf(text, "supplier_address"), "2 Low Road Exeter EX1 1AA") << address;
  }
}

TEST(Customer, IsFollowedByAWordToWhoseAttentionALetterGoes) {
  for (const char* line : {"Attn: Accounts Payable", "z. Hd. Frau Baumann", "c/o Simmons Mgmt"}) {
    const std::string text =
        Sheet("Green Shop Ltd\n" + std::string(line) + "\n1 High Street\nLondon N1 4XX\n");
    EXPECT_EQ(FieldOf(text, "customer"), "Green Shop Ltd") << line;
  }
}

TEST(Customer, IsWhoIsNamedToTheAttentionWhereNobodyElseIs) {
  const std::string text = Sheet("Bill to:\nATTN: Green Shop\n1 High Street\nLondon N1 4XX\n");
  EXPECT_EQ(FieldOf(text, "customer"), "Green Shop");
}

TEST(Customer, IsACompanyAboveAnAddressOfPlacesThatAreNoKnownWords) {
  const std::string text = Sheet("Loom Labs Ltd.\n93B Sai Po Lam\nYuen Lo, N.T.\nHong Kong\n");
  EXPECT_EQ(FieldOf(text, "customer"), "Loom Labs Ltd.");
  EXPECT_EQ(FieldOf(text, "supplier"), "Blue Cloth Ltd.");
}

TEST(Customer, MayBePrintedOnceMoreWhereTheGoodsGo) {
  constexpr std::string_view kText =
      "Blue Cloth Ltd.\n2 Low Road\nExeter EX1 1AA\n\n\nShip to:                     Bill to:\n"
      "Ellen Green                  Ellen Green\n1 High Street                7 Corn Lane\n"
      "London N1 4XX                Leeds LS1 4AP\n\n\nInvoice no. 4711\nDate 5 March 2024\n\n\n"
      "Goods     5.00\nTotal     5.00\n";
  EXPECT_EQ(FieldOf(kText, "customer"), "Ellen Green");
  EXPECT_EQ(FieldOf(kText, "supplier"), "Blue Cloth Ltd.");
}

TEST(Supplier, IsNotTheDocumentAndItsNumber) {
  constexpr std::string_view kText =
      "Luminora      Fattura n. AB00118827 del 10 novembre 2022\n              Codice cliente: "
      "7.1188273\n\n\nTotale fattura     5.00\n\n\nLuminora S.p.A.\n";
  EXPECT_THAT(FieldOf(kText, "supplier"), ::testing::Not(::testing::HasSubstr("Fattura")));
}

TEST(Customer, MayHaveALabelsWordInItsName) {
  for (const char* name : {"Data Systems Ltd", "Card Factory Ltd", "Total Energies SA",
                           "Tax Advisers Ltd", "Client Earth Ltd", "Totaal Bouw B.V."}) {
    const std::string text =
        Sheet("Bill to:\n" + std::string(name) + "\n1 High Street\nLondon N1 4XX\n");
    EXPECT_EQ(FieldOf(text, "customer"), name);
    EXPECT_EQ(FieldOf(text, "supplier"), "Blue Cloth Ltd.") << name;
  }
}

TEST(Customer, IsReadBelowTo) {
  constexpr std::string_view kText =
      "Invoice 4711\n\nFrom:                        To:\nBlue Cloth                   Green Shop "
      "Ltd\n2 Low Road                   1 High Street\nExeter EX1 1AA               London N1 "
      "4XX\n\n\nDate 5 March 2024\nGoods     5.00\nTotal     5.00\n";
  EXPECT_EQ(FieldOf(kText, "customer"), "Green Shop Ltd");
  EXPECT_EQ(FieldOf(kText, "supplier"), "Blue Cloth");
}

TEST(Customer, LeavesTheAddressBehindItOnTheSameLine) {
  EXPECT_EQ(
      FieldOf(Sheet("Invoice to: The Granary, 8 Castle Street, Ludlow SY8 1AS\n"), "customer"),
      "The Granary");
}

TEST(Customer, IsNoSupplierWhereTheGoodsGo) {
  constexpr std::string_view kText =
      "Bill to                      Ship to\nGreen Shop AB                Green Shop "
      "AB\nDrottninggatan 33            Lagergatan 2\n411 14 G\u00F6teborg            411 20 "
      "G\u00F6teborg\n\n\nInvoice no. 4711\nDate 5 March 2024\n\nGoods     5.00\nTotal     5.00\n";
  EXPECT_EQ(FieldOf(kText, "customer"), "Green Shop AB");
  EXPECT_NE(FieldOf(kText, "supplier"), "Green Shop AB");
}

TEST(Supplier, IsReadBelowItsLabelWhichIsNoPartOfIt) {
  constexpr std::string_view kText =
      "FACTURA 4711\n\nEmisor                       Cliente\nLuc\u00EDa Navarro Gil            "
      "Gr\u00E1ficas del Turia, S.L.\nC/ Col\u00F3n 22                 C/ Mayor 14\n46004 Valencia "
      "    "
      "          46988 Paterna\n\n\nFecha 15/03/2023\nTotal     5,00\n";
  EXPECT_EQ(FieldOf(kText, "supplier"), "Luc\u00EDa Navarro Gil");
  EXPECT_EQ(FieldOf(kText, "customer"), "Gr\u00E1ficas del Turia, S.L.");
}

TEST(Supplier, MayEndWithAWordLikeALabel) {
  EXPECT_EQ(FieldOf(Sheet("", "Filton Supplies Ltd."), "supplier"), "Filton Supplies Ltd.");
}

TEST(Supplier, IsNotDoubledByItsLogo) {
  constexpr std::string_view kText =
      "KumoNuage\nKumoNuage SAS\n2 rue Haute\n59100 Roubaix\n\nFacture 4711\nTotal 5,00\n";
  EXPECT_EQ(FieldOf(kText, "supplier"), "KumoNuage SAS");
}

TEST(SupplierAddress, IsCutOutOfALineThatSaysManyThings) {
  constexpr std::string_view kText =
      "Blautuch GmbH\n\n\n\nHerrn\nPeter Baumann\nM\u00FChlenweg 2\n24103 Kiel\n\n\nRechnung Nr. "
      "4711\nDatum "
      "5.3.2024\n\n\n"
      "Ware      5,00\nGesamtbetrag     5,00\n\n\n\n\nBlautuch GmbH \u00B7 Lange Gasse 12 \u00B7 "
      "24105 "
      "Kiel \u00B7 Tel. 0431 112233\n";
  EXPECT_EQ(FieldOf(kText, "supplier"), "Blautuch GmbH");
  EXPECT_EQ(FieldOf(kText, "supplier_address"), "Lange Gasse 12 \u00B7 24105 Kiel");
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
