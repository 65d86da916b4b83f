#include "core/random.h"

#include <random>

namespace telar {

std::uint64_t Random::Below(std::uint64_t bound) {
  // Multiply-shift (Lemire 2019); the bias of 2^-64 × bound does not matter for jitter and samples.
  return static_cast<std::uint64_t>((static_cast<unsigned __int128>(Next()) * bound) >> 64);
}

double Random::Fraction() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }

std::uint64_t SystemRandom::Next() {
  thread_local std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32) | device();
}

std::uint64_t SeededRandom::Next() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

}  // namespace telar
