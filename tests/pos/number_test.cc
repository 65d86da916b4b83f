#include <gtest/gtest.h>

#include "pos/transform.h"

namespace telar::pos {
namespace {

std::string Read(std::string_view text) {
  const auto number = ParseNumber(text);
  return number ? number->Normalized().ToString() : "none";
}

TEST(NumberTest, PlainNumbersAreExact) {
  EXPECT_EQ(Read("12.50"), "12.5");
  EXPECT_EQ(Read("-0.0001"), "-0.0001");
  EXPECT_EQ(Read(" 7 "), "7");
  EXPECT_EQ(Read("+3"), "3");
  EXPECT_EQ(Read("999999999999999999"), "999999999999999999");
}

TEST(NumberTest, ExponentsMoveThePoint) {
  EXPECT_EQ(Read("1.5e-3"), "0.0015");
  EXPECT_EQ(Read("12E2"), "1200");
  EXPECT_EQ(Read("-2.5e+1"), "-25");
  EXPECT_EQ(Read("1e-40"), "0.000000000000000001");
}

TEST(NumberTest, NoiseOfABinaryFloatIsKeptForTheRounding) {
  const auto number = ParseNumber("25.200000000000003");
  ASSERT_TRUE(number);
  EXPECT_EQ(number->Rounded(4), *Decimal::Parse("25.2"));
  EXPECT_EQ(ParseNumber("0.12345000000000000000001")->Rounded(4), *Decimal::Parse("0.1235"));
}

TEST(NumberTest, WhatIsNoNumberIsNone) {
  for (const char* text : {"", " ", "abc", "1,5", "1.2.3", "--1", "1e", "e5", ".", "NaN", "0x10",
                           "1e999", "12345678901234567890123456789012345678901"}) {
    EXPECT_EQ(Read(text), "none") << text;
  }
}

}  // namespace
}  // namespace telar::pos
