#include <gmock/gmock.h>

#include "tests/e2e/slow/till_chain.h"
#include "tests/support/status_matchers.h"

namespace telar {
namespace {

using testing::Ended;
using ::testing::HasSubstr;
using testing::Process;
using testing::TillChain;

TEST(BackfillPause, EndsARunningBackfillAndResumeGoesOnWithIt) {
  const TillChain chain("Sqlite");
  const std::vector<std::string> backfill{"pos", "backfill", "--days", "3", "--workers", "1"};
  chain.Faults("slow delay=500ms");
  Process running(chain.Telar(backfill));
  ASSERT_FALSE(running.WaitFor(std::chrono::milliseconds(1200)));
  EXPECT_EQ(chain.RunTelar({"pos", "backfill", "--pause"}).exit, 0);
  const Ended paused = running.Wait(std::chrono::seconds(30));
  EXPECT_EQ(paused.exit, 143) << paused.out << paused.err;
  EXPECT_THAT(paused.err, HasSubstr("the backfill is paused"));

  const Ended refused = chain.RunTelar(backfill);
  EXPECT_EQ(refused.exit, 130) << refused.out << refused.err;
  EXPECT_THAT(refused.err, HasSubstr("--resume"));

  chain.Faults("");
  EXPECT_EQ(chain.RunTelar({"pos", "backfill", "--resume"}).exit, 0);
  const Ended resumed = chain.RunTelar(backfill);
  EXPECT_EQ(resumed.exit, 0) << resumed.out << resumed.err;
  chain.ExpectTheTruth();
  EXPECT_EQ(chain.RunTelar(backfill).exit, 99) << "nothing is missing any more";
}

}  // namespace
}  // namespace telar
