#include "analytics/scarce_split.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "analytics/cases.h"

namespace telar::analytics {
namespace {

constexpr double kDemandShare = 0.60, kUrgencyShare = 0.40;
constexpr double kMostUrgent = 100, kHalfADay = 0.5;
constexpr double kNoise = 1e-9;  // of a case: a third of three is one

struct Standing {
  std::size_t claim = 0;
  std::int64_t open = 0;  // cases it may still get
  double demand = 0, urgency = 0, weight = 0;
};

double Urgency(const Claim& claim) {
  const double stock = claim.stock.ToDoubleForStatistics();
  if (stock <= 0) return kMostUrgent;
  if (!(claim.demand > 0)) return 0;
  const double days = stock / claim.demand;
  return days <= kHalfADay ? kMostUrgent : 1 / days;
}

void Weigh(std::vector<Standing>& standings) {
  double demand = 0, urgency = 0;
  for (const Standing& one : standings) {
    demand += one.demand;
    urgency += one.urgency;
  }
  for (Standing& one : standings) {
    if (!(demand > 0) && !(urgency > 0)) one.weight = 1;
    if (demand > 0) one.weight += kDemandShare * one.demand / demand;
    if (urgency > 0) one.weight += kUrgencyShare * one.urgency / urgency;
  }
}

/// One share of `left` cases by weight; returns what is left of them. Who is full is out of the
/// next share.
std::int64_t Share(std::vector<Standing>& standings, std::vector<std::int64_t>& cases,
                   std::int64_t left) {
  double weights = 0;
  for (const Standing& one : standings) weights += one.open > 0 ? one.weight : 0;
  if (!(weights > 0)) return left;
  const auto whole = static_cast<double>(left);
  for (Standing& one : standings) {
    if (one.open <= 0) continue;
    const double exact = std::floor(whole * (one.weight / weights) + kNoise);
    // A share above the need may lie beyond what a whole number holds.
    const std::int64_t given = std::min(
        {one.open, left,
         exact < static_cast<double>(one.open) ? static_cast<std::int64_t>(exact) : one.open});
    cases[one.claim] += given;
    one.open -= given;
    left -= given;
  }
  return left;
}

}  // namespace

std::vector<std::int64_t> SplitScarce(const Decimal& stock, const Decimal& units_per_case,
                                      std::span<const Claim> claims) {
  std::vector<std::int64_t> cases(claims.size(), 0);
  std::vector<Standing> standings;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const std::int64_t open = CasesFor(claims[i].need, units_per_case);
    if (open <= 0) continue;
    standings.push_back({.claim = i,
                         .open = open,
                         .demand = std::max(claims[i].demand, 0.0),
                         .urgency = Urgency(claims[i])});
  }
  std::sort(standings.begin(), standings.end(), [&](const Standing& a, const Standing& b) {
    return std::tie(b.urgency, b.demand, claims[a.claim].location) <
           std::tie(a.urgency, a.demand, claims[b.claim].location);
  });
  Weigh(standings);
  std::int64_t left = CasesWithin(stock, units_per_case);
  // A share that fills nobody leaves less than a case for each: the rest is no matter of weights.
  for (bool filled = true; filled && left > 0;) {
    const auto full = [&] {
      return std::count_if(standings.begin(), standings.end(),
                           [](const Standing& one) { return one.open == 0; });
    };
    const auto before = full();
    left = Share(standings, cases, left);
    filled = full() > before;
  }
  for (bool given = true; given && left > 0;) {
    given = false;
    for (Standing& one : standings) {
      if (left == 0 || one.open == 0) continue;
      ++cases[one.claim];
      --one.open;
      --left;
      given = true;
    }
  }
  return cases;
}

}  // namespace telar::analytics
