#include "config/yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace telar::config {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(ReadYaml, TakesNestedAndDottedSettings) {
  std::vector<Problem> problems;
  const auto values = ReadYaml("log:\n  level: debug\ninvoices.workers: 3\n", "f", problems);
  EXPECT_THAT(problems, IsEmpty());
  ASSERT_THAT(values, SizeIs(2));
  EXPECT_EQ(values[0].key, "log.level");
  EXPECT_EQ(values[0].line, 2);
  EXPECT_EQ(values[1].text, "3");
}

TEST(ReadYaml, RefusesASignThatBeginsNoDocument) {
  for (const char* text : {",", ", ,\n", "log:\n  level: debug\n...\n,"}) {
    std::vector<Problem> problems;
    EXPECT_THAT(ReadYaml(text, "f", problems), IsEmpty()) << text;
    ASSERT_THAT(problems, SizeIs(1)) << text;
    EXPECT_THAT(problems[0].message, HasSubstr("not valid YAML")) << text;
  }
}

TEST(ReadYaml, RefusesSeveralDocuments) {
  std::vector<Problem> problems;
  EXPECT_THAT(ReadYaml("log:\n  level: info\n---\nlog:\n  level: debug\n", "f", problems),
              IsEmpty());
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_THAT(problems[0].message, HasSubstr("several YAML documents"));
}

TEST(ReadYaml, FindsNothingInAnEmptyFile) {
  for (const char* text : {"", "# only a comment\n", "---\n"}) {
    std::vector<Problem> problems;
    EXPECT_THAT(ReadYaml(text, "f", problems), IsEmpty()) << text;
    EXPECT_THAT(problems, IsEmpty()) << text;
  }
}

}  // namespace
}  // namespace telar::config
