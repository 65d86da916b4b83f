#include "analytics/script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analytics/chain_floor.h"

namespace telar::analytics {
namespace {

using ::testing::ElementsAre;

class ScriptTest : public ChainTest {
 protected:
  std::vector<std::string> Select(const std::string& expressions) {
    const Script script(*database_);
    auto sql = script.Expand("SELECT " + expressions, {});
    EXPECT_OK(sql);
    return Rows(*sql);
  }
};

TEST_P(ScriptTest, TenThousandthsAreExactBothWays) {
  EXPECT_THAT(Select("{e4(0.29)}, {e4(NULL)}, {e4(-1.0001)}, {units(2900)}, {units(-10001)}"),
              ElementsAre("2900|0|-10001|0.29|-1.0001"));
}

TEST_P(ScriptTest, SumsAreExactAndNothingIsZero) {
  const std::string rows =
      " FROM (SELECT CAST(0.1 AS {decimal(18,4)}) AS x UNION ALL SELECT 0.2 UNION ALL SELECT "
      "-99999999.9999 UNION ALL SELECT 99999999.9999 UNION ALL SELECT NULL) AS t";
  EXPECT_THAT(Select("{sum_e4(x)}" + rows), ElementsAre("3000"));
  EXPECT_THAT(Select("{sum_e4(x)}" + rows + " WHERE x IS NULL"), ElementsAre("0"));
  EXPECT_THAT(Select("{sum_e4(x)}" + rows + " WHERE x > 1000000000"), ElementsAre("0"));
}

TEST_P(ScriptTest, PercentIsRoundedHalfUpAndNothingOfNothing) {
  EXPECT_THAT(Select("{percent(1, 3)}, {percent(2, 3)}, {percent(1, 1)}, {percent(1, 2000000)}, "
                     "{percent(0, 5)}, {percent(-1, 5)}, {percent(1, 0)}"),
              ElementsAre("33.3333|66.6667|100|0.0001|0|0|0"));
}

TEST_P(ScriptTest, TextIsOrderedByItsBytes) {
  const Script script(*database_);
  const auto sql = script.Expand(
      "SELECT x FROM (SELECT 'a' AS x UNION ALL SELECT 'B' UNION ALL SELECT 'b') AS t ORDER BY "
      "{bytes(x)}",
      {});
  ASSERT_OK(sql);
  EXPECT_THAT(Rows(*sql), ElementsAre("B", "a", "b"));
}

TEST_P(ScriptTest, AnUnknownWordIsABug) {
  const Script script(*database_);
  EXPECT_THAT(script.Expand("SELECT {nosuch}", {}), StatusIs(Code::kInternal));
}

INSTANTIATE_TEST_SUITE_P(Every, ScriptTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::analytics
