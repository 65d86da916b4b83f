#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace telar::invoices {

/// ASCII alone, whatever the locale.
constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// An ASCII letter, or the first byte of a UTF-8 sequence for one beyond (C3 and above).
constexpr bool IsLetter(char c) {
  return IsAsciiLetter(c) || static_cast<unsigned char>(c) >= 0xC3;
}

constexpr std::size_t CountDigits(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), IsDigit));
}
/// A letter beyond ASCII counts once.
constexpr std::size_t CountLetters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), IsLetter));
}
/// False for an empty text.
constexpr bool AllDigits(std::string_view text) {
  return !text.empty() && CountDigits(text) == text.size();
}

/// False for an empty text.
constexpr bool AllCapitals(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace telar::invoices
