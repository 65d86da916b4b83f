#include "invoices/date_words.h"

#include <gtest/gtest.h>

namespace telar::invoices {
namespace {

TEST(MonthOf, NeedsThreeLetters) {
  EXPECT_EQ(MonthOf("ma"), 0U);
  EXPECT_EQ(MonthOf("mar"), 3U);
  EXPECT_EQ(MonthOf("sept"), 9U);
  EXPECT_EQ(MonthOf("dez"), 12U);
}

TEST(MonthOf, ForgivesOneLetterOfALongName) {
  EXPECT_EQ(MonthOf("septembef"), 9U);
  EXPECT_EQ(MonthOf("0ctubre"), 10U);
  EXPECT_EQ(MonthOf("mayx"), 0U);
}

TEST(WeekdaysOf, KnowsNamesAndTheirCuts) {
  EXPECT_EQ(WeekdaysOf("monday"), 1U);
  EXPECT_EQ(WeekdaysOf("dom"), 64U);
  EXPECT_EQ(WeekdaysOf("xyz"), 0U);
  EXPECT_EQ(WeekdaysOf("do"), 0U);
}

}  // namespace
}  // namespace telar::invoices
