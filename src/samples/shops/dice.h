#pragma once

#include <cstdint>
#include <initializer_list>

#include "core/random.h"

namespace telar::samples::shops {

/// What a draw is for, so that a change in one leaves the others alone.
enum class Draw : std::uint64_t {
  kProduct = 1,
  kAssortment,
  kPrice,
  kPromotion,
  kRate,
  kDay,
  kTickets,
  kLevel,
  kDispatch
};

/// A number that depends on the seed, the purpose and the keys alone, evenly spread.
std::uint64_t Hash(std::uint64_t seed, Draw draw, std::initializer_list<std::uint64_t> keys);
/// A stream of chance for the same.
SeededRandom StreamOf(std::uint64_t seed, Draw draw, std::initializer_list<std::uint64_t> keys);
/// Uniform in [low, high], both included.
std::int64_t Between(Random& random, std::int64_t low, std::int64_t high);

}  // namespace telar::samples::shops
