// What is written down of a training, as a user sees it.
#include <gmock/gmock.h>

#include <filesystem>

#include "db/sqlite/sqlite_database.h"
#include "tests/e2e/models/labelled.h"
#include "tests/models/fake_mlflow.h"
#include "tests/support/process.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar {
namespace {

using testing::Asked;
using testing::Ended;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::Reply;
using ::testing::SizeIs;

class TrainingTest : public ::testing::Test {
 protected:
  TrainingTest() : server_([this](const Asked& asked) { return mlflow_(asked); }) {
    testing::DrawLabelled(folder_, 12, 6);
  }
  Ended Model(std::vector<std::string> words) {
    testing::Process::Options options;
    options.command = {testing::Program("telar"), "model"};
    options.command.insert(options.command.end(), words.begin(), words.end());
    options.folder = folder_.path();
    options.environment = {{"MLFLOW_TRACKING_URI", server_.url()}, {"TELAR_MODELS_THREADS", "1"}};
    return testing::Run(options);
  }
  // One value of the only row of tracking; "NULL" for none.
  std::string Of(const std::string& column) {
    const auto database = db::sqlite::Open({.file = folder_ / "data/telar.db"});
    EXPECT_OK(database);
    const auto connection = (*database)->Acquire();
    std::vector<std::string> values;
    EXPECT_OK((*connection)->Query("SELECT " + column + " FROM tracking", {}, [&](const auto& row) {
      values.push_back(row.IsNull(0) ? "NULL" : row.TextOrEmpty(0));
      return Status::Ok();
    }));
    EXPECT_THAT(values, SizeIs(1));
    return values.empty() ? "" : values[0];
  }
  bool Waits() {
    return std::filesystem::exists(folder_ / "models/outbox/mlflow") &&
           !std::filesystem::is_empty(folder_ / "models/outbox/mlflow");
  }

  testing::TempFolder folder_;
  models::testing::FakeMlflow mlflow_;
  testing::HttpServer server_;
};

TEST_F(TrainingTest, IsARowAtOnceAndARunOfMlflowOnceThatAnswers) {
  mlflow_.trouble = [](const Asked&) { return Reply{.hang_up = true}; };
  const Ended trained = Model({"train", "--epochs", "2", "--batch", "8", "--quiet"});
  EXPECT_EQ(trained.exit, 7) << trained.err;  // The gate's word: twelve test documents are too few.
  EXPECT_THAT(trained.err, HasSubstr("does not have the training"));
  EXPECT_TRUE(Waits());
  EXPECT_EQ(Of("architecture"), "compact");
  EXPECT_EQ(Of("epochs"), "2");
  EXPECT_EQ(Of("neuronas_dense1"), "NULL");
  EXPECT_EQ(Of("test_documents"), "12");
  EXPECT_EQ(Of("promotion_status"), "refused");
  EXPECT_EQ(Of("length(dvc_hash)"), "64");
  EXPECT_NE(Of("test_f1"), "NULL");
  EXPECT_EQ(Of("mlflow_run_id"), "NULL");

  mlflow_.trouble = [](const Asked&) { return Reply{}; };
  const Ended promoted = Model({"promote", "1", "--force", "--why", "a test"});
  EXPECT_EQ(promoted.exit, 0) << promoted.err;
  EXPECT_FALSE(Waits());
  ASSERT_THAT(mlflow_.runs, SizeIs(1));
  EXPECT_EQ(mlflow_.runs.begin()->second.status, "FINISHED");
  EXPECT_EQ(mlflow_.aliases["champion"], "1");
  EXPECT_EQ(Of("mlflow_run_id"), mlflow_.runs.begin()->first);
}

}  // namespace
}  // namespace telar
