#include "analytics/order.h"

#include <gtest/gtest.h>

#include "analytics/cases.h"

namespace telar::analytics {
namespace {

/// Class B, ten a day: reorder point 20, maximum 160.
OrderInput Steady() {
  return {.demand = 10,
          .safety_stock = 5,
          .reorder_point = 20,
          .maximum = 160,
          .lead_days = 1.5,
          .coverage_days = 14,
          .abc = "B",
          .sold_before = true,
          .origin_stock = Decimal(100000)};
}

OrderInput With(std::int64_t stock, std::int64_t units_per_case = 1) {
  OrderInput input = Steady();
  input.stock = Decimal(stock);
  input.units_per_case = Decimal(units_per_case);
  return input;
}

Decimal D(std::string_view text) { return *Decimal::Parse(text); }

TEST(Order, IsPlacedAtTheReorderPointAndNotAboveIt) {
  EXPECT_EQ(OrderFor(With(20)).quantity, Decimal(140));
  EXPECT_EQ(OrderFor(With(20)).reason, OrderReason::kReorder);
  OrderInput above = Steady();
  above.stock = D("20.0001");
  EXPECT_EQ(OrderFor(above).quantity, Decimal(0));
  EXPECT_EQ(OrderFor(above).reason, OrderReason::kNone);
}

TEST(Order, AFractionOfTheReorderPointDecidesAsTheStateOfTheStockDoes) {
  OrderInput input = Steady();
  input.reorder_point = 20.00005;
  input.stock = D("20.0001");
  EXPECT_EQ(OrderFor(input).reason, OrderReason::kNone);
  input.stock = D("20");
  EXPECT_EQ(OrderFor(input).reason, OrderReason::kReorder);
}

TEST(Order, FillsUpToTheMaximumInWholeUnitsAndCases) {
  OrderInput input = With(7, 12);
  input.maximum = 160.2;
  const Order order = OrderFor(input);
  EXPECT_EQ(order.maximum, Decimal(161));
  EXPECT_EQ(order.needed, Decimal(154));
  EXPECT_EQ(order.cases, 13);
  EXPECT_EQ(order.quantity, Decimal(156));
}

TEST(Order, TheNoiseOfARealIsNoUnit) {
  EXPECT_EQ(WholeUnits(16.0 + 1e-9), Decimal(16));
  EXPECT_EQ(WholeUnits(0.1 + 0.2 - 0.3), Decimal(0));
  EXPECT_EQ(WholeUnits(16.001), Decimal(17));
  EXPECT_EQ(OrderPoint(0.29 * 100), Decimal(29));
  EXPECT_EQ(OrderPoint(-3), Decimal(0));
}

TEST(Order, ACaseOfNothingIsOneUnit) {
  EXPECT_EQ(CaseOf(Decimal(0)), Decimal(1));
  EXPECT_EQ(CaseOf(Decimal(-6)), Decimal(1));
  EXPECT_EQ(CaseOf(D("2.5")), D("2.5"));
  EXPECT_EQ(CasesFor(D("7.5001"), D("2.5")), 4);
  EXPECT_EQ(CasesWithin(D("7.4999"), D("2.5")), 2);
}

TEST(Order, StockBelowZeroIsNoneAndNotMoreToOrder) {
  EXPECT_EQ(OrderFor(With(-40)).quantity, OrderFor(With(0)).quantity);
}

TEST(Order, WhatIsOnItsWayIsNotOrderedAgain) {
  OrderInput input = With(5);
  input.in_transit = Decimal(155);
  EXPECT_EQ(OrderFor(input).reason, OrderReason::kNone);
}

TEST(Order, ASlowProductWithStockForSixteenDaysIsNotOrdered) {
  const OrderInput input{.stock = Decimal(16),
                         .demand = 1,
                         .safety_stock = 0.3,
                         .reorder_point = 1.8,
                         .maximum = 31.8,
                         .lead_days = 1.5,
                         .coverage_days = 30,
                         .abc = "D",
                         .sold_before = true,
                         .origin_stock = Decimal(1000)};
  EXPECT_EQ(OrderFor(input).reason, OrderReason::kNone);
}

TEST(Order, MoreThanTheMaximumIsSaidAndNothingOrdered) {
  const Order order = OrderFor(With(200));
  EXPECT_EQ(order.reason, OrderReason::kOverstock);
  EXPECT_EQ(order.overstock, Decimal(40));
  EXPECT_EQ(order.quantity, Decimal(0));
}

TEST(Order, StockThatNeverSoldIsNotCalledTooMuch) {
  OrderInput input{.stock = Decimal(48), .origin_stock = Decimal(10)};
  EXPECT_EQ(OrderFor(input).reason, OrderReason::kNone);
  input.sold_before = true;
  EXPECT_EQ(OrderFor(input).overstock, Decimal(48));
}

TEST(Order, WholeCasesNeverExceedTheRoomInTheStore) {
  OrderInput input = With(10, 12);
  input.capacity = Decimal(100);
  const Order order = OrderFor(input);
  EXPECT_EQ(order.quantity, Decimal(84));
  EXPECT_EQ(order.reason, OrderReason::kCapacity);
  input.capacity = Decimal(21);
  EXPECT_EQ(OrderFor(input).quantity, Decimal(0));
  EXPECT_EQ(OrderFor(input).reason, OrderReason::kNoRoom);
}

TEST(Order, RoomForMoreThanTheMaximumChangesNothing) {
  OrderInput input = With(10, 12);
  input.capacity = Decimal(1000);
  EXPECT_EQ(OrderFor(input).quantity, OrderFor(With(10, 12)).quantity);
  EXPECT_EQ(OrderFor(input).reason, OrderReason::kReorder);
}

TEST(Order, WholeCasesNeverExceedWhatTheOriginHas) {
  OrderInput input = With(0, 12);
  input.origin_stock = Decimal(47);
  Order order = OrderFor(input);
  EXPECT_EQ(order.wanted, Decimal(168));
  EXPECT_EQ(order.quantity, Decimal(36));
  EXPECT_EQ(order.reason, OrderReason::kScarce);
  input.origin_stock = Decimal(11);
  order = OrderFor(input);
  EXPECT_EQ(order.quantity, Decimal(0));
  EXPECT_EQ(order.reason, OrderReason::kOriginEmpty);
}

TEST(Order, NoMixOfLimitsIsEverExceeded) {
  for (std::int64_t units_per_case : {1, 5, 12}) {
    for (std::int64_t stock = -3; stock <= 20; ++stock) {
      for (std::int64_t capacity = 0; capacity <= 200; capacity += 7) {
        for (std::int64_t origin : {0, 3, 13, 64, 500}) {
          OrderInput input = With(stock, units_per_case);
          input.capacity = Decimal(capacity);
          input.origin_stock = Decimal(origin);
          const Order order = OrderFor(input);
          const Decimal held = std::max(input.stock, Decimal(0));
          EXPECT_LE(order.quantity, input.origin_stock);
          EXPECT_TRUE(order.quantity.is_zero() || held + order.quantity <= *input.capacity);
          EXPECT_EQ(order.quantity, Decimal(order.cases * units_per_case));
          EXPECT_LE(order.quantity, order.wanted);
        }
      }
    }
  }
}

TEST(Order, WhatHasToBeOnShowRaisesReorderPointAndMaximum) {
  OrderInput input = With(25);
  input.exhibition = Decimal(30);
  const Order order = OrderFor(input);
  EXPECT_EQ(order.reorder_point, Decimal(30));
  EXPECT_EQ(order.maximum, Decimal(170));
  EXPECT_EQ(order.quantity, Decimal(145));
  EXPECT_EQ(order.reason, OrderReason::kExhibition);
  input.exhibition = Decimal(15);
  EXPECT_EQ(OrderFor(input).reason, OrderReason::kNone);
}

TEST(Order, AProductWithoutDemandIsOrderedForTheShow) {
  const OrderInput input{
      .stock = Decimal(2), .exhibition = Decimal(6), .origin_stock = Decimal(100)};
  EXPECT_EQ(OrderFor(input).quantity, Decimal(4));
}

TEST(Order, AStoreThatSellsFarLessThanItsRegionGoesByTheRegion) {
  OrderInput input{.demand = 0.5,
                   .safety_stock = 0.2,
                   .reorder_point = 0.95,
                   .maximum = 7.95,
                   .lead_days = 1.5,
                   .coverage_days = 14,
                   .abc = "B",
                   .sold_before = true,
                   .regional_demand = 2.0,
                   .origin_stock = Decimal(100)};
  const Order order = OrderFor(input);
  EXPECT_EQ(order.method, OrderMethod::kRegional);
  EXPECT_EQ(order.reorder_point, D("3.9"));  // 2·1.5 + 0.30·2·1.5
  EXPECT_EQ(order.maximum, Decimal(32));     // and 2·14 more
  input.regional_demand = 1.5;
  EXPECT_EQ(OrderFor(input).method, OrderMethod::kParameters) << "three times as much is not more";
  input.regional_demand = 30;
  input.demand = 1;
  EXPECT_EQ(OrderFor(input).method, OrderMethod::kParameters);
  input.demand = 0;
  EXPECT_EQ(OrderFor(input).method, OrderMethod::kParameters);
}

OrderInput Unknown() {
  return {.lead_days = 1.5,
          .units_per_case = Decimal(6),
          .trial_demand = 0.1,
          .trial_coverage_days = 30,
          .origin_stock = Decimal(60)};
}

TEST(Order, AProductTheStoreNeverSoldIsTriedWithACaseOrMore) {
  OrderInput input = Unknown();
  Order order = OrderFor(input);
  EXPECT_EQ(order.method, OrderMethod::kTrial);
  EXPECT_EQ(order.reason, OrderReason::kTrial);
  EXPECT_EQ(order.abc, "D");
  EXPECT_EQ(order.cases, 1) << "0.1·(1.5 + 30) + 0.20·0.1·1.5 is less than a case";
  input.trial_demand = 1;
  EXPECT_EQ(OrderFor(input).cases, 6) << "31.8 units";
}

TEST(Order, NothingIsTriedWithoutStockInTheCentreOrWithStockInTheStore) {
  OrderInput input = Unknown();
  input.origin_stock = Decimal(5);
  EXPECT_EQ(OrderFor(input).reason, OrderReason::kNone) << "less than a case";
  input = Unknown();
  input.stock = Decimal(1);
  EXPECT_EQ(OrderFor(input).reason, OrderReason::kNone);
  input = Unknown();
  input.sold_before = true;
  EXPECT_EQ(OrderFor(input).reason, OrderReason::kNone);
  input = Unknown();
  input.trial_demand.reset();
  EXPECT_EQ(OrderFor(input).reason, OrderReason::kNone);
}

TEST(Order, ATrialStaysWithinTheRoomOfTheStore) {
  OrderInput input = Unknown();
  input.capacity = Decimal(5);
  EXPECT_EQ(OrderFor(input).quantity, Decimal(0));
  EXPECT_EQ(OrderFor(input).reason, OrderReason::kNoRoom);
}

TEST(Order, OfOneStoreDoesNotDependOnTheStoreAskedBefore) {
  const Order alone = OrderFor(With(3, 12));
  OrderInput other = With(0, 5);
  other.capacity = Decimal(20);
  other.exhibition = Decimal(90);
  OrderFor(other);
  const Order after = OrderFor(With(3, 12));
  EXPECT_EQ(after.quantity, alone.quantity);
  EXPECT_EQ(after.maximum, alone.maximum);
}

TEST(Order, ACentreIsFilledFirstByClassWithinWholeCasesOfTheOrigin) {
  OrderInput input{.units_per_case = Decimal(12), .origin_stock = Decimal(1000)};
  for (const auto& [abc, cases] :
       {std::pair{"A", 10}, std::pair{"B", 5}, std::pair{"C", 3}, std::pair{"D", 2}}) {
    input.abc = abc;
    EXPECT_EQ(FirstFillFor(input).cases, cases) << abc;
  }
  input.abc = "A";
  input.origin_stock = Decimal(47);
  EXPECT_EQ(FirstFillFor(input).quantity, Decimal(36));
  EXPECT_EQ(FirstFillFor(input).reason, OrderReason::kScarce);
}

}  // namespace
}  // namespace telar::analytics
