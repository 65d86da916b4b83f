#pragma once

#include <cstdint>

namespace telar {

/// Where chance comes from. Injected like the Clock; implementations are safe to use from several
/// threads. Not for keys or passwords.
class Random {
 public:
  virtual ~Random() = default;
  virtual std::uint64_t Next() = 0;
  /// Uniform in [0, bound); `bound` > 0.
  std::uint64_t Below(std::uint64_t bound);
  /// Uniform in [0, 1).
  double Fraction();
};

/// Seeded from the operating system.
class SystemRandom final : public Random {
 public:
  std::uint64_t Next() override;
};

/// One thread at a time. SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same numbers
/// on every platform.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  std::uint64_t Next() override;

 private:
  std::uint64_t state_;
};

}  // namespace telar
