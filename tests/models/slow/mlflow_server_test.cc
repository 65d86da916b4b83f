// A training told to a real MLflow server.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "models/registry.h"
#include "models/report_training.h"
#include "store/folder/folder_store.h"
#include "tests/models/some_training.h"
#include "tests/support/server_program.h"
#include "tests/support/status_matchers.h"

namespace telar::models {
namespace {

using nlohmann::json;
using telar::testing::ServerProgram;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Asks under another name than the server knows.
class UnderAnotherName final : public net::HttpClient {
 public:
  explicit UnderAnotherName(net::HttpClient& real) : real_(real) {}
  Result<net::HttpResponse> Send(const net::HttpRequest& request, std::stop_token stop) override {
    net::HttpRequest renamed = request;
    renamed.headers.push_back({"Host", "mlflow.example:5000"});
    return real_.Send(renamed, std::move(stop));
  }

 private:
  net::HttpClient& real_;
};

class MlflowServerTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!ServerProgram::Installed("mlflow")) return;
    setenv("MLFLOW_DISABLE_TELEMETRY", "true", 1);
    setenv("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false", 1);
    server_ =
        new ServerProgram("mlflow", "mlflow",
                          {"server", "--host", "127.0.0.1", "--port", "{port}",
                           "--backend-store-uri", "sqlite:///{folder}/ml.db",
                           "--artifacts-destination", "{folder}/artifacts", "--workers", "1"});
    server_->Start();
  }
  static void TearDownTestSuite() {
    delete server_;
    server_ = nullptr;
  }
  void SetUp() override {
    if (server_ == nullptr) GTEST_SKIP() << "no MLflow server; ./dev test --slow installs one";
    Await();
    options_.mlflow = outbound::MlflowOptions{.url = server_->url()};
    options_.experiment = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    options_.registered_model = options_.experiment + " model";
    options_.http = http_.get();
    options_.store = store_.get();
    options_.clock = &clock_;
    options_.random = &random_;
    options_.retry.attempts = 2;
  }

  void Await() {
    for (int i = 0; i < 240 && server_->Runs(); ++i) {
      const auto health = http_->Send({.url = server_->url() + "/health"});
      if (health.ok() && health->ok()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(500));
    }
    FAIL() << "the MLflow server does not answer";
  }
  TrainingRecord Registered(const std::string& id, const std::string& model) {
    TrainingRecord record = testing::SomeTraining(id);
    const auto manifest = registry_.Register(model, {});
    EXPECT_OK(manifest);
    record.model_sha256 = manifest->sha256;
    record.registry_version = manifest->version;
    return record;
  }
  std::string Text(const std::string& path) {
    const auto response = http_->Send({.url = server_->url() + path});
    EXPECT_OK(response);
    return response.ok() ? response->body : "";
  }
  json Get(const std::string& what) {
    return json::parse(Text("/api/2.0/mlflow/" + what), nullptr, false);
  }
  json Alias(const std::string& alias) {
    return Get("registered-models/alias?" + net::FormEncode({{"name", options_.registered_model},
                                                             {"alias", alias}}))["model_version"];
  }

  static ServerProgram* server_;
  telar::testing::TempFolder folder_;
  SystemClock clock_;
  SystemRandom random_;
  std::unique_ptr<net::HttpClient> http_ = *net::OpenHttpClient();
  std::unique_ptr<store::ObjectStore> store_ =
      *store::FolderStore::Open({.path = folder_ / "models", .create = true});
  Registry registry_{*store_, clock_, [](auto) { return Status::Ok(); }};
  ReportOptions options_;
};
ServerProgram* MlflowServerTest::server_ = nullptr;

TEST_F(MlflowServerTest, HasWhatTheTrainingWas) {
  const TrainingRecord record = Registered("t-1", std::string("model\0bytes", 11));
  const TrainingReport report =
      ReportTraining(options_, record, {{"plots/a b.svg", "image/svg+xml", "<svg/>"}});
  ASSERT_FALSE(report.trouble) << ::testing::PrintToString(report.lines);
  const std::string run = report.delivered.at(0).run;
  json got = Get("runs/get?run_id=" + run)["run"];
  EXPECT_EQ(got["info"]["status"], "FINISHED");
  EXPECT_EQ(got["info"]["start_time"], 1772618400000);
  EXPECT_EQ(got["info"]["end_time"], 1772620200000);
  EXPECT_THAT(got["data"]["params"], Contains(json{{"key", "learning_rate"}, {"value", "0.001"}}));
  EXPECT_THAT(got["data"]["tags"], Contains(json{{"key", "telar.training"}, {"value", "t-1"}}));
  EXPECT_THAT(got["data"]["tags"],
              Contains(json{{"key", "telar.promotion"}, {"value", "refused"}}));
  for (const auto* name : {"test_accuracy", "test_precision", "test_recall", "test_loss"}) {
    EXPECT_THAT(got["data"]["metrics"],
                Contains(AllOf(::testing::ResultOf([](const json& m) { return m["key"]; }, name))));
  }
  json history = Get("metrics/get-history?metric_key=val_loss&run_id=" + run)["metrics"];
  ASSERT_THAT(history, SizeIs(3));
  EXPECT_EQ(history[1]["value"], 0.3);
  EXPECT_EQ(history[1]["step"], 2);
  const std::string artifacts = "/api/2.0/mlflow-artifacts/artifacts/" +
                                got["info"]["experiment_id"].get<std::string>() + "/" + run +
                                "/artifacts/";
  EXPECT_EQ(Text(artifacts + "model/model.onnx"), std::string("model\0bytes", 11));
  EXPECT_EQ(Text(artifacts + "plots/a%20b.svg"), "<svg/>");
  EXPECT_EQ(Text(artifacts + "report.txt"), record.report);
}

TEST_F(MlflowServerTest, ATrainingToldTwiceIsOneRunAndOneVersion) {
  const TrainingRecord record = Registered("t-2", "model");
  const TrainingReport first = ReportTraining(options_, record, {});
  const TrainingReport second = ReportTraining(options_, record, {});
  ASSERT_FALSE(second.trouble) << ::testing::PrintToString(second.lines);
  EXPECT_EQ(first.delivered.at(0).run, second.delivered.at(0).run);
  json versions = Get("model-versions/search");
  EXPECT_EQ(std::count_if(versions["model_versions"].begin(), versions["model_versions"].end(),
                          [&](const json& v) { return v["name"] == options_.registered_model; }),
            1);
}

TEST_F(MlflowServerTest, AnHourOfEpochsFitsIntoItsCalls) {
  TrainingRecord record = Registered("t-3", "model");
  record.epochs.clear();
  for (int i = 1; i <= 600; ++i) record.epochs.push_back({i, 1.0 / i, 1.0 / i, 0.5, 0.001});
  const TrainingReport report = ReportTraining(options_, record, {});
  ASSERT_FALSE(report.trouble) << ::testing::PrintToString(report.lines);
  json history = Get("metrics/get-history?max_results=1000&metric_key=train_loss&run_id=" +
                     report.delivered.at(0).run)["metrics"];
  EXPECT_THAT(history, SizeIs(600));
}

TEST_F(MlflowServerTest, ItsOwnClientFindsTheChampionAndItsFlavors) {
  const TrainingRecord one = Registered("t-4", "model one"), two = Registered("t-5", "model two");
  ReportTraining(options_, one, {});
  ReportTraining(options_, two, {});
  ASSERT_OK(registry_.Promote(one.registry_version, "ana", ""));
  ASSERT_OK(registry_.Promote(two.registry_version, "ana", ""));
  ASSERT_FALSE(DeliverPending(options_).trouble);
  EXPECT_EQ(Alias("champion")["version"], "2");
  ASSERT_OK(registry_.Rollback("ana", ""));
  ASSERT_FALSE(DeliverPending(options_).trouble);
  EXPECT_EQ(Alias("champion")["version"], "1");
  const telar::testing::Ended ended = telar::testing::Run(
      {.command = {ServerProgram::Python("mlflow").string(), "-c",
                   "import mlflow, sys\n"
                   "mlflow.set_tracking_uri(sys.argv[1])\n"
                   "model = mlflow.models.get_model_info('models:/' + sys.argv[2] + '@champion')\n"
                   "print(sorted(model.flavors), model.run_id)\n",
                   server_->url(), options_.registered_model}});
  EXPECT_EQ(ended.exit, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("['onnx', 'python_function'] "));
}

TEST_F(MlflowServerTest, AServerThatWasDownHasTheTrainingLater) {
  const TrainingRecord record = Registered("t-6", "model");
  server_->Stop();
  const TrainingReport missed = ReportTraining(options_, record, {});
  EXPECT_TRUE(missed.trouble);
  EXPECT_THAT(missed.waiting, ElementsAre("t-6"));
  server_->Start();
  Await();
  const TrainingReport told = DeliverPending(options_);
  EXPECT_FALSE(told.trouble) << ::testing::PrintToString(told.lines);
  EXPECT_THAT(told.delivered, SizeIs(1));
  EXPECT_THAT(told.waiting, IsEmpty());
}

TEST_F(MlflowServerTest, AHostNameItDoesNotKnowHasAHint) {
  UnderAnotherName renamed(*http_);
  options_.http = &renamed;
  const TrainingReport report = ReportTraining(options_, Registered("t-7", "model"), {});
  EXPECT_THAT(report.waiting, ElementsAre("t-7"));
  EXPECT_THAT(report.lines, Contains(HasSubstr("--allowed-hosts")));
}

}  // namespace
}  // namespace telar::models
