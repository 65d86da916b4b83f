#include "models/training_requests.h"

#include <gmock/gmock.h>

#include "store/folder/folder_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::models {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using testing::StatusIs;
using namespace std::chrono_literals;

class Requests : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(store_, store::FolderStore::Open({.path = folder_.path()}));
    requests_ = std::make_unique<TrainingRequests>(*store_, clock_);
  }
  Result<AskedTraining> Ask(const std::string& window, RequestGuard guard = {}) {
    return requests_->Ask({.who = "drift", .why = "mean moved", .window = window}, guard);
  }
  // A request that was made and finished.
  void AskAndFinish(const std::string& window) {
    ASSERT_OK_AND_ASSIGN(const AskedTraining asked, Ask(window));
    ASSERT_TRUE(asked.request) << asked.refusal;
    ASSERT_OK(requests_->Finish(asked.request->number, "refused", "macro_f1"));
  }

  testing::TempFolder folder_;
  testing::FakeClock clock_;
  std::unique_ptr<store::FolderStore> store_;
  std::unique_ptr<TrainingRequests> requests_;
};

TEST_F(Requests, AreTakenOldestFirstAndFinishedOnce) {
  ASSERT_OK_AND_ASSIGN(const AskedTraining asked, Ask("w1"));
  ASSERT_TRUE(asked.request);
  EXPECT_EQ(asked.request->number, 1);
  ASSERT_OK_AND_ASSIGN(const auto next, requests_->Next());
  EXPECT_EQ(next, asked.request);
  ASSERT_OK(requests_->Finish(1, "promoted", "version 4"));
  ASSERT_OK_AND_ASSIGN(const auto none, requests_->Next());
  EXPECT_FALSE(none);
  EXPECT_THAT(requests_->Finish(1, "failed", ""), StatusIs(Code::kConflict));
  ASSERT_OK_AND_ASSIGN(const auto all, requests_->All());
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].outcome->result, "promoted");
}

TEST_F(Requests, AreNotMadeWhileOneIsOpen) {
  ASSERT_OK(Ask("w1").status());
  clock_.Advance(24h * 30);
  ASSERT_OK_AND_ASSIGN(const AskedTraining asked, Ask("w2"));
  EXPECT_FALSE(asked.request);
  EXPECT_EQ(asked.refusal, "request 1 of 2026-01-02 is still open");
}

TEST_F(Requests, KeepTheirDaysApart) {
  AskAndFinish("w1");
  clock_.Advance(24h * 6);
  ASSERT_OK_AND_ASSIGN(const AskedTraining early, Ask("w2"));
  EXPECT_THAT(early.refusal, HasSubstr("less than 7 days old"));
  clock_.Advance(24h);
  ASSERT_OK_AND_ASSIGN(const AskedTraining later, Ask("w2"));
  EXPECT_TRUE(later.request) << later.refusal;
}

TEST_F(Requests, LeaveANewChampionItsDays) {
  RequestGuard guard;
  guard.promoted = clock_.Now();
  clock_.Advance(24h * 2);
  ASSERT_OK_AND_ASSIGN(const AskedTraining asked, Ask("w1", guard));
  EXPECT_THAT(asked.refusal, HasSubstr("promoted on 2026-01-02"));
}

TEST_F(Requests, AreMadeOnceForTheSameDocuments) {
  AskAndFinish("w1");
  clock_.Advance(24h * 365);
  ASSERT_OK_AND_ASSIGN(const AskedTraining asked, Ask("w1"));
  EXPECT_THAT(asked.refusal, HasSubstr("same documents"));
}

TEST_F(Requests, OfADryRunAreNotWritten) {
  ASSERT_OK_AND_ASSIGN(const AskedTraining asked, requests_->Ask({.window = "w1"}, {}, true));
  EXPECT_TRUE(asked.request);
  ASSERT_OK_AND_ASSIGN(const auto all, requests_->All());
  EXPECT_THAT(all, SizeIs(0));
}

TEST_F(Requests, ThatAreNotThereCannotBeFinished) {
  EXPECT_THAT(requests_->Finish(7, "promoted", ""),
              StatusIs(Code::kNotFound, HasSubstr("request 7")));
}

TEST_F(Requests, NameTheObjectThatCannotBeRead) {
  ASSERT_OK(store_->Put("requests/000001.json", "{", false).status());
  EXPECT_THAT(requests_->All(), StatusIs(Code::kInvalidInput, HasSubstr("requests/000001.json")));
}

}  // namespace
}  // namespace telar::models
