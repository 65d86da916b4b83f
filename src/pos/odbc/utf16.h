#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace telar::pos {

/// UTF-16 units in this machine's byte order, as ODBC's wide functions take them; no zero at the
/// end. Malformed UTF-8 becomes U+FFFD.
std::vector<std::uint16_t> ToUtf16(std::string_view utf8);
/// Appends as UTF-8; half a surrogate pair becomes U+FFFD.
void AppendUtf8(std::string& out, std::span<const std::uint16_t> units);

}  // namespace telar::pos
