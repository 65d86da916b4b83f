#include "invoices/learn/truth.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::invoices::learn {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using testing::StatusIs;

TEST(ReadTruth, TakesWhatTheGeneratorWritesAsComplete) {
  ASSERT_OK_AND_ASSIGN(const LabelledDocument read, ReadTruth(R"({"file": "a.pdf", "fields": {
      "total": {"value": "112.00", "raw": "RM 112.00"}, "date": {"value": "2024-03-05"}}})"));
  EXPECT_TRUE(read.complete);
  EXPECT_THAT(read.truth, ElementsAre(Pair("date", "2024-03-05"), Pair("total", "112.00")));
}

TEST(ReadTruth, TakesPlainObjectsUnderTheNamesOfOthers) {
  ASSERT_OK_AND_ASSIGN(const LabelledDocument read,
                       ReadTruth(R"({"company": "Kedai", "amount": 12.5, "address": "",
                                     "narration": "x", "iban": null})"));
  EXPECT_FALSE(read.complete);
  EXPECT_THAT(read.truth, ElementsAre(Pair("supplier", "Kedai"), Pair("total", "12.5")));
}

TEST(ReadTruth, TakesTheFirstOfAList) {
  ASSERT_OK_AND_ASSIGN(const LabelledDocument read,
                       ReadTruth(R"([{"issuer": "A"}, {"issuer": "B"}])"));
  EXPECT_THAT(read.truth, ElementsAre(Pair("supplier", "A")));
}

TEST(ReadTruth, RefusesWhatIsNoObject) {
  EXPECT_THAT(ReadTruth("total"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(ReadTruth("[]"), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::invoices::learn
