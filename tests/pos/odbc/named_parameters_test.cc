#include "pos/odbc/named_parameters.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace telar::pos {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::StatusIs;

const std::map<std::string, std::string, std::less<>> kValues{{"from", "F"}, {"to", "T"}};

TEST(BindNames, PutsValuesInTheOrderOfTheirNames) {
  ASSERT_OK_AND_ASSIGN(const auto bound,
                       BindNames("SELECT a WHERE t < :to AND t >= :from OR t = :to", kValues));
  EXPECT_EQ(bound.sql, "SELECT a WHERE t < ? AND t >= ? OR t = ?");
  EXPECT_THAT(bound.parameters, ElementsAre("T", "F", "T"));
}

TEST(BindNames, LeavesQuotesCommentsAndCastsAlone) {
  const std::string sql =
      "SELECT ':x?', \":x\", [a:x?], `:x` -- :x?\n/* :x? */ , a::numeric, '12''30:x'";
  ASSERT_OK_AND_ASSIGN(const auto bound, BindNames(sql, kValues));
  EXPECT_EQ(bound.sql, sql);
  EXPECT_TRUE(bound.parameters.empty());
}

TEST(BindNames, NamesWhatItDoesNotKnow) {
  EXPECT_THAT(BindNames("SELECT :frm", kValues),
              StatusIs(Code::kInvalidConfig, HasSubstr(":frm (hint: There are :from, :to.)")));
}

TEST(BindNames, RefusesPlaceholdersOfTheTextsOwn) {
  EXPECT_THAT(BindNames("SELECT ?", kValues), StatusIs(Code::kInvalidConfig));
}

TEST(BindNames, EndsWithWhatIsNotClosed) {
  for (const char* sql : {"SELECT 'a", "SELECT /*", "--", "a:", "::", "[", ":"}) {
    ASSERT_OK_AND_ASSIGN(const auto bound, BindNames(sql, kValues));
    EXPECT_EQ(bound.sql, sql);
  }
}

}  // namespace
}  // namespace telar::pos
