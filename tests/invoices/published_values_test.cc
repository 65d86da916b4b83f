#include "invoices/published_values.h"

#include <gtest/gtest.h>

namespace telar::invoices {
namespace {

std::string Number(const std::string& text) {
  const auto number = NumberOf({.text = text});
  return number ? number->ToString() : "none";
}

std::string Day(const std::string& text) {
  const auto day = DayOf({.text = text});
  return day ? FormatDate(*day) : "none";
}

TEST(PublishedValues, ReadsEveryFormOfAnXmlDecimal) {
  EXPECT_EQ(Number("112.00"), "112.00");
  EXPECT_EQ(Number("+5"), "5");
  EXPECT_EQ(Number("-.5"), "-0.5");
  EXPECT_EQ(Number("5."), "5");
  EXPECT_EQ(Number(" 0007 "), "7");
  EXPECT_EQ(Number("1.00000000000000000000"), "1.0000000000");
}

TEST(PublishedValues, TakesNothingElseForANumber) {
  for (const char* text : {"", ".", "1,5", "1 000.00", "1E3", "12a", "--1", "1.2.3"})
    EXPECT_EQ(Number(text), "none") << text;
}

TEST(PublishedValues, TakesNoNumberThatIsTooLongToReckonWith) {
  EXPECT_EQ(Number("99999999999999.9999"), "99999999999999.9999");
  for (const char* text : {"999999999999999", "0.12345678901", "9999999999.123456789"})
    EXPECT_EQ(Number(text), "none") << text;
}

TEST(PublishedValues, ReadsDatesWithAndWithoutTimeAndZone) {
  EXPECT_EQ(Day("2024-03-05"), "2024-03-05");
  EXPECT_EQ(Day("2024-03-05T23:59:59"), "2024-03-05");
  EXPECT_EQ(Day("2024-03-05+01:00"), "2024-03-05");
  EXPECT_EQ(Day("2024-03-05Z"), "2024-03-05");
  EXPECT_EQ(Day("20240305"), "2024-03-05");
}

TEST(PublishedValues, TakesNoImpossibleDay) {
  for (const char* text : {"", "2024-02-30", "05/03/2024", "20241301", "2024-03-051"})
    EXPECT_EQ(Day(text), "none") << text;
}

TEST(PublishedValues, ReadsLenientlyWhatCanMeanOneThing) {
  EXPECT_EQ(ReadLeniently("1.234,50"), *Decimal::Parse("1234.50"));
  EXPECT_EQ(ReadLeniently("-12,5"), *Decimal::Parse("-12.5"));
  EXPECT_EQ(ReadDayLeniently("25/12/2024"), *ParseDate("2024-12-25"));
}

TEST(PublishedValues, DoesNotGuess) {
  EXPECT_EQ(ReadLeniently("1.234"), std::nullopt);
  EXPECT_EQ(ReadLeniently("n/a"), std::nullopt);
  EXPECT_EQ(ReadDayLeniently("05/03/2024"), std::nullopt);
}

TEST(PublishedValues, GivesMoneyAtLeastTheDecimalsOfItsCurrency) {
  EXPECT_EQ(MoneyText(*Decimal::Parse("12"), 2), "12.00");
  EXPECT_EQ(MoneyText(*Decimal::Parse("12.500000"), 2), "12.50");
  EXPECT_EQ(MoneyText(*Decimal::Parse("12.345"), 2), "12.345");
  EXPECT_EQ(MoneyText(*Decimal::Parse("1200.00"), 0), "1200");
}

}  // namespace
}  // namespace telar::invoices
