#include "app/output.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include "tests/app/program.h"
#include "tests/support/status_matchers.h"

namespace telar::app {
namespace {

using testing::StatusIs;

TEST(DescriptorOutput, SendsEverythingThroughAPipe) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  DescriptorOutput out(ends[1]);
  EXPECT_FALSE(out.terminal());
  out.Write("one ");
  out.Write("two");
  ASSERT_OK(out.Flush());
  char got[16] = {};
  EXPECT_EQ(read(ends[0], got, sizeof(got)), 7);
  EXPECT_STREQ(got, "one two");
  close(ends[0]);
  close(ends[1]);
}

TEST(DescriptorOutput, NoticesAClosedPipe) {
  std::signal(SIGPIPE, SIG_IGN);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  close(ends[0]);
  DescriptorOutput out(ends[1]);
  out.Write("x");
  EXPECT_THAT(out.Flush(), StatusIs(Code::kUnavailable));
  EXPECT_TRUE(out.closed());
  close(ends[1]);
}

TEST(DescriptorOutput, NoticesAFullDisk) {
  const int full = open("/dev/full", O_WRONLY);
  ASSERT_GE(full, 0);
  DescriptorOutput out(full);
  out.Write(std::string(1 << 20, 'x'));
  EXPECT_THAT(out.status(), StatusIs(Code::kUnavailable));
  EXPECT_FALSE(out.closed());
  close(full);
}

TEST(Output, KeepsItsFirstFailureAndDropsWhatComesLater) {
  testing::MemoryOutput out;
  out.disk_full = true;
  out.Write("lost");
  EXPECT_THAT(out.Flush(), StatusIs(Code::kUnavailable));
  out.disk_full = false;
  out.Write("later");
  EXPECT_THAT(out.Flush(), StatusIs(Code::kUnavailable));
  EXPECT_EQ(out.text, "");
}

}  // namespace
}  // namespace telar::app
