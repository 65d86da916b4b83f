#include "invoices/numbers.h"

#include <gmock/gmock.h>

#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Point(std::string_view text) {
  const auto r = ReadNumber(text);
  return r.point ? r.point->ToString() : "none";
}
std::string Comma(std::string_view text) {
  const auto r = ReadNumber(text);
  return r.comma ? r.comma->ToString() : "none";
}

/// The amounts of one row of text; the document lives as long as this.
struct RowOf {
  explicit RowOf(std::string_view text)
      : document(testing::TextDocument(text)),
        layout(BuildLayout(document)),
        amounts(FindAmounts(layout.rows.at(0), {})) {}
  documents::Document document;
  Layout layout;
  std::vector<Amount> amounts;
};

TEST(ReadNumber, ReadsPointAndCommaAsDecimalsWhereOnlyOneFits) {
  EXPECT_EQ(Comma("12,5"), "12.5");
  EXPECT_EQ(Point("12,5"), "none");
  EXPECT_EQ(Point("12.50"), "12.50");
  EXPECT_EQ(Comma("12.50"), "none");
  EXPECT_EQ(Comma("1.234,56"), "1234.56");
  EXPECT_EQ(Point("1.234,56"), "none");
  EXPECT_EQ(Point("1,234.56"), "1234.56");
  EXPECT_EQ(Comma("1234,56"), "1234.56");
}

TEST(ReadNumber, KeepsBothReadingsOfThreeDigitsAfterAMark) {
  EXPECT_EQ(Point("1.234"), "1.234");
  EXPECT_EQ(Comma("1.234"), "1234");
  EXPECT_TRUE(ReadNumber("1.234").ambiguous());
  EXPECT_TRUE(ReadNumber("1,234").ambiguous());
  EXPECT_FALSE(ReadNumber("20").ambiguous());
  EXPECT_FALSE(ReadNumber("0.125").ambiguous());
}

TEST(ReadNumber, TakesRepeatedMarksAsGroups) {
  EXPECT_EQ(Comma("1.234.567"), "1234567");
  EXPECT_EQ(Point("1.234.567"), "none");
  EXPECT_EQ(Point("1,234,567"), "1234567");
}

TEST(ReadNumber, RefusesBrokenGroupsAndLonelyMarks) {
  for (const char* text : {"1,234,56", "1.23.456", ".", ",", "", "1..2", "12.", "1,2.3,4", "1'23",
                           "0.123.456", "abc", "1.234'567,8.9"}) {
    EXPECT_TRUE(ReadNumber(text).none()) << text;
  }
}

TEST(ReadNumber, GroupsByApostropheAndByEverySpace) {
  EXPECT_EQ(Point("1'234.50"), "1234.50");
  EXPECT_EQ(Point("1’234.50"), "1234.50");
  EXPECT_EQ(Comma("1 234,56"), "1234.56");
  EXPECT_EQ(Comma("1\u00A0234,56"), "1234.56");
  EXPECT_EQ(Comma("12\u202F345\u202F678,00"), "12345678.00");
  EXPECT_EQ(Point("1,00,000.00"), "100000.00");
}

TEST(ReadNumber, RefusesMoreDigitsThanMoneyHas) {
  EXPECT_TRUE(ReadNumber("1234567890123456").none());
  EXPECT_TRUE(ReadNumber("0.1234567").none());
  EXPECT_EQ(Point("123456789012345"), "123456789012345");
}

TEST(FindAmounts, ReadsCurrencyGluedApartBeforeAndAfter) {
  for (const char* text :
       {"US$12.50", "US$ 12.50", "12.50 US$", "12.50US$", "USD 12.50", "12.50 USD"}) {
    const RowOf row(text);
    ASSERT_THAT(row.amounts, SizeIs(1)) << text;
    EXPECT_FALSE(row.amounts[0].currency.empty()) << text;
    EXPECT_EQ(row.amounts[0].readings.point->ToString(), "12.50") << text;
  }
  for (const char* text :
       {"€ 5,00", "RM5.00", "S/. 5.00", "Bs 5,00", "Rs 5", "£5.00", "COP 5.000"}) {
    const RowOf row(text);
    ASSERT_THAT(row.amounts, SizeIs(1)) << text;
    EXPECT_FALSE(row.amounts[0].currency.empty()) << text;
  }
}

TEST(FindAmounts, GivesEachAmountItsOwnMark) {
  const RowOf after("20 12,50 US$ 250,00 US$");
  ASSERT_THAT(after.amounts, SizeIs(3));
  EXPECT_EQ(after.amounts[0].currency, "");
  EXPECT_EQ(after.amounts[1].currency, "US$");
  EXPECT_EQ(after.amounts[2].currency, "US$");
  const RowOf before("20 US$ 12,50 US$ 250,00");
  ASSERT_THAT(before.amounts, SizeIs(3));
  EXPECT_EQ(before.amounts[0].currency, "");
  EXPECT_EQ(before.amounts[1].currency, "US$");
  EXPECT_EQ(before.amounts[2].currency, "US$");
}

TEST(FindAmounts, ReadsEverySignOfANegativeAmount) {
  for (const char* text : {"-9,32", "9,32-", "€ -9,32", "-€9,32", "(9,32)", "9,32 CR", "−9,32"}) {
    const RowOf row(text);
    ASSERT_THAT(row.amounts, SizeIs(1)) << text;
    EXPECT_EQ(row.amounts[0].readings.comma->ToString(), "-9.32") << text;
  }
}

TEST(FindAmounts, TakesNoDigitsFromADate) {
  documents::Document document =
      testing::TextDocument("50 29 .10", {.source = documents::PageSource::kOcr});
  const Layout layout = BuildLayout(document);
  EXPECT_THAT(FindAmounts(layout.rows.at(0), {{6, 9}}), SizeIs(1));
  EXPECT_THAT(FindAmounts(layout.rows.at(0), {}), SizeIs(2));
}

TEST(FindAmounts, LeavesCodesTimesAndTelephonesAlone) {
  for (const char* text :
       {"CA6707/10", "HRB13302", "12:45", "03-2093-7358", "A-100-20", "3DS", "#12", "x_1"}) {
    EXPECT_THAT(RowOf(text).amounts, IsEmpty()) << text;
  }
}

TEST(FindAmounts, KeepsPercentAndUnitApartFromMoney) {
  const RowOf row("21% 2,5kg 41,31");
  ASSERT_THAT(row.amounts, SizeIs(3));
  EXPECT_TRUE(row.amounts[0].percent);
  EXPECT_EQ(row.amounts[1].unit, "kg");
  EXPECT_FALSE(row.amounts[2].percent);
}

TEST(FindAmounts, JoinsGroupsOnlyAcrossANarrowSpace) {
  const RowOf narrow("1 234,56");
  ASSERT_THAT(narrow.amounts, SizeIs(1));
  EXPECT_EQ(narrow.amounts[0].readings.comma->ToString(), "1234.56");
  const RowOf wide("1    234,56");
  ASSERT_THAT(wide.amounts, SizeIs(2));
}

TEST(FindAmounts, MendsDecimalsThatARecogniserTore) {
  for (const char* text : {"RM 29. 70", "RM 29 .70"}) {
    const auto document = testing::TextDocument(text, {.source = documents::PageSource::kOcr});
    const Layout layout = BuildLayout(document);
    const auto amounts = FindAmounts(layout.rows.at(0), {});
    ASSERT_THAT(amounts, SizeIs(1)) << text;
    EXPECT_EQ(amounts[0].readings.point->ToString(), "29.70") << text;
    EXPECT_EQ(amounts[0].decimals, 2) << text;
  }
  EXPECT_THAT(RowOf("29. 70").amounts, SizeIs(2));
}

TEST(InferLocale, DecidesByTheAmountsThatHaveOneReading) {
  const RowOf comma("1.234 12,50 7,00");
  EXPECT_EQ(InferLocale({comma.amounts}).mark, DecimalMark::kComma);
  EXPECT_TRUE(InferLocale({comma.amounts}).decided);
  const RowOf point("1,234 12.50 7.00");
  EXPECT_EQ(InferLocale({point.amounts}).mark, DecimalMark::kPoint);
}

TEST(InferLocale, DecidesNothingWhereNothingSays) {
  EXPECT_FALSE(InferLocale({RowOf("1.234 20 2.500").amounts}).decided);
  EXPECT_FALSE(InferLocale({RowOf("12.50 12,50").amounts}).decided);
}

}  // namespace
}  // namespace telar::invoices
