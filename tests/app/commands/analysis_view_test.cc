#include "app/commands/analysis_view.h"

#include <gtest/gtest.h>

namespace telar::app {
namespace {

TEST(AnalysisView, ABarIsAsLongAsItsShare) {
  EXPECT_EQ(Bar(0.5, 4, false), "##");
  EXPECT_EQ(Bar(0.5, 4, true), "██");
  EXPECT_EQ(Bar(0.25 / 4, 4, true), "▎");
  EXPECT_EQ(Bar(0, 4, true), "");
  EXPECT_EQ(Bar(7, 4, false), "####");
}

TEST(AnalysisView, ASparklineIsHighestWhereTheValueIs) {
  const std::vector<double> values{0, 3.5, 7, -2};
  EXPECT_EQ(Sparkline(values, true), "▁▅█▁");
  EXPECT_EQ(Sparkline(values, false), "_+#_");
  EXPECT_EQ(Sparkline(std::vector<double>{0, 0}, true), "▁▁");
}

TEST(AnalysisView, CellsThatNeedQuotesHaveThem) {
  const std::vector<std::string> cells{"plain", "a,b", "say \"x\"", "two\nlines", ""};
  EXPECT_EQ(CsvRecord(cells), "plain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\n");
}

}  // namespace
}  // namespace telar::app
