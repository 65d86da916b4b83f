#include "ledger/owner.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/support/status_matchers.h"

namespace telar::ledger {
namespace {

TEST(Owner, IsReadBackFromItsText) {
  const Owner owner{"loom", "0f-1", "4026531836", 42, 4711};
  EXPECT_EQ(owner.ToString(), "loom/0f-1/4026531836/42/4711");
  EXPECT_THAT(Owner::Parse(owner.ToString()), testing::IsOkAndHolds(owner));
}

TEST(Owner, RefusesOtherText) {
  for (const char* text : {"", "loom", "a/b/c/d/e", "a/b/c/1/2/3", "a/b/c/1x/2"}) {
    EXPECT_THAT(Owner::Parse(text), testing::StatusIs(Code::kInvalidInput)) << text;
  }
}

TEST(ProbeProcess, KnowsThatThisProcessLives) {
  const Owner self = CurrentOwner();
  EXPECT_EQ(self.pid, getpid());
  EXPECT_EQ(ProbeProcess(self), Life::kAlive);
}

TEST(ProbeProcess, TellsALaterProcessWithTheSameIdApart) {
  Owner before = CurrentOwner();
  before.started -= 1;
  EXPECT_EQ(ProbeProcess(before), Life::kDead);
}

TEST(ProbeProcess, DoesNotJudgeWhatItCannotSee) {
  const Owner self = CurrentOwner();
  for (std::string Owner::*part : {&Owner::host, &Owner::boot, &Owner::pid_namespace}) {
    Owner other = self;
    other.started -= 1;
    other.*part += "x";
    EXPECT_EQ(ProbeProcess(other), Life::kUnknown);
    other.*part = "";
    EXPECT_EQ(ProbeProcess(other), Life::kUnknown);
  }
}

}  // namespace
}  // namespace telar::ledger
