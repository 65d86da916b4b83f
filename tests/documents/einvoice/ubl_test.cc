#include "documents/einvoice/ubl.h"

#include <gmock/gmock.h>

#include "documents/einvoice/places.h"
#include "tests/support/status_matchers.h"

namespace telar::documents::einvoice {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

EInvoice Read(std::string_view xml) {
  const auto tree = XmlTree::Parse(xml);
  EXPECT_OK(tree);
  return tree.ok() ? ReadUbl((*tree)->root()) : EInvoice{};
}

EInvoice ReadInvoice(std::string_view content) {
  return Read("<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'>" +
              std::string(content) + "</Invoice>");
}

EInvoiceParty ReadSeller(std::string_view party) {
  return ReadInvoice("<AccountingSupplierParty><Party>" + std::string(party) +
                     "</Party></AccountingSupplierParty>")
      .seller;
}

std::string TaxScheme(std::string_view id, std::string_view scheme) {
  return "<PartyTaxScheme><CompanyID>" + std::string(id) + "</CompanyID><TaxScheme><ID>" +
         std::string(scheme) + "</ID></TaxScheme></PartyTaxScheme>";
}

TEST(ReadUbl, LeavesEmptyWhatIsMissing) {
  const EInvoice invoice = ReadInvoice("<ID/><IssueDate> </IssueDate><InvoiceLine/>");
  EXPECT_TRUE(invoice.number.empty());
  EXPECT_TRUE(invoice.issue_date.empty());
  EXPECT_TRUE(invoice.seller.name.empty());
  EXPECT_TRUE(invoice.payable.empty());
  EXPECT_THAT(invoice.diagnostics, IsEmpty());
}

TEST(ReadUbl, PrefersTheVatNumberAmongSeveral) {
  const EInvoiceParty party =
      ReadSeller(TaxScheme("99/12", "TAX") + TaxScheme("ESB99900128", "VAT"));
  EXPECT_EQ(party.tax_id.text, "ESB99900128");
  EXPECT_EQ(party.other_id.text, "99/12");
}

TEST(ReadUbl, TakesAnotherTaxNumberWhereThereIsNoVat) {
  EXPECT_EQ(ReadSeller(TaxScheme("99/12", "TAX")).tax_id.text, "99/12");
}

TEST(ReadUbl, TakesNoWordsForATaxNumber) {
  const EInvoiceParty party =
      ReadSeller(TaxScheme("Foretaksregisteret", "TAX") + TaxScheme("NO999", "VAT"));
  EXPECT_EQ(party.tax_id.text, "NO999");
  EXPECT_TRUE(party.other_id.empty());
}

TEST(ReadUbl, AppendsTheCheckDigitOfAColombianNit) {
  EXPECT_EQ(ReadSeller("<PartyTaxScheme><CompanyID schemeID='1' schemeName='31'>900999123"
                       "</CompanyID></PartyTaxScheme>")
                .tax_id.text,
            "900999123-1");
  EXPECT_EQ(ReadSeller("<PartyTaxScheme><CompanyID schemeID='1' schemeName='13'>900999123"
                       "</CompanyID></PartyTaxScheme>")
                .tax_id.text,
            "900999123");
}

TEST(ReadUbl, FindsAPeruvianRuc) {
  EXPECT_EQ(
      ReadSeller("<PartyIdentification><ID schemeID='6'>20999001239</ID></PartyIdentification>")
          .tax_id.text,
      "20999001239");
  const EInvoice old = ReadInvoice(
      "<AccountingSupplierParty><CustomerAssignedAccountID>20999001239</CustomerAssignedAccountID>"
      "<Party/></AccountingSupplierParty>");
  EXPECT_EQ(old.seller.tax_id.text, "20999001239");
}

TEST(ReadUbl, KeepsAnIdentifierThatIsNoTaxNumberApart) {
  const EInvoiceParty party =
      ReadSeller("<PartyIdentification><ID schemeID='0088'>84999</ID></PartyIdentification>");
  EXPECT_TRUE(party.tax_id.empty());
  EXPECT_EQ(party.other_id.text, "84999");
}

TEST(ReadUbl, ReadsAPersonsName) {
  EXPECT_EQ(
      ReadSeller("<Person><FirstName>Ana</FirstName><FamilyName>Muestra</FamilyName></Person>")
          .name.text,
      "Ana Muestra");
}

TEST(ReadUbl, LeavesOutTheTaxInTheAccountingCurrency) {
  const EInvoice invoice = ReadInvoice(
      "<DocumentCurrencyCode>EUR</DocumentCurrencyCode>"
      "<TaxTotal><TaxAmount currencyID='SEK'>110</TaxAmount></TaxTotal>"
      "<TaxTotal><TaxAmount currencyID='EUR'>10</TaxAmount></TaxTotal>");
  EXPECT_EQ(invoice.tax_total.text, "10");
}

TEST(ReadUbl, HasNoTaxTotalWhereEachTaxHasItsOwn) {
  const EInvoice invoice = ReadInvoice(
      "<TaxTotal><TaxAmount>19</TaxAmount><TaxSubtotal><TaxAmount>19</TaxAmount></TaxSubtotal>"
      "</TaxTotal><TaxTotal><TaxAmount>2</TaxAmount><TaxSubtotal><TaxAmount>2</TaxAmount>"
      "</TaxSubtotal></TaxTotal>");
  EXPECT_TRUE(invoice.tax_total.empty());
  EXPECT_THAT(invoice.taxes, SizeIs(2));
}

TEST(ReadUbl, TakesTheCurrencyOfThePayableAmountWhereNoneIsNamed) {
  const EInvoice invoice = ReadInvoice(
      "<LegalMonetaryTotal><PayableAmount currencyID='PEN'>5</PayableAmount></LegalMonetaryTotal>");
  EXPECT_EQ(invoice.currency.text, "PEN");
  EXPECT_THAT(invoice.currency.path, HasSubstr("/@currencyID"));
}

TEST(ReadUbl, FindsTheTaxedTotalOfAnOldPeruvianInvoice) {
  const EInvoice invoice = ReadInvoice(
      "<UBLExtensions><UBLExtension><ExtensionContent><AdditionalInformation>"
      "<AdditionalMonetaryTotal><ID>1002</ID><PayableAmount>1</PayableAmount>"
      "</AdditionalMonetaryTotal><AdditionalMonetaryTotal><ID>1001</ID>"
      "<PayableAmount>100</PayableAmount></AdditionalMonetaryTotal></AdditionalInformation>"
      "</ExtensionContent></UBLExtension></UBLExtensions>");
  EXPECT_EQ(invoice.tax_exclusive.text, "100");
}

TEST(ReadUbl, KeepsWhatIsNoNumberAsPublished) {
  const EInvoice invoice = ReadInvoice(
      "<LegalMonetaryTotal><PayableAmount>1.234,50 €</PayableAmount></LegalMonetaryTotal>\n"
      "<InvoiceLine><InvoicedQuantity>two</InvoicedQuantity>"
      "<LineExtensionAmount>5</LineExtensionAmount></InvoiceLine>");
  EXPECT_EQ(invoice.payable.text, "1.234,50 €");
  EXPECT_THAT(invoice.diagnostics, ElementsAre("line 1: PayableAmount is not a number"));
  EXPECT_EQ(invoice.lines.at(0).quantity.text, "two");
  EXPECT_THAT(invoice.lines.at(0).diagnostics,
              ElementsAre("line 2: InvoicedQuantity is not a number"));
}

TEST(ReadUbl, KeepsALineWithoutAmount) {
  const EInvoice invoice = ReadInvoice(
      "<InvoiceLine><Item><Name>Hilo</Name></Item></InvoiceLine><InvoiceLine>"
      "<LineExtensionAmount>5</LineExtensionAmount></InvoiceLine>");
  ASSERT_THAT(invoice.lines, SizeIs(2));
  EXPECT_EQ(invoice.lines[0].description.text, "Hilo");
  EXPECT_THAT(invoice.lines[0].diagnostics, ElementsAre(HasSubstr("without LineExtensionAmount")));
  EXPECT_THAT(invoice.lines[1].diagnostics, IsEmpty());
}

TEST(ReadUbl, TellsCreditNotesByRootAndByCode) {
  EXPECT_TRUE(Read("<CreditNote><ID>1</ID></CreditNote>").credit_note);
  EXPECT_TRUE(ReadInvoice("<InvoiceTypeCode>381</InvoiceTypeCode>").credit_note);
  EXPECT_FALSE(ReadInvoice("<InvoiceTypeCode>384</InvoiceTypeCode>").credit_note);
}

TEST(ReadUbl, KeepsTheSignsOfACreditNote) {
  const EInvoice invoice = Read(
      "<CreditNote><CreditNoteLine><CreditedQuantity>-2</CreditedQuantity>"
      "<LineExtensionAmount>-5</LineExtensionAmount></CreditNoteLine></CreditNote>");
  EXPECT_EQ(invoice.lines.at(0).quantity.text, "-2");
  EXPECT_EQ(invoice.lines.at(0).amount.text, "-5");
}

TEST(ReadUbl, ReadsADebitNote) {
  const EInvoice invoice = Read(
      "<DebitNote><RequestedMonetaryTotal><PayableAmount>5</PayableAmount></RequestedMonetaryTotal>"
      "<DebitNoteLine><DebitedQuantity>1</DebitedQuantity></DebitNoteLine></DebitNote>");
  EXPECT_EQ(invoice.payable.text, "5");
  EXPECT_EQ(invoice.lines.at(0).quantity.text, "1");
}

TEST(ReadUbl, KeepsTheLinesBeforeACut) {
  const EInvoice invoice = Read(
      "<Invoice><InvoiceLine><LineExtensionAmount>1</LineExtensionAmount></InvoiceLine>"
      "<InvoiceLine><ID>2</ID><LineExt");
  ASSERT_THAT(invoice.lines, SizeIs(2));
  EXPECT_EQ(invoice.lines[0].amount.text, "1");
  EXPECT_EQ(invoice.lines[1].id.text, "2");
}

TEST(ReadUbl, LeavesOutLinesBeyondItsLimitAndSaysSo) {
  std::string lines;
  for (std::size_t i = 0; i < kMostLines + 2; ++i) lines += "<InvoiceLine/>";
  const EInvoice invoice = ReadInvoice(lines);
  EXPECT_THAT(invoice.lines, SizeIs(kMostLines));
  EXPECT_THAT(invoice.diagnostics, ElementsAre(HasSubstr("more than 200000 lines")));
}

TEST(ReadUbl, KeepsNoAllowanceAndNoTaxWithoutAnyValue) {
  const EInvoice invoice =
      ReadInvoice("<AllowanceCharge/><TaxTotal><TaxSubtotal/></TaxTotal><WithholdingTaxTotal/>");
  EXPECT_THAT(invoice.allowances, IsEmpty());
  EXPECT_THAT(invoice.taxes, IsEmpty());
}

TEST(ReadUbl, PassesOverThePlaceholderOfAnOrder) {
  EXPECT_TRUE(ReadInvoice("<OrderReference><ID>NA</ID></OrderReference>").purchase_order.empty());
}

}  // namespace
}  // namespace telar::documents::einvoice
