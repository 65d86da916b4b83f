#include "pos/coverage.h"

#include <gmock/gmock.h>

#include "tests/pos/fake_tills.h"

namespace telar::pos {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Instant At(const char* hour) { return *ParseInstant(std::string("2026-01-02T") + hour + ":00Z"); }

class CoverageTest : public TillsFixture {
 protected:
  void Add(const char* from, const char* to, bool closed = true) {
    Covered covered{.from = At(from), .to = At(to), .lines = 3, .quantity = {}, .amount = {}};
    covered.closed = closed;
    covered.doubt = closed ? "" : "count_differs";
    EXPECT_OK(Coverage::Add(**database_->Acquire(), "tienda_01", "sales", covered, {}));
  }
  void Reopen(const char* from, const char* to) {
    EXPECT_OK(Coverage::Reopen(**database_->Acquire(), "tienda_01", "sales", At(from), At(to), {}));
  }
  /// Open stretches between eight and twelve, as "09:00-10:00".
  std::vector<std::string> Open() {
    const auto covered =
        Coverage::Read(**database_->Acquire(), "tienda_01", "sales", At("08:00"), At("12:00"));
    EXPECT_OK(covered);
    std::vector<std::string> open;
    for (const auto& [from, to] : Coverage::Gaps(*covered, At("08:00"), At("12:00"))) {
      open.push_back(FormatInstant(from).substr(11, 5) + "-" + FormatInstant(to).substr(11, 5));
    }
    return open;
  }
};

TEST_F(CoverageTest, WhatNoIntervalCoversIsOpen) {
  Add("09:00", "10:00");
  Add("10:00", "11:00");
  EXPECT_THAT(Open(), ElementsAre("08:00-09:00", "11:00-12:00"));
}

TEST_F(CoverageTest, ADoubtReopensAPartOfADayThatWasRead) {
  Add("08:00", "12:00");
  Add("09:00", "10:00", false);
  EXPECT_THAT(Open(), ElementsAre("09:00-10:00"));
  Add("09:00", "10:00");
  EXPECT_THAT(Open(), IsEmpty());
}

TEST_F(CoverageTest, WhatCouldNotBeReadAgainIsOpenUntilItIs) {
  Add("08:00", "12:00");
  Reopen("09:30", "10:00");
  Reopen("10:00", "11:00");
  EXPECT_THAT(Open(), ElementsAre("09:30-11:00"));
  Add("09:30", "11:00");
  EXPECT_THAT(Open(), IsEmpty());
}

TEST_F(CoverageTest, TheVeryIntervalThatFailedKeepsItsCounts) {
  Add("08:00", "12:00");
  Reopen("08:00", "12:00");
  EXPECT_THAT(Open(), ElementsAre("08:00-12:00"));
  EXPECT_THAT(Rows("SELECT line_count, closed, doubt FROM pos_coverage"),
              ElementsAre("3 0 not_read_again"));
}

TEST_F(CoverageTest, AFailureWhereNothingWasReadLeavesNothing) {
  Reopen("09:00", "10:00");
  EXPECT_THAT(Rows("SELECT * FROM pos_coverage"), IsEmpty());
}

TEST_F(CoverageTest, SumsBeyondWhatEveryDatabaseKeepsAreRounded) {
  Covered covered{.from = At("08:00"), .to = At("12:00"), .lines = 1, .quantity = {}, .amount = {}};
  covered.amount = *Decimal::Parse("12345678901234.5678");
  EXPECT_OK(Coverage::Add(**database_->Acquire(), "tienda_01", "sales", covered, {}));
  EXPECT_THAT(Rows("SELECT amount FROM pos_coverage"), ElementsAre("12345678901234.6"));
}

}  // namespace
}  // namespace telar::pos
