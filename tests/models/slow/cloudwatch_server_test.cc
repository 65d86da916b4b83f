// Figures of a training told to a real server that speaks like CloudWatch.
#include <gmock/gmock.h>

#include <thread>

#include "models/report_training.h"
#include "net/aws_sign.h"
#include "store/folder/folder_store.h"
#include "tests/models/some_training.h"
#include "tests/support/server_program.h"
#include "tests/support/status_matchers.h"

namespace telar::models {
namespace {

using telar::testing::ServerProgram;
using ::testing::HasSubstr;

class CloudWatchServerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!ServerProgram::Installed("moto"))
      GTEST_SKIP() << "no moto server; ./dev test --slow installs one";
    server_ = std::make_unique<ServerProgram>(
        "moto", "moto_server", std::vector<std::string>{"-H", "127.0.0.1", "-p", "{port}"});
    server_->Start();
    for (int i = 0; i < 120 && server_->Runs(); ++i) {
      const auto answer = http_->Send({.url = server_->url() + "/moto-api/"});
      if (answer.ok() && answer->ok()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(500));
    }
    FAIL() << "the moto server does not answer";
  }

  // What the server says of a metric of the training.
  std::string Statistics(const std::string& metric) {
    net::HttpRequest request{.method = "POST", .url = server_->url() + "/"};
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
    request.body = net::FormEncode({{"Action", "GetMetricStatistics"},
                                    {"Version", "2010-08-01"},
                                    {"Namespace", "ETLFacturas"},
                                    {"MetricName", metric},
                                    {"Dimensions.member.1.Name", "Model"},
                                    {"Dimensions.member.1.Value", "facturas_classification"},
                                    {"StartTime", "2026-03-04T10:00:00Z"},
                                    {"EndTime", "2026-03-04T11:00:00Z"},
                                    {"Period", "3600"},
                                    {"Statistics.member.1", "Average"}});
    EXPECT_OK(net::SignAws(request, kKey, "us-east-1", "monitoring", clock_.Now()));
    const auto response = http_->Send(request);
    EXPECT_OK(response);
    return response.ok() ? response->body : "";
  }

  const net::AwsCredentials kKey{.access_key_id = "AKIDEXAMPLE",
                                 .secret_access_key = Secret("not a key")};
  telar::testing::TempFolder folder_;
  SystemClock clock_;
  SystemRandom random_;
  std::unique_ptr<net::HttpClient> http_ = *net::OpenHttpClient();
  std::unique_ptr<ServerProgram> server_;
};

TEST_F(CloudWatchServerTest, HasTheFiguresInTheirUnits) {
  const auto store = *store::FolderStore::Open({.path = folder_ / "models", .create = true});
  ReportOptions options{
      .http = http_.get(), .store = store.get(), .clock = &clock_, .random = &random_};
  options.cloudwatch = outbound::CloudWatchOptions{.endpoint = server_->url(), .credentials = kKey};
  const TrainingReport report = ReportTraining(options, testing::SomeTraining(), {});
  ASSERT_FALSE(report.trouble) << ::testing::PrintToString(report.lines);
  const std::tuple<const char*, const char*, const char*> expected[] = {
      {"TrainingAccuracy", "92.5", "Percent"},
      {"TrainingPrecision", "95.0", "Percent"},
      {"TrainingRecall", "90.0", "Percent"},
      {"TrainingLoss", "0.25", "None"}};
  for (const auto& [metric, value, unit] : expected) {
    const std::string answer = Statistics(metric);
    EXPECT_THAT(answer, HasSubstr(std::string("<Average>") + value + "</Average>")) << metric;
    EXPECT_THAT(answer, HasSubstr(std::string("<Unit>") + unit + "</Unit>")) << metric;
  }
}

}  // namespace
}  // namespace telar::models
