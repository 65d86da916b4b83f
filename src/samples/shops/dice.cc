#include "samples/shops/dice.h"

namespace telar::samples::shops {

std::uint64_t Hash(std::uint64_t seed, Draw draw, std::initializer_list<std::uint64_t> keys) {
  std::uint64_t mixed = SeededRandom(seed + (static_cast<std::uint64_t>(draw) << 32)).Next();
  for (const std::uint64_t key : keys) mixed = SeededRandom(mixed ^ key).Next();
  return mixed;
}

SeededRandom StreamOf(std::uint64_t seed, Draw draw, std::initializer_list<std::uint64_t> keys) {
  return SeededRandom(Hash(seed, draw, keys));
}

std::int64_t Between(Random& random, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(random.Below(static_cast<std::uint64_t>(high - low + 1)));
}

}  // namespace telar::samples::shops
