#include "documents/einvoice/rules/values.h"

#include <gtest/gtest.h>

namespace telar::documents::einvoice::rules {
namespace {

Decimal Number(std::string_view text) { return ParseNumber(text).value_or(Decimal(-999)); }

TEST(ParseNumber, TakesWhatXmlSchemaTakes) {
  EXPECT_EQ(Number(" -12.50\n"), Decimal::FromUnits(-125, 1));
  EXPECT_EQ(Number("+7"), Decimal(7));
  EXPECT_EQ(Number(".5"), Decimal::FromUnits(5, 1));
  EXPECT_EQ(Number("5."), Decimal(5));
  EXPECT_EQ(Number("0.000"), Decimal(0));
  EXPECT_EQ(Number(".0"), Decimal(0));
  EXPECT_EQ(Number("000000000000000000000012"), Decimal(12));
  EXPECT_EQ(Number("1.00000000000000000000"), Decimal(1)) << "zeros at the end say nothing";
}

TEST(ParseNumber, RefusesWhatIsNoNumberOrTooLong) {
  for (const char* text : {"", "-", ".", "-.", "1,5", "1e3", "1 2", "INF", "١"}) {
    EXPECT_FALSE(ParseNumber(text)) << text;
  }
  EXPECT_FALSE(ParseNumber("1234567890123456789"));
  EXPECT_FALSE(ParseNumber("0.0000000000001"));
}

TEST(RoundHalfUp, GoesTowardsPlusInfinity) {
  EXPECT_EQ(RoundHalfUp(Number("1.005"), 2), Number("1.01"));
  EXPECT_EQ(RoundHalfUp(Number("-1.005"), 2), Number("-1.00"));
  EXPECT_EQ(RoundHalfUp(Number("-1.015"), 2), Number("-1.01"));
  EXPECT_EQ(RoundHalfUp(Number("-0.5"), 0), Number("0"));
  EXPECT_EQ(RoundHalfUp(Number("0.5"), 0), Number("1"));
  EXPECT_EQ(RoundHalfUp(Number("1.004999"), 2), Number("1.00"));
}

TEST(ParseDate, ComparesAcrossZones) {
  EXPECT_LT(ParseDate("2024-02-28"), ParseDate("2024-02-29"));
  EXPECT_EQ(*ParseDate("2024-03-01") - *ParseDate("2024-02-29"), 24 * 60);
  EXPECT_EQ(*ParseDate("2023-01-01") - *ParseDate("2022-12-31"), 24 * 60);
  EXPECT_LT(ParseDate("2024-01-01+02:00"), ParseDate("2024-01-01Z"));
  for (const char* text : {"", "2023-02-29", "2024-13-01", "20240101", "2024-01-01T00:00:00"}) {
    EXPECT_FALSE(ParseDate(text)) << text;
  }
}

TEST(DecimalsWritten, CountsWhatStandsBehindThePoint) {
  EXPECT_EQ(DecimalsWritten("12"), 0U);
  EXPECT_EQ(DecimalsWritten("12.50"), 2U);
  EXPECT_EQ(DecimalsWritten("12.5.0"), 3U);
}

TEST(NormalizeSpace, LeavesOneBlankForMany) {
  EXPECT_EQ(NormalizeSpace(" \t a \n b "), "a b");
  EXPECT_EQ(NormalizeSpace("  "), "");
}

}  // namespace
}  // namespace telar::documents::einvoice::rules
