#include "invoices/prefer_xml.h"

#include <gmock/gmock.h>

#include "tests/support/einvoices.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Invoice FromPages() {
  Invoice invoice;
  invoice.verdict = Verdict::kAccept;
  invoice.fields["total"] = {.value = "99.00",
                             .raw = "99,00",
                             .confidence = 0.9,
                             .box = {.x0 = 1, .y0 = 1, .x1 = 9, .y1 = 9},
                             .how = How::kText};
  return invoice;
}

TEST(PreferXml, LeavesADocumentWithoutXmlAsItWasRead) {
  Invoice invoice = FromPages();
  PreferXml({}, invoice);
  EXPECT_EQ(invoice.Find("total")->value, "99.00");
  EXPECT_EQ(invoice.verdict, Verdict::kAccept);
}

TEST(PreferXml, MakesAnXmlWithoutPagesAnInvoice) {
  documents::Document document;
  document.kind = documents::FileKind::kXml;
  document.einvoice = testing::SampleEInvoice();
  Invoice invoice;
  invoice.verdict = Verdict::kFailed;
  invoice.reasons = {"no_text: nothing could be read"};
  PreferXml(document, invoice);
  EXPECT_EQ(invoice.verdict, Verdict::kAccept);
  EXPECT_THAT(invoice.reasons, IsEmpty());
  EXPECT_EQ(invoice.Find("total")->value, "205.70");
}

TEST(PreferXml, ExplainsThePublishedValueBeforeThoseOfThePages) {
  documents::Document document = testing::TextDocument("Total 99,00 EUR\n");
  document.einvoice = testing::SampleEInvoice();
  Invoice invoice = FromPages();
  Explanation explanation;
  explanation["total"] = {{"99.00", "99,00", 1, {}, 0.8, {}}};
  PreferXml(document, invoice, &explanation);
  ASSERT_EQ(explanation["total"].size(), 2U);
  EXPECT_EQ(explanation["total"][0].value, "205.70");
  std::vector<std::string> names;
  for (const Evidential& evidence : explanation["total"][0].evidence)
    names.push_back(evidence.name);
  EXPECT_THAT(names, ElementsAre("published", "printed_otherwise"));
  EXPECT_EQ(explanation["total"][1].value, "99.00");
}

TEST(AttachmentDoubts, MakeAnAcceptedInvoiceWait) {
  documents::Document document;
  document.attachment_diagnostics = {"the attachment factur-x.xml is larger than 32 MiB"};
  Invoice invoice = FromPages();
  AddAttachmentDoubts(document, invoice);
  EXPECT_EQ(invoice.verdict, Verdict::kReview);
  EXPECT_THAT(invoice.reasons,
              ElementsAre("xml_attachment: the attachment factur-x.xml is larger than 32 MiB"));
}

TEST(AttachmentDoubts, AreNoneWhereNothingIsWrong) {
  Invoice invoice = FromPages();
  AddAttachmentDoubts({}, invoice);
  EXPECT_EQ(invoice.verdict, Verdict::kAccept);
}

}  // namespace
}  // namespace telar::invoices
