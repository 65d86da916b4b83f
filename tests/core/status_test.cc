#include "core/status.h"

#include <cerrno>

#include "core/result.h"
#include "tests/support/status_matchers.h"

namespace telar {
namespace {

using testing::IsOk;
using testing::IsOkAndHolds;
using testing::StatusIs;

TEST(Status, PrintsOperationObjectCauseAndHint) {
  const Status status = Status::Unavailable("connect to db.example:5432: connection refused")
                            .WithContext("load a.pdf")
                            .WithHint("Is the server running?");
  EXPECT_EQ(status.ToString(),
            "unavailable: load a.pdf: connect to db.example:5432: connection refused "
            "(hint: Is the server running?)");
}

TEST(Status, PrintsContextsOutermostFirst) {
  const Status status = Status::InvalidInput("cause").WithContext("inner").WithContext("outer");
  EXPECT_EQ(status.FullMessage(), "outer: inner: cause");
}

TEST(Status, KeepsTheHintNearestToTheCause) {
  const Status status = Status::NotFound("x").WithHint("near").WithHint("far");
  EXPECT_EQ(status.hint(), "near");
}

TEST(Status, IsRetryableOnlyWhenTheSameCallMaySucceedLater) {
  EXPECT_TRUE(Status::Unavailable("x").retryable());
  EXPECT_TRUE(Status::Conflict("x").retryable());
  EXPECT_TRUE(Status::DeadlineExceeded("x").retryable());
  EXPECT_FALSE(Status::InvalidInput("x").retryable());
  EXPECT_FALSE(Status::LimitExceeded("x").retryable());
  EXPECT_FALSE(Status::Cancelled("x").retryable());
}

TEST(Status, LeavesSuccessAloneWhenContextIsAdded) {
  EXPECT_EQ(Status::Ok().WithContext("outer").WithHint("hint"), Status::Ok());
}

TEST(Status, TranslatesErrnoByWhatTheCallerCanDo) {
  EXPECT_THAT(Status::FromErrno(ENOENT, "open a"), StatusIs(Code::kNotFound));
  EXPECT_THAT(Status::FromErrno(EACCES, "open a"), StatusIs(Code::kPermissionDenied));
  EXPECT_THAT(Status::FromErrno(ENOSPC, "write a"), StatusIs(Code::kUnavailable));
}

Result<int> Half(int n) {
  if (n % 2 != 0) return Status::InvalidInput("halve an odd number");
  return n / 2;
}

Result<int> Quarter(int n) {
  TELAR_ASSIGN_OR_RETURN(const int half, Half(n));
  return Half(half);
}

TEST(Result, HoldsAValueOrTheFailureThatPreventedIt) {
  EXPECT_THAT(Quarter(8), IsOkAndHolds(2));
  EXPECT_THAT(Quarter(6), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar
