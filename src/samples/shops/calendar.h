#pragma once

#include <cstdint>

#include "core/decimal.h"
#include "core/random.h"
#include "core/time.h"

namespace telar::samples::shops {

/// The invented rate of a day, Bs per USD, four decimals. It rises with the years and is set on
/// working days; a weekend keeps Friday's.
Decimal RateOf(std::uint64_t seed, Date date);

/// How much is sold on a day, in thousandths of an average day: more at weekends and around
/// pay days (15th and last), a third more in December, less in January.
std::int64_t TradeOf(Date date);

/// A moment of an opening time of `span`, with its rush before noon and its rush in the evening.
/// Microseconds since opening, a multiple of 10 ms.
Duration MomentWithin(Random& random, Duration span);

}  // namespace telar::samples::shops
