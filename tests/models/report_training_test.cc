#include "models/report_training.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "db/sqlite/sqlite_database.h"
#include "models/registry.h"
#include "models/tracking_table.h"
#include "store/folder/folder_store.h"
#include "tests/models/fake_mlflow.h"
#include "tests/models/some_training.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::models {
namespace {

using telar::testing::Asked;
using telar::testing::IsOk;
using telar::testing::Reply;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class ReportTrainingTest : public ::testing::Test {
 protected:
  ReportTrainingTest()
      : server_([this](const Asked& asked) { return mlflow_(asked); }),
        http_(*net::OpenHttpClient()),
        store_(*store::FolderStore::Open({.path = folder_ / "models", .create = true})) {
    options_.mlflow = outbound::MlflowOptions{.url = server_.url(), .token = Secret("hunter2")};
    options_.http = http_.get();
    options_.store = store_.get();
    options_.clock = &clock_;
    options_.random = &random_;
    registry_ = std::make_unique<Registry>(*store_, clock_, [](auto) { return Status::Ok(); });
  }

  // A training whose model is in the registry.
  TrainingRecord Registered(const std::string& id, const std::string& model = "model bytes") {
    TrainingRecord record = testing::SomeTraining(id);
    const auto manifest = registry_->Register(model, {});
    EXPECT_OK(manifest);
    record.model_sha256 = manifest->sha256;
    record.registry_version = manifest->version;
    return record;
  }
  void Down() {
    mlflow_.trouble = [](const Asked&) { return Reply{.status = 503}; };
  }
  void Up() {
    mlflow_.trouble = [](const Asked&) { return Reply{}; };
  }
  std::size_t Kept() { return store_->List("outbox/", "", 100)->objects.size(); }

  telar::testing::TempFolder folder_;
  telar::testing::FakeClock clock_;
  SeededRandom random_{1};
  testing::FakeMlflow mlflow_;
  telar::testing::HttpServer server_;
  std::unique_ptr<net::HttpClient> http_;
  std::unique_ptr<store::ObjectStore> store_;
  std::unique_ptr<Registry> registry_;
  ReportOptions options_;
};

TEST_F(ReportTrainingTest, MlflowHasTheWholeTraining) {
  const TrainingRecord record = Registered("t1");
  const TrainingReport report =
      ReportTraining(options_, record, {{"plots/a.svg", "image/svg+xml", "<svg/>"}});
  EXPECT_FALSE(report.trouble) << ::testing::PrintToString(report.lines);
  ASSERT_THAT(report.delivered, SizeIs(1));
  EXPECT_EQ(report.delivered[0].run, "run1");
  EXPECT_EQ(report.delivered[0].model_version, "1");
  const auto& run = mlflow_.runs.at("run1");
  EXPECT_EQ(run.status, "FINISHED");
  EXPECT_EQ(run.params.at("learning_rate"), "0.001");
  EXPECT_EQ(run.tags.at("telar.promotion"), "refused");
  EXPECT_EQ(run.tags.at("mlflow.source.git.commit"), record.commit);
  EXPECT_EQ(mlflow_.artifacts.at("1/run1/artifacts/model/model.onnx"), "model bytes");
  EXPECT_EQ(mlflow_.artifacts.at("1/run1/artifacts/plots/a.svg"), "<svg/>");
  EXPECT_EQ(mlflow_.artifacts.at("1/run1/artifacts/report.txt"), record.report);
  EXPECT_EQ(mlflow_.versions.at("1").source, "mlflow-artifacts:/1/run1/artifacts/model");
  EXPECT_EQ(Kept(), 0U);
}

TEST_F(ReportTrainingTest, EveryEpochHasItsFiguresAndTheEndThoseOfTheTest) {
  ReportTraining(options_, Registered("t1"), {});
  const auto& metrics = mlflow_.runs.at("run1").metrics;
  EXPECT_THAT(metrics, SizeIs(3 * 4 + 11));
  const nlohmann::json loss = {
      {"key", "val_loss"}, {"value", 0.3}, {"timestamp", 1772619600000}, {"step", 2}};
  EXPECT_THAT(metrics, Contains(loss));  // two of three epochs: after 20 of 30 minutes
  const nlohmann::json f1 = {
      {"key", "test_f1"}, {"value", 0.924}, {"timestamp", 1772620200000}, {"step", 2}};
  EXPECT_THAT(metrics, Contains(f1));
}

TEST_F(ReportTrainingTest, AnMlflowThatIsDownIsToldLater) {
  Down();
  const TrainingRecord record = Registered("t1");
  const TrainingReport missed = ReportTraining(options_, record, {{"a", "text/plain", "bytes"}});
  EXPECT_TRUE(missed.trouble);
  EXPECT_THAT(missed.waiting, ElementsAre("t1"));
  EXPECT_THAT(missed.lines, ElementsAre(AllOf(HasSubstr("HTTP 503"), HasSubstr("4 attempts"),
                                              HasSubstr(server_.url()), Not(HasSubstr("hunter")))));
  EXPECT_EQ(Kept(), 2U);
  Up();
  const TrainingReport told = DeliverPending(options_);
  EXPECT_FALSE(told.trouble) << ::testing::PrintToString(told.lines);
  EXPECT_THAT(told.delivered, SizeIs(1));
  EXPECT_EQ(mlflow_.artifacts.at("1/run1/artifacts/a"), "bytes");
  EXPECT_EQ(Kept(), 0U);
  EXPECT_THAT(DeliverPending(options_).delivered, IsEmpty());
}

TEST_F(ReportTrainingTest, WhatWaitedGoesFirstAndTheOldestFirst) {
  Down();
  TrainingRecord late = Registered("a-late");
  late.started += std::chrono::hours(1);
  ReportTraining(options_, late, {});
  ReportTraining(options_, Registered("b-early"), {});
  Up();
  const TrainingReport report = DeliverPending(options_);
  ASSERT_THAT(report.delivered, SizeIs(2));
  EXPECT_EQ(report.delivered[0].training, "b-early");
}

TEST_F(ReportTrainingTest, ABlinkIsRetriedWithoutAWord) {
  int asks = 0;
  mlflow_.trouble = [&](const Asked&) {
    return ++asks % 5 == 3 && asks < 12 ? Reply{.hang_up = true} : Reply{};
  };
  const TrainingReport report = ReportTraining(options_, Registered("t1"), {});
  EXPECT_FALSE(report.trouble) << ::testing::PrintToString(report.lines);
  EXPECT_THAT(mlflow_.runs, SizeIs(1));
  EXPECT_THAT(mlflow_.versions, SizeIs(1));
}

// Every request in turn: lost on its way there, and on the way back with its effect.
TEST_F(ReportTrainingTest, WhateverIsLostTheTrainingIsOneRunInTheEnd) {
  options_.retry.attempts = 1;
  const TrainingRecord record = Registered("t1");
  for (const Reply& loss : {Reply{.hang_up = true}, Reply{.cut_after = 0}}) {
    for (int lost = 1, missed = true; missed; ++lost) {
      ASSERT_LT(lost, 40);
      mlflow_ = {};
      int asks = 0;
      mlflow_.trouble = [&](const Asked&) { return ++asks == lost ? loss : Reply{}; };
      missed = ReportTraining(options_, record, {}).trouble;
      Up();
      DeliverPending(options_);
      ASSERT_THAT(mlflow_.runs, SizeIs(1)) << lost;
      ASSERT_THAT(mlflow_.versions, SizeIs(1)) << lost;
      ASSERT_EQ(mlflow_.runs.at("run1").status, "FINISHED") << lost;
      ASSERT_EQ(Kept(), 0U) << lost;
    }
  }
}

TEST_F(ReportTrainingTest, ARefusalWaitsForAPersonAndIsNamedEachTime) {
  mlflow_.trouble = [](const Asked&) {
    return Reply{.status = 403, .body = "Invalid Host header"};
  };
  ReportTraining(options_, Registered("t1"), {});
  const TrainingReport report = DeliverPending(options_);
  EXPECT_TRUE(report.trouble);
  EXPECT_THAT(report.waiting, ElementsAre("t1"));
  EXPECT_THAT(report.lines[0], HasSubstr("--allowed-hosts"));
}

TEST_F(ReportTrainingTest, AServerThatTakesNoFilesHasTheFigures) {
  mlflow_.artifact_root = "s3://bucket/";
  const TrainingReport report = ReportTraining(options_, Registered("t1"), {});
  EXPECT_TRUE(report.trouble);
  ASSERT_THAT(report.delivered, SizeIs(1));
  EXPECT_EQ(report.delivered[0].artifacts, "");
  EXPECT_EQ(mlflow_.runs.at("run1").status, "FINISHED");
  EXPECT_THAT(mlflow_.versions, IsEmpty());
  EXPECT_EQ(Kept(), 0U);
}

TEST_F(ReportTrainingTest, AliasesFollowTheRegistry) {
  const TrainingRecord one = Registered("t1", "model one"), two = Registered("t2", "model two");
  ReportTraining(options_, one, {});
  ReportTraining(options_, two, {});
  EXPECT_THAT(mlflow_.aliases, IsEmpty());
  ASSERT_OK(registry_->Promote(one.registry_version, "ana", ""));
  ASSERT_OK(registry_->Promote(two.registry_version, "ana", ""));
  EXPECT_FALSE(DeliverPending(options_).trouble);
  EXPECT_EQ(mlflow_.aliases.at("champion"), "2");
  ASSERT_OK(registry_->Rollback("ana", ""));
  EXPECT_FALSE(DeliverPending(options_).trouble);
  EXPECT_EQ(mlflow_.aliases.at("champion"), "1");
}

TEST_F(ReportTrainingTest, TheRunIsNotedInTracking) {
  ASSERT_OK_AND_ASSIGN(const auto database, db::sqlite::Open({.file = folder_ / "telar.db"}));
  options_.database = database.get();
  const TrainingRecord record = Registered("t1");
  ASSERT_OK(WriteTracking(*database, clock_, record));
  EXPECT_FALSE(ReportTraining(options_, record, {}).trouble);
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  EXPECT_OK(connection->Query(
      "SELECT mlflow_run_id, mlflow_artifact_path FROM tracking", {}, [](const db::Row& row) {
        EXPECT_EQ(row.TextOrEmpty(0), "run1");
        EXPECT_EQ(row.TextOrEmpty(1), "mlflow-artifacts:/1/run1/artifacts/model");
        return Status::Ok();
      }));
}

TEST_F(ReportTrainingTest, AModelThatIsGoneFromTheRegistryLeavesARunWithoutOne) {
  const TrainingRecord record = testing::SomeTraining("t1");
  const TrainingReport report = ReportTraining(options_, record, {});
  EXPECT_TRUE(report.trouble);
  EXPECT_THAT(report.delivered, SizeIs(1));
  EXPECT_THAT(mlflow_.versions, IsEmpty());
}

TEST_F(ReportTrainingTest, AnEntryThatIsNoneStaysAndHoldsNobodyUp) {
  ASSERT_OK(store_->Put("outbox/mlflow/broken.json", "{", false));
  const TrainingReport report = ReportTraining(options_, Registered("t1"), {});
  EXPECT_TRUE(report.trouble);
  EXPECT_THAT(report.delivered, SizeIs(1));
  EXPECT_THAT(report.waiting, ElementsAre("broken"));
  EXPECT_THAT(report.lines, Contains(HasSubstr("outbox/mlflow/broken.json")));
}

TEST_F(ReportTrainingTest, WhatIsOffIsNeverAskedAndKeepsNothing) {
  options_.mlflow.reset();
  const TrainingReport report = ReportTraining(options_, testing::SomeTraining(), {});
  EXPECT_THAT(report.lines, IsEmpty());
  EXPECT_FALSE(report.trouble);
  EXPECT_THAT(DeliverPending(options_).lines, IsEmpty());
  EXPECT_TRUE(server_.asked().empty());
  EXPECT_EQ(Kept(), 0U);
}

TEST_F(ReportTrainingTest, CloudWatchHasSharesAsPercentAndALossAsAFigure) {
  options_.mlflow.reset();
  const telar::testing::HttpServer cloudwatch([](const Asked&) { return Reply{}; });
  options_.cloudwatch = outbound::CloudWatchOptions{
      .endpoint = cloudwatch.url(),
      .credentials = {.access_key_id = "AKID", .secret_access_key = Secret("hunter2")}};
  EXPECT_FALSE(ReportTraining(options_, testing::SomeTraining(), {}).trouble);
  const std::string body = cloudwatch.asked().at(0).body;
  for (const auto* part :
       {"1.MetricName=TrainingAccuracy&MetricData.member.1.Value=92.5&MetricData.member.1.Unit="
        "Percent",
        "2.MetricName=TrainingPrecision&MetricData.member.2.Value=95&",
        "3.MetricName=TrainingRecall&MetricData.member.3.Value=90&",
        "4.MetricName=TrainingLoss&MetricData.member.4.Value=0.25&MetricData.member.4.Unit=None",
        "Dimensions.member.1.Value=facturas_classification"}) {
    EXPECT_THAT(body, HasSubstr(part));
  }
}

TEST_F(ReportTrainingTest, ACloudWatchThatRefusesIsATroubleAndNoMore) {
  options_.mlflow.reset();
  options_.cloudwatch = outbound::CloudWatchOptions{.endpoint = server_.url()};
  const TrainingReport report = ReportTraining(options_, testing::SomeTraining(), {});
  EXPECT_TRUE(report.trouble);
  EXPECT_THAT(report.lines, ElementsAre(HasSubstr("aws.access_key_id")));
}

TEST(ReportOptionsOf, NamesOnlyWhatIsOn) {
  config::Settings settings;
  EXPECT_FALSE(ReportOptionsOf(settings).mlflow.has_value());
  EXPECT_FALSE(ReportOptionsOf(settings).cloudwatch.has_value());
  settings.mlflow.url = "http://mlflow";
  settings.cloudwatch.enabled = true;
  settings.aws.region = "eu-west-1";
  EXPECT_EQ(ReportOptionsOf(settings).mlflow->url, "http://mlflow");
  EXPECT_EQ(ReportOptionsOf(settings).cloudwatch->region, "eu-west-1");
}

}  // namespace
}  // namespace telar::models
