#include "documents/detect.h"

#include <gmock/gmock.h>

#include <string>

#include "tests/support/status_matchers.h"

namespace telar::documents {
namespace {

using ::telar::testing::IsOkAndHolds;
using ::telar::testing::StatusIs;
using ::testing::HasSubstr;
using std::string_literals::operator""s;

// ASCII text as UTF-16 with the low byte first or last.
std::string Utf16(std::string_view text, bool big_endian) {
  std::string wide;
  for (const char c : text) wide += big_endian ? "\0"s + c : c + "\0"s;
  return wide;
}

TEST(DetectKind, KnowsDocumentsByTheirFirstBytes) {
  EXPECT_THAT(DetectKind("%PDF-1.7\n"), IsOkAndHolds(FileKind::kPdf));
  EXPECT_THAT(DetectKind("\xFF\xD8\xFF\xE0"), IsOkAndHolds(FileKind::kJpeg));
  EXPECT_THAT(DetectKind("\x89PNG\r\n\x1A\n"), IsOkAndHolds(FileKind::kPng));
  EXPECT_THAT(DetectKind("II*\0"s), IsOkAndHolds(FileKind::kTiff));
  EXPECT_THAT(DetectKind("MM\0*"s), IsOkAndHolds(FileKind::kTiff));
  EXPECT_THAT(DetectKind("II+\0"s), IsOkAndHolds(FileKind::kTiff));
}

TEST(DetectKind, FindsAPdfHeaderWithinTheFirst1024Bytes) {
  EXPECT_THAT(DetectKind(std::string(1000, '\n') + "%PDF-1.4"), IsOkAndHolds(FileKind::kPdf));
  EXPECT_THAT(DetectKind(std::string(1024, '\n') + "%PDF-1.4"), StatusIs(Code::kInvalidInput));
}

TEST(DetectKind, KnowsXmlInEveryEncoding) {
  const std::string xml = "<?xml version=\"1.0\"?><Invoice/>";
  EXPECT_THAT(DetectKind(xml), IsOkAndHolds(FileKind::kXml));
  EXPECT_THAT(DetectKind("\xEF\xBB\xBF" + xml), IsOkAndHolds(FileKind::kXml));
  EXPECT_THAT(DetectKind("\xEF\xBB\xBF\r\n " + xml), IsOkAndHolds(FileKind::kXml));
  EXPECT_THAT(DetectKind("\r\n\xEF\xBB\xBF" + xml), IsOkAndHolds(FileKind::kXml));
  EXPECT_THAT(DetectKind("\xFF\xFE" + Utf16(xml, false)), IsOkAndHolds(FileKind::kXml));
  EXPECT_THAT(DetectKind("\xFE\xFF" + Utf16(xml, true)), IsOkAndHolds(FileKind::kXml));
  EXPECT_THAT(DetectKind(Utf16(xml, false)), IsOkAndHolds(FileKind::kXml));
  EXPECT_THAT(DetectKind(Utf16(xml, true)), IsOkAndHolds(FileKind::kXml));
}

TEST(DetectKind, KnowsXmlWithoutDeclaration) {
  EXPECT_THAT(DetectKind("\n<!-- ours --><ubl:Invoice xmlns:ubl=\"x\">"),
              IsOkAndHolds(FileKind::kXml));
}

TEST(DetectKind, NamesWhatItDoesNotRead) {
  const auto refused_as = [](std::string_view name) {
    return StatusIs(Code::kInvalidInput, HasSubstr(std::string(name)));
  };
  EXPECT_THAT(DetectKind(""), refused_as("empty"));
  EXPECT_THAT(DetectKind("\0\0\0\x18"s + "ftypheic"), refused_as("HEIC"));
  EXPECT_THAT(DetectKind("RIFF\x10\0\0\0WEBPVP8 "s), refused_as("WebP"));
  EXPECT_THAT(DetectKind("PK\x03\x04 picture.jpg"), refused_as("ZIP"));
  EXPECT_THAT(DetectKind("PK\x03\x04 [Content_Types].xml word/document.xml"), refused_as("Word"));
  EXPECT_THAT(DetectKind("PK\x03\x04 [Content_Types].xml xl/workbook.xml"), refused_as("Excel"));
  EXPECT_THAT(DetectKind("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), refused_as("old Office"));
  EXPECT_THAT(DetectKind("<!DOCTYPE html><html>"), refused_as("HTML"));
  EXPECT_THAT(DetectKind("  <HTML><body>"), refused_as("HTML"));
  EXPECT_THAT(DetectKind("Dear customer,\nplease pay 3 < 4."), refused_as("plain text"));
  EXPECT_THAT(DetectKind(std::string(64, '\0')), refused_as("zero bytes"));
  EXPECT_THAT(DetectKind("\x01\x02\x03"), refused_as("something else"));
}

}  // namespace
}  // namespace telar::documents
