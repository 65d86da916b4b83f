#include "ledger/history.h"

#include "tests/ledger/ledger_fixture.h"

namespace telar::ledger {
namespace {

using std::chrono::minutes;
using testing::IsOkAndHolds;
using testing::StatusIs;

class Reading : public LedgerFixture {
 protected:
  std::vector<std::string> Keys(const History::ItemFilter& filter) {
    std::vector<std::string> keys;
    auto items = history().Items(filter);
    EXPECT_OK(items);
    if (items.ok()) {
      for (const ItemRecord& record : *items) keys.push_back(record.item.key);
    }
    return keys;
  }
};

TEST_F(Reading, PagesThroughItemsNewestFirst) {
  Plan({"a", "b", "c"});
  EXPECT_THAT(Keys({.pipeline = kPipeline, .limit = 2}), ::testing::ElementsAre("c", "b"));
  EXPECT_THAT(Keys({.before = Find("b").item.id, .limit = 2}), ::testing::ElementsAre("a"));
}

TEST_F(Reading, FindsItemsByStateAndByTheRunThatWorkedOnThem) {
  Plan({"a", "b"});
  ASSERT_OK(claims().Finish(ClaimOne().lease, {State::kReview, {}, "blurred"}));
  EXPECT_THAT(Keys({.states = {State::kReview, State::kFailed}}), ::testing::ElementsAre("a"));
  EXPECT_THAT(Keys({.run = run_}), ::testing::ElementsAre("a"));
  EXPECT_THAT(Keys({.run = RunId("other")}), ::testing::IsEmpty());
}

TEST_F(Reading, TellsEveryAttemptAndHowItEnded) {
  Plan({"a"});
  const Claimed first = ClaimOne();
  ASSERT_OK(claims().Fail(first.lease, Status::Unavailable("bucket away"), clock_.Now()));
  const Claimed second = ClaimOne();
  ASSERT_OK(claims().Finish(second.lease, Outcome()));
  ASSERT_OK_AND_ASSIGN(const auto attempts, history().Attempts(first.item.id));
  ASSERT_EQ(attempts.size(), 2U);
  EXPECT_EQ(attempts[0].ended, "done");
  EXPECT_EQ(attempts[0].error, StoredError());
  EXPECT_EQ(attempts[1].ended, "retried");
  EXPECT_EQ(attempts[1].error.message, "bucket away");
  EXPECT_EQ(attempts[1].owner, ProcessOf(1));
}

TEST_F(Reading, CountsItemsByStateAndStage) {
  Plan({"a", "b", "c"});
  ASSERT_OK(claims().Finish(ClaimOne().lease, Outcome()));
  ASSERT_OK_AND_ASSIGN(const auto counts, history().CountByState(kPipeline));
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].state, State::kDone);
  EXPECT_EQ(counts[0].items, 1);
  EXPECT_EQ(counts[1].state, State::kPlanned);
  EXPECT_EQ(counts[1].items, 2);
}

TEST_F(Reading, TellsHowLongTheOldestItemHasBeenWaiting) {
  EXPECT_THAT(history().OldestPlanned(kPipeline), IsOkAndHolds(std::nullopt));
  Plan({"a"});
  clock_.Advance(minutes(5));
  Plan({"b"});
  EXPECT_THAT(history().OldestPlanned(kPipeline), IsOkAndHolds(minutes(5)));
  ASSERT_OK(claims().Fail(ClaimOne().lease, Status::Unavailable("x"), clock_.Now() + minutes(9)));
  EXPECT_THAT(history().OldestPlanned(""), IsOkAndHolds(minutes(5)));
}

TEST_F(Reading, SaysWhenThereIsNoSuchItem) {
  EXPECT_THAT(history().Get(ItemId(4711)), StatusIs(Code::kNotFound));
  EXPECT_THAT(history().Find(kPipeline, "nothing"), StatusIs(Code::kNotFound));
}

}  // namespace
}  // namespace telar::ledger
