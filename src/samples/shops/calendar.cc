#include "samples/shops/calendar.h"

#include <array>

#include "samples/shops/dice.h"
#include "samples/shops/wall_clock.h"

namespace telar::samples::shops {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;

constexpr sys_days kFirstRate =
    sys_days(Date(std::chrono::year(2024), std::chrono::January, std::chrono::day(1)));

// Weights of twelfths of an opening time.
constexpr std::array<int, 12> kRush{4, 6, 8, 10, 12, 9, 7, 7, 9, 12, 11, 5};
constexpr int kRushSum = 100;

}  // namespace

Decimal RateOf(std::uint64_t seed, Date date) {
  sys_days day(date);
  const unsigned iso = weekday(day).iso_encoding();
  if (iso > 5) day -= days(iso - 5);
  // Ten-thousandths of a bolívar: 36 at first, then ever faster; before that it falls slowly.
  const std::int64_t since = (day - kFirstRate).count();
  const std::int64_t trend =
      since >= 0 ? 360'000 + 500 * since + 5 * since * since / 2 : 360'000 * 1000 / (1000 - since);
  const auto noise = static_cast<std::int64_t>(
      Hash(seed, Draw::kRate, {static_cast<std::uint64_t>(day.time_since_epoch().count())}) % 601);
  return Decimal::FromUnits(trend + trend * (noise - 300) / 100'000, 4);
}

std::int64_t TradeOf(Date date) {
  static constexpr std::array<std::int64_t, 7> kByWeekday{880, 870, 900, 950, 1100, 1230, 1070};
  static constexpr std::array<std::int64_t, 12> kByMonth{930, 950, 970,  980,  1000, 990,
                                                         990, 980, 1000, 1010, 1040, 1330};
  const sys_days day(date);
  std::int64_t trade = kByWeekday[weekday(day).iso_encoding() - 1] *
                       kByMonth[static_cast<unsigned>(date.month()) - 1] / 1000;
  const auto of_month = static_cast<unsigned>(date.day());
  const bool last = Date(day + days(1)).month() != date.month();
  if (of_month == 15 || of_month == 16 || last) trade = trade * 112 / 100;
  if (date.month() == std::chrono::December && (of_month == 24 || of_month == 31)) {
    trade = trade * 115 / 100;
  }
  return trade;
}

Duration MomentWithin(Random& random, Duration span) {
  std::int64_t at = Between(random, 0, kRushSum - 1);
  std::size_t part = 0;
  while (at >= kRush[part]) at -= kRush[part++];
  const std::int64_t twelfth = span.count() / static_cast<std::int64_t>(kRush.size());
  const std::int64_t moment =
      static_cast<std::int64_t>(part) * twelfth + Between(random, 0, twelfth - 1);
  return Duration(moment / 10'000 * 10'000);
}

}  // namespace telar::samples::shops
