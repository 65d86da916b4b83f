#include "tests/pos/matrix/chain_fixture.h"
#include "tests/pos/matrix/warehouses.h"

namespace telar::pos {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// Shops in Madrid that never close. Nothing is changed after the sale, so that live runs alone
/// must find every line.
class ClockChange : public ChainFixture {
 protected:
  static ChainUnderTest Madrid(const char* first, const char* last, const char* now) {
    ChainUnderTest chain;
    chain.first = *ParseDate(first);
    chain.last = *ParseDate(last);
    chain.now = *ParseInstant(now);
    chain.trade.zone = "Europe/Madrid";
    chain.trade.always_open = true;
    chain.trade.unrest = {.voids = 0, .late = 0, .edits = 0};
    chain.trade.size.tickets = 60;
    return chain;
  }
  /// A schedule of every 30 minutes around the change, then the next morning.
  void RunThrough(Instant change, const SalesPlanRules& rules) {
    for (Instant now = change - hours(1); now <= change + minutes(90); now += minutes(30)) {
      RunLive(now, rules);
    }
    EXPECT_EQ(RunLive(chain_.now, rules).state, ledger::RunState::kDone);
  }
  /// Lines sold in [from, to), by what the tills show.
  std::int64_t SoldBetween(Instant from, Instant to) {
    std::int64_t count = 0;
    for (const Location& location : locations_) {
      for (const auto& line :
           trade_->TrueLines(*samples::shops::FindShop(location.id), chain_.last, clock_.Now())) {
        count += line.at >= from && line.at < to;
      }
    }
    return count;
  }
};

class ClockSetBack : public ClockChange {
 protected:
  ChainUnderTest Chain() const override {
    return Madrid("2026-10-24", "2026-10-25", "2026-10-26T08:00:00Z");
  }
  const Instant change_ = *ParseInstant("2026-10-25T01:00:00Z");
};

TEST_P(ClockSetBack, LiveRunsFindEachLineOfTheRepeatedHourOnce) {
  EXPECT_GT(SoldBetween(change_ - hours(1), change_), 10);
  EXPECT_GT(SoldBetween(change_, change_ + hours(1)), 10);
  RunThrough(change_, {.overlap = Duration{0}});
  ExpectTheTruth();
  EXPECT_EQ(Recover().state, ledger::RunState::kDone);
  ExpectTheTruth();
}

TEST_P(ClockSetBack, SoDoesARunAfterAnOutageOverTheChange) {
  RunLive(change_ - minutes(30));
  RunLive(change_);
  Faults("status");
  RunLive(change_ + minutes(30));
  Faults("");
  RunLive(change_ + hours(2));
  RunLive(chain_.now);
  ExpectTheTruth();
}

class ClockSetForward : public ClockChange {
 protected:
  ChainUnderTest Chain() const override {
    return Madrid("2026-03-28", "2026-03-29", "2026-03-30T08:00:00Z");
  }
};

TEST_P(ClockSetForward, LiveRunsFindEachLineAroundTheMissingHour) {
  RunThrough(*ParseInstant("2026-03-29T01:00:00Z"), {.overlap = Duration{0}});
  ExpectTheTruth();
  EXPECT_EQ(Recover().state, ledger::RunState::kDone);
  ExpectTheTruth();
}

INSTANTIATE_TEST_SUITE_P(Warehouses, ClockSetBack, ::testing::ValuesIn(Warehouses()),
                         [](const auto& info) { return info.param.name; });
INSTANTIATE_TEST_SUITE_P(Warehouses, ClockSetForward, ::testing::ValuesIn(Warehouses()),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace telar::pos
