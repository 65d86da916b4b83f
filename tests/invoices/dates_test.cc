#include "invoices/dates.h"

#include <gmock/gmock.h>

namespace telar::invoices {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string One(std::string_view text, DateOrder order = DateOrder::kDayFirst) {
  const auto dates = FindDates(text);
  return dates.size() == 1 ? FormatDate(dates[0].Under(order))
                           : std::to_string(dates.size()) + " dates";
}

TEST(FindDates, ReadsEveryPrintedForm) {
  for (const char* text :
       {"05/03/2024",  "5/3/2024",       "05-03-24",           "05.03.2024",     "2024-03-05",
        "2024/03/05",  "5-Mar-24",       "5 de marzo de 2024", "5 marzo 2024",   "marzo 5 de 2024",
        "Mar 5, 2024", "March 5 , 2024", "3 . Mar 2024 x",     "5th March 2024", "05 MAR 2024",
        "05MAR2024",   "5. März 2024",   "5 mars 2024",        "5 maart 2024",   "5 marzo, 2024",
        "5/mar/2024",  "Mar. 5, 2024"}) {
    const std::string want = std::string_view(text).starts_with("3") ? "2024-03-03" : "2024-03-05";
    EXPECT_EQ(One(text), want) << text;
  }
}

TEST(FindDates, KnowsSpanishMonthsThatEnglishDoesNotHave) {
  EXPECT_EQ(One("15 ene 2024"), "2024-01-15");
  EXPECT_EQ(One("15 abr. 2024"), "2024-04-15");
  EXPECT_EQ(One("15 ago 2024"), "2024-08-15");
  EXPECT_EQ(One("15 de septiembre del 2024"), "2024-09-15");
  EXPECT_EQ(One("15 dic 2024"), "2024-12-15");
  EXPECT_EQ(One("1er août 2024"), "2024-08-01");
}

TEST(FindDates, TakesAnUnknownMonthForNoDate) {
  EXPECT_THAT(FindDates("Foo 5, 2024"), IsEmpty());
  EXPECT_THAT(FindDates("5 de brumario de 2024"), IsEmpty());
}

TEST(FindDates, RefusesDaysThatDoNotExistAndCodes) {
  for (const char* text : {"31/02/2024", "45/45/2024", "2024-13-05", "1.2.3.4", "10-20-3040-50",
                           "12/2024", "192.168.10.24"}) {
    EXPECT_THAT(FindDates(text), IsEmpty()) << text;
  }
}

TEST(FindDates, CutsATimeThatIsGluedToTheYear) {
  EXPECT_EQ(One("25/12/2018 8:13:39 PM"), "2018-12-25");
  EXPECT_EQ(One("25/12/20188:13:39"), "2018-12-25");
  EXPECT_EQ(One("2018-12-25T08:13"), "2018-12-25");
}

TEST(FindDates, KeepsBothReadingsOfDayAndMonth) {
  const auto dates = FindDates("05/03/2024 25/03/2024");
  ASSERT_THAT(dates, SizeIs(2));
  EXPECT_TRUE(dates[0].ambiguous());
  EXPECT_FALSE(dates[1].ambiguous());
  EXPECT_EQ(One("05/03/2024", DateOrder::kMonthFirst), "2024-05-03");
  EXPECT_EQ(One("25/03/2024", DateOrder::kMonthFirst), "2024-03-25");
}

TEST(FindDates, KnowsTheMonthsOfManyLanguages) {
  for (const char* text :
       {"5 marca 2024", "5 de març de 2024", "5. marts 2024", "5. März 2024", "5 Mac 2024",
        "5. brezna 2024", "2024年3月5日", "2024年03月05日", "5 d'abril de 2024"}) {
    const std::string want = std::string_view(text).find("abril") != std::string_view::npos
                                 ? "2024-04-05"
                                 : "2024-03-05";
    EXPECT_EQ(One(text), want) << text;
  }
  EXPECT_EQ(One("7 maja 2014"), "2014-05-07");
  EXPECT_EQ(One("7 października 2014"), "2014-10-07");
  EXPECT_EQ(One("1 Ogos 2019"), "2019-08-01");
  EXPECT_EQ(One("12 Jänner 2021"), "2021-01-12");
  EXPECT_EQ(One("12 sept. 2021"), "2021-09-12");
  EXPECT_EQ(One("2 févr. 2021"), "2021-02-02");
}

TEST(FindDates, ReadsTheFormsOfManyCountries) {
  EXPECT_EQ(One("May 7th 2014"), "2014-05-07");
  EXPECT_EQ(One("May 7th, 2014"), "2014-05-07");
  EXPECT_EQ(One("7th of May, 2014"), "2014-05-07");
  EXPECT_EQ(One("01-Feb-2021"), "2021-02-01");
  EXPECT_EQ(One("01-Feb-21"), "2021-02-01");
  EXPECT_EQ(One("01FEB2021"), "2021-02-01");
  EXPECT_EQ(One("2014/05/07"), "2014-05-07");
  EXPECT_EQ(One("2014.05.07"), "2014-05-07");
  EXPECT_EQ(One("August 3 , 2014"), "2014-08-03");
  EXPECT_EQ(One("2018/02/2213:34:14"), "2018-02-22");
  EXPECT_EQ(One("25032018 13:11:54"), "2018-03-25");
}

TEST(FindDates, RepairsAMonthThatIsMisreadInOneLetter) {
  EXPECT_EQ(One("5 0ctober 2024"), "2024-10-05");
  EXPECT_EQ(One("5 Decernber 2024"), "2024-12-05");
  EXPECT_EQ(One("5 Ju1y 2024"), "2024-07-05");
  EXPECT_EQ(One("5 Febuary 2024"), "2024-02-05");
}

TEST(FindDates, FindsBothEndsOfARange) {
  const auto dates = FindDates("01.05.14-31.05.14");
  ASSERT_THAT(dates, SizeIs(2));
  EXPECT_EQ(FormatDate(dates[1].Under(DateOrder::kDayFirst)), "2014-05-31");
}

TEST(FindDates, TakesTheReadingThatFallsOnThePrintedWeekday) {
  EXPECT_EQ(One("Tue 05/03/2024", DateOrder::kMonthFirst), "2024-03-05");
  EXPECT_EQ(One("05/03/2024 (Fri)", DateOrder::kDayFirst), "2024-05-03");
  EXPECT_EQ(One("martes, 05/03/2024", DateOrder::kMonthFirst), "2024-03-05");
}

TEST(FindBareDates, AreNoDatesWithoutALabel) {
  for (const char* text : {"20240305", "05032024", "05 03 2024"}) {
    EXPECT_THAT(FindDates(text), IsEmpty()) << text;
    const auto dates = FindBareDates(text);
    ASSERT_THAT(dates, SizeIs(1)) << text;
    EXPECT_EQ(FormatDate(dates[0].Under(DateOrder::kDayFirst)), "2024-03-05");
  }
  EXPECT_THAT(FindBareDates("20241305 123456789"), IsEmpty());
}

TEST(FindWornDates, HaveOneSignLostOrMisread) {
  for (const char* text :
       {"05:03/2024 No CS-20242", "05/03:2024", "05032024 No CS-20243", "01:34PM 568017 05 03-24",
        "Date 05/03.2024", "05/03 2024", "05,03-24"}) {
    EXPECT_THAT(FindDates(text), IsEmpty()) << text;
    const auto dates = FindWornDates(text);
    ASSERT_THAT(dates, SizeIs(1)) << text;
    EXPECT_EQ(FormatDate(dates[0].Under(DateOrder::kDayFirst)), "2024-03-05") << text;
  }
}

TEST(FindWornDates, DoNotOverlap) {
  EXPECT_THAT(FindWornDates("05 03-24 19"), SizeIs(1));
  EXPECT_THAT(FindWornDates("05 03-24 06 03-24"), SizeIs(2));
}

TEST(FindWornDates, AreNoTimesTelephonesOrCodes) {
  for (const char* text :
       {"Open 10:12-18", "10:12-18:00", "03-7734 3662", "12 11.18", "SR 6.00", "A/05 03-24/7",
        "12345678", "99999999", "05 03 24", "06:03:24", "1 12-50"}) {
    EXPECT_THAT(FindWornDates(text), IsEmpty()) << text;
  }
}

TEST(FindDates, TakesTheDayOfTheNextDateForNoYear) {
  EXPECT_EQ(One("(27 Jun - 26 Jul 2023)"), "2023-07-26");
}

TEST(FindDates, TakesNoAmountForADate) {
  EXPECT_THAT(FindDates("überweisen Sie 30,00"), IsEmpty());
}

TEST(EndsYearlessPeriod, LooksForADayWithoutAYearBeforeTheDate) {
  const auto ends = [](std::string_view text) {
    return EndsYearlessPeriod(text, FindDates(text).back().span);
  };
  for (const char* text : {"Mar 7 – Apr 7, 2024", "27 Jun - 26 Jul 2023", "01/04 - 30/04/2023",
                           "01.05.-31.05.2014", "1. - 31.05.2014", "du 1er au 31 juillet 2015"}) {
    EXPECT_TRUE(ends(text)) << text;
  }
  for (const char* text : {"7 Apr 2024", "Invoice 12 - 7 April 2024", "a 7 April 2024",
                           "Rechnung 2014/118 - 31.05.2014", "12 am 31.05.2014"}) {
    EXPECT_FALSE(ends(text)) << text;
  }
}

}  // namespace
}  // namespace telar::invoices
