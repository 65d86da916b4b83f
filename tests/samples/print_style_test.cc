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
  EXPECT_EQ(FormatDate(date, DateStyle::kDayFirstShort), "05/03/24");
  EXPECT_EQ(FormatDate(date, DateStyle::kDashes), "05-03-2024");
  EXPECT_EQ(FormatDate(date, DateStyle::kDashesShort), "05-03-24");
  EXPECT_EQ(FormatDate(date, DateStyle::kDots), "05.03.2024");
  EXPECT_EQ(FormatDate(date, DateStyle::kDotsShort), "05.03.24");
  EXPECT_EQ(FormatDate(date, DateStyle::kMonthFirst), "03/05/2024");
  EXPECT_EQ(FormatDate(date, DateStyle::kUpperShort), "05 MAR 2024");
  EXPECT_EQ(FormatDate(date, DateStyle::kUpperDashes), "05-MAR-2024");
  EXPECT_EQ(FormatDate(date, DateStyle::kCompact), "20240305");
  EXPECT_EQ(FormatDate(date, DateStyle::kGermanLong), "5. März 2024");
  EXPECT_EQ(FormatDate(date, DateStyle::kFrenchLong), "5 mars 2024");
  EXPECT_EQ(FormatDate(date, DateStyle::kPortugueseLong), "5 de março de 2024");
  EXPECT_EQ(FormatDate(date, DateStyle::kDutchLong), "5 maart 2024");
  EXPECT_EQ(FormatDate(date, DateStyle::kItalianLong), "5 marzo 2024");
}

TEST(Upper, KnowsLettersWithAccents) {
  EXPECT_EQ(Upper("Panadería Ñandú, Königstraße 4"), "PANADERÍA ÑANDÚ, KÖNIGSTRASSE 4");
  EXPECT_EQ(Upper("5 ÷ 2 €"), "5 ÷ 2 €");
}

}  // namespace
}  // namespace telar::samples
