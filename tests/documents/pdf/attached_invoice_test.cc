#include "documents/pdf/attached_invoice.h"

#include <gmock/gmock.h>

#include "tests/support/pdf_writer.h"

namespace telar::documents {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::PdfWriter;

/// "<Invoice>7</Invoice>" is invoice 7; "<Invoice/>" cannot be read.
Result<EInvoice> ReadTestXml(std::string_view xml) {
  const std::size_t begin = xml.find('>') + 1, end = xml.rfind('<');
  if (end < begin) return Status::InvalidInput("read XML: broken");
  EInvoice invoice;
  invoice.number.text = std::string(xml.substr(begin, end - begin));
  return invoice;
}

AttachedInvoice Read(const PdfWriter& writer) {
  const std::string pdf = writer.Bytes();
  const auto file = PdfFile::Open(pdf);
  return file.ok() ? ReadAttachedInvoice(pdf, **file, ReadTestXml) : AttachedInvoice{};
}

PdfWriter With(const std::string& name, const std::string& xml) {
  return PdfWriter().Page().Attach({.name = name, .bytes = xml});
}

TEST(AttachedInvoice, SaysInWhichFileItWas) {
  const AttachedInvoice attached = Read(With("factur-x.xml", "<Invoice>7</Invoice>"));
  ASSERT_TRUE(attached.einvoice.has_value());
  EXPECT_EQ(attached.einvoice->number.text, "7");
  EXPECT_EQ(attached.einvoice->attachment, "factur-x.xml");
  EXPECT_THAT(attached.diagnostics, IsEmpty());
}

TEST(AttachedInvoice, IsAbsentWhereNothingIsAttached) {
  EXPECT_FALSE(Read(PdfWriter().Page()).einvoice.has_value());
}

TEST(AttachedInvoice, TakesTheNextFileWhereTheFirstCannotBeReadAndSaysSo) {
  PdfWriter writer = With("factur-x.xml", "<Invoice/>");
  writer.Attach({.name = "second.xml", .bytes = "<Invoice>8</Invoice>"});
  const AttachedInvoice attached = Read(writer);
  ASSERT_TRUE(attached.einvoice.has_value());
  EXPECT_EQ(attached.einvoice->attachment, "second.xml");
  EXPECT_THAT(attached.einvoice->diagnostics,
              ElementsAre(HasSubstr("factur-x.xml is no invoice that can be read")));
}

TEST(AttachedInvoice, SaysWhyThereIsNone) {
  const AttachedInvoice attached = Read(With("factur-x.xml", "<Invoice/>"));
  EXPECT_FALSE(attached.einvoice.has_value());
  EXPECT_THAT(attached.diagnostics, ElementsAre(HasSubstr("factur-x.xml")));
}

TEST(AttachedInvoice, MindsAnotherInvoiceButNoCopy) {
  PdfWriter writer = With("factur-x.xml", "<Invoice>7</Invoice>");
  writer.Attach({.name = "copy.xml", .bytes = "<Invoice>7</Invoice>"});
  EXPECT_THAT(Read(writer).diagnostics, IsEmpty());
  writer.Attach({.name = "other.xml", .bytes = "<Invoice>8</Invoice>"});
  EXPECT_THAT(Read(writer).diagnostics, ElementsAre(HasSubstr("other.xml is another invoice")));
}

}  // namespace
}  // namespace telar::documents
