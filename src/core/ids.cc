#include "core/ids.h"

#include <fmt/format.h>

namespace telar {

std::string NewUuid(const Clock& clock, Random& random) {
  const auto ms = static_cast<std::uint64_t>(
      std::chrono::floor<std::chrono::milliseconds>(clock.Now()).time_since_epoch().count());
  const std::uint64_t a = random.Next(), b = random.Next();
  return fmt::format("{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}", (ms >> 16) & 0xffffffff, ms & 0xffff,
                     a & 0xfff, 0x8000 | ((a >> 12) & 0x3fff), b & 0xffffffffffff);
}

}  // namespace telar
