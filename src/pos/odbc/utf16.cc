#include "pos/odbc/utf16.h"

#include <algorithm>

#include "core/text.h"

namespace telar::pos {
namespace {

bool IsHigh(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool IsLow(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Code points from U+0080 on; a text of a megabyte has many.
void Append(std::string& out, char32_t c) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    tail(6);
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    tail(12);
    tail(6);
  }
  tail(0);
}

}  // namespace

std::vector<std::uint16_t> ToUtf16(std::string_view utf8) {
  std::vector<std::uint16_t> units;
  units.reserve(utf8.size());
  for (const char32_t c : DecodeUtf8(utf8)) {
    if (c < 0x10000) {
      units.push_back(static_cast<std::uint16_t>(c));
    } else {
      units.push_back(static_cast<std::uint16_t>(0xD800 + ((c - 0x10000) >> 10)));
      units.push_back(static_cast<std::uint16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)));
    }
  }
  return units;
}

void AppendUtf8(std::string& out, std::span<const std::uint16_t> units) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    // Most texts are ASCII throughout.
    std::size_t end = i;
    while (end < units.size() && units[end] < 0x80) ++end;
    const std::size_t at = out.size();
    out.resize(at + end - i);
    std::transform(units.data() + i, units.data() + end, out.data() + at,
                   [](std::uint16_t unit) { return static_cast<char>(unit); });
    i = end;
    if (i == units.size()) break;
    char32_t c = units[i];
    if (IsHigh(c) && i + 1 < units.size() && IsLow(units[i + 1])) {
      c = 0x10000 + ((c - 0xD800) << 10) + (char32_t{units[++i]} - 0xDC00);
    } else if (IsHigh(c) || IsLow(c)) {
      c = U'\uFFFD';
    }
    Append(out, c);
  }
}

}  // namespace telar::pos
