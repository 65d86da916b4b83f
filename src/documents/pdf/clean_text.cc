#include "documents/pdf/clean_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/text.h"

namespace telar::documents {
namespace {

bool IsSpace(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool IsZeroWidth(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
}

bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

bool IsUnreadable(char32_t c) {
  return c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xD800 && c <= 0xDFFF) ||
         c >= 0xE0000;
}

bool IsHyphen(char32_t c) { return c == 0xAD || c == 0x2010 || c == 0x2011 || c == 0x2212; }

constexpr std::u32string_view kLigatures[] = {U"ff", U"fi", U"fl", U"ffi", U"ffl", U"st", U"st"};

}  // namespace

std::vector<CleanPiece> CleanWord(std::u32string_view characters, TextQuality& quality) {
  std::vector<CleanPiece> pieces;
  std::u32string text;
  std::size_t first = 0, readable = 0;
  const auto finish = [&](std::size_t last) {
    if (readable > 0) pieces.push_back({.text = EncodeUtf8(text), .first = first, .last = last});
    text.clear();
    readable = 0;
    first = last + 1;
  };
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const char32_t c = characters[i];
    if (IsSpace(c)) {
      finish(i);
    } else if (IsControl(c)) {
      ++quality.unreadable;
    } else if (IsZeroWidth(c)) {
      continue;
    } else if (IsUnreadable(c)) {
      ++quality.unreadable;
      text += U'\uFFFD';
    } else {
      ++readable;
      ++quality.readable;
      if (c >= 0xFB00 && c <= 0xFB06) {
        text += kLigatures[c - 0xFB00];
      } else {
        text += IsHyphen(c) ? U'-' : c;
      }
    }
  }
  finish(characters.size());
  return pieces;
}

void DropDuplicates(std::vector<Word>& words, std::vector<int>& turns) {
  std::vector<std::size_t> order(words.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const int by_text = words[a].text.compare(words[b].text);
    if (by_text != 0) return by_text < 0;
    const float ya = words[a].box.center_y(), yb = words[b].box.center_y();
    return ya != yb ? ya < yb : a < b;
  });
  std::vector<bool> dropped(words.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    Word& word = words[order[i]];
    if (dropped[order[i]]) continue;
    const float near = 0.25F * std::min(word.box.height(), word.box.width());
    for (std::size_t j = i + 1; j < order.size(); ++j) {
      const Word& other = words[order[j]];
      if (other.text != word.text || other.box.center_y() - word.box.center_y() > near) break;
      if (std::abs(other.box.center_x() - word.box.center_x()) > near) continue;
      dropped[order[j]] = true;
      word.bold = true;
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (dropped[i]) continue;
    if (kept != i) {
      words[kept] = std::move(words[i]);
      if (!turns.empty()) turns[kept] = turns[i];
    }
    ++kept;
  }
  words.resize(kept);
  if (!turns.empty()) turns.resize(kept);
}

}  // namespace telar::documents
