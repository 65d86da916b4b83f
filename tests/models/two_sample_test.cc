#include "models/two_sample.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "core/random.h"
#include "tests/support/paths.h"
#include "tests/support/temp_folder.h"

namespace telar::models {
namespace {

std::vector<double> Draw(SeededRandom& random, std::size_t count, double shift = 0) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(random.Fraction() + shift);
  return values;
}

TEST(KolmogorovSmirnov, AgreesWithSciPy) {
  const auto cases = nlohmann::json::parse(
      testing::ReadFile(testing::SourceDir() / "tests/golden/models/ks_2samp.json"));
  ASSERT_GE(cases.size(), 15U);
  for (const auto& c : cases) {
    SCOPED_TRACE(c.at("name").get<std::string>());
    const auto a = c.at("a").get<std::vector<double>>(), b = c.at("b").get<std::vector<double>>();
    const TwoSampleTest test = KolmogorovSmirnov(a, b);
    EXPECT_NEAR(test.distance, c.at("distance").get<double>(), 1e-9);
    EXPECT_NEAR(test.p_value, c.at("p_value").get<double>(), 1e-9);
  }
}

TEST(KolmogorovSmirnov, DoesNotDependOnTheOrderOfValuesOrSides) {
  const std::vector<double> a = {3, 1, 2, 2, 9}, b = {4, 2, 7};
  const std::vector<double> shuffled = {2, 9, 1, 3, 2};
  EXPECT_EQ(KolmogorovSmirnov(a, b).p_value, KolmogorovSmirnov(shuffled, b).p_value);
  EXPECT_EQ(KolmogorovSmirnov(a, b).distance, KolmogorovSmirnov(b, a).distance);
  EXPECT_EQ(KolmogorovSmirnov(a, b).p_value, KolmogorovSmirnov(b, a).p_value);
}

TEST(KolmogorovSmirnov, SeesNoDifferenceFromAnEmptySample) {
  const std::vector<double> some = {1, 2, 3}, none;
  EXPECT_EQ(KolmogorovSmirnov(some, none).p_value, 1);
  EXPECT_EQ(KolmogorovSmirnov(none, some).distance, 0);
}

TEST(KolmogorovSmirnov, GoesOnToTheLimitWithoutAStepInTheProbability) {
  SeededRandom random(5);
  std::vector<double> a = Draw(random, 9'999), b = Draw(random, 400, 0.06);
  const TwoSampleTest exact = KolmogorovSmirnov(a, b);
  for (int i = 0; i < 2; ++i) a.push_back(random.Fraction());
  const TwoSampleTest limit = KolmogorovSmirnov(a, b);
  EXPECT_NEAR(exact.p_value, limit.p_value, 0.15 * exact.p_value);
  EXPECT_GT(exact.p_value, limit.p_value / 2);
}

TEST(KolmogorovSmirnov, CountsEveryPathOfLargeSamplesWithoutOverflow) {
  SeededRandom random(6);
  const TwoSampleTest same = KolmogorovSmirnov(Draw(random, 3'000), Draw(random, 2'999));
  EXPECT_GT(same.p_value, 0.01);
  EXPECT_LE(same.p_value, 1);
  const TwoSampleTest moved = KolmogorovSmirnov(Draw(random, 3'000), Draw(random, 2'999, 0.5));
  EXPECT_LT(moved.p_value, 1e-12);
  EXPECT_GE(moved.p_value, 0);
}

}  // namespace
}  // namespace telar::models
