#include "ledger/item.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace telar::ledger {
namespace {

using testing::StatusIs;

TEST(State, NamesAreReadBack) {
  for (const State state : {State::kPlanned, State::kRunning, State::kDone, State::kEmpty,
                            State::kReview, State::kRejected, State::kFailed}) {
    ASSERT_OK_AND_ASSIGN(const State read, ParseState(StateName(state)));
    EXPECT_EQ(read, state);
  }
  EXPECT_THAT(ParseState("finished"), StatusIs(Code::kInvalidInput));
}

TEST(Shard, IsReadFromIndexAndCount) {
  ASSERT_OK_AND_ASSIGN(const Shard shard, Shard::Parse("3/4"));
  EXPECT_EQ(shard.index, 3);
  EXPECT_EQ(shard.count, 4);
  EXPECT_EQ(shard.ToString(), "3/4");
}

TEST(Shard, RefusesWhatNamesNoPart) {
  for (const char* text : {"", "1", "4/4", "-1/4", "a/4", "1/4 ", "1/0"}) {
    EXPECT_THAT(Shard::Parse(text), StatusIs(Code::kInvalidInput)) << text;
  }
}

TEST(ShardHash, IsTheStartOfTheKeysSha256) {
  // SHA-256 of "abc" starts with ba7816bf (FIPS 180-4, example).
  EXPECT_EQ(ShardHash("abc"), 0xba7816bf >> 1);
}

}  // namespace
}  // namespace telar::ledger
