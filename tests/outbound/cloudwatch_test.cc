#include "outbound/cloudwatch.h"

#include <gmock/gmock.h>

#include <limits>

#include "tests/support/fake_clock.h"
#include "tests/support/http_server.h"
#include "tests/support/status_matchers.h"

namespace telar::outbound {
namespace {

using ::testing::AllOf;
using testing::Asked;
using ::testing::HasSubstr;
using testing::HttpServer;
using testing::IsOk;
using ::testing::Not;
using testing::Reply;
using ::testing::StartsWith;
using testing::StatusIs;

class CloudWatchTest : public ::testing::Test {
 protected:
  CloudWatchTest()
      : server_([this](const Asked&) { return reply_; }), http_(*net::OpenHttpClient()) {}

  Status Put(const std::vector<CloudWatchMetric>& metrics) {
    CloudWatch cloudwatch(
        *http_, clock_,
        {.region = "eu-west-1",
         .endpoint = server_.url(),
         .credentials = {.access_key_id = "AKID", .secret_access_key = Secret("hunter2")}});
    return cloudwatch.Put(metrics);
  }
  CloudWatchMetric Metric(double value = 97.5) {
    return {"TrainingAccuracy", value, "Percent", clock_.Now(), {{"Model", "facturas"}}};
  }

  testing::FakeClock clock_;
  Reply reply_;
  HttpServer server_;
  std::unique_ptr<net::HttpClient> http_;
};

TEST_F(CloudWatchTest, SendsWhatPutMetricDataWants) {
  EXPECT_OK(Put({Metric(), Metric(1)}));
  const Asked asked = server_.asked().at(0);
  EXPECT_EQ(asked.method, "POST");
  EXPECT_THAT(asked.body,
              AllOf(StartsWith("Action=PutMetricData&Version=2010-08-01&Namespace=ETLFacturas&"
                               "MetricData.member.1.MetricName=TrainingAccuracy&"
                               "MetricData.member.1.Value=97.5&MetricData.member.1.Unit=Percent&"
                               "MetricData.member.1.Timestamp=2026-01-02T03%3A04%3A05Z&"
                               "MetricData.member.1.Dimensions.member.1.Name=Model&"
                               "MetricData.member.1.Dimensions.member.1.Value=facturas&"),
                    HasSubstr("MetricData.member.2.Value=1&")));
  EXPECT_THAT(asked.headers.at("authorization"),
              StartsWith("AWS4-HMAC-SHA256 Credential=AKID/20260102/eu-west-1/monitoring/aws4"));
}

TEST_F(CloudWatchTest, SaysWhatTheServiceSaysAndNoSecret) {
  reply_ = {.status = 403, .body = "<Error><Code>InvalidClientTokenId</Code></Error>"};
  EXPECT_THAT(Put({Metric()}),
              StatusIs(Code::kPermissionDenied,
                       AllOf(HasSubstr("InvalidClientTokenId"), HasSubstr("PutMetricData"),
                             Not(HasSubstr("hunter")))));
  reply_ = {.status = 400, .body = "<Error><Code>Throttling</Code></Error>"};
  EXPECT_THAT(Put({Metric()}), StatusIs(Code::kUnavailable));
  reply_ = {.status = 500};
  EXPECT_THAT(Put({Metric()}), StatusIs(Code::kUnavailable));
}

TEST_F(CloudWatchTest, SendsNothingItWouldNotTake) {
  EXPECT_OK(Put({}));
  EXPECT_THAT(Put({Metric(std::numeric_limits<double>::quiet_NaN())}),
              StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Put(std::vector<CloudWatchMetric>(1001, Metric())), StatusIs(Code::kInvalidInput));
  CloudWatch keyless(*http_, clock_, {.endpoint = server_.url()});
  EXPECT_THAT(keyless.Put({Metric()}),
              StatusIs(Code::kInvalidConfig, HasSubstr("aws.access_key_id")));
  EXPECT_TRUE(server_.asked().empty());
}

}  // namespace
}  // namespace telar::outbound
