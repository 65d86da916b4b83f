#include "documents/einvoice/read.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::documents::einvoice {
namespace {

using ::telar::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Result<EInvoice> Read(std::string_view xml) {
  TELAR_ASSIGN_OR_RETURN(const auto tree, XmlTree::Parse(xml));
  return ReadEInvoice(*tree);
}

constexpr std::string_view kInvoice =
    "<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'><ID>F-1</ID>"
    "</Invoice>";

std::string Attached(std::string_view text) {
  return "<AttachedDocument><Attachment><ExternalReference><Description><![CDATA[" +
         std::string(text) +
         "]]></Description></ExternalReference></Attachment>"
         "</AttachedDocument>";
}

TEST(ReadEInvoice, TellsTheSyntaxByTheRootElement) {
  const auto syntax = [](std::string_view xml) {
    const Result<EInvoice> invoice = Read(xml);
    return invoice.ok() ? std::string(SyntaxName(invoice->syntax)) : invoice.status().ToString();
  };
  EXPECT_EQ(syntax(kInvoice), "ubl-invoice");
  EXPECT_EQ(syntax("<x:CreditNote xmlns:x='urn:oasis:names:specification:ubl:schema:xsd:"
                   "CreditNote-2'><ID>1</ID></x:CreditNote>"),
            "ubl-creditnote");
  EXPECT_EQ(syntax("<CrossIndustryInvoice><a/></CrossIndustryInvoice>"), "cii");
  EXPECT_EQ(syntax("<CrossIndustryDocument><a/></CrossIndustryDocument>"), "zugferd1");
  EXPECT_EQ(syntax("<Facturae><a/></Facturae>"), "facturae");
  EXPECT_EQ(syntax("<cfdi:Comprobante Total='1'/>"), "cfdi");
}

TEST(ReadEInvoice, ReadsUblInAWrongNamespace) {
  EXPECT_OK(Read("<Invoice xmlns='urn:wrong'><LegalMonetaryTotal/></Invoice>"));
  EXPECT_OK(Read("<Invoice><UBLVersionID>2.0</UBLVersionID></Invoice>"));
}

TEST(ReadEInvoice, NamesTheRootOfWhatIsNoInvoice) {
  EXPECT_THAT(Read("<catalogue><item/></catalogue>"),
              StatusIs(Code::kInvalidInput, AllOf(HasSubstr("catalogue"), HasSubstr("Facturae"))));
  EXPECT_THAT(Read("<Invoice><Customer/></Invoice>"), StatusIs(Code::kInvalidInput));
}

TEST(ReadEInvoice, FindsAnInvoiceInAnEnvelope) {
  ASSERT_OK_AND_ASSIGN(const EInvoice invoice,
                       Read("<StandardBusinessDocument><StandardBusinessDocumentHeader><a/>"
                            "</StandardBusinessDocumentHeader>" +
                            std::string(kInvoice) + "</StandardBusinessDocument>"));
  EXPECT_EQ(invoice.number.text, "F-1");
  EXPECT_EQ(invoice.number.path, "/StandardBusinessDocument/Invoice/ID");
  EXPECT_THAT(invoice.diagnostics, IsEmpty());
}

TEST(ReadEInvoice, ReadsEveryInvoiceOfAnEnvelope) {
  const std::string two = std::string(kInvoice) + std::string(kInvoice);
  ASSERT_OK_AND_ASSIGN(const EInvoice invoice, Read("<batch><all>" + two + "</all></batch>"));
  EXPECT_EQ(invoice.number.path, "/batch/all/Invoice[1]/ID");
  ASSERT_THAT(invoice.more, SizeIs(1));
  EXPECT_EQ(invoice.more[0].number.path, "/batch/all/Invoice[2]/ID");
  EXPECT_THAT(invoice.diagnostics, IsEmpty());
}

TEST(ReadEInvoice, SaysHowManyInvoicesItLeaves) {
  std::string many;
  for (int i = 0; i < 1003; ++i) many += kInvoice;
  ASSERT_OK_AND_ASSIGN(const EInvoice invoice, Read("<batch>" + many + "</batch>"));
  EXPECT_THAT(invoice.more, SizeIs(999));
  EXPECT_THAT(invoice.diagnostics, ElementsAre(HasSubstr("1003 invoices; the first 1000")));
}

TEST(ReadEInvoice, ReadsTheTextOfAnAttachedDocument) {
  ASSERT_OK_AND_ASSIGN(const EInvoice invoice, Read(Attached(kInvoice)));
  EXPECT_EQ(invoice.number.text, "F-1");
  EXPECT_EQ(invoice.number.path, "/Invoice/ID");
}

TEST(ReadEInvoice, PassesOverTheByteOrderMarkOfAnAttachedText) {
  ASSERT_OK_AND_ASSIGN(const EInvoice invoice,
                       Read(Attached("\xEF\xBB\xBF" + std::string(kInvoice))));
  EXPECT_EQ(invoice.number.text, "F-1");
}

TEST(ReadEInvoice, PassesOverAttachmentsThatAreNoInvoice) {
  ASSERT_OK_AND_ASSIGN(
      const EInvoice invoice,
      Read("<AttachedDocument><Attachment><ExternalReference><Description>a.pdf</Description>"
           "</ExternalReference></Attachment><Attachment><ExternalReference><Description>"
           "&lt;Invoice>&lt;UBLVersionID/>&lt;ID>9&lt;/ID>&lt;/Invoice></Description>"
           "</ExternalReference></Attachment></AttachedDocument>"));
  EXPECT_EQ(invoice.number.text, "9");
}

TEST(ReadEInvoice, SaysWhatIsWrongInsideAnAttachedDocument) {
  EXPECT_THAT(Read(Attached("<a")),
              StatusIs(Code::kInvalidInput, HasSubstr("inside the AttachedDocument")));
  EXPECT_THAT(Read(Attached("no XML")), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Read(Attached("<!DOCTYPE a><a/>")),
              StatusIs(Code::kInvalidInput, HasSubstr("document type")));
  EXPECT_THAT(Read(Attached("<AttachedDocument><Attachment/></AttachedDocument>")),
              StatusIs(Code::kInvalidInput));
}

TEST(ReadEInvoice, SaysWhereADocumentBreaksOff) {
  ASSERT_OK_AND_ASSIGN(const EInvoice invoice,
                       Read("<Invoice><UBLVersionID>2.1</UBLVersionID>\n<ID>7</ID><Issue"));
  EXPECT_EQ(invoice.number.text, "7");
  EXPECT_THAT(invoice.diagnostics,
              ElementsAre("line 2: the document ends too early; what came before was read"));
}

TEST(ReadEInvoice, SaysWhenTheEncodingIsNotTheDeclaredOne) {
  ASSERT_OK_AND_ASSIGN(const EInvoice invoice,
                       Read("<?xml version='1.0' encoding='utf-16'?>" + std::string(kInvoice)));
  EXPECT_THAT(invoice.diagnostics, ElementsAre("declared as UTF-16, written in UTF-8"));
}

}  // namespace
}  // namespace telar::documents::einvoice
