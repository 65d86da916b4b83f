#include "analytics/scarce_split.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "analytics/cases.h"
#include "core/random.h"

namespace telar::analytics {
namespace {

using ::testing::ElementsAre;

Claim Of(const std::string& location, std::int64_t need, double demand, std::int64_t stock) {
  return {.location = location, .need = Decimal(need), .demand = demand, .stock = Decimal(stock)};
}

std::vector<std::int64_t> Split(std::int64_t stock, std::int64_t units_per_case,
                                std::vector<Claim> claims) {
  return SplitScarce(Decimal(stock), Decimal(units_per_case), claims);
}

TEST(ScarceSplit, GoesByDemandAndUrgency) {
  // Demand shares 3/4 and 1/4; urgencies 0.5 and 0.5: weights 0.65 and 0.35.
  EXPECT_THAT(Split(20, 1, {Of("a", 100, 3, 6), Of("b", 100, 1, 2)}), ElementsAre(13, 7));
}

TEST(ScarceSplit, HalfADayOfStockIsAsUrgentAsNone) {
  EXPECT_THAT(Split(10, 1, {Of("a", 50, 2, 1), Of("b", 50, 2, 0)}), ElementsAre(5, 5));
  // One day lasts: urgency 1 beside 100.
  EXPECT_THAT(Split(101, 1, {Of("a", 500, 2, 2), Of("b", 500, 2, 0)}), ElementsAre(30, 71));
}

TEST(ScarceSplit, NobodyGetsMoreThanItsNeed) {
  EXPECT_THAT(Split(40, 1, {Of("a", 5, 100, 0), Of("b", 50, 1, 30)}), ElementsAre(5, 35));
}

TEST(ScarceSplit, WhatACappedStoreDoesNotTakeIsSharedByTheOthersByTheirWeights) {
  const auto cases = Split(64, 1, {Of("a", 4, 1000, 0), Of("b", 90, 30, 0), Of("c", 90, 10, 0)});
  EXPECT_EQ(cases[0], 4);
  EXPECT_EQ(cases[1] + cases[2], 60);
  EXPECT_GT(cases[1], cases[2]);
}

TEST(ScarceSplit, CasesThatRoundingLeavesGoToTheMostUrgent) {
  EXPECT_THAT(Split(36, 12, {Of("a", 48, 1, 8), Of("b", 48, 1, 2), Of("c", 48, 1, 4)}),
              ElementsAre(0, 2, 1));
}

TEST(ScarceSplit, EqualClaimsAreServedByTheBytesOfTheirIds) {
  EXPECT_THAT(Split(1, 1, {Of("b", 1, 1, 0), Of("a", 1, 1, 0), Of("B", 1, 1, 0)}),
              ElementsAre(0, 0, 1));
}

TEST(ScarceSplit, WithoutAnyDemandOnlyUrgencyCounts) {
  EXPECT_THAT(Split(4, 1, {Of("a", 9, 0, 3), Of("b", 9, 0, 0)}), ElementsAre(0, 4));
  EXPECT_THAT(Split(4, 1, {Of("a", 9, 0, 3), Of("b", 9, 0, 3)}), ElementsAre(2, 2));
}

TEST(ScarceSplit, WhoHasNeitherDemandNorUrgencyGetsWhatOthersLeave) {
  EXPECT_THAT(Split(10, 1, {Of("a", 4, 2, 0), Of("b", 9, 0, 3)}), ElementsAre(4, 6));
}

TEST(ScarceSplit, LessThanACaseIsNothing) {
  EXPECT_THAT(Split(11, 12, {Of("a", 12, 1, 0)}), ElementsAre(0));
  EXPECT_THAT(Split(-5, 1, {Of("a", 12, 1, 0)}), ElementsAre(0));
  EXPECT_THAT(Split(5, 1, {}), ElementsAre());
}

/// Claims of any kind, tiny to huge.
std::vector<Claim> AnyClaims(SeededRandom& random) {
  std::vector<Claim> claims;
  const auto count = 1 + random.Below(12);
  for (std::uint64_t i = 0; i < count; ++i) {
    const double demand = random.Below(4) == 0 ? 0 : random.Fraction() * 50;
    claims.push_back(
        {.location = "t" + std::to_string(i),
         .need = Decimal::FromUnits(static_cast<std::int64_t>(random.Below(2000000)), 4),
         .demand = demand,
         .stock = Decimal(static_cast<std::int64_t>(random.Below(60)) - 5)});
  }
  return claims;
}

TEST(ScarceSplit, NothingIsGivenTwiceOrWithoutNeedAndNothingIsKeptBack) {
  SeededRandom random(7);
  for (int round = 0; round < 5000; ++round) {
    const std::vector<Claim> claims = AnyClaims(random);
    const Decimal one(static_cast<std::int64_t>(1 + random.Below(24)));
    const Decimal stock(static_cast<std::int64_t>(random.Below(1500)));
    const auto cases = SplitScarce(stock, one, claims);
    std::int64_t open = 0;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      ASSERT_GE(cases[i], 0);
      ASSERT_LE(cases[i], CasesFor(claims[i].need, one));
      open += CasesFor(claims[i].need, one) - cases[i];
    }
    const auto given = std::accumulate(cases.begin(), cases.end(), std::int64_t{0});
    ASSERT_LE(given, CasesWithin(stock, one));
    ASSERT_TRUE(open == 0 || given == CasesWithin(stock, one));
  }
}

TEST(ScarceSplit, TheOrderOfTheClaimsChangesNothing) {
  SeededRandom random(11);
  for (int round = 0; round < 500; ++round) {
    std::vector<Claim> claims = AnyClaims(random);
    const Decimal stock(static_cast<std::int64_t>(random.Below(500)));
    const auto forward = SplitScarce(stock, Decimal(3), claims);
    std::reverse(claims.begin(), claims.end());
    auto backward = SplitScarce(stock, Decimal(3), claims);
    std::reverse(backward.begin(), backward.end());
    ASSERT_EQ(forward, backward);
  }
}

}  // namespace
}  // namespace telar::analytics
