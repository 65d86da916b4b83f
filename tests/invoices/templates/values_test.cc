#include "invoices/templates/values.h"

#include <gmock/gmock.h>

#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace telar::invoices::templates {
namespace {

using testing::StatusIs;

std::string Number(std::string_view printed, std::string_view separator = ".") {
  Options options;
  options.decimal_separator = separator;
  const auto number = ParseNumber(printed, options);
  return number.ok() ? number->exact.ToString() + " " + FloatText(number->printed)
                     : std::string(CodeName(number.status().code()));
}

TEST(ParseNumber, DropsWhatGroupsThousands) {
  EXPECT_EQ(Number("1,234.50"), "1234.50 1234.5");
  EXPECT_EQ(Number("1.234,50", ","), "1234.50 1234.5");
  EXPECT_EQ(Number("1'234 567.5"), "1234567.5 1234567.5");
  EXPECT_EQ(Number("1\u00a0234,50", ","), "1234.50 1234.5");
  EXPECT_EQ(Number("-7"), "-7 -7.0");
  EXPECT_EQ(Number(" 12 "), "12 12.0");
}

TEST(ParseNumber, RefusesWhatIsNoNumberForPython) {
  EXPECT_EQ(Number("1 234"), "invalid_input");  // no mark says that the space is one
  EXPECT_EQ(Number("1.2.3"), "invalid_input");
  EXPECT_EQ(Number("12 EUR"), "invalid_input");
  EXPECT_EQ(Number(""), "invalid_input");
  EXPECT_EQ(Number("nan"), "invalid_input");
  EXPECT_EQ(Number("1.2", ""), "invalid_input");
}

TEST(Coerce, EmptyTextIsZero) {
  const testing::FakeClock clock;
  Matching matching(clock);
  EXPECT_EQ(ToJson(Coerce("", "float", {}, matching).value_or(Value())), "0.0");
  EXPECT_EQ(ToJson(Coerce("", "int", {}, matching).value_or(Value())), "0");
  EXPECT_EQ(ToJson(Coerce("", "date", {}, matching).value_or(true)), "null");
  EXPECT_EQ(ToJson(Coerce("-3.9", "int", {}, matching).value_or(Value())), "-3");
}

TEST(Group, AddsExactlyAndPrintsAsPythonAdds) {
  const auto parts = List{Value(Float{Decimal::FromUnits(10, 2), 0.1}),
                          Value(Float{Decimal::FromUnits(20, 2), 0.2})};
  const auto sum = Group("sum", parts);
  ASSERT_TRUE(sum.ok());
  EXPECT_EQ(std::get<Float>(sum->data).exact.ToString(), "0.30");
  EXPECT_EQ(ToJson(*sum), "0.30000000000000004");
}

TEST(Group, RefusesToAddOrCompareDifferentKinds) {
  EXPECT_THAT(Group("sum", {"a", "b"}), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Group("max", {"a", std::int64_t{1}}), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::invoices::templates
