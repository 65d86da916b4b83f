#include "samples/tills/faults.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::samples::tills {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::StatusIs;

Instant At(const char* instant) { return ParseInstant(instant).value(); }

std::size_t Strikes(FaultPlan& plan, const char* path = "/ventas", const char* place = "SUC001",
                    Instant now = {}) {
  return plan.Strike(path, {place}, now).size();
}

TEST(ParseFaults, ReadsKindsAndSettings) {
  ASSERT_OK_AND_ASSIGN(
      const auto faults,
      ParseFaults("# comment\nstatus status=502 path=/ventas place=SUC003 skip=1 count=2\n"
                  "slow delay=2s per_row=50us; total rows=-3 percent=10"));
  ASSERT_EQ(faults.size(), 3U);
  EXPECT_EQ(faults[0].kind, FaultKind::kStatus);
  EXPECT_EQ(faults[0].status, 502);
  EXPECT_EQ(faults[0].path, "/ventas");
  EXPECT_EQ(faults[0].place, "SUC003");
  EXPECT_EQ(faults[0].skip, 1);
  EXPECT_EQ(faults[0].count, 2);
  EXPECT_EQ(faults[1].delay, 2s);
  EXPECT_EQ(faults[1].per_row, 50us);
  EXPECT_EQ(faults[2].rows, -3);
  EXPECT_EQ(faults[2].percent, 10);
}

TEST(ParseFaults, NamesTheLineThatIsWrong) {
  for (const char* wrong :
       {"\nexplode", "\nstatus status", "\nslow delay=soon", "\nstatus status=42",
        "\ncut colour=red", "\ntotal rows=1x", "\nhang_up from=today"}) {
    EXPECT_THAT(ParseFaults(wrong), StatusIs(Code::kInvalidInput, HasSubstr("line 2"))) << wrong;
  }
}

TEST(FaultPlan, StrikesWhereItIsToldAndAsOften) {
  FaultPlan plan(1);
  plan.Set({{.path = "/ventas", .place = "SUC001", .skip = 1, .count = 2}});
  EXPECT_EQ(Strikes(plan, "/other"), 0U);
  EXPECT_EQ(Strikes(plan, "/ventas", "SUC002"), 0U);
  EXPECT_EQ(Strikes(plan), 0U);
  EXPECT_EQ(Strikes(plan), 1U);
  EXPECT_EQ(Strikes(plan), 1U);
  EXPECT_EQ(Strikes(plan), 0U);
}

TEST(FaultPlan, StrikesWithinItsTime) {
  FaultPlan plan(1);
  plan.Set({{.from = At("2026-01-02T10:00:00Z"), .to = At("2026-01-02T11:00:00Z")}});
  EXPECT_EQ(Strikes(plan, "/ventas", "", At("2026-01-02T09:59:59Z")), 0U);
  EXPECT_EQ(Strikes(plan, "/ventas", "", At("2026-01-02T10:00:00Z")), 1U);
  EXPECT_EQ(Strikes(plan, "/ventas", "", At("2026-01-02T11:00:00Z")), 0U);
}

TEST(FaultPlan, StrikesAShareOfRequestsTheSameForASeed) {
  const auto strikes = [](std::uint64_t seed) {
    FaultPlan plan(seed);
    plan.Set({{.percent = 30}});
    std::vector<std::size_t> struck;
    for (int i = 0; i < 1000; ++i) struck.push_back(Strikes(plan));
    return struck;
  };
  const auto once = strikes(1);
  EXPECT_EQ(once, strikes(1));
  EXPECT_NE(once, strikes(2));
  EXPECT_NEAR(static_cast<double>(std::count(once.begin(), once.end(), 1U)), 300, 50);
}

}  // namespace
}  // namespace telar::samples::tills
