#include "invoices/templates/plain_text.h"

#include <gtest/gtest.h>

namespace telar::invoices::templates {
namespace {

TEST(PlainText, TakesAccentsOff) {
  EXPECT_EQ(WithoutAccents("Señal ÅŠ ﬁ ½ €\u00a0x"), "Senal AS fi 1\u20442 € x");
  EXPECT_EQ(WithoutAccents("e\u0301"), "e");
}

TEST(PlainText, LowersLatinGreekAndCyrillic) {
  EXPECT_EQ(LowerCase("ÀÉÑ ŠŽ ΑΩ ПРИВЕТ €1"), "àéñ šž αω привет €1");
}

TEST(PlainText, StripsEveryKindOfSpace) {
  EXPECT_EQ(Strip("\u00a0 \t a b\u2003\n"), "a b");
  EXPECT_EQ(Strip(" \n"), "");
}

}  // namespace
}  // namespace telar::invoices::templates
