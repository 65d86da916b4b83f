#include "ledger/backlog.h"

#include "tests/ledger/ledger_fixture.h"

namespace telar::ledger {
namespace {

using testing::IsOkAndHolds;
using testing::StatusIs;

class Planning : public LedgerFixture {
 protected:
  void FinishNext(State state) {
    const Claimed claimed = ClaimOne();
    Outcome outcome;
    outcome.state = state;
    ASSERT_OK(claims().Finish(claimed.lease, outcome));
  }
  void FailNext() {
    ASSERT_OK(claims().Fail(ClaimOne().lease, Status::InvalidInput("torn page"), {}));
  }
  Result<PlanCounts> PlanAgain(std::string key, Stage stage) {
    NewItem item = NewItemOf(std::move(key));
    item.label = "copy.pdf";
    item.payload = "{\"copy\":true}";
    item.reopen_stage = std::move(stage);
    return ledger_->backlog().Plan(RunId("run-2"), kPipeline, {&item, 1});
  }
};

TEST_F(Planning, AddsWhatIsMissingAndLeavesTheRestAlone) {
  Plan({"a"});
  FinishNext(State::kDone);
  const std::vector<NewItem> items{NewItemOf("a"), NewItemOf("b")};
  ASSERT_OK_AND_ASSIGN(const PlanCounts counts, ledger_->backlog().Plan(run_, kPipeline, items));
  EXPECT_EQ(counts.added, 1);
  EXPECT_EQ(counts.reopened, 0);
  EXPECT_EQ(Find("a").item.state, State::kDone);
  EXPECT_EQ(Find("b").item.state, State::kPlanned);
}

TEST_F(Planning, TakesTheFirstOfSeveralItemsWithOneKey) {
  std::vector<NewItem> items{NewItemOf("a"), NewItemOf("a")};
  items[1].label = "second";
  ASSERT_OK_AND_ASSIGN(const PlanCounts counts, ledger_->backlog().Plan(run_, kPipeline, items));
  EXPECT_EQ(counts.added, 1);
  EXPECT_EQ(Find("a").item.label, "a.pdf");
}

TEST_F(Planning, ReopensAFinalItemAtTheWantedStageWithItsNewPayload) {
  Plan({"a"});
  FinishNext(State::kDone);
  ASSERT_OK_AND_ASSIGN(const PlanCounts counts, PlanAgain("a", "archived"));
  EXPECT_EQ(counts.reopened, 1);
  const Claimed claimed = ClaimOne();
  EXPECT_EQ(claimed.item.stage, "archived");
  EXPECT_EQ(claimed.item.label, "copy.pdf");
  EXPECT_EQ(claimed.item.payload, "{\"copy\":true}");
  EXPECT_EQ(claimed.item.attempts, 1);
}

TEST_F(Planning, LeavesAFailedItemFailed) {
  Plan({"a"});
  FailNext();
  ASSERT_OK_AND_ASSIGN(const PlanCounts counts, PlanAgain("a", "archived"));
  EXPECT_EQ(counts.total(), 0);
  EXPECT_EQ(Find("a").item.state, State::kFailed);
}

TEST_F(Planning, DoesNotDisturbAnItemInProgress) {
  Plan({"a"});
  const Claimed claimed = ClaimOne();
  ASSERT_OK_AND_ASSIGN(const PlanCounts counts, PlanAgain("a", "archived"));
  EXPECT_EQ(counts.total(), 0);
  EXPECT_EQ(Find("a").item.label, "a.pdf");
  EXPECT_OK(claims().Finish(claimed.lease, Outcome()));
}

TEST_F(Planning, KeepsThePipelinesApart) {
  Plan({"a"});
  const NewItem item = NewItemOf("a");
  ASSERT_OK_AND_ASSIGN(const PlanCounts counts,
                       ledger_->backlog().Plan(run_, "pos.sales", {&item, 1}));
  EXPECT_EQ(counts.added, 1);
}

TEST_F(Planning, AddsManyItemsAtOnce) {
  std::vector<NewItem> items;
  for (int i = 0; i < 3000; ++i) items.push_back(NewItemOf(std::to_string(i)));
  for (auto& item : items) item.reopen_stage = "loaded";
  ASSERT_OK_AND_ASSIGN(const PlanCounts counts, ledger_->backlog().Plan(run_, kPipeline, items));
  EXPECT_EQ(counts.added, 3000);
  EXPECT_THAT(claims().Pending(kPipeline, Shard()), IsOkAndHolds(3000));
}

TEST_F(Planning, RefusesKeysAndPayloadsThatTheTablesCannotHold) {
  for (const std::string& key : {std::string(), std::string(256, 'k'), std::string("\xff")}) {
    const NewItem item = NewItemOf(key);
    EXPECT_THAT(ledger_->backlog().Plan(run_, kPipeline, {&item, 1}),
                StatusIs(Code::kInvalidInput));
  }
  NewItem large = NewItemOf("a");
  large.payload = std::string(65'536, 'x');
  EXPECT_THAT(ledger_->backlog().Plan(run_, kPipeline, {&large, 1}), StatusIs(Code::kInvalidInput));
}

TEST_F(Planning, PreviewNamesWhatAPlanWouldDoAndDoesNothing) {
  Plan({"done", "waiting"});
  FinishNext(State::kDone);
  std::vector<NewItem> items{NewItemOf("waiting"), NewItemOf("new"), NewItemOf("done")};
  items[2].reopen_stage = "archived";
  EXPECT_THAT(ledger_->backlog().Preview(kPipeline, items),
              IsOkAndHolds(::testing::ElementsAre(1, 2)));
  EXPECT_THAT(history().Find(kPipeline, "new"), StatusIs(Code::kNotFound));
}

TEST_F(Planning, RetryGivesAFailedItemAllItsAttemptsBackAtItsStage) {
  Plan({"a"});
  const Claimed claimed = ClaimOne();
  {
    ASSERT_OK_AND_ASSIGN(const auto connection, database_->Acquire());
    ASSERT_OK(claims().Advance(*connection, claimed.lease, "read"));
  }
  ASSERT_OK(claims().Fail(claimed.lease, Status::InvalidInput("torn page"), {}));
  const ItemId id = Find("a").item.id;
  EXPECT_THAT(ledger_->backlog().Retry({&id, 1}), IsOkAndHolds(1));
  const Claimed again = ClaimOne();
  EXPECT_EQ(again.item.stage, "read");
  EXPECT_EQ(again.item.attempts, 1);
}

TEST_F(Planning, RetryLeavesWhatDidNotFail) {
  Plan({"a"});
  FinishNext(State::kReview);
  const ItemId id = Find("a").item.id;
  EXPECT_THAT(ledger_->backlog().Retry({&id, 1}), IsOkAndHolds(0));
  EXPECT_THAT(ledger_->backlog().RetryAll(kPipeline), IsOkAndHolds(0));
}

TEST_F(Planning, ReopenIsPartOfTheCallersTransaction) {
  Plan({"a"});
  FinishNext(State::kReview);
  const ItemId id = Find("a").item.id;
  ASSERT_OK_AND_ASSIGN(const auto connection, database_->Acquire());
  {
    ASSERT_OK_AND_ASSIGN(auto abandoned, db::Transaction::Begin(*connection));
    EXPECT_THAT(ledger_->backlog().Reopen(*connection, {&id, 1}, "extracted"), IsOkAndHolds(1));
  }
  EXPECT_EQ(Find("a").item.state, State::kReview);
  ASSERT_OK_AND_ASSIGN(auto kept, db::Transaction::Begin(*connection));
  EXPECT_THAT(ledger_->backlog().Reopen(*connection, {&id, 1}, "extracted"), IsOkAndHolds(1));
  ASSERT_OK(kept.Commit());
  EXPECT_EQ(Find("a").item.state, State::kPlanned);
  EXPECT_EQ(Find("a").item.stage, "extracted");
}

TEST_F(Planning, SettlesADecisionWithoutWork) {
  Plan({"a"});
  const ItemId id = Find("a").item.id;
  ASSERT_OK_AND_ASSIGN(const auto connection, database_->Acquire());
  const auto settle = [&](State state) -> Result<bool> {
    TELAR_ASSIGN_OR_RETURN(auto tx, db::Transaction::Begin(*connection));
    TELAR_ASSIGN_OR_RETURN(const bool settled,
                           ledger_->backlog().Settle(*connection, id, state, "ana says so"));
    TELAR_RETURN_IF_ERROR(tx.Commit());
    return settled;
  };
  EXPECT_THAT(settle(State::kReview), IsOkAndHolds(true));
  EXPECT_EQ(Find("a").item.state, State::kReview);
  EXPECT_EQ(Find("a").reason, "ana says so");
  const auto since = Find("a").finished;
  clock_.Advance(std::chrono::minutes(5));
  EXPECT_THAT(settle(State::kReview), IsOkAndHolds(true));
  EXPECT_EQ(Find("a").finished, since) << "it has been waiting all the time";
  EXPECT_THAT(settle(State::kDone), StatusIs(Code::kInvalidInput));
}

TEST_F(Planning, DoesNotSettleWhatIsBeingWorkedOn) {
  Plan({"a"});
  const Claimed claimed = ClaimOne();
  ASSERT_OK_AND_ASSIGN(const auto connection, database_->Acquire());
  ASSERT_OK_AND_ASSIGN(auto tx, db::Transaction::Begin(*connection));
  EXPECT_THAT(
      ledger_->backlog().Settle(*connection, claimed.item.id, State::kRejected, "ana says so"),
      IsOkAndHolds(false));
}

}  // namespace
}  // namespace telar::ledger
