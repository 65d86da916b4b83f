#include "tests/pos/matrix/chain_fixture.h"
#include "tests/pos/matrix/warehouses.h"

namespace telar::pos {
namespace {

using samples::tills::HourEnd;
using std::chrono::hours;
using std::chrono::minutes;

/// Shops that close at midnight and sell until 23:59:59.9999999.
class Midnight : public ChainFixture {
 protected:
  ChainUnderTest Chain() const override {
    ChainUnderTest chain;
    chain.last = *ParseDate("2026-02-04");
    chain.now = *ParseInstant("2026-02-06T13:00:00Z");
    chain.trade.always_open = true;
    chain.trade.last_tick = true;
    chain.hours.end = end_;
    return chain;
  }
  /// Live runs at odd minutes before and after the midnights of Caracas.
  void RunThroughTheNights() {
    for (Date day = chain_.first; day <= chain_.last; day = samples::shops::NextDay(day)) {
      const Instant midnight = Instant(std::chrono::sys_days(day)) + hours(28);
      for (const int minute : {-30, -1, 1, 31}) {
        RunLive(midnight + minutes(minute), {.minutes = minutes(30), .overlap = minutes(1)});
      }
    }
    clock_.Set(chain_.now);
  }
  void ExpectTheTruthThroughTheNights() {
    RunThroughTheNights();
    ExpectTheLastTicks();
    EXPECT_EQ(Recover().state, ledger::RunState::kDone);
    ExpectTheTruth();
  }
  /// The last line of each day is there, on its day.
  void ExpectTheLastTicks() {
    for (const Location& location : locations_) {
      const auto lines = WarehouseLines(*database_, location.id, chain_.first, chain_.last);
      for (const char* last : {" 2026-02-03 23:59:59.9999999 ", " 2026-02-04 23:59:59.9999999 "}) {
        EXPECT_THAT(lines, ::testing::Contains(::testing::HasSubstr(last))) << location.id;
      }
    }
  }

  HourEnd end_ = HourEnd::kWholeUnit;
};

class MidnightOfExclusiveHours : public Midnight {
 protected:
  MidnightOfExclusiveHours() { end_ = HourEnd::kExclusive; }
};
class MidnightOfInclusiveHours : public Midnight {
 protected:
  MidnightOfInclusiveHours() { end_ = HourEnd::kInclusive; }
};

TEST_P(Midnight, WindowsAroundItEndInTheTruth) { ExpectTheTruthThroughTheNights(); }
TEST_P(MidnightOfExclusiveHours, WindowsAroundItEndInTheTruth) { ExpectTheTruthThroughTheNights(); }
TEST_P(MidnightOfInclusiveHours, WindowsAroundItEndInTheTruth) { ExpectTheTruthThroughTheNights(); }

class MidnightOfATillWithoutSeconds : public Midnight {
 protected:
  ChainUnderTest Chain() const override {
    ChainUnderTest chain = Midnight::Chain();
    chain.hours.takes_seconds = false;
    return chain;
  }
};

TEST_P(MidnightOfATillWithoutSeconds, RefusedHoursAreFailuresAndWholeDaysAreTheTruth) {
  const Instant noon = Instant(std::chrono::sys_days(chain_.first)) + hours(16);
  EXPECT_EQ(RunLive(noon, {.gaps = Duration{0}}).state, ledger::RunState::kFailed);
  clock_.Set(chain_.now);
  EXPECT_EQ(Recover().state, ledger::RunState::kDone);
  ExpectTheLastTicks();
  ExpectTheTruth();
}

std::string NameOf(const ::testing::TestParamInfo<WarehouseUnderTest>& info) {
  return info.param.name;
}
INSTANTIATE_TEST_SUITE_P(Warehouses, Midnight, ::testing::ValuesIn(Warehouses()), NameOf);
// What hours mean is the source's matter, whatever the warehouse.
const auto kFirst = ::testing::Values(Warehouses().front());
INSTANTIATE_TEST_SUITE_P(Warehouses, MidnightOfExclusiveHours, kFirst, NameOf);
INSTANTIATE_TEST_SUITE_P(Warehouses, MidnightOfInclusiveHours, kFirst, NameOf);
INSTANTIATE_TEST_SUITE_P(Warehouses, MidnightOfATillWithoutSeconds, kFirst, NameOf);

}  // namespace
}  // namespace telar::pos
