#include "app/progress.h"

#include <gmock/gmock.h>

#include "app/table.h"
#include "core/text.h"
#include "tests/app/program.h"

namespace telar::app {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using testing::FakeClock;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MemoryOutput;

TEST(ProgressBar, WritesALineEveryFewSecondsWhereNobodyWatches) {
  MemoryOutput out;
  FakeClock clock;
  ProgressBar bar(out, clock, {.what = "invoices"});
  for (int done = 0; done <= 12; ++done) {
    bar.Update({.total = 12, .done = done});
    clock.Advance(1s);
  }
  const auto lines = Split(out.text, '\n');
  ASSERT_EQ(lines.size(), 4U) << out.text;
  EXPECT_EQ(lines[0], "invoices 0/12");
  EXPECT_EQ(lines[1], "invoices 5/12  1.0/s  7.0 s left");
  EXPECT_EQ(lines[2], "invoices 10/12  1.0/s  2.0 s left");
}

TEST(ProgressBar, RedrawsOneLineOnATerminalAndLeavesItStanding) {
  MemoryOutput out;
  out.is_terminal = true;
  FakeClock clock;
  ProgressBar bar(out, clock, {.what = "invoices"});
  bar.Update({.total = 4, .done = 1});
  clock.Advance(10ms);
  bar.Update({.total = 4, .done = 2});
  EXPECT_THAT(out.text, Not(HasSubstr("2/4"))) << "ten times a second is enough";
  clock.Advance(100ms);
  bar.Update({.total = 4, .done = 3});
  EXPECT_THAT(out.text, HasSubstr("3/4"));
  EXPECT_THAT(out.text, EndsWith("\r"));
  bar.Finish();
  EXPECT_THAT(out.text, EndsWith("\n"));
}

TEST(ProgressBar, SaysHowManyFailedAndNeedAPerson) {
  MemoryOutput out;
  FakeClock clock;
  ProgressBar bar(out, clock, {.what = "invoices"});
  EXPECT_EQ(bar.Line({.total = 9, .done = 5, .failed = 2, .review = 1}, 0),
            "invoices 5/9  2 failed  1 review");
}

TEST(ProgressBar, FitsEveryWidth) {
  MemoryOutput out;
  FakeClock clock;
  ProgressBar bar(out, clock, {.what = "invoices"});
  clock.Advance(10s);
  bar.Update({.total = 1000, .done = 500, .failed = 3, .review = 40});
  for (int width = 20; width <= 200; ++width) {
    const std::string line =
        bar.Line({.total = 1000, .done = 500, .failed = 3, .review = 40}, width);
    EXPECT_LE(DisplayWidth(line), width) << line;
    EXPECT_THAT(line, HasSubstr("500/1000"));
  }
  EXPECT_THAT(bar.Line({.total = 4, .done = 2}, 100),
              HasSubstr("████████████████████░░░░░░░░░░░░░░░░░░░░"));
}

TEST(ProgressBar, SaysNothingWhenQuiet) {
  MemoryOutput out;
  FakeClock clock;
  ProgressBar bar(out, clock, {.quiet = true});
  bar.Update({.total = 4, .done = 1});
  bar.Finish();
  EXPECT_THAT(out.text, IsEmpty());
}

TEST(ProgressBar, SaysNothingWhenNothingWasToDo) {
  MemoryOutput out;
  FakeClock clock;
  { ProgressBar bar(out, clock, {}); }
  EXPECT_THAT(out.text, IsEmpty());
}

}  // namespace
}  // namespace telar::app
