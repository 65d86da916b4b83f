#include "models/plots.h"

#include <gmock/gmock.h>

#include <vector>

namespace telar::models {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::size_t Count(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    ++count;
  }
  return count;
}

TEST(Plots, AreNothingWithoutValues) {
  EXPECT_THAT(EcdfPlot({}, "a"), IsEmpty());
  EXPECT_THAT(ScoreHistogram({}, "a"), IsEmpty());
}

TEST(Plots, OfDistributionsStepOnceAValue) {
  const std::vector<double> then = {0.1, 0.2, 0.2, 0.4}, now = {0.3};
  const std::string svg = EcdfPlot({then, now}, "a");
  EXPECT_EQ(Count(svg, "V"), 4U);  // three different values then, one now
  EXPECT_EQ(Count(svg, "class=\"gap\""), 1U);
}

TEST(Plots, OfOneSideDrawNoGap) {
  const std::vector<double> then = {0.1, 0.2};
  EXPECT_THAT(EcdfPlot({then, {}}, "a"), Not(HasSubstr("class=\"gap\"")));
}

TEST(Plots, OfOneValueHaveAnAxis) {
  const std::vector<double> same(20, 0.5);
  const std::string svg = EcdfPlot({same, same}, "a");
  EXPECT_THAT(svg, HasSubstr(">0.5"));
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
}

TEST(Plots, OfManyValuesStaySmall) {
  std::vector<double> many;
  for (int i = 0; i < 10'000; ++i) many.push_back(i / 10'000.0);
  EXPECT_LT(EcdfPlot({many, many}, "a").size(), 30'000U);
}

TEST(Plots, OfScoresHaveABarAFilledPartAndSide) {
  const std::vector<double> then = {0, 0.01, 0.99, 1}, now = {0.5};
  const std::string svg = ScoreHistogram({then, now}, "a");
  EXPECT_EQ(Count(svg, "then-bar"), 2U);
  EXPECT_EQ(Count(svg, "now-bar"), 1U);
}

}  // namespace
}  // namespace telar::models
