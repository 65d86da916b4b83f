#include "config/dotenv.h"

#include <gmock/gmock.h>

namespace telar::config {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::string ValueOf(std::string_view line) {
  std::vector<Problem> problems;
  const auto entries = ParseDotenv(line, ".env", problems);
  EXPECT_THAT(problems, IsEmpty()) << line;
  return entries.empty() ? "<none>" : entries[0].value;
}

TEST(Dotenv, ReadsNamesAndValues) {
  std::vector<Problem> problems;
  const auto entries =
      ParseDotenv("# comment\n\nA=1\r\nexport B_2 = two words \n", ".env", problems);
  EXPECT_THAT(problems, IsEmpty());
  ASSERT_THAT(entries, SizeIs(2));
  EXPECT_EQ(entries[0].name, "A");
  EXPECT_EQ(entries[0].value, "1");
  EXPECT_EQ(entries[1].name, "B_2");
  EXPECT_EQ(entries[1].value, "two words");
  EXPECT_EQ(entries[1].line, 4);
}

TEST(Dotenv, QuotesKeepSpacesAndHashes) {
  EXPECT_EQ(ValueOf("A=' x # y '"), " x # y ");
  EXPECT_EQ(ValueOf(R"(A="a\"b\\c\n" # comment)"), "a\"b\\c\n");
  EXPECT_EQ(ValueOf(R"(A='a\n')"), "a\\n");
}

TEST(Dotenv, ACommentNeedsASpaceBeforeIt) {
  EXPECT_EQ(ValueOf("A=x # y"), "x");
  EXPECT_EQ(ValueOf("A=x#y"), "x#y");
  EXPECT_EQ(ValueOf("A= # y"), "");
  EXPECT_EQ(ValueOf("A="), "");
}

TEST(Dotenv, ExpandsNothing) { EXPECT_EQ(ValueOf("A=${B}$C"), "${B}$C"); }

TEST(Dotenv, ReportsEveryBadLineWithoutItsContents) {
  std::vector<Problem> problems;
  ParseDotenv("hunter2\nA=1\nA=hunter2\nB='hunter2\n1C=hunter2\nD=\"hunter2\" hunter2\n", ".env",
              problems);
  ASSERT_THAT(problems, SizeIs(5));
  EXPECT_EQ(problems[0].where, ".env:1");
  EXPECT_EQ(problems[1].where, ".env:3");
  for (const Problem& problem : problems) EXPECT_THAT(problem.message, Not(HasSubstr("hunter2")));
}

TEST(Dotenv, SkipsAByteOrderMark) {
  EXPECT_EQ(ValueOf("\xEF\xBB\xBF"
                    "A=1"),
            "1");
}

}  // namespace
}  // namespace telar::config
