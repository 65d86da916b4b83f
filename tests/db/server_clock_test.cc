#include "db/server_clock.h"

#include "db/sqlite/sqlite_database.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::db {
namespace {

using std::chrono::hours;
using telar::testing::FakeClock;

/// SQLite with words for the clock of a server that runs at a fixed time.
class Served final : public Database {
 public:
  explicit Served(Database& real, std::string now) : real_(real), dialect_(real.dialect()) {
    dialect_.now = std::move(now);
  }
  std::string Describe() const override { return real_.Describe(); }
  Capabilities capabilities() const override { return real_.capabilities(); }
  const Dialect& dialect() const override { return dialect_; }
  Result<PooledConnection> Acquire() override { return real_.Acquire(); }

 protected:
  void Release(std::unique_ptr<Connection>) override {}

 private:
  Database& real_;
  Dialect dialect_;
};

class ServerClockTest : public ::testing::Test {
 protected:
  telar::testing::TempFolder folder_;
  std::unique_ptr<Database> file_ = *sqlite::Open({.file = folder_ / "t.db"});
  FakeClock local_;
};

TEST_F(ServerClockTest, IsTheLocalClockForAFile) {
  ASSERT_OK_AND_ASSIGN(const auto clock, ServerClock::Open(*file_, local_));
  EXPECT_EQ(clock->Now(), local_.Now());
  EXPECT_OK(clock->Measure());
  EXPECT_EQ(clock->Now(), local_.Now());
  EXPECT_EQ(clock->Steady(), local_.Steady());
}

TEST_F(ServerClockTest, StartsAtTheServersTimeAndGoesOnWithTheLocalPace) {
  Served server(*file_, "'2031-05-06T07:08:09Z'");
  // It sleeps in the fake clock, whose time would run away under a thread.
  class Still final : public Clock {
   public:
    explicit Still(const FakeClock& real) : real_(real) {}
    Instant Now() const override { return real_.Now(); }
    std::chrono::steady_clock::time_point Steady() const override { return real_.Steady(); }
    bool Sleep(Duration, std::stop_token) const override { return false; }

   private:
    const FakeClock& real_;
  } still(local_);
  ASSERT_OK_AND_ASSIGN(const auto clock, ServerClock::Open(server, still));
  EXPECT_EQ(FormatInstant(clock->Now()), "2031-05-06T07:08:09.000000Z");
  local_.Advance(hours(2));
  EXPECT_EQ(FormatInstant(clock->Now()), "2031-05-06T09:08:09.000000Z");
  ASSERT_OK(clock->Measure());
  EXPECT_EQ(FormatInstant(clock->Now()), "2031-05-06T07:08:09.000000Z");
}

TEST_F(ServerClockTest, AServerThatDoesNotAnswerIsToldAtTheStart) {
  Served server(*file_, "no such column");
  EXPECT_THAT(ServerClock::Open(server, local_), telar::testing::StatusIs(Code::kInternal));
}

}  // namespace
}  // namespace telar::db
