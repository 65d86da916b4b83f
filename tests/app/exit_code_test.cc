#include "app/exit_code.h"

#include <gtest/gtest.h>

#include <csignal>

namespace telar::app {
namespace {

using E = ExitCode;

TEST(ExitCode, FollowsCodeAndRoleOfAStatus) {
  const struct {
    Code code;
    E none, source, destination;
  } cases[] = {
      {Code::kInvalidInput, E::kUsage, E::kContractBroken, E::kContractBroken},
      {Code::kInvalidConfig, E::kConfig, E::kConfig, E::kConfig},
      {Code::kNotFound, E::kUsage, E::kSourceDown, E::kDestinationDown},
      {Code::kAlreadyExists, E::kUsage, E::kContractBroken, E::kContractBroken},
      {Code::kConflict, E::kSourceDown, E::kSourceDown, E::kDestinationDown},
      {Code::kUnavailable, E::kSourceDown, E::kSourceDown, E::kDestinationDown},
      {Code::kDeadlineExceeded, E::kSourceDown, E::kSourceDown, E::kDestinationDown},
      {Code::kLimitExceeded, E::kContractBroken, E::kContractBroken, E::kContractBroken},
      {Code::kPermissionDenied, E::kConfig, E::kConfig, E::kConfig},
      {Code::kContractBroken, E::kContractBroken, E::kContractBroken, E::kContractBroken},
      {Code::kInternal, E::kContractBroken, E::kContractBroken, E::kContractBroken},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ExitCodeFor(Status(c.code, "x")), c.none) << CodeName(c.code);
    EXPECT_EQ(ExitCodeFor(Status(c.code, "x").WithRole(Role::kSource)), c.source)
        << CodeName(c.code);
    EXPECT_EQ(ExitCodeFor(Status(c.code, "x").WithRole(Role::kDestination)), c.destination)
        << CodeName(c.code);
  }
  EXPECT_EQ(ExitCodeFor(Status::Ok()), E::kDone);
}

TEST(ExitCode, NamesTheSignalThatCancelled) {
  EXPECT_EQ(ExitCodeFor(Status::Cancelled("x"), SIGINT), E::kInterrupted);
  EXPECT_EQ(ExitCodeFor(Status::Cancelled("x"), SIGTERM), E::kTerminated);
  EXPECT_EQ(ExitCodeFor(Status::Cancelled("x")), E::kInterrupted);
}

TEST(ExitCode, FollowsWhatCameOfTheItems) {
  const struct {
    ItemCounts counts;
    int signal;
    E code;
  } cases[] = {
      {{.total = 0}, 0, E::kNothingToDo},
      {{.total = 3}, 0, E::kDone},
      {{.total = 3, .people = 3}, 0, E::kSomeNeedPeople},
      {{.total = 3, .failed = 1}, 0, E::kSomeNeedPeople},
      {{.total = 3, .failed = 2, .people = 1}, 0, E::kSomeNeedPeople},
      {{.total = 3, .failed = 3}, 0, E::kAllFailed},
      {{.total = 3, .failed = 3}, SIGINT, E::kInterrupted},
      {{.total = 0}, SIGTERM, E::kTerminated},
  };
  for (const auto& c : cases) EXPECT_EQ(ExitCodeFor(c.counts, c.signal), c.code);
}

TEST(ExitCode, HasAMeaningForEveryCodeInNumericOrder) {
  int before = -1;
  for (const ExitCode code : AllExitCodes()) {
    EXPECT_GT(static_cast<int>(code), before);
    EXPECT_FALSE(ExitCodeMeaning(code).empty());
    before = static_cast<int>(code);
  }
}

}  // namespace
}  // namespace telar::app
