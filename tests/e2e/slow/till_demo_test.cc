#include <gmock/gmock.h>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace telar {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(TillDemo, ShowsAGapAndItsRepairAndEndsWithBothSidesEqual) {
  const testing::TempFolder folder;
  const testing::Ended demo = testing::Run(
      {.command = {testing::Program("telar"), "pos", "demo", "--days", "7", "--folder", "chain"},
       .folder = folder.path(),
       .environment = {},
       .input = ""});
  ASSERT_EQ(demo.exit, 0) << demo.out << demo.err;
  EXPECT_THAT(demo.out, HasSubstr("3 failed"));
  EXPECT_THAT(demo.out, HasSubstr("  equal"));
  EXPECT_THAT(demo.out, Not(HasSubstr("differs")));
}

TEST(TillDemo, TouchesNoFolderThatIsSomebodyElses) {
  const testing::TempFolder folder;
  folder.Write("mine/letter.txt", "keep me");
  const testing::Ended demo =
      testing::Run({.command = {testing::Program("telar"), "pos", "demo", "--folder", "mine"},
                    .folder = folder.path(),
                    .environment = {},
                    .input = ""});
  EXPECT_EQ(demo.exit, 2) << demo.out << demo.err;
  EXPECT_TRUE(std::filesystem::exists(folder / "mine" / "letter.txt"));
}

}  // namespace
}  // namespace telar
