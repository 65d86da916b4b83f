#include "pos/odbc/utf16.h"

#include <gtest/gtest.h>

namespace telar::pos {
namespace {

using Units = std::vector<std::uint16_t>;

std::string Utf8(const Units& units) {
  std::string text = "before ";
  AppendUtf8(text, units);
  return text;
}

TEST(Utf16, GoesThereAndBackWhereverAnAccentOrAPairStands) {
  for (const std::string text : {"", "a", "plain ASCII", "ñ", "Ñame", "caña", "café", "€ 12",
                                 "🛒", "a🛒b", "🛒🛒ñ€z"}) {
    EXPECT_EQ(Utf8(ToUtf16(text)), "before " + text);
  }
}

TEST(Utf16, HalfAPairIsReplacedAndTheRestIsKept) {
  const std::string mark = "\xEF\xBF\xBD";
  EXPECT_EQ(Utf8({'a', 0xD83D, 'b'}), "before a" + mark + "b");
  EXPECT_EQ(Utf8({'a', 0xDED2, 'b'}), "before a" + mark + "b");
  EXPECT_EQ(Utf8({'a', 0xD83D}), "before a" + mark);
  EXPECT_EQ(Utf8({0xD83D, 0xD83D, 0xDED2}), "before " + mark + "🛒");
}

}  // namespace
}  // namespace telar::pos
