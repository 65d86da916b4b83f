#pragma once

#include <cstdint>
#include <string_view>

/// What every target has: one input, judged. Returns 0; a broken invariant ends the process.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace telar::fuzz {

/// Prints `invariant` and what broke it, and aborts, when `holds` is false.
void Require(bool holds, std::string_view invariant, std::string_view broken_by = {});

inline std::string_view AsText(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace telar::fuzz
