#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace telar {

/// Text is UTF-8. The Ascii functions touch A-Z and a-z only and never look at the locale.
std::string AsciiLower(std::string_view text);
std::string AsciiUpper(std::string_view text);
/// Without ASCII white space at both ends; a view into `text`.
std::string_view Trim(std::string_view text);
/// The pieces between `separator`; one empty piece for empty text. Views into `text`.
std::vector<std::string_view> Split(std::string_view text, char separator);
std::string Join(std::span<const std::string> pieces, std::string_view separator);
/// Runs of ASCII white space become one space; none at the ends.
std::string CollapseSpaces(std::string_view text);

/// True when `text` is well-formed UTF-8 (Unicode table 3-7: no surrogates, no overlong forms).
bool IsValidUtf8(std::string_view text);
/// Malformed sequences replaced by U+FFFD, so that foreign text can be stored and printed.
std::string ToValidUtf8(std::string_view text);
/// Decodes well-formed or malformed UTF-8 to code points; malformed bytes become U+FFFD.
std::u32string DecodeUtf8(std::string_view text);
std::string EncodeUtf8(std::u32string_view code_points);
/// Lower case without accents for Latin letters ("ARTÍCULO" → "articulo", "Ñ" → "n"); other code
/// points are kept. For comparing labels, never for storing.
std::string Fold(std::string_view text);

/// Levenshtein distance in bytes.
std::size_t EditDistance(std::string_view a, std::string_view b);
/// The candidate nearest to `word`, when it is near enough to be a slip (at most a third of its
/// letters); empty otherwise. For "did you mean".
std::string ClosestMatch(std::string_view word, std::span<const std::string> candidates);

}  // namespace telar
