#include "documents/einvoice/facturae.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "tests/support/paths.h"

namespace telar::documents::einvoice {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

EInvoice Read(const std::string& xml) {
  const auto tree = XmlTree::Parse(xml);
  return tree.ok() ? ReadFacturae(**tree) : EInvoice{};
}

std::string Example() {
  std::ifstream in(testing::SourceDir() / "tests/golden/einvoices/facturae_322.xml",
                   std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string Replaced(std::string text, std::string_view what, std::string_view by) {
  const std::size_t at = text.find(what);
  if (at == std::string::npos) return "the example has no " + std::string(what);
  return text.replace(at, what.size(), by);
}

/// An invoice with just this inside <Invoice>.
std::string Invoice(std::string_view content) {
  return "<Facturae><Invoices><Invoice>" + std::string(content) +
         "</Invoice></Invoices></Facturae>";
}

std::string Numbered(std::string_view number, std::string_view series) {
  return Read(Invoice("<InvoiceHeader><InvoiceNumber>" + std::string(number) +
                      "</InvoiceNumber><InvoiceSeriesCode>" + std::string(series) +
                      "</InvoiceSeriesCode></InvoiceHeader>"))
      .number.text;
}

TEST(Facturae, TellsItsVersionAndComplainsOfNothing) {
  const EInvoice invoice = Read(Example());
  EXPECT_EQ(invoice.syntax, Syntax::kFacturae);
  EXPECT_EQ(invoice.profile, "3.2.2");
  EXPECT_THAT(invoice.diagnostics, IsEmpty());
}

TEST(Facturae, JoinsTheNamesOfAnIndividual) {
  EXPECT_EQ(Read(Example()).seller.name.text, "Lucinda Torralvo Peñalba");
}

TEST(Facturae, KnowsALegalEntityByItsCorporateName) {
  const EInvoiceParty buyer = Read(Example()).buyer;
  EXPECT_EQ(buyer.name.text, "Mercería Linoverde, S.L.");
  EXPECT_EQ(buyer.trade_name.text, "Linoverde");
}

TEST(Facturae, KeepsTheAddressInPrintedOrder) {
  std::vector<std::string> address;
  for (const Published& part : Read(Example()).buyer.address) address.push_back(part.text);
  EXPECT_THAT(address,
              ElementsAre("Avenida del Hilo, 7", "08001", "Barcelona", "Barcelona", "ESP"));
}

TEST(Facturae, TellsWhereAValueStands) {
  const Published total = Read(Example()).tax_inclusive;
  EXPECT_EQ(total.text, "607.61");
  EXPECT_THAT(total.path, HasSubstr("/InvoiceTotals/InvoiceTotal"));
  EXPECT_GT(total.line, 100);
}

TEST(Facturae, PutsTheSeriesBeforeTheNumber) { EXPECT_EQ(Numbered("118", "F24"), "F24-118"); }
TEST(Facturae, DoesNotRepeatASeriesTheNumberHas) {
  EXPECT_EQ(Numbered("F24/118", "F24"), "F24/118");
  EXPECT_EQ(Numbered("F24118", "F24"), "F24118");
}
TEST(Facturae, DoesNotTakeTheFirstDigitsOfANumberForItsSeries) {
  EXPECT_EQ(Numbered("2405", "24"), "24-2405");
}

TEST(Facturae, GivesASurchargeAnEntryBehindItsTax) {
  const EInvoice invoice = Read(Example());
  ASSERT_EQ(invoice.taxes.size(), 5U);
  EXPECT_EQ(invoice.taxes[0].amount.text, "99.75");
  EXPECT_EQ(invoice.taxes[1].rate.text, "5.20");
  EXPECT_EQ(invoice.taxes[1].base.text, "475.00");
  EXPECT_EQ(invoice.taxes[1].amount.text, "24.70");
}

TEST(Facturae, TellsWithheldTaxesFromCharged) {
  const EInvoice invoice = Read(Example());
  ASSERT_EQ(invoice.taxes.size(), 5U);
  EXPECT_FALSE(invoice.taxes[3].withheld);
  EXPECT_TRUE(invoice.taxes[4].withheld);
  EXPECT_EQ(invoice.taxes[4].category.text, "04");
}

TEST(Facturae, ReadsDiscountsOfTheDocumentAndOfALine) {
  const EInvoice invoice = Read(Example());
  ASSERT_EQ(invoice.allowances.size(), 1U);
  EXPECT_EQ(invoice.allowances[0].reason.text, "Pronto pago");
  ASSERT_EQ(invoice.lines.size(), 2U);
  ASSERT_EQ(invoice.lines[1].allowances.size(), 1U);
  EXPECT_EQ(invoice.lines[1].amount.text, "80.000000");
}

TEST(Facturae, ReadsWhatAndWhereToPay) {
  const EInvoice invoice = Read(Example());
  EXPECT_EQ(invoice.due_date.text, "2024-04-15");
  EXPECT_EQ(invoice.iban.text, "ES9121000418450200051332");
}

TEST(Facturae, ReadsTheNamespacesOfAllVersions) {
  for (const char* ns : {"http://www.facturae.es/Facturae/2009/v3.2/Facturae",
                         "http://www.facturae.es/Facturae/2014/v3.2.1/Facturae"}) {
    const std::string xml =
        Replaced(Example(), "http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml", ns);
    EXPECT_EQ(Read(xml).tax_inclusive.text, "607.61") << ns;
  }
}

TEST(Facturae, LeavesEmptyWhatIsMissing) {
  const EInvoice invoice = Read(Invoice("<InvoiceHeader/>"));
  EXPECT_TRUE(invoice.number.empty());
  EXPECT_TRUE(invoice.seller.name.empty());
  EXPECT_THAT(invoice.diagnostics, IsEmpty());
}

TEST(Facturae, KeepsWhatIsNoNumberAndSaysSo) {
  const EInvoice invoice =
      Read(Replaced(Example(), "<InvoiceTotal>607.61", "<InvoiceTotal>607,61"));
  EXPECT_EQ(invoice.tax_inclusive.text, "607,61");
  EXPECT_THAT(invoice.diagnostics, ElementsAre(HasSubstr("InvoiceTotal is not a number")));
}

TEST(Facturae, ComplainsOfALinesFigureAtTheLine) {
  const EInvoice invoice = Read(Replaced(Example(), "<Quantity>40.0", "<Quantity>forty"));
  EXPECT_THAT(invoice.diagnostics, IsEmpty());
  ASSERT_EQ(invoice.lines.size(), 2U);
  EXPECT_THAT(invoice.lines[0].diagnostics, ElementsAre(HasSubstr("Quantity is not a number")));
  EXPECT_THAT(invoice.lines[1].diagnostics, IsEmpty());
}

TEST(Facturae, KeepsWhatCameBeforeTheEndOfACutFile) {
  const std::string xml = Example();
  const EInvoice invoice = Read(xml.substr(0, xml.find("<SequenceNumber>2")));
  EXPECT_EQ(invoice.tax_inclusive.text, "607.61");
  EXPECT_EQ(invoice.lines.front().amount.text, "500.000000");
  EXPECT_THAT(invoice.diagnostics, ElementsAre(HasSubstr("what came before was read")));
}

TEST(Facturae, ReadsEveryInvoiceOfABatch) {
  const EInvoice invoice = Read(
      "<Facturae><FileHeader><SchemaVersion>3.2.1</SchemaVersion><Batch><InvoiceCurrencyCode>EUR"
      "</InvoiceCurrencyCode></Batch></FileHeader><Parties><SellerParty><LegalEntity>"
      "<CorporateName>Telares</CorporateName></LegalEntity></SellerParty></Parties><Invoices>"
      "<Invoice><InvoiceHeader><InvoiceNumber>1</InvoiceNumber></InvoiceHeader></Invoice>"
      "<Invoice><InvoiceHeader><InvoiceNumber>2</InvoiceNumber></InvoiceHeader><InvoiceTotals>"
      "<InvoiceTotal>x</InvoiceTotal></InvoiceTotals></Invoice></Invoices></Facturae>");
  EXPECT_EQ(invoice.number.text, "1");
  EXPECT_THAT(invoice.diagnostics, IsEmpty());
  ASSERT_THAT(invoice.more, SizeIs(1));
  const EInvoice& second = invoice.more[0];
  EXPECT_EQ(second.number.path, "/Facturae/Invoices/Invoice[2]/InvoiceHeader/InvoiceNumber");
  EXPECT_EQ(second.seller.name.text, "Telares");
  EXPECT_EQ(second.currency.text, "EUR");
  EXPECT_EQ(second.profile, "3.2.1");
  EXPECT_THAT(second.diagnostics, ElementsAre(HasSubstr("InvoiceTotal is not a number")));
}

TEST(Facturae, CallsACorrectionWithANegativeTotalACreditNote) {
  const auto correction = [](std::string_view total) {
    return Read(
        Invoice("<InvoiceHeader><InvoiceClass>OR</InvoiceClass><Corrective/></InvoiceHeader>"
                "<InvoiceTotals><InvoiceTotal>" +
                std::string(total) + "</InvoiceTotal></InvoiceTotals>"));
  };
  EXPECT_TRUE(correction("-12.10").credit_note);
  EXPECT_FALSE(correction("108.90").credit_note);
}

TEST(Facturae, MakesNoClaimOfTheAmountToPayWhereOtherThingsAreTakenOff) {
  const std::string xml =
      Replaced(Example(), "<TotalOutstandingAmount>607.61",
               "<AmountsWithheld><WithholdingAmount>5.00</WithholdingAmount></AmountsWithheld>"
               "<TotalOutstandingAmount>607.61");
  EXPECT_TRUE(Read(xml).payable.empty());
}

TEST(Facturae, RefusesAnotherKindOfDocumentWithADiagnostic) {
  EXPECT_THAT(Read("<Order/>").diagnostics, ElementsAre(HasSubstr("not Facturae")));
}

}  // namespace
}  // namespace telar::documents::einvoice
