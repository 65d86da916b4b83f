#include "invoices/templates/local_date.h"

#include <gmock/gmock.h>

#include <vector>

namespace telar::invoices::templates {
namespace {

std::string Local(std::string_view text, const std::vector<std::string>& languages = {}) {
  const auto date = ReadLocalDate(text, languages);
  return date ? FormatDate(*date) : "none";
}

TEST(LocalDate, ReadsMonthNamesOfManyLanguages) {
  EXPECT_EQ(Local("7. Mai 2014"), "2014-05-07");
  EXPECT_EQ(Local("1er juillet 2015"), "2015-07-01");
  EXPECT_EQ(Local("19 april 2014", {"nl"}), "2014-04-19");
  EXPECT_EQ(Local("lunes, 5 de enero de 2026", {"es"}), "2026-01-05");
  EXPECT_EQ(Local("3 września 2020"), "2020-09-03");
  EXPECT_EQ(Local("12 МАЯ 2021", {"ru"}), "2021-05-12");
  EXPECT_EQ(Local("1º de enero de 2026", {"es"}), "2026-01-01");
  EXPECT_EQ(Local("1 d'abril de 2024", {"ca"}), "2024-04-01");
  EXPECT_EQ(Local("26. Feber 2023", {"de"}), "2023-02-26");
  EXPECT_EQ(Local("3 maa 2025", {"nl"}), "2025-03-03");
  EXPECT_EQ(Local("mar\u021Bi, 27.09.2022", {"ro"}), "2022-09-27");
  EXPECT_EQ(Local("22 fe\u0301vrier 2024", {"fr"}), "2024-02-22");
  EXPECT_EQ(Local("2026. IX. 10.", {"hu"}), "2026-09-10");
  EXPECT_EQ(Local("28 januari 24", {"sv"}), "2024-01-28");
}

TEST(LocalDate, ReadsDatesOfEastAsia) {
  EXPECT_EQ(Local("2014年5月7日"), "2014-05-07");
  EXPECT_EQ(Local("24年5月7日"), "2024-05-07");
}

TEST(LocalDate, NumbersComeInTheOrderOfTheLanguage) {
  EXPECT_EQ(Local("le 03/05/2024", {"fr"}), "2024-05-03");
  EXPECT_EQ(Local("den 11.02.1999", {"de"}), "1999-02-11");
  EXPECT_EQ(Local("03/05/24 Uhr", {"de"}), "2024-05-03");
  EXPECT_EQ(Local("den 24-05-03", {"sv"}), "2024-05-03");
  EXPECT_EQ(Local("03/05/2024"), "2024-03-05");  // English is the first that knows no word
  EXPECT_EQ(Local("03.05.2024 14.30", {"el"}), "2024-05-03");
}

TEST(LocalDate, ANumberIsThePartThatItCanBe) {
  EXPECT_EQ(Local("2024-22-11"), "2024-11-22");
  EXPECT_EQ(Local("2024.16.11"), "2024-11-16");
  EXPECT_EQ(Local("18-2015-12"), "2015-12-18");
  EXPECT_EQ(Local("09/2059/25"), "2059-09-25");
  EXPECT_EQ(Local("5.4638.04"), "4638-05-04");
  EXPECT_EQ(Local("31/04/10"), "2031-04-10");
  EXPECT_EQ(Local("01-31 May 2024"), "2024-05-01");
}

TEST(LocalDate, SignsOtherThanMarksOfADatePartLikeSpaces) {
  for (const char* text : {"(16/10/2015)", "16/10/2015|", "# 16/10/2015", "16–10–2015",
                           "16_10_2015", "16,10,2015", "16\u00A010\u00A02015", "16/10/2015:"}) {
    EXPECT_EQ(Local(text), "2015-10-16") << text;
  }
}

TEST(LocalDate, WeekdaysMayStandBesideNumbersAndNames) {
  EXPECT_EQ(Local("Montag, 06.05.2024", {"de"}), "2024-05-06");
  EXPECT_EQ(Local("viernes 03/05/2024", {"es"}), "2024-05-03");
  EXPECT_EQ(Local("mercredi 02/12/2024", {"fr"}), "2024-12-02");
  EXPECT_EQ(Local("martedì 15/03/2024", {"it"}), "2024-03-15");
  EXPECT_EQ(Local("segunda-feira, 6 de maio de 2024", {"pt"}), "2024-05-06");
  EXPECT_EQ(Local("Mo., 6. Mai 2024", {"de"}), "2024-05-06");
  EXPECT_EQ(Local("lun. 22 juil. 2024", {"fr"}), "2024-07-22");
  EXPECT_EQ(Local("mié, 28 de ene. de 2026", {"es"}), "2026-01-28");
  EXPECT_EQ(Local("lunes martes 3/5/2024", {"es"}), "none");
}

TEST(LocalDate, AWordThatIsMonthAndWeekdayIsWhatMakesADate) {
  EXPECT_EQ(Local("5 mar 2024", {"es"}), "2024-03-05");
  EXPECT_EQ(Local("mar 05/11/2024", {"es"}), "2024-11-05");
  EXPECT_EQ(Local("mar 7 de mayo de 2024", {"es"}), "2024-05-07");
  EXPECT_EQ(Local("mar. 5 mar. 2024", {"es"}), "2024-03-05");
}

TEST(LocalDate, TimesAndZonesAreSkipped) {
  EXPECT_EQ(Local("06.05.2024 14:30 Uhr", {"de"}), "2024-05-06");
  EXPECT_EQ(Local("22/07/2024 à 10:30", {"fr"}), "2024-07-22");
  EXPECT_EQ(Local("22/07/2024 à 10h30", {"fr"}), "2024-07-22");
  EXPECT_EQ(Local("22/07/2024 à 9h", {"fr"}), "2024-07-22");
  EXPECT_EQ(Local("03/05/2024 a las 10:30", {"es"}), "2024-05-03");
  EXPECT_EQ(Local("05/10/2026 ore 14:30", {"it"}), "2026-10-05");
  EXPECT_EQ(Local("22-07-2024 14:30 uur", {"nl"}), "2024-07-22");
  EXPECT_EQ(Local("6 mei 2024 om 14:30", {"nl"}), "2024-05-06");
  EXPECT_EQ(Local("28. Mai 2019 um 14:30", {"de"}), "2019-05-28");
  EXPECT_EQ(Local("12.08.2024 14.30"), "2024-12-08");
  EXPECT_EQ(Local("17 Jun 2008 EST"), "2008-06-17");
  EXPECT_EQ(Local("17 Jun 1974 10h30"), "1974-06-17");
  EXPECT_EQ(Local("17 Jun 2008 2:30 pm"), "2008-06-17");
  EXPECT_EQ(Local("17 juin 2008 10:30:15.250 +02:00", {"fr"}), "2008-06-17");
  EXPECT_EQ(Local("17 juin 2008 10:30 GMT+2", {"fr"}), "2008-06-17");
}

TEST(LocalDate, WhatIsNoTimeMakesItNoDate) {
  EXPECT_EQ(Local("5/6/2024 25:30"), "none");
  EXPECT_EQ(Local("5/6/2024 10:30 11:30"), "none");
  EXPECT_EQ(Local("5/6/2024 13 pm"), "none");
  EXPECT_EQ(Local(": 5/6/2024"), "none");
}

TEST(LocalDate, AWordThatIsNoneOfTheLanguageMakesItNoDate) {
  EXPECT_EQ(Local("due 5/3/2024"), "none");
  EXPECT_EQ(Local("Seite 1 6. Mai 2024", {"de"}), "none");
}

TEST(LocalDate, KeepsToTheLanguagesItIsGiven) {
  EXPECT_EQ(Local("7 mei 2014", {"nl"}), "2014-05-07");
  EXPECT_EQ(Local("7 mei 2014", {"fr"}), "none");
  EXPECT_EQ(Local("7 mei 2014", {"fr", "nl"}), "2014-05-07");
}

TEST(LocalDate, NeedsADayAMonthAndAYear) {
  EXPECT_EQ(Local("mei 2014"), "none");
  EXPECT_EQ(Local("7 mei"), "none");
  EXPECT_EQ(Local("05/2024"), "none");
  EXPECT_EQ(Local("10:30"), "none");
  EXPECT_EQ(Local(""), "none");
}

TEST(LocalDate, WhatTheCalendarDoesNotHaveIsNoDate) {
  EXPECT_EQ(Local("31 juni 2014"), "none");
  EXPECT_EQ(Local("37/11/4360"), "none");
  EXPECT_EQ(Local("45/2060/03"), "none");
  EXPECT_EQ(Local("00/12/2012"), "none");
  EXPECT_EQ(Local("1/2/99999999999999999999"), "none");
  EXPECT_EQ(Local("7 casa 2014"), "none");
  EXPECT_EQ(Local("1 2 3 2014"), "none");
}

}  // namespace
}  // namespace telar::invoices::templates
