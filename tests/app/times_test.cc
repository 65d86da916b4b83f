#include "app/times.h"

#include "tests/support/status_matchers.h"

namespace telar::app {
namespace {

using testing::StatusIs;

TEST(LocalTimes, ShowInstantsInTheirZoneWithItsSummerTime) {
  ASSERT_OK_AND_ASSIGN(const LocalTimes madrid, LocalTimes::Open("Europe/Madrid"));
  EXPECT_EQ(madrid.Format(*ParseInstant("2026-01-02T03:04:05Z")), "2026-01-02 04:04:05");
  EXPECT_EQ(madrid.Format(*ParseInstant("2026-07-02T03:04:05Z")), "2026-07-02 05:04:05");
  ASSERT_OK_AND_ASSIGN(const LocalTimes utc, LocalTimes::Open("UTC"));
  EXPECT_EQ(utc.Format(*ParseInstant("2026-01-02T03:04:05.9Z")), "2026-01-02 03:04:05");
}

TEST(LocalTimes, RefuseAZoneNobodyKnows) {
  EXPECT_THAT(LocalTimes::Open("Atlantis/Centre"), StatusIs(Code::kInvalidConfig));
}

}  // namespace
}  // namespace telar::app
