#include "outbound/mlflow.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/support/http_server.h"
#include "tests/support/status_matchers.h"

namespace telar::outbound {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using testing::Asked;
using ::testing::HasSubstr;
using testing::HttpServer;
using testing::IsOk;
using testing::IsOkAndHolds;
using ::testing::Not;
using testing::Reply;
using testing::StatusIs;

Reply Error(int status, const char* code, const char* message = "no") {
  return {.status = status, .body = json{{"error_code", code}, {"message", message}}.dump()};
}

// A client of a server that answers every request with what `reply` makes of it.
class MlflowTest : public ::testing::Test {
 protected:
  MlflowTest()
      : server_([this](const Asked& asked) { return reply_(asked); }),
        http_(*net::OpenHttpClient()) {}

  Mlflow Client(MlflowOptions options = {}) {
    options.url = server_.url() + "/base/";
    return {*http_, std::move(options)};
  }
  // What was asked, the `i`th time.
  Asked At(std::size_t i) { return server_.asked().at(i); }
  json Body(std::size_t i) { return json::parse(At(i).body); }

  std::function<Reply(const Asked&)> reply_ = [](const Asked&) { return Reply{.body = "{}"}; };
  HttpServer server_;
  std::unique_ptr<net::HttpClient> http_;
};

TEST_F(MlflowTest, MakesAnExperimentOnlyWhenThereIsNone) {
  reply_ = [](const Asked& asked) {
    if (asked.method == "GET") return Error(404, "RESOURCE_DOES_NOT_EXIST");
    return Reply{.body = R"({"experiment_id": "7"})"};
  };
  EXPECT_THAT(Client().Experiment("a b"), IsOkAndHolds("7"));
  EXPECT_EQ(At(0).target, "/base/api/2.0/mlflow/experiments/get-by-name?experiment_name=a%20b");
  EXPECT_EQ(At(1).target, "/base/api/2.0/mlflow/experiments/create");
  EXPECT_EQ(At(1).headers.at("content-type"), "application/json");
  reply_ = [](const Asked&) { return Reply{.body = R"({"experiment": {"experiment_id": "8"}})"}; };
  EXPECT_THAT(Client().Experiment("a"), IsOkAndHolds("8"));
}

TEST_F(MlflowTest, AnExperimentThatAnotherMadeMeanwhileIsTaken) {
  int asks = 0;
  reply_ = [&](const Asked& asked) {
    if (asked.method == "POST") return Error(400, "RESOURCE_ALREADY_EXISTS");
    return ++asks == 1 ? Error(404, "RESOURCE_DOES_NOT_EXIST")
                       : Reply{.body = R"({"experiment": {"experiment_id": "9"}})"};
  };
  EXPECT_THAT(Client().Experiment("a"), IsOkAndHolds("9"));
}

TEST_F(MlflowTest, ADeletedExperimentNeedsAPerson) {
  reply_ = [](const Asked&) {
    return Reply{.body = R"({"experiment": {"experiment_id": "8", "lifecycle_stage": "deleted"}})"};
  };
  EXPECT_THAT(Client().Experiment("a"), StatusIs(Code::kInvalidConfig, HasSubstr("Restore")));
}

TEST_F(MlflowTest, FindsARunByItsTag) {
  reply_ = [](const Asked&) {
    return Reply{
        .body =
            R"({"runs": [{"info": {"run_id": "r", "artifact_uri": "u", "status": "RUNNING"}}]})"};
  };
  const auto run = Client().FindRun("7", {"telar.training", "t"});
  ASSERT_TRUE(run.ok() && run->has_value()) << run.status().ToString();
  EXPECT_EQ((*run)->id, "r");
  EXPECT_EQ(Body(0).at("filter"), "tags.`telar.training` = 't'");
  reply_ = [](const Asked&) { return Reply{.body = "{}"}; };
  EXPECT_THAT(Client().FindRun("7", {"telar.training", "t"}),
              IsOkAndHolds(::testing::Eq(std::nullopt)));
  EXPECT_THAT(Client().FindRun("7", {"k", "a' or '1"}), StatusIs(Code::kInvalidInput));
}

TEST_F(MlflowTest, KeepsWithinTheLimitsOfACall) {
  std::vector<MlflowMetric> metrics(2300, {"loss", 0.5, Instant(std::chrono::seconds(2)), 3});
  std::vector<MlflowText> parameters(150, {"p", "v"});
  EXPECT_OK(Client().LogBatch("r", metrics, parameters, {{"t", std::string(7000, 'x')}}));
  ASSERT_EQ(server_.asked().size(), 5U);
  EXPECT_EQ(Body(0).at("params").size(), 100U);
  EXPECT_EQ(Body(0).at("tags")[0].at("value").get<std::string>().size(), 5000U);
  EXPECT_EQ(Body(1).at("params").size(), 50U);
  EXPECT_EQ(Body(2).at("metrics").size(), 1000U);
  EXPECT_EQ(Body(4).at("metrics").size(), 300U);
  const json metric = {{"key", "loss"}, {"value", 0.5}, {"timestamp", 2000}, {"step", 3}};
  EXPECT_EQ(Body(4).at("metrics")[0], metric);
}

TEST_F(MlflowTest, CutsBetweenCharacters) {
  EXPECT_OK(Client().LogBatch("r", {}, {}, {{"t", "x" + std::string(4998, 'x') + "ñ"}}));
  EXPECT_EQ(Body(0).at("tags")[0].at("value").get<std::string>(), std::string(4999, 'x'));
}

TEST_F(MlflowTest, PutsArtifactsThroughTheServer) {
  for (const auto* uri :
       {"mlflow-artifacts:/7/r/artifacts", "mlflow-artifacts://h:1/7/r/artifacts"}) {
    EXPECT_OK(Client().PutArtifact({"r", uri, ""}, "model/a b.onnx", "text/plain", "bytes")) << uri;
    const Asked asked = server_.asked().back();
    EXPECT_EQ(asked.method, "PUT");
    EXPECT_EQ(asked.target,
              "/base/api/2.0/mlflow-artifacts/artifacts/7/r/artifacts/model/a%20b.onnx");
    EXPECT_EQ(asked.body, "bytes");
  }
  EXPECT_THAT(Client().PutArtifact({"r", "s3://bucket/7", ""}, "a", "text/plain", "b"),
              StatusIs(Code::kInvalidConfig, HasSubstr("--artifacts-destination")));
}

TEST_F(MlflowTest, ARegisteredModelAndItsVersionAreMadeOnce) {
  reply_ = [](const Asked& asked) {
    if (asked.path().ends_with("registered-models/create"))
      return Error(400, "RESOURCE_ALREADY_EXISTS");
    if (asked.method == "GET") return Reply{.body = R"({"model_versions": [{"version": "4"}]})"};
    return Reply{.body = R"({"model_version": {"version": 5}})"};
  };
  EXPECT_OK(Client().EnsureModel("m"));
  EXPECT_THAT(Client().ModelVersion("m", "r", "s", {}), IsOkAndHolds("4"));
  EXPECT_THAT(Client().ModelVersion("m'", "r", "s", {}), StatusIs(Code::kInvalidInput));
}

TEST_F(MlflowTest, SignsInAsToldAndNeverTellsHow) {
  reply_ = [](const Asked&) { return Reply{.status = 401, .body = "who?"}; };
  const MlflowOptions basic{.username = "ana", .password = Secret("hunter2")};
  const Status refused = Client(basic).EnsureModel("m");
  EXPECT_EQ(At(0).headers.at("authorization"), "Basic YW5hOmh1bnRlcjI=");
  EXPECT_THAT(refused, StatusIs(Code::kPermissionDenied,
                                AllOf(HasSubstr("mlflow.token"), Not(HasSubstr("hunter")))));
  const MlflowOptions bearer{.username = "ana", .token = Secret("hunter3")};
  EXPECT_THAT(Client(bearer).EnsureModel("m"), StatusIs(Code::kPermissionDenied));
  EXPECT_EQ(At(1).headers.at("authorization"), "Bearer hunter3");
  EXPECT_THAT(Client().EnsureModel("m"), StatusIs(Code::kPermissionDenied));
  EXPECT_EQ(At(2).headers.count("authorization"), 0U);
}

TEST_F(MlflowTest, ARefusedHostNameHasAHint) {
  reply_ = [](const Asked&) {
    return Reply{.status = 403, .body = "Invalid Host header - possible attack"};
  };
  EXPECT_THAT(Client().EnsureModel("m"),
              StatusIs(Code::kPermissionDenied, HasSubstr("--allowed-hosts")));
}

TEST_F(MlflowTest, SaysWhatTheServerSays) {
  const auto asked = [&](Reply reply) {
    reply_ = [reply](const Asked&) { return reply; };
    return Client().SetAlias("m", "champion", "1");
  };
  EXPECT_THAT(asked(Error(400, "INVALID_PARAMETER_VALUE", "bad alias")),
              StatusIs(Code::kInvalidInput, HasSubstr("INVALID_PARAMETER_VALUE: bad alias")));
  EXPECT_THAT(asked(Error(404, "RESOURCE_DOES_NOT_EXIST")), StatusIs(Code::kNotFound));
  EXPECT_THAT(asked(Error(503, "TEMPORARILY_UNAVAILABLE")), StatusIs(Code::kUnavailable));
  EXPECT_THAT(asked({.status = 500, .body = "<html>"}), StatusIs(Code::kUnavailable));
  EXPECT_THAT(asked({.body = "<html>"}), StatusIs(Code::kInvalidConfig, HasSubstr("mlflow.url")));
  EXPECT_THAT(asked({.body = "{\"a\": 1}", .cut_after = 3}), StatusIs(Code::kUnavailable));
}

}  // namespace
}  // namespace telar::outbound
