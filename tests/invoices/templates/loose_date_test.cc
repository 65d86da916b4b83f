#include "invoices/templates/loose_date.h"

#include <gmock/gmock.h>

namespace telar::invoices::templates {
namespace {

constexpr Date kToday{std::chrono::year(2026), std::chrono::January, std::chrono::day(2)};

std::string English(std::string_view text) {
  const auto date = ReadEnglishDate(text, kToday);
  return date ? FormatDate(*date) : "none";
}

TEST(EnglishDate, NumbersReadMonthFirstUnlessThatIsNoDate) {
  EXPECT_EQ(English("05/03/2024"), "2024-05-03");
  EXPECT_EQ(English("22-9-2022"), "2022-09-22");
  EXPECT_EQ(English("31.12.23"), "2023-12-31");
  EXPECT_EQ(English("2024-03-05"), "2024-03-05");
  EXPECT_EQ(English("20240305"), "2024-03-05");
}

TEST(EnglishDate, MonthsMayStandAnywhere) {
  EXPECT_EQ(English("August 3 , 2014"), "2014-08-03");
  EXPECT_EQ(English("3rd of Sept. 2014"), "2014-09-03");
  EXPECT_EQ(English("7-May-14"), "2014-05-07");
  EXPECT_EQ(English("Mon, 13 Oct 2014 10:30 PM"), "2014-10-13");
}

TEST(EnglishDate, YearsOfTwoDigitsAreTheNearest) {
  EXPECT_EQ(English("1/2/75"), "2075-01-02");
  EXPECT_EQ(English("1/2/77"), "1977-01-02");
}

TEST(EnglishDate, WhatIsNotPrintedIsNotTakenFromToday) {
  EXPECT_EQ(English("May 2014"), "none");
  EXPECT_EQ(English("5 May"), "none");
  EXPECT_EQ(English("10:30"), "none");
}

TEST(EnglishDate, OtherWordsMakeItNoDate) {
  EXPECT_EQ(English("7. Mai 2014"), "none");
  EXPECT_EQ(English("due 5/3/2024"), "none");
  EXPECT_EQ(English("03/05/2024 10:30 h"), "none");
  EXPECT_EQ(English("03/05/2024 10:30 H"), "2024-03-05");  // as if it were a zone
  EXPECT_EQ(English("30/2/2024"), "none");
  EXPECT_EQ(English(""), "none");
}

TEST(EnglishDate, WhatTheCalendarDoesNotHaveIsNoDate) {
  for (const char* text : {"37/11/4360", "45/2060/03", "09/2059/25", "5.4638.04", "0/0/2024",
                           "2024-00-05", "2024-05-260", "1/2/999999999"}) {
    EXPECT_EQ(English(text), "none") << text;
  }
}

}  // namespace
}  // namespace telar::invoices::templates
