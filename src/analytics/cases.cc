#include "analytics/cases.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace telar::analytics {
namespace {

constexpr int kPlaces = 4;
constexpr double kUnit = 10000;
constexpr double kNoise = 1e-6;  // of a unit
constexpr double kMost = 1e12;   // units; ten-thousandths of them are exact in a double's 53 bits

/// Ten-thousandths of a unit.
std::int64_t E4(const Decimal& units) {
  const auto whole = units.Rounded(kPlaces).Units();
  if (whole.ok()) return *whole;
  return units.is_negative() ? std::numeric_limits<std::int64_t>::min() / 2
                             : std::numeric_limits<std::int64_t>::max() / 2;
}

double Bounded(double units) { return units > 0 ? std::min(units, kMost) : 0; }

}  // namespace

Decimal OrderPoint(double units) {
  return Decimal::FromUnits(
      static_cast<std::int64_t>(std::floor((Bounded(units) + kNoise) * kUnit)), kPlaces);
}

Decimal WholeUnits(double units) {
  return Decimal(static_cast<std::int64_t>(std::ceil(std::max(Bounded(units) - kNoise, 0.0))));
}

Decimal CaseOf(const Decimal& units) { return E4(units) > 0 ? units : Decimal(1); }

std::int64_t CasesWithin(const Decimal& units, const Decimal& units_per_case) {
  return std::max<std::int64_t>(E4(units), 0) / E4(units_per_case);
}

std::int64_t CasesFor(const Decimal& units, const Decimal& units_per_case) {
  const std::int64_t wanted = std::max<std::int64_t>(E4(units), 0), one = E4(units_per_case);
  return wanted / one + (wanted % one > 0 ? 1 : 0);
}

Decimal UnitsOf(std::int64_t cases, const Decimal& units_per_case) {
  return (Decimal(cases) * units_per_case).Normalized();
}

}  // namespace telar::analytics
