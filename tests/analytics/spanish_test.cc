#include "analytics/spanish.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace telar::analytics {
namespace {

TEST(Spanish, ThousandsHavePointsAndDecimalsAComma) {
  EXPECT_EQ(SpanishNumber(1234567.891, 2), "1.234.567,89");
  EXPECT_EQ(SpanishNumber(999.0, 0), "999");
  EXPECT_EQ(SpanishNumber(1000.0, 0), "1.000");
  EXPECT_EQ(SpanishNumber(-1234.5, 1), "−1.234,5");
  EXPECT_EQ(SpanishNumber(*Decimal::Parse("-100.005"), 2), "−100,00");
  EXPECT_EQ(SpanishNumber(Decimal(12), 2), "12,00");
}

TEST(Spanish, NothingIsNotBelowZero) {
  EXPECT_EQ(SpanishNumber(-0.0, 0), "0");
  EXPECT_EQ(SpanishNumber(-0.001, 2), "0,00");
}

TEST(Spanish, WhatIsNoNumberIsADash) {
  EXPECT_EQ(SpanishNumber(std::nan(""), 1), "—");
  EXPECT_EQ(SpanishPercent(std::numeric_limits<double>::infinity()), "—");
  EXPECT_EQ(SpanishPercent(0.1234), "12,3\u00A0%");
}

TEST(Spanish, DaysAreWrittenWithTheirMonth) {
  EXPECT_EQ(SpanishDate(*ParseDate("2026-01-03")), "3 ene 2026");
  EXPECT_EQ(SpanishDay(*ParseDate("2026-12-31")), "31 dic");
  EXPECT_EQ(SpanishTime("2026-09-03 04:05:06"), "3 sep 2026, 04:05");
  EXPECT_EQ(SpanishTime("yesterday"), "yesterday");
  EXPECT_EQ(SpanishTime("neither a day nor a time"), "neither a day nor a time");
}

}  // namespace
}  // namespace telar::analytics
