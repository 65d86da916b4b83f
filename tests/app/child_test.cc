#include "app/child.h"

#include <gtest/gtest.h>
#include <signal.h>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::app {
namespace {

Child::Options Shell(const std::string& script, bool read_output = false) {
  return {
      .program = "/bin/sh", .arguments = {"-c", script}, .folder = {}, .read_output = read_output};
}

TEST(ChildTest, SaysItsLinesAndHowItEnded) {
  ASSERT_OK_AND_ASSIGN(const auto child, Child::Start(Shell("echo one; echo two; exit 7", true)));
  EXPECT_EQ(child->ReadLine(), "one");
  EXPECT_EQ(child->ReadLine(), "two");
  EXPECT_EQ(child->ReadLine(), std::nullopt);
  EXPECT_EQ(child->Wait(), 7);
}

TEST(ChildTest, WorksInItsFolder) {
  const telar::testing::TempFolder folder;
  Child::Options options = Shell("pwd -P", true);
  options.folder = folder.path();
  ASSERT_OK_AND_ASSIGN(const auto child, Child::Start(options));
  EXPECT_EQ(child->ReadLine(), std::filesystem::canonical(folder.path()));
}

TEST(ChildTest, AProgramThatIsNotThereIsNotFound) {
  EXPECT_THAT(Child::Start({.program = "/nowhere/loom", .arguments = {}, .folder = {}}),
              telar::testing::StatusIs(Code::kNotFound));
}

TEST(ChildTest, TheSignalThatEndedItIsToldAsShellsTellIt) {
  ASSERT_OK_AND_ASSIGN(const auto child, Child::Start(Shell("kill -TERM $$")));
  EXPECT_EQ(child->Wait(), 128 + SIGTERM);
}

TEST(ChildTest, EndsWithItsObject) {
  std::string pid;
  {
    ASSERT_OK_AND_ASSIGN(const auto child, Child::Start(Shell("echo $$; exec sleep 60", true)));
    pid = child->ReadLine().value_or("");
  }
  ASSERT_FALSE(pid.empty());
  EXPECT_EQ(kill(std::stoi(pid), 0), -1);
}

}  // namespace
}  // namespace telar::app
