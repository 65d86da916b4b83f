#include "models/evaluation.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/paths.h"
#include "tests/support/temp_folder.h"

namespace telar::models {
namespace {

TEST(Evaluate, AgreesWithScikitLearn) {
  const auto golden = nlohmann::json::parse(
      testing::ReadFile(testing::SourceDir() / "tests/golden/models/evaluation.json"));
  std::vector<Scored> scored;
  for (std::size_t i = 0; i < golden.at("truth").size(); ++i) {
    scored.push_back({golden.at("truth")[i].get<int>(), golden.at("probability")[i].get<double>()});
  }
  const Evaluation e = Evaluate(scored);
  EXPECT_EQ(e.documents, 60);
  const auto number = [&](const char* name) { return golden.at(name).get<double>(); };
  for (const std::size_t c : {0U, 1U}) {
    EXPECT_EQ(e.confusion[c][0], golden.at("confusion")[c][0].get<int>());
    EXPECT_EQ(e.confusion[c][1], golden.at("confusion")[c][1].get<int>());
    EXPECT_NEAR(e.classes[c].precision, golden.at("precision")[c].get<double>(), 1e-12);
    EXPECT_NEAR(e.classes[c].recall, golden.at("recall")[c].get<double>(), 1e-12);
    EXPECT_NEAR(e.classes[c].f1, golden.at("f1")[c].get<double>(), 1e-12);
  }
  EXPECT_NEAR(e.accuracy, number("accuracy"), 1e-12);
  EXPECT_NEAR(e.macro_f1, number("macro_f1"), 1e-12);
  EXPECT_NEAR(e.log_loss, number("log_loss"), 1e-6);
  EXPECT_NEAR(e.brier, number("brier"), 1e-12);
  EXPECT_NEAR(e.roc_area, number("roc_area"), 1e-12);
  EXPECT_NEAR(e.average_precision, number("average_precision"), 1e-12);
}

TEST(Evaluate, SaysHowFarTheFiguresMayBeOff) {
  std::vector<Scored> scored;
  for (int i = 0; i < 40; ++i) scored.push_back({i % 2, i % 10 < 2 ? 0.4 : 0.1 + 0.8 * (i % 2)});
  const Evaluation e = Evaluate(scored);
  EXPECT_LT(e.accuracy_range.low, e.accuracy);
  EXPECT_GT(e.accuracy_range.high, e.accuracy);
  EXPECT_LE(e.macro_f1_range.low, e.macro_f1);
  EXPECT_GE(e.macro_f1_range.high, e.macro_f1);
}

TEST(Evaluate, FindsAModelThatIsTooSure) {
  std::vector<Scored> scored;
  for (int i = 0; i < 100; ++i) scored.push_back({i < 70 ? 1 : 0, 0.97});
  const Evaluation e = Evaluate(scored);
  EXPECT_NEAR(e.calibration_error, 0.27, 1e-9);
  EXPECT_EQ(e.reliability.back().documents, 100);
  EXPECT_NEAR(e.reliability.back().share_right, 0.7, 1e-9);
}

TEST(Evaluate, TracesTheCurveFromCornerToCorner) {
  const std::vector<Scored> scored = {{1, 0.9}, {0, 0.8}, {1, 0.8}, {0, 0.1}};
  const Evaluation e = Evaluate(scored);
  EXPECT_EQ(e.roc.front().x, 0);
  EXPECT_EQ(e.roc.front().y, 0);
  EXPECT_EQ(e.roc.back().x, 1);
  EXPECT_EQ(e.roc.back().y, 1);
  EXPECT_NEAR(e.roc_area, 0.875, 1e-12);  // the tie counts half
}

TEST(Evaluate, HoldsWithOneClassAloneOrNothing) {
  EXPECT_EQ(Evaluate({}).documents, 0);
  const std::vector<Scored> ones = {{1, 0.9}, {1, 0.8}};
  const Evaluation e = Evaluate(ones);
  EXPECT_EQ(e.roc_area, 0.5);
  EXPECT_EQ(e.classes[0].f1, 0);
  EXPECT_EQ(e.macro_f1, 0.5);
}

TEST(Predicted, NeedsMoreThanOneHalfForClassOne) {
  EXPECT_EQ(Predicted(0.5), 0);
  EXPECT_EQ(Predicted(0.5000001), 1);
}

}  // namespace
}  // namespace telar::models
