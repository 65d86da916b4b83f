#include "documents/einvoice/cfdi.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "tests/support/paths.h"

namespace telar::documents::einvoice {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

EInvoice Read(const std::string& xml) {
  const auto tree = XmlTree::Parse(xml);
  return tree.ok() ? ReadCfdi(**tree) : EInvoice{};
}

std::string Example(const std::string& name) {
  std::ifstream in(testing::SourceDir() / "tests/golden/einvoices" / (name + ".xml"),
                   std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

EInvoice WithAttributes(const std::string& attributes) {
  return Read("<Comprobante " + attributes + "/>");
}

TEST(Cfdi, ReadsBothVersions) {
  EXPECT_EQ(Read(Example("cfdi_40_ingreso")).profile, "4.0");
  EXPECT_EQ(Read(Example("cfdi_33_honorarios")).profile, "3.3");
}

TEST(Cfdi, IsNumberedBySeriesAndFolio) {
  EXPECT_EQ(WithAttributes("Serie='TE' Folio='2081'").number.text, "TE-2081");
  EXPECT_EQ(WithAttributes("Folio='2081'").number.text, "2081");
}

TEST(Cfdi, IsNumberedByItsStampWhereTheIssuerGaveNoNumber) {
  EXPECT_EQ(Read(Example("cfdi_33_honorarios")).number.text,
            "0C9D8E7F-1A2B-4C3D-8E4F-5061728394A5");
}

TEST(Cfdi, TellsWhereAnAttributeStands) {
  const Published total = Read(Example("cfdi_40_ingreso")).tax_inclusive;
  EXPECT_EQ(total.text, "4176.00");
  EXPECT_EQ(total.path, "/cfdi:Comprobante/@Total");
  EXPECT_EQ(total.line, 2);
}

TEST(Cfdi, KnowsThePartiesByTheirRfc) {
  const EInvoice invoice = Read(Example("cfdi_40_ingreso"));
  EXPECT_EQ(invoice.seller.tax_id.text, "TLV190312QK3");
  EXPECT_EQ(invoice.buyer.name.text, "HILOS Y LISTONES");
}

TEST(Cfdi, KeepsALinesAmountBeforeItsDiscount) {
  const EInvoice invoice = Read(Example("cfdi_40_ingreso"));
  ASSERT_EQ(invoice.lines.size(), 2U);
  EXPECT_EQ(invoice.lines[0].amount.text, "2250.00");
  ASSERT_EQ(invoice.lines[0].allowances.size(), 1U);
  EXPECT_EQ(invoice.lines[0].allowances[0].amount.text, "150.00");
  EXPECT_EQ(invoice.lines[0].tax_rate.text, "0.160000");
}

TEST(Cfdi, PrefersTheIssuersCodeOfAProduct) {
  const EInvoice invoice = Read(Example("cfdi_40_ingreso"));
  ASSERT_EQ(invoice.lines.size(), 2U);
  EXPECT_EQ(invoice.lines[0].code.text, "MAN-220");
  EXPECT_EQ(invoice.lines[1].code.text, "11162100");
}

TEST(Cfdi, TellsWithheldTaxesFromCharged) {
  const EInvoice invoice = Read(Example("cfdi_33_honorarios"));
  ASSERT_EQ(invoice.taxes.size(), 3U);
  EXPECT_FALSE(invoice.taxes[0].withheld);
  EXPECT_TRUE(invoice.taxes[1].withheld);
  EXPECT_EQ(invoice.taxes[2].amount.text, "106.67");
}

TEST(Cfdi, DoesNotTakeTheTaxesOfAConceptForTheDocuments) {
  EXPECT_EQ(Read(Example("cfdi_40_ingreso")).taxes.size(), 1U);
}

TEST(Cfdi, TakesAQuotaForNoRate) {
  const EInvoice invoice = Read(
      "<Comprobante><Impuestos><Traslados><Traslado Impuesto='003' TipoFactor='Cuota' "
      "TasaOCuota='0.591449' Importe='5.91'/></Traslados></Impuestos></Comprobante>");
  ASSERT_EQ(invoice.taxes.size(), 1U);
  EXPECT_TRUE(invoice.taxes[0].rate.empty());
  EXPECT_EQ(invoice.taxes[0].amount.text, "5.91");
}

TEST(Cfdi, CallsAnEgresoACreditNote) {
  EXPECT_TRUE(Read(Example("cfdi_40_egreso")).credit_note);
  EXPECT_FALSE(Read(Example("cfdi_40_ingreso")).credit_note);
}

TEST(Cfdi, SaysThatAReceiptOfPaymentsIsNoInvoice) {
  EXPECT_THAT(WithAttributes("TipoDeComprobante='P'").diagnostics,
              ElementsAre(HasSubstr("a receipt of payments and not an invoice")));
}

TEST(Cfdi, CountsLocalTaxes) {
  const EInvoice invoice = Read(
      "<Comprobante><Complemento><ImpuestosLocales>"
      "<TrasladosLocales ImpLocTrasladado='ISH' TasadeTraslado='3.00' Importe='30.00'/>"
      "<RetencionesLocales ImpLocRetenido='Cedular' TasadeRetencion='2.00' Importe='20.00'/>"
      "</ImpuestosLocales></Complemento></Comprobante>");
  ASSERT_EQ(invoice.allowances.size(), 1U);
  EXPECT_TRUE(invoice.allowances[0].charge);
  EXPECT_EQ(invoice.allowances[0].amount.text, "30.00");
  ASSERT_EQ(invoice.taxes.size(), 1U);
  EXPECT_TRUE(invoice.taxes[0].withheld);
}

TEST(Cfdi, KeepsWhatIsNoNumberAndSaysSo) {
  const EInvoice invoice = WithAttributes("Total='1,160.00'");
  EXPECT_EQ(invoice.tax_inclusive.text, "1,160.00");
  EXPECT_THAT(invoice.diagnostics, ElementsAre("line 1: Total is not a number"));
}

TEST(Cfdi, KeepsWhatCameBeforeTheEndOfACutFile) {
  const std::string xml = Example("cfdi_40_ingreso");
  const EInvoice invoice = Read(xml.substr(0, xml.find("<cfdi:Complemento>")));
  EXPECT_EQ(invoice.lines.size(), 2U);
  EXPECT_EQ(invoice.tax_total.text, "576.00");
  EXPECT_THAT(invoice.diagnostics, ElementsAre(HasSubstr("what came before was read")));
}

TEST(Cfdi, LeavesEmptyWhatIsMissing) {
  const EInvoice invoice = WithAttributes("Version='4.0'");
  EXPECT_TRUE(invoice.number.empty());
  EXPECT_THAT(invoice.lines, IsEmpty());
  EXPECT_THAT(invoice.diagnostics, IsEmpty());
}

}  // namespace
}  // namespace telar::documents::einvoice
