#include "samples/print_style.h"

#include <gtest/gtest.h>

namespace telar::samples {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

const NumberStyle kPointGroups{.decimal = ',', .group = "."};
const NumberStyle kCommaGroups{.decimal = '.', .group = ","};

TEST(FormatNumber, GroupsThousandsInBothTraditions) {
  EXPECT_EQ(FormatNumber(Decimal::FromUnits(123456700, 2), kPointGroups), "1.234.567,00");
  EXPECT_EQ(FormatNumber(Decimal::FromUnits(123456, 2), kCommaGroups), "1,234.56");
  EXPECT_EQ(FormatNumber(Decimal(1234), kPointGroups), "1.234");
  EXPECT_EQ(FormatNumber(Decimal(999), kPointGroups), "999");
}

TEST(FormatNumber, PrintsTheDecimalsTheValueCarries) {
  EXPECT_EQ(FormatNumber(Decimal::FromUnits(1250, 2).Normalized(), kPointGroups), "12,5");
  EXPECT_EQ(FormatNumber(Decimal::FromUnits(-5, 2), kPointGroups), "-0,05");
}

TEST(FormatMoney, PutsTheSignBeforeTheSymbol) {
  const Decimal value = Decimal::FromUnits(-404000, 2);
  EXPECT_EQ(FormatMoney(value, kPointGroups, {}), "-4.040,00 US$");
  EXPECT_EQ(FormatMoney(value, kCommaGroups, {"$", false, false, true}), "-$4,040.00");
}

TEST(FormatDate, KnowsEveryStyle) {
  const Date date = year{2024} / month{3} / day{5};
  EXPECT_EQ(FormatDate(date, DateStyle::kEnglishShort), "Mar 5, 2024");
  EXPECT_EQ(FormatDate(date, DateStyle::kEnglishLong), "March 5, 2024");
  EXPECT_EQ(FormatDate(date, DateStyle::kSpanishShort), "5 mar 2024");
  EXPECT_EQ(FormatDate(date, DateStyle::kSpanishLong), "5 de marzo de 2024");
  EXPECT_EQ(FormatDate(date, DateStyle::kDayFirst), "05/03/2024");
  EXPECT_EQ(FormatDate(date, DateStyle::kIso), "2024-03-05");
}

}  // namespace
}  // namespace telar::samples
