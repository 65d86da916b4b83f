#include "core/html.h"

#include <gtest/gtest.h>

namespace telar {
namespace {

TEST(HtmlText, MarkupBecomesText) {
  EXPECT_EQ(HtmlText(R"(<b class="x">Tom's & Co</b>)"),
            "&lt;b class=&quot;x&quot;&gt;Tom&#39;s &amp; Co&lt;/b&gt;");
}

TEST(HtmlText, LettersOfEveryLanguageStay) { EXPECT_EQ(HtmlText("Maíz ñ 中 😀"), "Maíz ñ 中 😀"); }

TEST(HtmlText, WhatNoPageMayHoldIsReplaced) {
  EXPECT_EQ(HtmlText(std::string("a\0b\x1b[31m", 8)), "a\uFFFDb\uFFFD[31m");
  EXPECT_EQ(HtmlText("a\xff"), "a\uFFFD");
  EXPECT_EQ(HtmlText("right\u202Eleft"), "right\uFFFDleft");
  EXPECT_EQ(HtmlText("one\r\ntwo\tthree"), "one  two three");
}

}  // namespace
}  // namespace telar
