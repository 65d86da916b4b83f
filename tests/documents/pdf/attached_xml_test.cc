#include "documents/pdf/attached_xml.h"

#include <gmock/gmock.h>

#include "tests/support/pdf_writer.h"
#include "tests/support/status_matchers.h"

namespace telar::documents {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::PdfWriter;

constexpr std::string_view kXml = "<?xml version='1.0'?><ubl:Invoice xmlns:ubl='u'>1</ubl:Invoice>";

AttachedXml Find(const PdfWriter& writer, const AttachmentLimits& limits = {}) {
  const std::string pdf = writer.Bytes();
  const auto file = PdfFile::Open(pdf);
  EXPECT_TRUE(file.ok());
  return file.ok() ? FindAttachedXml(pdf, **file, limits) : AttachedXml{};
}

PdfWriter With(PdfWriter::Attachment attachment) {
  if (attachment.bytes.empty()) attachment.bytes = kXml;
  return PdfWriter().Page().Text(72, 100, "Invoice").Attach(std::move(attachment));
}

std::vector<std::string> Names(const AttachedXml& found) {
  std::vector<std::string> names;
  for (const XmlAttachment& file : found.files) names.push_back(file.name);
  return names;
}

TEST(AttachedXml, FindsAFileMountedAsItShould) {
  const AttachedXml found = Find(With({.name = "factur-x.xml"}));
  EXPECT_THAT(Names(found), ElementsAre("factur-x.xml"));
  EXPECT_EQ(found.files.at(0).bytes, kXml);
  EXPECT_THAT(found.diagnostics, IsEmpty());
}

TEST(AttachedXml, FindsAFileThatOnlyAnAnnotationNames) {
  EXPECT_THAT(Names(Find(With({.name = "data.bin", .named = false, .annotated = true}))),
              ElementsAre("data.bin"));
}

TEST(AttachedXml, FindsAFileThatNothingNames) {
  EXPECT_THAT(Names(Find(With({.name = "x", .named = false, .specified = false}))),
              ElementsAre(""));
}

TEST(AttachedXml, FindsAFileWithoutATypeOrCompression) {
  EXPECT_THAT(Names(Find(With({.name = "a.xml", .typed = false, .compressed = false}))),
              ElementsAre("a.xml"));
}

TEST(AttachedXml, FindsAFileThatOnlyTheMetadataHintAt) {
  PdfWriter writer = With({.name = "", .named = false, .specified = false, .typed = false});
  EXPECT_THAT(Find(writer).files, IsEmpty());
  writer.Metadata("<x:xmpmeta xmlns:fx='urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#'/>");
  EXPECT_THAT(Find(writer).files, ::testing::SizeIs(1));
}

TEST(AttachedXml, LeavesOutWhatIsNoInvoice) {
  EXPECT_THAT(Find(With({.name = "factur-x.xml", .bytes = "<order/>"})).files, IsEmpty());
  EXPECT_THAT(Find(With({.name = "factur-x.xml", .bytes = "%PNG"})).files, IsEmpty());
  EXPECT_THAT(Find(PdfWriter().Page()).files, IsEmpty());
}

TEST(AttachedXml, PutsTheUsualNameFirst) {
  PdfWriter writer = With({.name = "copy.xml"});
  writer.Attach({.name = "factur-x.xml", .bytes = "<CrossIndustryInvoice/>"});
  writer.Attach({.name = "other.xml", .bytes = std::string(kXml)});
  EXPECT_THAT(Names(Find(writer)), ElementsAre("factur-x.xml", "other.xml", "copy.xml"));
}

TEST(AttachedXml, PutsWhatTheNameTreeListsBeforeWhatLiesAround) {
  PdfWriter writer = With({.name = "listed.xml"});
  writer.Attach({.name = "factur-x.xml", .bytes = std::string(kXml), .named = false});
  EXPECT_THAT(Names(Find(writer)), ElementsAre("listed.xml", "factur-x.xml"));
}

TEST(AttachedXml, SaysThatABombIsTooLargeAndKeepsTheRest) {
  PdfWriter writer = With({.name = "bomb.xml", .bytes = "<Invoice>" + std::string(9 << 20, ' ')});
  writer.Attach({.name = "factur-x.xml", .bytes = std::string(kXml)});
  const AttachedXml found = Find(writer, {.file_bytes = 1 << 20});
  EXPECT_THAT(Names(found), ElementsAre("factur-x.xml"));
  EXPECT_THAT(found.diagnostics, ElementsAre("the attachment bomb.xml is larger than 1 MiB"));
}

TEST(AttachedXml, LooksAtNoMoreFilesThanTheLimit) {
  PdfWriter writer = PdfWriter().Page();
  for (int i = 0; i < 4; ++i) writer.Attach({.name = "a", .bytes = std::string(kXml)});
  const AttachedXml found = Find(writer, {.files = 3});
  EXPECT_EQ(found.files.size(), 3U);
  EXPECT_THAT(found.diagnostics, ElementsAre(HasSubstr("more than 3 attached invoices")));
}

TEST(AttachedXml, ReadsOtherFiltersByTheNameTree) {
  const AttachedXml found = Find(
      With({.name = "factur-x.xml", .bytes = "3C496E766F6963652F3E>", .filter = "ASCIIHexDecode"}));
  ASSERT_THAT(Names(found), ElementsAre("factur-x.xml"));
  EXPECT_EQ(found.files[0].bytes, "<Invoice/>");
}

TEST(AttachedXml, KnowsAnInvoiceByItsFirstElement) {
  EXPECT_TRUE(BeginsAnInvoice(
      "\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- x --><rsm:CrossIndustryInvoice a='1'>"));
  EXPECT_TRUE(BeginsAnInvoice(std::string_view("<\0I\0n\0v\0o\0i\0c\0e\0>\0", 18)));
  EXPECT_FALSE(BeginsAnInvoice("<Invoices>"));
  EXPECT_FALSE(BeginsAnInvoice("<!-- <Invoice>"));
  EXPECT_FALSE(BeginsAnInvoice(""));
}

}  // namespace
}  // namespace telar::documents
