#include "app/commands/model_view.h"

#include <gmock/gmock.h>

namespace telar::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// Three correctivas and two preventivas, of which one is taken for a correctiva.
models::Evaluation FourOfFive() {
  const std::vector<models::Scored> scored = {{0, 0.1}, {0, 0.2}, {0, 0.4}, {1, 0.9}, {1, 0.3}};
  return models::Evaluate(scored);
}

TEST(EvaluationView, ShowsWhatWasTakenForWhat) {
  const std::string view = EvaluationView(FourOfFive(), 0, Style{false});
  EXPECT_THAT(view, ::testing::ContainsRegex("correctiva +3 .* 3 +0\n"));
  EXPECT_THAT(view, ::testing::ContainsRegex("preventiva +2 .* 1 +1\n"));
  EXPECT_THAT(view, HasSubstr("accuracy 0.800 ("));
}

TEST(EvaluationJson, HasTheCurvesOnlyWhenAsked) {
  const auto plain = EvaluationJson(FourOfFive(), false);
  EXPECT_EQ(plain["confusion"], nlohmann::ordered_json({{3, 0}, {1, 1}}));
  EXPECT_FALSE(plain.contains("roc"));
  EXPECT_FALSE(EvaluationJson(FourOfFive(), true)["roc"].empty());
}

TEST(GateView, NamesEveryQuestionWithItsAnswer) {
  const auto verdict = models::AskGate(FourOfFive(), {}, {300, 300}, {3, 2});
  EXPECT_THAT(GateView(verdict, 0, Style{false}),
              AllOf(::testing::ContainsRegex("test_documents +5 +at least 100 +refused"),
                    ::testing::ContainsRegex("train_minority_share +0.5 +above 0.1 +passed")));
  const auto json = GateJson(verdict);
  EXPECT_FALSE(json["passed"]);
  EXPECT_EQ(json["checks"].size(), verdict.checks.size());
}

TEST(VersionJson, IsTheManifest) {
  models::ModelManifest manifest;
  manifest.version = 3;
  manifest.sha256 = "ab";
  manifest.figures["macro_f1"] = 0.5;
  const auto json = VersionJson(manifest);
  EXPECT_EQ(json["version"], 3);
  EXPECT_EQ(json["figures"]["macro_f1"], 0.5);
}

}  // namespace
}  // namespace telar::app
