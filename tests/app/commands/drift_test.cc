#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "db/sqlite/sqlite_database.h"
#include "models/baseline.h"
#include "models/observations.h"
#include "models/registry.h"
#include "models/training_requests.h"
#include "store/folder/folder_store.h"
#include "tests/app/program.h"
#include "tests/models/paper.h"
#include "tests/support/paths.h"
#include "tests/support/status_matchers.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
using models::PaperMill;
using models::PaperMix;
using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::InProcess;
using ::testing::Not;

class Drift : public ::testing::Test {
 protected:
  // A champion that was measured on 120 papers.
  void Promote() {
    models::Baseline baseline{120, {}};
    for (const int label : {0, 1}) {
      for (const char* feature : {"mean", "std", "score"}) {
        baseline.samples.push_back({feature, label, {}});
      }
    }
    baseline.samples = models::SamplesLike(baseline, mill_.Observe(120));
    ASSERT_OK_AND_ASSIGN(
        const auto store,
        store::FolderStore::Open({.path = telar_.folder.path() / "models", .create = true}));
    models::Registry registry(*store, telar_.clock, nullptr);
    models::ModelManifest manifest;
    ASSERT_OK_AND_ASSIGN(manifest.baseline_sha256,
                         registry.KeepBlob(models::BaselineJson(baseline)));
    ASSERT_OK(registry.Register("a model", manifest).status());
    ASSERT_OK(registry.Promote(1, "ana", "first"));
  }
  void Observe(std::size_t documents, const PaperMix& mix = {}) {
    fs::create_directories(telar_.folder.path() / "data");
    ASSERT_OK_AND_ASSIGN(const auto database,
                         db::sqlite::Open({.file = telar_.folder.path() / "data/telar.db"}));
    ASSERT_OK(db::Migrate(*database, models::kObservationsComponent,
                          models::ObservationMigrations(), telar_.clock)
                  .status());
    ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
    ASSERT_OK_AND_ASSIGN(auto transaction, db::Transaction::Begin(*connection));
    for (models::Observation o : mill_.Observe(documents, mix)) {
      o.observed_at = telar_.clock.Now() - std::chrono::hours(1);
      ASSERT_OK(models::RecordObservation(*connection, o));
    }
    ASSERT_OK(transaction.Commit());
  }

  InProcess telar_;
  PaperMill mill_{2};
};

TEST_F(Drift, OfUnchangedDocumentsEndsWell) {
  Promote();
  Observe(60);
  const auto ran = telar_.Run({"drift", "check"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("No drift: none of 6 comparisons moved."),
                             HasSubstr("60 documents"), HasSubstr("kept as check 1")));
}

TEST_F(Drift, IsAnAlertThatRequestsATraining) {
  Promote();
  Observe(60, {.lighter = 25});
  const auto ran =
      telar_.Run({"drift", "check", "--set", "drift.request_days=0", "--report", "drift.html"});
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("Documents changed"), HasSubstr("moved"),
                             HasSubstr("training: requested, number 1")));
  EXPECT_THAT(testing::ReadFile(telar_.folder.path() / "drift.html"), HasSubstr("<svg"));
  ASSERT_OK_AND_ASSIGN(const auto store,
                       store::FolderStore::Open({.path = telar_.folder.path() / "models"}));
  ASSERT_OK_AND_ASSIGN(const auto next, models::TrainingRequests(*store, telar_.clock).Next());
  EXPECT_TRUE(next);
}

TEST_F(Drift, LeavesANewChampionItsDays) {
  Promote();
  Observe(60, {.lighter = 25});
  const auto ran = telar_.Run({"drift", "check"});
  EXPECT_THAT(ran.out, HasSubstr("not requested, the champion was promoted on"));
}

TEST_F(Drift, ChangesNothingOnADryRun) {
  Promote();
  Observe(60, {.lighter = 25});
  const auto ran = telar_.Run({"drift", "check", "--dry-run"});
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken);
  EXPECT_FALSE(fs::exists(telar_.folder.path() / "drift"));
  EXPECT_FALSE(fs::exists(telar_.folder.path() / "models/requests"));
}

TEST_F(Drift, WithoutAModelIsAnAlert) {
  const auto dry = telar_.Run({"drift", "check", "--dry-run"});
  EXPECT_EQ(dry.exit, ExitCode::kContractBroken);
  EXPECT_FALSE(fs::exists(telar_.folder.path() / "models"));
  const auto ran = telar_.Run({"drift", "check"});
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken);
  EXPECT_THAT(ran.out, HasSubstr("no model is champion"));
}

TEST_F(Drift, OfTooFewDocumentsIsNothingToDo) {
  Promote();
  Observe(4);
  const auto ran = telar_.Run({"drift", "check"});
  EXPECT_EQ(ran.exit, ExitCode::kNothingToDo);
  EXPECT_THAT(ran.out, HasSubstr("Too few documents: 4 in the window, and no class has 10"));
}

TEST_F(Drift, LooksAtTheWindowThatIsAskedFor) {
  Promote();
  Observe(60);
  const auto past = telar_.Run({"drift", "check", "--from", "2020-01-01", "--to", "2020-02-01"});
  EXPECT_EQ(past.exit, ExitCode::kNothingToDo);
  EXPECT_THAT(past.out, HasSubstr("2020-01-01 00:00:00 to 2020-02-01 00:00:00, 0 documents"));
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--from", "yesterday"},
                                                {"--from", "2020-02-01", "--to", "2020-01-01"},
                                                {"--from", "2020-02-01", "--days", "3"},
                                                {"--days", "0"}}) {
    std::vector<std::string> arguments = {"drift", "check"};
    arguments.insert(arguments.end(), wrong.begin(), wrong.end());
    EXPECT_EQ(telar_.Run(arguments).exit, ExitCode::kUsage) << wrong[1];
  }
}

TEST_F(Drift, IsShownAsItWasFound) {
  EXPECT_EQ(telar_.Run({"drift", "show"}).exit, ExitCode::kNothingToDo);
  Promote();
  Observe(60, {.lighter = 25});
  const auto checked = telar_.Run({"drift", "check", "--json"});
  telar_.Run({"drift", "check"});
  const auto list = telar_.Run({"drift", "show"});
  EXPECT_THAT(list.out, AllOf(HasSubstr("drift"), HasSubstr("v1")));
  const auto one = telar_.Run({"drift", "show", "1", "--json"});
  EXPECT_EQ(one.out, checked.out);
  EXPECT_EQ(json::parse(one.out).at("verdict"), "drift");
  EXPECT_THAT(telar_.Run({"drift", "show", "1"}).out, HasSubstr("reports/000001.html"));
  EXPECT_EQ(telar_.Run({"drift", "show", "9"}).exit, ExitCode::kUsage);
  EXPECT_EQ(telar_.Run({"drift", "show", "first"}).exit, ExitCode::kUsage);
}

}  // namespace
}  // namespace telar::app
