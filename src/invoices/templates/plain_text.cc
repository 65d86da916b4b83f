#include "invoices/templates/plain_text.h"

#include <algorithm>

#include "core/text.h"

namespace telar::invoices::templates {
namespace {

struct Decomposition {
  char32_t letter;
  std::u32string_view parts;
};

// From the Unicode Character Database: NFKD of each, combining marks left out.
constexpr Decomposition kDecompositions[] = {
#include "invoices/templates/decompositions.inc"
};

char32_t Lower(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c == 0x130) return c;
  const bool even_is_upper = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
                             (c >= 0x1E00 && c <= 0x1E95) || (c >= 0x1EA0 && c <= 0x1EFE) ||
                             (c >= 0x460 && c <= 0x481) || (c >= 0x1DE && c <= 0x1EF) ||
                             (c >= 0x200 && c <= 0x232);
  if (even_is_upper) return c % 2 == 0 ? c + 1 : c;
  const bool odd_is_upper =
      (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) || (c >= 0x1CD && c <= 0x1DC);
  if (odd_is_upper) return c % 2 == 1 ? c + 1 : c;
  if (c == 0x178) return 0xFF;
  if (c >= 0x391 && c <= 0x3AB && c != 0x3A2) return c + 32;
  if (c == 0x386) return 0x3AC;
  if (c >= 0x388 && c <= 0x38A) return c + 37;
  if (c == 0x38C) return 0x3CC;
  if (c == 0x38E || c == 0x38F) return c + 63;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c;
}

bool IsSpace(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F) || c == 0x85 ||
         c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

}  // namespace

std::string WithoutAccents(std::string_view text) {
  std::u32string out;
  for (const char32_t c : DecodeUtf8(text)) {
    if (c >= 0x300 && c <= 0x362) continue;
    const auto* found =
        c < 0xA0 ? std::end(kDecompositions)
                 : std::lower_bound(
                       std::begin(kDecompositions), std::end(kDecompositions), c,
                       [](const Decomposition& d, char32_t wanted) { return d.letter < wanted; });
    if (found != std::end(kDecompositions) && found->letter == c) out += found->parts;
    else out += c;
  }
  return EncodeUtf8(out);
}

std::string LowerCase(std::string_view text) {
  std::u32string letters = DecodeUtf8(text);
  std::transform(letters.begin(), letters.end(), letters.begin(), Lower);
  return EncodeUtf8(letters);
}

std::string_view Strip(std::string_view text) {
  const auto start_of_last = [&] {
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    return at;
  };
  const auto first = [](std::string_view part) { return DecodeUtf8(part.substr(0, 4)).front(); };
  while (!text.empty()) {
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
    if (!IsSpace(first(text))) break;
    text.remove_prefix(size);
  }
  while (!text.empty()) {
    const std::size_t at = start_of_last();
    if (!IsSpace(first(text.substr(at)))) break;
    text = text.substr(0, at);
  }
  return text;
}

}  // namespace telar::invoices::templates
