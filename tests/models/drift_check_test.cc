#include "models/drift_check.h"

#include <gmock/gmock.h>

#include "db/sqlite/sqlite_database.h"
#include "models/baseline.h"
#include "store/folder/folder_store.h"
#include "tests/models/paper.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::models {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using testing::StatusIs;
using namespace std::chrono_literals;

class DriftCheck : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(database_, db::sqlite::Open({.file = folder_.path() / "telar.db"}));
    ASSERT_OK(
        db::Migrate(*database_, kObservationsComponent, ObservationMigrations(), clock_).status());
    const auto open = [&](const char* name) {
      return store::FolderStore::Open({.path = folder_.path() / name, .create = true});
    };
    ASSERT_OK_AND_ASSIGN(models_, open("models"));
    ASSERT_OK_AND_ASSIGN(drift_, open("drift"));
    registry_ = std::make_unique<Registry>(*models_, clock_, nullptr);
    options_.who = "ana";
    options_.request_days = 0;
    options_.notify = [this](const DriftRecord& record) {
      told_.push_back(record.number);
      return Status::Ok();
    };
  }

  static std::string BaselineText(std::size_t documents) {
    Baseline baseline{documents, {}};
    for (const int label : {0, 1}) {
      for (const char* feature : {"mean", "std", "score"}) {
        baseline.samples.push_back({feature, label, {}});
      }
    }
    PaperMill mill(3);
    baseline.samples = SamplesLike(baseline, mill.Observe(documents));
    return BaselineJson(baseline);
  }
  // Version 1, with this text as its baseline; none when it is empty.
  void Promote(const std::string& baseline) {
    ModelManifest manifest;
    if (!baseline.empty()) {
      ASSERT_OK_AND_ASSIGN(manifest.baseline_sha256, registry_->KeepBlob(baseline));
    }
    ASSERT_OK_AND_ASSIGN(manifest, registry_->Register("a model", manifest));
    ASSERT_OK(registry_->Promote(manifest.version, "ana", "first"));
  }
  void Observe(std::size_t documents, const PaperMix& mix = {}) {
    ASSERT_OK_AND_ASSIGN(const auto connection, database_->Acquire());
    ASSERT_OK_AND_ASSIGN(auto transaction, db::Transaction::Begin(*connection));
    for (Observation o : mill_.Observe(documents, mix)) {
      o.observed_at = clock_.Now();
      ASSERT_OK(RecordObservation(*connection, o));
    }
    ASSERT_OK(transaction.Commit());
  }
  Result<DriftOutcome> Check() {
    TELAR_ASSIGN_OR_RETURN(const auto connection, database_->Acquire());
    clock_.Advance(1min);
    options_.from = clock_.Now() - 24h * 7;
    options_.to = clock_.Now();
    return RunDriftCheck({*registry_, *models_, drift_.get(), &*connection, clock_}, options_);
  }

  testing::TempFolder folder_;
  testing::FakeClock clock_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<store::FolderStore> models_, drift_;
  std::unique_ptr<Registry> registry_;
  PaperMill mill_{4};
  DriftCheckOptions options_;
  std::vector<int> told_;
};

TEST_F(DriftCheck, OfUnchangedDocumentsIsKeptAndTellsNobody) {
  Promote(BaselineText(100));
  Observe(60);
  ASSERT_OK_AND_ASSIGN(const DriftOutcome outcome, Check());
  EXPECT_EQ(outcome.record.report.verdict, DriftVerdict::kNone);
  EXPECT_THAT(told_, IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto kept, KeptChecks(*drift_, 10));
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_EQ(DriftRecordJson(kept[0]), DriftRecordJson(outcome.record));
  ASSERT_OK_AND_ASSIGN(const auto windows, drift_->List("windows/", "", 10));
  EXPECT_THAT(windows.objects, IsEmpty());
}

TEST_F(DriftCheck, OnDriftKeepsTheWindowTellsAndRequestsATraining) {
  Promote(BaselineText(100));
  Observe(60, {.lighter = 25});
  options_.whereabouts = [](const std::string& document) { return "archive/" + document; };
  ASSERT_OK_AND_ASSIGN(const DriftOutcome outcome, Check());
  EXPECT_EQ(outcome.record.report.verdict, DriftVerdict::kDrift);
  EXPECT_THAT(told_, ::testing::ElementsAre(1));
  ASSERT_OK_AND_ASSIGN(const std::string window,
                       drift_->Get(WindowKey(outcome.record), "", 1 << 20));
  EXPECT_THAT(window, HasSubstr("\"archive/60\""));
  EXPECT_THAT(window, HasSubstr("\"sharpness\""));
  ASSERT_OK_AND_ASSIGN(const std::string report,
                       drift_->Get(ReportKey(outcome.record), "", 1 << 20));
  EXPECT_EQ(report, outcome.html);
  ASSERT_OK_AND_ASSIGN(const auto next, TrainingRequests(*models_, clock_).Next());
  ASSERT_TRUE(next);
  EXPECT_EQ(next->number, outcome.record.request);
  EXPECT_THAT(next->why, HasSubstr("mean of preventiva"));
}

TEST_F(DriftCheck, AsksOnceForTheSameDocuments) {
  Promote(BaselineText(100));
  Observe(60, {.lighter = 25});
  ASSERT_OK_AND_ASSIGN(const DriftOutcome first, Check());
  ASSERT_OK(TrainingRequests(*models_, clock_).Finish(first.record.request, "refused", ""));
  ASSERT_OK_AND_ASSIGN(const DriftOutcome second, Check());
  EXPECT_EQ(second.record.request, 0);
  EXPECT_THAT(second.record.no_request, HasSubstr("same documents"));
}

TEST_F(DriftCheck, WithoutAChampionIsAnAlert) {
  ASSERT_OK_AND_ASSIGN(const DriftOutcome outcome, Check());
  EXPECT_EQ(outcome.record.report.verdict, DriftVerdict::kNoBaseline);
  EXPECT_EQ(outcome.record.problem, "no model is champion");
  EXPECT_THAT(told_, SizeIs(1));
}

TEST_F(DriftCheck, WithoutABaselineIsAnAlert) {
  Promote("");
  Observe(60);
  ASSERT_OK_AND_ASSIGN(const DriftOutcome outcome, Check());
  EXPECT_EQ(outcome.record.report.verdict, DriftVerdict::kNoBaseline);
  EXPECT_THAT(outcome.record.problem, HasSubstr("without a baseline"));
  EXPECT_THAT(told_, SizeIs(1));
}

TEST_F(DriftCheck, WithAnEmptyBaselineIsAnAlert) {
  Promote(BaselineJson({0, {{"mean", 0, {}}, {"mean", 1, {}}}}));
  Observe(60);
  ASSERT_OK_AND_ASSIGN(const DriftOutcome outcome, Check());
  EXPECT_EQ(outcome.record.report.verdict, DriftVerdict::kNoBaseline);
  EXPECT_THAT(outcome.record.problem, HasSubstr("fewer than 10 documents"));
}

TEST_F(DriftCheck, WithTheOldPlatformsBaselineIsAnAlertThatExplains) {
  Promote("\x93NUMPY...");
  Observe(60);
  ASSERT_OK_AND_ASSIGN(const DriftOutcome outcome, Check());
  EXPECT_EQ(outcome.record.report.verdict, DriftVerdict::kNoBaseline);
  EXPECT_THAT(outcome.record.problem, HasSubstr("NumPy file"));
}

TEST_F(DriftCheck, WithADamagedBaselineIsAnAlert) {
  const std::string baseline = BaselineText(100);
  Promote(baseline);
  ASSERT_OK_AND_ASSIGN(const auto champion, registry_->Alias(kChampion));
  ASSERT_OK(models_->Put("blobs/" + champion->baseline_sha256, "spoiled", true).status());
  ASSERT_OK_AND_ASSIGN(const DriftOutcome outcome, Check());
  EXPECT_EQ(outcome.record.report.verdict, DriftVerdict::kNoBaseline);
  EXPECT_THAT(outcome.record.problem, HasSubstr("not those that were stored"));
}

TEST_F(DriftCheck, OfTooFewDocumentsSaysSo) {
  Promote(BaselineText(100));
  Observe(5);
  ASSERT_OK_AND_ASSIGN(const DriftOutcome outcome, Check());
  EXPECT_EQ(outcome.record.report.verdict, DriftVerdict::kTooFew);
  EXPECT_EQ(outcome.record.documents, 5);
  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(DriftCheck, LooksAtItsWindowAlone) {
  Promote(BaselineText(100));
  Observe(60, {.lighter = 25});
  clock_.Advance(24h * 8);
  ASSERT_OK_AND_ASSIGN(const DriftOutcome outcome, Check());
  EXPECT_EQ(outcome.record.documents, 0);
}

TEST_F(DriftCheck, OfADryRunKeepsTellsAndRequestsNothing) {
  Promote(BaselineText(100));
  Observe(60, {.lighter = 25});
  options_.dry_run = true;
  ASSERT_OK_AND_ASSIGN(const DriftOutcome outcome, Check());
  EXPECT_EQ(outcome.record.report.verdict, DriftVerdict::kDrift);
  EXPECT_THAT(outcome.html, Not(IsEmpty()));
  EXPECT_THAT(told_, IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto kept, drift_->List("", "", 10));
  EXPECT_THAT(kept.objects, IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto requests, TrainingRequests(*models_, clock_).All());
  EXPECT_THAT(requests, IsEmpty());
}

TEST_F(DriftCheck, IsKeptAlthoughNobodyCouldBeTold) {
  options_.notify = [](const DriftRecord&) { return Status::Unavailable("no answer"); };
  ASSERT_OK_AND_ASSIGN(const DriftOutcome outcome, Check());
  EXPECT_THAT(outcome.notified, StatusIs(Code::kUnavailable));
  ASSERT_OK(KeptCheck(*drift_, 1).status());
}

TEST_F(DriftCheck, AreNumberedAndListedNewestFirst) {
  for (int i = 0; i < 3; ++i) ASSERT_OK(Check().status());
  ASSERT_OK_AND_ASSIGN(const auto kept, KeptChecks(*drift_, 2));
  ASSERT_THAT(kept, SizeIs(2));
  EXPECT_EQ(kept[0].number, 3);
  EXPECT_THAT(KeptCheck(*drift_, 9), StatusIs(Code::kNotFound, HasSubstr("check 9")));
}

}  // namespace
}  // namespace telar::models
