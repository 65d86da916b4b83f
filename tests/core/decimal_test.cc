#include "core/decimal.h"

#include <random>

#include "core/money.h"
#include "tests/support/status_matchers.h"

namespace telar {
namespace {

using testing::StatusIs;

Decimal D(std::string_view text) { return *Decimal::Parse(text); }

TEST(Decimal, KeepsTheDecimalsItWasWrittenWith) {
  EXPECT_EQ(D("112.00").ToString(), "112.00");
  EXPECT_EQ(D("-0.05").ToString(), "-0.05");
  EXPECT_EQ(D(".5").ToString(), "0.5");
}

TEST(Decimal, ComparesByValueNotByScale) {
  EXPECT_EQ(D("112"), D("112.00"));
  EXPECT_LT(D("-1.5"), D("-1.49"));
  EXPECT_LT(D("99999999999999999999"), D("100000000000000000000"));
}

TEST(Decimal, RefusesWhatIsNotACanonicalNumber) {
  for (const char* text :
       {"", ".", "-", "1,5", "1.2.3", "1e5", " 1", "1 ", "0x1", "1.", "--1", "NaN"}) {
    EXPECT_THAT(Decimal::Parse(text), StatusIs(Code::kInvalidInput)) << text;
  }
}

TEST(Decimal, RefusesMoreDigitsThanItCanKeepExactly) {
  EXPECT_THAT(Decimal::Parse("1234567890123456789012345678901234567"),
              StatusIs(Code::kLimitExceeded));
  EXPECT_THAT(Decimal::Parse("0.1234567890123456789"), StatusIs(Code::kLimitExceeded));
}

TEST(Decimal, AddsExactlyWhereBinaryFloatsDoNot) {
  EXPECT_EQ((D("0.1") + D("0.2")).ToString(), "0.3");
  EXPECT_EQ((D("5105.10") - D("815.1")).ToString(), "4290.00");
}

TEST(Decimal, MultipliesExactly) {
  EXPECT_EQ((D("20") * D("12.50")).ToString(), "250.00");
  EXPECT_EQ((D("-3.25") * D("0.4")).ToString(), "-1.300");
}

TEST(Decimal, RoundsHalfToEven) {
  EXPECT_EQ(D("0.125").Rounded(2).ToString(), "0.12");
  EXPECT_EQ(D("0.135").Rounded(2).ToString(), "0.14");
  EXPECT_EQ(D("-0.125").Rounded(2).ToString(), "-0.12");
  EXPECT_EQ(D("2.5").Rounded(0).ToString(), "2");
  EXPECT_EQ(D("3.5").Rounded(0).ToString(), "4");
  EXPECT_EQ(D("1.1251").Rounded(2).ToString(), "1.13");
}

TEST(Decimal, DividesWithHalfEvenRounding) {
  EXPECT_EQ(D("10").DividedBy(D("4"), 2)->ToString(), "2.50");
  EXPECT_EQ(D("1").DividedBy(D("3"), 4)->ToString(), "0.3333");
  EXPECT_EQ(D("1").DividedBy(D("-8"), 2)->ToString(), "-0.12");
  EXPECT_EQ(D("0.10").DividedBy(D("0.04"), 1)->ToString(), "2.5");
}

TEST(Decimal, RefusesToDivideByZero) {
  EXPECT_THAT(D("1").DividedBy(D("0.00"), 2), StatusIs(Code::kInvalidInput));
}

TEST(Decimal, DropsTrailingZerosWhenNormalized) {
  EXPECT_EQ(D("112.50").Normalized().ToString(), "112.5");
  EXPECT_EQ(D("20.000").Normalized().ToString(), "20");
}

TEST(Decimal, ReadsBackWhatItPrints) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 2000; ++i) {
    const auto units = static_cast<std::int64_t>(random() >> 4) * (i % 2 == 0 ? 1 : -1);
    const Decimal d = Decimal::FromUnits(units, static_cast<int>(random() % 19));
    EXPECT_EQ(D(d.ToString()), d);
  }
}

TEST(Decimal, MultipliesAndDividesBackToTheSameValue) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 500; ++i) {
    const Decimal a = Decimal::FromUnits(static_cast<std::int64_t>(random() % 1'000'000'000), 2);
    const Decimal b = Decimal::FromUnits(static_cast<std::int64_t>(random() % 100'000 + 1), 3);
    EXPECT_EQ(*(a * b).DividedBy(b, 2), a);
  }
}

TEST(Money, RefusesToAddTwoCurrencies) {
  const Money usd(D("1.00"), *Currency::Parse("usd"));
  const Money eur(D("1.00"), *Currency::Parse("EUR"));
  EXPECT_THAT(usd.Plus(eur), StatusIs(Code::kInvalidInput));
  EXPECT_EQ(usd.Plus(usd)->ToString(), "2.00 USD");
}

TEST(Money, RoundsToTheCurrencysSmallestUnit) {
  EXPECT_EQ(Money(D("10.125"), *Currency::Parse("USD")).Rounded().ToString(), "10.12 USD");
  EXPECT_EQ(Money(D("10.5"), *Currency::Parse("JPY")).Rounded().ToString(), "10 JPY");
  EXPECT_EQ(Money(D("1.2345"), *Currency::Parse("KWD")).Rounded().ToString(), "1.234 KWD");
}

TEST(Currency, RefusesWhatIsNotThreeLetters) {
  for (const char* text : {"", "US", "US$", "EURO", "€"}) {
    EXPECT_THAT(Currency::Parse(text), StatusIs(Code::kInvalidInput)) << text;
  }
}

TEST(Decimal, BecomesTheLargestOfItsSignWhereItOutgrowsItsDigits) {
  const Decimal huge = *Decimal::Parse("999999999999999999999999999999999999");
  const Decimal tiny = *Decimal::Parse("0.000000000000000001");
  EXPECT_EQ(huge + tiny, huge);
  EXPECT_EQ(-huge + -tiny, -huge);
  EXPECT_EQ(huge * huge, huge);
  EXPECT_EQ(huge * -huge, -huge);
  EXPECT_EQ(huge.Rounded(18), huge);
}

}  // namespace
}  // namespace telar
