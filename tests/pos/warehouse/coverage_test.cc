#include "pos/coverage.h"

#include "tests/pos/warehouse/shop_floor.h"

namespace telar::pos::warehouse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Instant At(int hour) { return *ParseInstant("2026-03-02T00:00:00Z") + std::chrono::hours(hour); }

class CoverageTest : public FloorTest {
 protected:
  CoverageTest() { PrepareIt(); }

  Status Add(int from, int to, bool closed = true, std::int64_t lines = 1) {
    const Covered covered{At(from),
                          At(to),
                          lines,
                          Decimal(2),
                          *Decimal::Parse("3.25"),
                          closed,
                          closed ? "" : "count_differs"};
    return InTransaction([&](db::Connection& connection) {
      return Coverage::Add(connection, "tienda_07", "sales", covered, By(0));
    });
  }
  std::vector<std::string> Intervals() {
    auto connection = database().Acquire();
    auto read = Coverage::Read(**connection, "tienda_07", "sales", At(-100), At(100));
    EXPECT_OK(read);
    std::vector<std::string> lines;
    for (const auto& one : *read) {
      const auto hour = [](Instant t) {
        return std::to_string(std::chrono::duration_cast<std::chrono::hours>(t - At(0)).count());
      };
      lines.push_back(hour(one.from) + "-" + hour(one.to) + (one.closed ? "" : " " + one.doubt) +
                      " " + std::to_string(one.lines));
    }
    return lines;
  }
};

TEST_P(CoverageTest, AnIntervalTakesThePlaceOfThoseInsideIt) {
  ASSERT_OK(Add(1, 2));
  ASSERT_OK(Add(2, 3));
  ASSERT_OK(Add(5, 7));
  ASSERT_OK(Add(1, 6, true, 9));
  EXPECT_THAT(Intervals(), ElementsAre("1-6 9", "5-7 1"));
}

TEST_P(CoverageTest, TheSameIntervalAgainIsTheNewerWord) {
  ASSERT_OK(Add(1, 2));
  ASSERT_OK(Add(1, 2, false, 4));
  EXPECT_THAT(Intervals(), ElementsAre("1-2 count_differs 4"));
}

TEST_P(CoverageTest, NewestIsTheEndOfTheLastClosedInterval) {
  auto connection = database().Acquire();
  EXPECT_THAT(Coverage::Newest(**connection, "tienda_07", "sales"), IsOkAndHolds(std::nullopt));
  ASSERT_OK(Add(1, 3));
  ASSERT_OK(Add(3, 5, false));
  EXPECT_THAT(Coverage::Newest(**connection, "tienda_07", "sales"),
              IsOkAndHolds(std::optional(At(3))));
  EXPECT_THAT(Coverage::Newest(**connection, "tienda_07", "stock"), IsOkAndHolds(std::nullopt));
}

TEST_P(CoverageTest, SumsComeBackAsTheyWere) {
  ASSERT_OK(Add(1, 3));
  auto connection = database().Acquire();
  auto read = Coverage::Read(**connection, "tienda_07", "sales", At(2), At(9));
  ASSERT_OK(read);
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->front().quantity, Decimal(2));
  EXPECT_EQ(read->front().amount, *Decimal::Parse("3.25"));
}

INSTANTIATE_TEST_SUITE_P(Every, CoverageTest, ::testing::ValuesIn(Adapters()),
                         [](const auto& test) { return test.param; });

using Interval = Coverage::Interval;

TEST(CoverageGapsTest, WhatNoClosedIntervalCoversIsAGap) {
  const std::vector<Covered> covered{{.from = At(4), .to = At(6)},
                                     {.from = At(1), .to = At(3)},
                                     {.from = At(2), .to = At(4)},
                                     {.from = At(7), .to = At(8), .closed = false}};
  EXPECT_THAT(Coverage::Gaps(covered, At(0), At(9)),
              ElementsAre(Interval{At(0), At(1)}, Interval{At(6), At(9)}));
  EXPECT_THAT(Coverage::Gaps(covered, At(2), At(5)), IsEmpty());
  EXPECT_THAT(Coverage::Gaps({}, At(2), At(5)), ElementsAre(Interval{At(2), At(5)}));
  EXPECT_THAT(Coverage::Gaps(covered, At(5), At(5)), IsEmpty());
}

}  // namespace
}  // namespace telar::pos::warehouse
