#include "documents/einvoice/encoding.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::documents::einvoice {
namespace {

using ::telar::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using std::string_literals::operator""s;

Charset CharsetOf(const std::string& bytes) {
  const Result<XmlStart> start = FindEncoding(bytes);
  EXPECT_OK(start);
  return start.ok() ? start->charset : Charset::kUtf8;
}

std::string Declaring(std::string_view name, std::string_view content) {
  return "<?xml version='1.0' encoding='" + std::string(name) + "'?><a>" + std::string(content) +
         "</a>";
}

TEST(FindEncoding, TakesUtf8WithoutADeclaration) {
  EXPECT_EQ(CharsetOf("<a>ñ</a>"), Charset::kUtf8);
}

TEST(FindEncoding, GoesByTheDeclaration) {
  EXPECT_EQ(CharsetOf(Declaring("ISO-8859-1", "\xF1")), Charset::kWindows1252);
  EXPECT_EQ(CharsetOf(Declaring("windows-1252", "\x80")), Charset::kWindows1252);
  EXPECT_EQ(CharsetOf(Declaring("ISO-8859-15", "\xA4")), Charset::kLatin9);
}

TEST(FindEncoding, KnowsUtf16WithAndWithoutAByteOrderMark) {
  EXPECT_EQ(CharsetOf("\xFF\xFE<\0a\0"s), Charset::kUtf16LittleEndian);
  EXPECT_EQ(CharsetOf("\xFE\xFF\0<\0a"s), Charset::kUtf16BigEndian);
  EXPECT_EQ(CharsetOf("<\0a\0"s), Charset::kUtf16LittleEndian);
  EXPECT_EQ(CharsetOf("\0<\0a"s), Charset::kUtf16BigEndian);
}

TEST(FindEncoding, BelievesTheBytesMoreThanTheDeclaration) {
  ASSERT_OK_AND_ASSIGN(const XmlStart latin, FindEncoding(Declaring("ISO-8859-1", "ñ")));
  EXPECT_EQ(latin.charset, Charset::kUtf8);
  EXPECT_EQ(latin.note, "declared as ISO-8859-1, written in UTF-8");
  ASSERT_OK_AND_ASSIGN(const XmlStart wide, FindEncoding(Declaring("utf-16", "a")));
  EXPECT_EQ(wide.charset, Charset::kUtf8);
  EXPECT_EQ(wide.note, "declared as UTF-16, written in UTF-8");
}

TEST(FindEncoding, SaysNothingWhereAnyEncodingWouldDo) {
  ASSERT_OK_AND_ASSIGN(const XmlStart start, FindEncoding(Declaring("ISO-8859-1", "plain")));
  EXPECT_THAT(start.note, IsEmpty());
}

TEST(FindEncoding, SkipsMarksAndBlanksBeforeTheDocument) {
  ASSERT_OK_AND_ASSIGN(const XmlStart start, FindEncoding("\xEF\xBB\xBF\r\n \n<a/>"));
  EXPECT_EQ(start.skipped, 7);
  EXPECT_EQ(start.skipped_lines, 2);
}

TEST(FindEncoding, SetsACharacterAsideThatTheEndCutsInTwo) {
  ASSERT_OK_AND_ASSIGN(const XmlStart start, FindEncoding("<a>\xE2\x82"));
  EXPECT_EQ(start.charset, Charset::kUtf8);
  EXPECT_EQ(start.cut_off, 2);
}

TEST(FindEncoding, RefusesAnEncodingItDoesNotKnow) {
  EXPECT_THAT(FindEncoding(Declaring("Shift_JIS", "\x83\x65")),
              StatusIs(Code::kInvalidInput, HasSubstr("encoding")));
  EXPECT_OK(FindEncoding(Declaring("Shift_JIS", "all of it is ASCII")));
}

TEST(TakeRepaired, ReadsStrayBytesAsWindows1252) {
  std::string_view rest = "a\xF1o, ñ, \x80";
  EXPECT_EQ(TakeRepaired(rest, 100), "año, ñ, €");
  EXPECT_THAT(rest, IsEmpty());
}

TEST(TakeRepaired, StopsBetweenCharacters) {
  std::string_view rest = "ñññ";
  EXPECT_EQ(TakeRepaired(rest, 3), "ññ");
  EXPECT_EQ(rest, "ñ");
}

TEST(CodePoint, TellsTheEuroSigns) {
  EXPECT_EQ(CodePoint(Charset::kWindows1252, 0x80), U'€');
  EXPECT_EQ(CodePoint(Charset::kLatin9, 0xA4), U'€');
  EXPECT_EQ(CodePoint(Charset::kWindows1252, 0xF1), U'ñ');
}

}  // namespace
}  // namespace telar::documents::einvoice
