#include "pos/retention.h"

#include <gmock/gmock.h>

#include "pos/sales_pipeline.h"
#include "pos/sales_plan.h"
#include "tests/pos/fake_tills.h"

namespace telar::pos {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class RetentionTest : public TillsFixture {
 protected:
  void SetUp() override {
    TillsFixture::SetUp();
    locations_[0].first_sync = *ParseDate("2025-10-01");
    for (const char* day : {"2025-10-05", "2026-01-01"}) {
      till_.sales["tienda_01"].push_back(SaleAt("A", "1", "09:10:00", day));
      const Tills tills = MakeTills();
      const LocalTime midnight = MidnightOf(*ParseDate(day));
      SalesPipeline pipeline(
          tills, "pos.sales",
          RangePlan(tills, *SellingLocations(tills, {"tienda_01"}),
                    {midnight, midnight + std::chrono::days(1)}, {}, WindowReason::kManual));
      Run(pipeline);
    }
  }
  std::vector<std::string> Days() { return Rows("SELECT fecha FROM ventas ORDER BY 1"); }
};

TEST_F(RetentionTest, ForEverIsForEver) {
  const auto retired = Retire(MakeTills(), {});
  ASSERT_OK(retired);
  EXPECT_EQ(retired->total(), 0);
  EXPECT_THAT(Days(), SizeIs(2));
}

TEST_F(RetentionTest, MonthsOfSalesThatLieBeforeAreTakenAway) {
  const auto retired = Retire(MakeTills(), {.sales_days = 30});
  ASSERT_OK(retired);
  EXPECT_EQ(retired->sales, 1);
  EXPECT_THAT(Days(), ElementsAre("2026-01-01"));
}

TEST_F(RetentionTest, OldAnswersLeaveTheArchiveAndItsIndex) {
  clock_.Advance(std::chrono::days(10));
  const auto retired = Retire(MakeTills(), {.archive_days = 9});
  ASSERT_OK(retired);
  EXPECT_EQ(retired->answers, 2);
  EXPECT_THAT(Rows("SELECT * FROM pos_answers"), IsEmpty());
  const auto left = archive_->List("", "", 10);
  ASSERT_OK(left);
  EXPECT_THAT(left->objects, IsEmpty());
}

TEST_F(RetentionTest, OnceADayIsEnough) {
  ASSERT_OK(Retire(MakeTills(), {.archive_days = 400}));
  clock_.Advance(std::chrono::hours(1));
  const auto again = Retire(MakeTills(), {.sales_days = 30});
  ASSERT_OK(again);
  EXPECT_EQ(again->total(), 0);
  clock_.Advance(std::chrono::hours(24));
  EXPECT_EQ(Retire(MakeTills(), {.sales_days = 30})->sales, 1);
}

}  // namespace
}  // namespace telar::pos
