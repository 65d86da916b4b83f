#include "app/table.h"

#include <gtest/gtest.h>

#include "app/style.h"

namespace telar::app {
namespace {

TEST(DisplayWidth, CountsColumnsAndNotBytes) {
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("caña"), 4);
  EXPECT_EQ(DisplayWidth("織機"), 4) << "wide letters take two columns";
  EXPECT_EQ(DisplayWidth("e\u0301"), 1) << "a combining accent takes none";
  EXPECT_EQ(DisplayWidth(Style{true}.Red("abc")), 3) << "colour takes none";
  EXPECT_EQ(DisplayWidth("a\xff"), 2) << "a malformed byte is shown as one replacement";
}

TEST(Printable, TakesTheTeethOutOfForeignText) {
  EXPECT_EQ(Printable("a\x1b[31mb"), "a\uFFFD[31mb");
  EXPECT_EQ(Printable("a\r\nb\tc"), "a  b c");
  EXPECT_EQ(Printable("fdp\u202E.exe"), "fdp\uFFFD.exe") << "text may not turn its direction";
  EXPECT_EQ(Printable("ñ 織"), "ñ 織");
}

TEST(Shorten, EndsInAnEllipsisWithinTheColumns) {
  EXPECT_EQ(Shorten("abcdef", 6), "abcdef");
  EXPECT_EQ(Shorten("abcdef", 4), "abc…");
  EXPECT_EQ(Shorten("織機織機", 4), "織…") << "half a wide letter does not fit";
  EXPECT_EQ(Shorten("abcdef", 0), "");
}

TEST(Table, AlignsColumnsByDisplayWidth) {
  Table table({{"name"}, {"total", Table::Align::kRight}});
  table.Add({"織機", "1.00"});
  table.Add({"e\u0301clair", "112.00"});
  EXPECT_EQ(table.Render(0),
            "name     total\n"
            "織機      1.00\n"
            "e\u0301clair  112.00\n");
}

TEST(Table, ShortensOnlyWhatMayBeAndOnlyOnATerminal) {
  Table table({{"id"}, {"reason", Table::Align::kLeft, true}});
  table.Add({"0123456789", "the total is not the sum of its parts"});
  EXPECT_EQ(table.Render(30),
            "id          reason\n"
            "0123456789  the total is not…\n");
  EXPECT_EQ(table.Render(0),
            "id          reason\n"
            "0123456789  the total is not the sum of its parts\n");
}

TEST(Table, KeepsColouredCellsAligned) {
  Table table({{"state"}, {"n"}});
  table.Add({"ok", "1"});
  table.Paint(0, [](std::string_view text) { return Style{true}.Green(text); });
  EXPECT_EQ(table.Render(0), "state  n\n\x1b[32mok\x1b[0m     1\n");
}

}  // namespace
}  // namespace telar::app
