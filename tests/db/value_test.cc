#include "db/value.h"

#include <limits>

#include "tests/support/status_matchers.h"

namespace telar::db {
namespace {

using telar::testing::IsOkAndHolds;
using telar::testing::StatusIs;
using namespace std::chrono_literals;

TEST(DecimalOfDouble, KeepsFifteenDigits) {
  for (const char* text :
       {"0", "250", "-0.05", "0.1", "999999999999999", "0.999999999999999", "123456.789012345",
        "1000000000000000000000", "0.000000000000000001", "-0.000123"}) {
    const double number = std::stod(text);
    ASSERT_OK_AND_ASSIGN(const Decimal decimal, DecimalOfDouble(number));
    EXPECT_EQ(decimal.ToString(), text);
  }
}

TEST(DecimalOfDouble, DropsWhatAFloatAdded) {
  EXPECT_EQ(DecimalOfDouble(0.1 + 0.2)->ToString(), "0.3");
  EXPECT_EQ(DecimalOfDouble(-0.0)->ToString(), "0");
}

TEST(DecimalOfDouble, RoundsBeyondEighteenPlaces) {
  EXPECT_EQ(DecimalOfDouble(1e-19)->ToString(), "0");
  EXPECT_EQ(DecimalOfDouble(1.0 / 3e9)->ToString(), "0.000000000333333333");
}

TEST(DecimalOfDouble, RefusesWhatIsNoDecimal) {
  EXPECT_THAT(DecimalOfDouble(std::numeric_limits<double>::infinity()),
              StatusIs(Code::kInvalidInput));
  EXPECT_THAT(DecimalOfDouble(1e40), StatusIs(Code::kLimitExceeded));
}

TEST(CheckStorable, AcceptsTheEndsOfTheCalendar) {
  EXPECT_OK(CheckStorable(Date(1y / 1 / 1)));
  EXPECT_OK(CheckStorable(Date(9999y / 12 / 31)));
  EXPECT_OK(CheckStorable(Instant(std::chrono::sys_days(9999y / 12 / 31))));
}

TEST(CheckStorable, RefusesTimesThatHaveNoFixedWidth) {
  EXPECT_THAT(CheckStorable(Date(10000y / 1 / 1)), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(CheckStorable(Date(0y / 1 / 1)), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(CheckStorable(Instant(std::chrono::sys_days(10000y / 1 / 1))),
              StatusIs(Code::kInvalidInput));
}

TEST(CheckStorable, SaysWhyAndNotWhat) {
  const Status status = CheckStorable(std::string("hush\xff"));
  EXPECT_THAT(status, StatusIs(Code::kInvalidInput, ::testing::HasSubstr("UTF-8")));
  EXPECT_EQ(status.ToString().find("hush"), std::string::npos);
}

}  // namespace
}  // namespace telar::db
