#include "ledger/claims.h"

#include <set>

#include "tests/ledger/ledger_fixture.h"
#include "tests/support/faulty_database.h"

namespace telar::ledger {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;
using testing::IsOkAndHolds;
using testing::StatusIs;

class Claiming : public LedgerFixture {
 protected:
  Status Advance(const Lease& lease, const Stage& stage, std::span<const Reject> rejects = {}) {
    TELAR_ASSIGN_OR_RETURN(const auto connection, database_->Acquire());
    TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(*connection));
    TELAR_RETURN_IF_ERROR(claims().Advance(*connection, lease, stage, rejects));
    return transaction.Commit();
  }
};

TEST_F(Claiming, GivesTheItemThatIsDueLongest) {
  Plan({"old"});
  clock_.Advance(seconds(1));
  Plan({"new"});
  EXPECT_EQ(ClaimOne().item.key, "old");
  EXPECT_EQ(ClaimOne().item.key, "new");
  EXPECT_TRUE(NothingDue());
}

TEST_F(Claiming, HandsOutAnItemOnlyOnce) {
  Plan({"a"});
  const auto other = OpenAs(ProcessOf(2));
  EXPECT_EQ(ClaimOne().item.key, "a");
  EXPECT_TRUE(NothingDue(other->claims()));
}

TEST_F(Claiming, SharesOutDisjointShardsThatCoverEverything) {
  Plan({"a", "b", "c", "d", "e", "f", "g", "h"});
  std::multiset<std::string> keys;
  for (int index = 0; index < 3; ++index) {
    ClaimRequest request = Request();
    request.shard = {index, 3};
    while (true) {
      ASSERT_OK_AND_ASSIGN(const auto claimed, claims().Claim(request));
      if (!claimed) break;
      EXPECT_EQ(ShardHash(claimed->item.key) % 3, index);
      keys.insert(claimed->item.key);
    }
  }
  EXPECT_THAT(keys, ElementsAre("a", "b", "c", "d", "e", "f", "g", "h"));
}

TEST_F(Claiming, FinishWritesTheOutcomeAndItsCounts) {
  Plan({"a"});
  const Claimed claimed = ClaimOne();
  ASSERT_OK(claims().Finish(claimed.lease, {State::kReview, {{"rows", 12}}, "total differs"}));
  const ItemRecord record = Find("a");
  EXPECT_EQ(record.item.state, State::kReview);
  EXPECT_EQ(record.reason, "total differs");
  EXPECT_EQ(record.finished, clock_.Now());
  EXPECT_THAT(history().Counts(record.item.id),
              IsOkAndHolds(ElementsAre(std::pair<const std::string, std::int64_t>("rows", 12))));
  EXPECT_THAT(Endings("a"), ElementsAre("review"));
}

TEST_F(Claiming, RefusesAnOutcomeThatIsNone) {
  Plan({"a"});
  const Claimed claimed = ClaimOne();
  for (const State state : {State::kPlanned, State::kRunning, State::kFailed}) {
    EXPECT_THAT(claims().Finish(claimed.lease, {state, {}, ""}), StatusIs(Code::kInvalidInput));
  }
}

TEST_F(Claiming, RetryWaitsUntilItsTimeAndKeepsTheStage) {
  Plan({"a"});
  const Claimed claimed = ClaimOne();
  ASSERT_OK(Advance(claimed.lease, "read"));
  ASSERT_OK(
      claims().Fail(claimed.lease, Status::Unavailable("bucket away"), clock_.Now() + seconds(30)));
  EXPECT_TRUE(NothingDue());
  EXPECT_THAT(claims().NextDue(kPipeline, Shard()), IsOkAndHolds(clock_.Now() + seconds(30)));
  clock_.Advance(seconds(30));
  const Claimed again = ClaimOne();
  EXPECT_EQ(again.item.stage, "read");
  EXPECT_EQ(again.item.attempts, 2);
  EXPECT_EQ(Find("a").error.code, "unavailable");
}

TEST_F(Claiming, ReleaseDoesNotCountTheAttempt) {
  Plan({"a"});
  ASSERT_OK(claims().Release(ClaimOne().lease));
  EXPECT_EQ(ClaimOne().item.attempts, 1);
  EXPECT_THAT(Endings("a"), ElementsAre("", "released"));
}

TEST_F(Claiming, TakesOverAnItemWhoseLeaseExpired) {
  Plan({"a"});
  ClaimOne();
  const auto other = OpenAs(ProcessOf(2));
  clock_.Advance(minutes(2) - seconds(1));
  EXPECT_TRUE(NothingDue(other->claims()));
  clock_.Advance(seconds(1));
  EXPECT_EQ(ClaimOne(other->claims()).item.attempts, 2);
  EXPECT_THAT(Endings("a"), ElementsAre("", "lost"));
}

TEST_F(Claiming, TakesOverAtOnceWhatADeadProcessOfThisHostHeld) {
  Plan({"a"});
  ClaimOne();
  const auto other = OpenAs(ProcessOf(2));
  dead_ = 1;
  EXPECT_EQ(ClaimOne(other->claims()).item.key, "a");
}

TEST_F(Claiming, WaitsForTheLeaseOfAProcessOnAnotherHost) {
  Plan({"a"});
  Owner far = ProcessOf(5);
  far.host = "shuttle";
  const auto other = OpenAs(far);
  ClaimOne(other->claims());
  dead_ = 5;
  EXPECT_TRUE(NothingDue());
  clock_.Advance(minutes(2));
  EXPECT_EQ(ClaimOne().item.key, "a");
}

TEST_F(Claiming, RefusesEveryWriteOfAHolderWhoseLeaseWasTakenOver) {
  Plan({"a"});
  const Claimed slow = ClaimOne();
  const auto other = OpenAs(ProcessOf(2));
  clock_.Advance(minutes(3));
  const Claimed current = ClaimOne(other->claims());
  EXPECT_GT(current.lease.token, slow.lease.token);
  EXPECT_THAT(Advance(slow.lease, "read"), StatusIs(Code::kConflict));
  EXPECT_THAT(claims().Finish(slow.lease, Outcome()), StatusIs(Code::kConflict));
  EXPECT_THAT(claims().Fail(slow.lease, Status::Unavailable("x"), clock_.Now()),
              StatusIs(Code::kConflict));
  EXPECT_THAT(claims().Release(slow.lease), StatusIs(Code::kConflict));
  EXPECT_OK(claims().Finish(current.lease, Outcome()));
}

TEST_F(Claiming, LetsALateHolderFinishWhenNobodyTookOver) {
  Plan({"a"});
  const Claimed slow = ClaimOne();
  clock_.Advance(minutes(30));
  EXPECT_OK(claims().Finish(slow.lease, Outcome()));
}

TEST_F(Claiming, RenewKeepsOthersAwayAndNamesLostLeases) {
  Plan({"kept", "lost"});
  std::vector<Lease> leases{ClaimOne().lease, ClaimOne().lease};
  ASSERT_OK(claims().Release(leases[1]));
  clock_.Advance(minutes(1));
  ASSERT_OK_AND_ASSIGN(const auto lost, claims().Renew(leases, minutes(2)));
  ASSERT_EQ(lost.size(), 1U);
  EXPECT_EQ(lost[0].item, Find("lost").item.id);
  clock_.Advance(seconds(90));
  const auto other = OpenAs(ProcessOf(2));
  EXPECT_EQ(ClaimOne(other->claims()).item.key, "lost");
  EXPECT_TRUE(NothingDue(other->claims()));
}

TEST_F(Claiming, FailsAnItemWhoseProcessDiesEveryTime) {
  Plan({"poison"});
  for (int attempt = 1; attempt <= 3; ++attempt) {
    EXPECT_EQ(ClaimOne().item.attempts, attempt);
    clock_.Advance(minutes(2));
  }
  EXPECT_TRUE(NothingDue());
  EXPECT_EQ(Find("poison").item.state, State::kFailed);
  EXPECT_EQ(Find("poison").error.code, "limit_exceeded");
}

TEST_F(Claiming, TakesFreshItemsBeforeAbandonedOnes) {
  Plan({"poison"});
  ClaimOne();
  clock_.Advance(minutes(2));
  Plan({"fresh"});
  EXPECT_EQ(ClaimOne().item.key, "fresh");
  EXPECT_EQ(ClaimOne().item.key, "poison");
}

TEST_F(Claiming, RepeatingAnEndWhoseAnswerGotLostSucceeds) {
  Plan({"finished", "failed", "retried", "released"});
  bool lose_answers = false;
  testing::FaultyDatabase flaky(*database_, [&](testing::FaultPoint point) {
    const bool lose = lose_answers && point == testing::FaultPoint::kAfterCommit;
    return lose ? Status::Unavailable("connection reset") : Status::Ok();
  });
  Claims claims(flaky, clock_, random_, ProcessOf(1), ProbeProcess);
  const Status torn = Status::InvalidInput("torn page");
  const Instant later = clock_.Now() + minutes(1);
  const std::vector<std::function<Status(const Lease&)>> ends{
      [&](const Lease& lease) { return claims.Finish(lease, Outcome()); },
      [&](const Lease& lease) { return claims.Fail(lease, torn, {}); },
      [&](const Lease& lease) { return claims.Fail(lease, torn, later); },
      [&](const Lease& lease) { return claims.Release(lease); }};
  for (const auto& end : ends) {
    const Lease lease = ClaimOne(claims).lease;
    lose_answers = true;
    EXPECT_THAT(end(lease), StatusIs(Code::kUnavailable));
    lose_answers = false;
    EXPECT_OK(end(lease));
  }
}

TEST_F(Claiming, StageAndRowsAreOneCommit) {
  Plan({"a"});
  const Claimed claimed = ClaimOne();
  ASSERT_OK_AND_ASSIGN(const auto connection, database_->Acquire());
  ASSERT_OK(connection->ExecuteScript("CREATE TABLE rows (n INTEGER)"));
  {
    ASSERT_OK_AND_ASSIGN(auto abandoned, db::Transaction::Begin(*connection));
    ASSERT_OK(claims().Advance(*connection, claimed.lease, "loaded"));
    ASSERT_OK(connection->Execute("INSERT INTO rows VALUES (1)"));
  }
  EXPECT_EQ(Find("a").item.stage, "");
}

TEST_F(Claiming, RejectsAreKeptWithTheStageAndCutToSize) {
  Plan({"a"});
  const Claimed claimed = ClaimOne();
  Reject reject;
  reject.source = "a.pdf";
  reject.position = "page 2";
  reject.reason = "not_a_number";
  reject.raw = std::string("1\0 ", 3) + "\xff" + std::string(5000, 'x');
  reject.confidence = 0.5;
  ASSERT_OK(Advance(claimed.lease, "read", {&reject, 1}));
  ASSERT_OK_AND_ASSIGN(const auto rejects, history().Rejects({.item = claimed.item.id}));
  ASSERT_EQ(rejects.size(), 1U);
  EXPECT_EQ(rejects[0].reject.position, "page 2");
  EXPECT_EQ(rejects[0].reject.confidence, 0.5);
  EXPECT_LE(rejects[0].reject.raw.size(), 4096U);
}

TEST_F(Claiming, RejectsOfAnAttemptThatIsRepeatedAreForgotten) {
  Plan({"a"});
  const Reject reject;
  const Claimed first = ClaimOne();
  ASSERT_OK(claims().Fail(first.lease, Status::Unavailable("x"), clock_.Now(), {&reject, 1}));
  const Claimed second = ClaimOne();
  ASSERT_OK(claims().Fail(second.lease, Status::InvalidInput("x"), {}, {&reject, 1}));
  ASSERT_OK_AND_ASSIGN(const auto rejects, history().Rejects({.pipeline = kPipeline}));
  EXPECT_EQ(rejects.size(), 1U);
}

}  // namespace
}  // namespace telar::ledger
