#include "samples/compare.h"

#include "tests/support/status_matchers.h"

namespace telar::samples {
namespace {

using testing::StatusIs;

constexpr const char* kTruth =
    R"({"fields": {"total": {"value": "112.00"}, "supplier_tax_id": {"value": "900.1-2"},
  "invoice_number": {"value": "0012"}},
  "lines": [{"description": "Tela", "quantity": "2", "unit_price": "56.00", "amount": "112.00"}]})";

std::string Report(const std::string& total, const std::string& number,
                   const std::string& quantity) {
  return R"({"file": "a.pdf", "verdict": "accept", "fields": {"total": {"value": ")" + total +
         R"("}, "supplier_tax_id": {"value": "9001-2"}, "invoice_number": {"value": ")" + number +
         R"("}}, "lines": [{"description": "Tela", "quantity": ")" + quantity +
         R"(", "unit_price": "56", "amount": "112"}]})";
}

TEST(Compare, TakesNumbersAsNumbersAndIdentifiersByTheirLettersAndDigits) {
  ASSERT_OK_AND_ASSIGN(const Comparison c, Compare(Report("112", "0012", "2.0"), kTruth));
  EXPECT_EQ(c.fields_right, 3);
  EXPECT_EQ(c.lines_right, 1);
  EXPECT_TRUE(c.differences.empty());
}

TEST(Compare, KeepsLeadingZerosOfNumbersThatAreNames) {
  ASSERT_OK_AND_ASSIGN(const Comparison c, Compare(Report("112", "12", "2"), kTruth));
  ASSERT_EQ(c.differences.size(), 1U);
  EXPECT_EQ(c.differences[0].what, "invoice_number");
}

TEST(Compare, CountsALineOnlyWhenAllOfItIsRight) {
  ASSERT_OK_AND_ASSIGN(const Comparison c, Compare(Report("112", "0012", "3"), kTruth));
  EXPECT_EQ(c.lines_right, 0);
  EXPECT_EQ(c.differences[0].what, "line 1 quantity");
}

TEST(Compare, RefusesWhatIsNeitherAReportNorATruth) {
  EXPECT_THAT(Compare("not json", kTruth), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Compare(Report("1", "1", "1"), "{}"), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::samples
