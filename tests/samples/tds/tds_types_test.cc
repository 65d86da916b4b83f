#include "samples/tds/tds_types.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace telar::samples::tds {
namespace {

using testing::IsOkAndHolds;
using testing::StatusIs;

std::string Bytes(std::initializer_list<int> bytes) {
  std::string out;
  for (const int byte : bytes) out += static_cast<char>(byte);
  return out;
}

// Values as the examples and the formulas of [MS-TDS] 2.2.5.5 give them.
TEST(TdsTypes, AreEncodedAsSpecified) {
  EXPECT_THAT(EncodeValue({.type = Type::kInt}, "-2"),
              IsOkAndHolds(Bytes({4, 0xFE, 255, 255, 255})));
  EXPECT_THAT(EncodeValue({.type = Type::kDecimal, .precision = 5, .scale = 2}, "-1.5"),
              IsOkAndHolds(Bytes({5, 0, 150, 0, 0, 0})));
  EXPECT_THAT(EncodeValue({.type = Type::kMoney}, "0.0001"),
              IsOkAndHolds(Bytes({8, 0, 0, 0, 0, 1, 0, 0, 0})));
  EXPECT_THAT(EncodeValue({.type = Type::kDate}, "0001-01-02"), IsOkAndHolds(Bytes({3, 1, 0, 0})));
  EXPECT_THAT(EncodeValue({.type = Type::kTime, .scale = 0}, "00:01:01"),
              IsOkAndHolds(Bytes({3, 61, 0, 0})));
  EXPECT_THAT(EncodeValue({.type = Type::kDateTime}, "1899-12-31 00:00:01"),
              IsOkAndHolds(Bytes({8, 255, 255, 255, 255, 0x2C, 1, 0, 0})));
  EXPECT_THAT(EncodeValue({.type = Type::kNVarChar, .size = 3}, "ñ"),
              IsOkAndHolds(Bytes({2, 0, 0xF1, 0})));
  EXPECT_THAT(EncodeValue({.type = Type::kVarBinary, .size = 3}, "0aff"),
              IsOkAndHolds(Bytes({2, 0, 10, 255})));
}

TEST(TdsTypes, TellNullFromEmpty) {
  EXPECT_THAT(EncodeValue({.type = Type::kNVarChar, .size = 3}, ""), IsOkAndHolds(Bytes({0, 0})));
  EXPECT_THAT(EncodeValue({.type = Type::kNVarChar, .size = 3}, std::nullopt),
              IsOkAndHolds(Bytes({255, 255})));
  EXPECT_THAT(EncodeValue({.type = Type::kInt}, std::nullopt), IsOkAndHolds(Bytes({0})));
}

TEST(TdsTypes, RefuseTextOfAnotherType) {
  EXPECT_THAT(EncodeValue({.type = Type::kInt}, "1x"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(EncodeValue({.type = Type::kDecimal, .precision = 3, .scale = 0}, "1000"),
              StatusIs(Code::kInvalidInput));
  EXPECT_THAT(EncodeValue({.type = Type::kDate}, "2026-02-30"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(EncodeValue({.type = Type::kTime}, "9:30"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(EncodeValue({.type = Type::kNVarChar, .size = 1}, "ab"),
              StatusIs(Code::kInvalidInput));
  EXPECT_THAT(EncodeValue({.type = Type::kVarBinary, .size = 1}, "0"),
              StatusIs(Code::kInvalidInput));
}

TEST(TdsTypes, ComeBackAsParameters) {
  const auto back = [](const Column& column, const std::string& text) {
    const std::string bytes = EncodeType(column) + *EncodeValue(column, text);
    ByteReader reader(bytes);
    const auto parameter = DecodeParameter(reader);
    return parameter.ok() ? parameter->value.value_or("NULL") : parameter.status().ToString();
  };
  EXPECT_EQ(back({.type = Type::kBigInt}, "-9223372036854775808"), "-9223372036854775808");
  EXPECT_EQ(back({.type = Type::kDecimal, .precision = 38, .scale = 3}, "-12345678901234567890.5"),
            "-12345678901234567890.500");
  EXPECT_EQ(back({.type = Type::kMoney}, "-0.5"), "-0.5000");
  EXPECT_EQ(back({.type = Type::kFloat}, "0.1"), "0.1");
  EXPECT_EQ(back({.type = Type::kDate}, "0001-01-01"), "0001-01-01");
  EXPECT_EQ(back({.type = Type::kTime, .scale = 7}, "23:59:59.9999999"), "23:59:59.9999999");
  EXPECT_EQ(back({.type = Type::kDateTime}, "1899-12-30 09:30:00"), "1899-12-30 09:30:00.000");
  EXPECT_EQ(back({.type = Type::kDateTime2, .scale = 3}, "2026-01-02 03:04:05.678"),
            "2026-01-02 03:04:05.678");
  EXPECT_EQ(back({.type = Type::kNVarChar}, "ñ 🛒"), "ñ 🛒");
  EXPECT_EQ(back({.type = Type::kNVarChar, .size = 9}, ""), "");
  EXPECT_EQ(back({.type = Type::kVarBinary, .size = 4}, "0aff"), "0AFF");
}

TEST(TdsTypes, RefuseParametersThatEndEarly) {
  const Column column{.type = Type::kDecimal, .precision = 9, .scale = 2};
  const std::string bytes = EncodeType(column) + *EncodeValue(column, "1.25");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ByteReader reader(std::string_view(bytes).substr(0, size));
    EXPECT_THAT(DecodeParameter(reader), StatusIs(Code::kInvalidInput)) << size;
  }
}

TEST(Utf16, MendsHalfOfAPair) {
  EXPECT_EQ(FromUtf16(ToUtf16("a🛒ñ")), "a🛒ñ");
  EXPECT_EQ(FromUtf16(Bytes({0x3D, 0xD8, 'a', 0})), "\uFFFDa");
  EXPECT_EQ(FromUtf16(Bytes({0xD2, 0xDE})), "\uFFFD");
}

}  // namespace
}  // namespace telar::samples::tds
