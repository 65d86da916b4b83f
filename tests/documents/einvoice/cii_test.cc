#include "documents/einvoice/cii.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::documents::einvoice {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

EInvoice Read(std::string_view content) {
  const auto tree =
      XmlTree::Parse("<CrossIndustryInvoice>" + std::string(content) + "</CrossIndustryInvoice>");
  EXPECT_OK(tree);
  return tree.ok() ? ReadCii((*tree)->root()) : EInvoice{};
}

EInvoice ReadTrade(std::string_view content) {
  return Read("<SupplyChainTradeTransaction>" + std::string(content) +
              "</SupplyChainTradeTransaction>");
}

EInvoice ReadSettlement(std::string_view content) {
  return ReadTrade("<ApplicableHeaderTradeSettlement>" + std::string(content) +
                   "</ApplicableHeaderTradeSettlement>");
}

EInvoiceParty ReadSeller(std::string_view content) {
  return ReadTrade("<ApplicableHeaderTradeAgreement><SellerTradeParty>" + std::string(content) +
                   "</SellerTradeParty></ApplicableHeaderTradeAgreement>")
      .seller;
}

std::string Line(std::string_view document, std::string_view sums) {
  return "<IncludedSupplyChainTradeLineItem><AssociatedDocumentLineDocument>" +
         std::string(document) +
         "</AssociatedDocumentLineDocument><SpecifiedLineTradeSettlement>"
         "<SpecifiedTradeSettlementLineMonetarySummation>" +
         std::string(sums) +
         "</SpecifiedTradeSettlementLineMonetarySummation></SpecifiedLineTradeSettlement>"
         "</IncludedSupplyChainTradeLineItem>";
}

TEST(ReadCii, LeavesEmptyWhatIsMissing) {
  const EInvoice invoice = Read("");
  EXPECT_TRUE(invoice.number.empty());
  EXPECT_TRUE(invoice.seller.tax_id.empty());
  EXPECT_THAT(invoice.lines, IsEmpty());
  EXPECT_THAT(invoice.diagnostics, IsEmpty());
}

TEST(ReadCii, PrefersTheVatNumber) {
  const EInvoiceParty party = ReadSeller(
      "<SpecifiedTaxRegistration><ID schemeID='FC'>99/1</ID></SpecifiedTaxRegistration>"
      "<SpecifiedTaxRegistration><ID schemeID='VA'>DE999</ID></SpecifiedTaxRegistration>");
  EXPECT_EQ(party.tax_id.text, "DE999");
  EXPECT_EQ(party.other_id.text, "99/1");
}

TEST(ReadCii, TakesTheFiscalNumberWhereThereIsNoOther) {
  EXPECT_EQ(ReadSeller("<ID>7</ID><SpecifiedTaxRegistration><ID schemeID='FC'>99/1</ID>"
                       "</SpecifiedTaxRegistration>")
                .tax_id.text,
            "99/1");
}

TEST(ReadCii, TakesTheTradingNameWhereThereIsNoOther) {
  EXPECT_EQ(ReadSeller("<SpecifiedLegalOrganization><TradingBusinessName>Wolle"
                       "</TradingBusinessName></SpecifiedLegalOrganization>")
                .name.text,
            "Wolle");
}

TEST(ReadCii, TakesTheTaxTotalInTheInvoicesCurrency) {
  const EInvoice invoice = ReadSettlement(
      "<InvoiceCurrencyCode>EUR</InvoiceCurrencyCode>"
      "<SpecifiedTradeSettlementHeaderMonetarySummation>"
      "<TaxTotalAmount currencyID='GBP'>8</TaxTotalAmount>"
      "<TaxTotalAmount currencyID='EUR'>10</TaxTotalAmount>"
      "</SpecifiedTradeSettlementHeaderMonetarySummation>");
  EXPECT_EQ(invoice.tax_total.text, "10");
}

TEST(ReadCii, SaysWhenADateIsNoDay) {
  const EInvoice invoice = Read(
      "<ExchangedDocument><IssueDateTime><DateTimeString format='610'>202401</DateTimeString>"
      "</IssueDateTime></ExchangedDocument>");
  EXPECT_EQ(invoice.issue_date.text, "202401");
  EXPECT_THAT(invoice.diagnostics, ElementsAre(HasSubstr("IssueDateTime names a month")));
}

TEST(ReadCii, LeavesOutHeadingsOfGroups) {
  const EInvoice invoice =
      ReadTrade(Line("<LineID>1</LineID><LineStatusReasonCode>GROUP</LineStatusReasonCode>",
                     "<LineTotalAmount>9</LineTotalAmount>") +
                Line("<LineID>1.1</LineID><LineStatusReasonCode>DETAIL</LineStatusReasonCode>",
                     "<LineTotalAmount>9</LineTotalAmount>"));
  ASSERT_THAT(invoice.lines, SizeIs(1));
  EXPECT_EQ(invoice.lines[0].id.text, "1.1");
}

TEST(ReadCii, PassesOverANoteWhereALineWouldBe) {
  const std::string note =
      "<IncludedSupplyChainTradeLineItem><AssociatedDocumentLineDocument><IncludedNote><Content>"
      "Wir "
      "berechnen</Content></IncludedNote></AssociatedDocumentLineDocument>"
      "<SpecifiedSupplyChainTradeSettlement/></IncludedSupplyChainTradeLineItem>";
  EXPECT_THAT(ReadTrade(note + Line("<LineID>1</LineID>", "")).lines, SizeIs(1));
}

TEST(ReadCii, KeepsALineWithoutAmount) {
  const EInvoice invoice = ReadTrade(Line("<LineID>1</LineID>", ""));
  ASSERT_THAT(invoice.lines, SizeIs(1));
  EXPECT_THAT(invoice.lines[0].diagnostics, ElementsAre(HasSubstr("without LineTotalAmount")));
}

TEST(ReadCii, KeepsWhatIsNoNumberAsPublished) {
  const EInvoice invoice = ReadTrade(Line("", "<LineTotalAmount>1,50</LineTotalAmount>"));
  EXPECT_EQ(invoice.lines.at(0).amount.text, "1,50");
  EXPECT_THAT(invoice.lines.at(0).diagnostics,
              ElementsAre("line 1: LineTotalAmount is not a number"));
}

TEST(ReadCii, TakesTheFirstAccountThatHasANumber) {
  const EInvoice invoice = ReadSettlement(
      "<SpecifiedTradeSettlementPaymentMeans/><SpecifiedTradeSettlementPaymentMeans>"
      "<PayeePartyCreditorFinancialAccount><ProprietaryID>123</ProprietaryID>"
      "</PayeePartyCreditorFinancialAccount></SpecifiedTradeSettlementPaymentMeans>");
  EXPECT_EQ(invoice.iban.text, "123");
}

}  // namespace
}  // namespace telar::documents::einvoice
