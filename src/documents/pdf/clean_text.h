#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.h"

namespace telar::documents {

/// A part of a raw word after cleaning, and the characters [first, last) it was made from.
struct CleanPiece {
  std::string text;
  std::size_t first = 0, last = 0;
};

/// How much of a text layer is text.
struct TextQuality {
  std::size_t readable = 0;    ///< Characters that print as what they are.
  std::size_t unreadable = 0;  ///< U+FFFD, private use, control characters, unassigned planes.

  /// True when too many characters mean nothing (fonts without a character map) to trust the rest.
  bool Garbage() const { return unreadable * 4 > readable; }
};

/// Turns the characters of one word as a PDF holds it into printable words: splits at every Unicode
/// space (no-break space too), spells ligatures out (U+FB00 to U+FB06), makes hyphens and minus of
/// any kind (U+00AD, U+2010, U+2011, U+2212) '-', drops control and zero-width characters. A piece
/// without any readable character is dropped. Counts into `quality`.
std::vector<CleanPiece> CleanWord(std::u32string_view characters, TextQuality& quality);

/// Removes words printed twice at nearly the same place (fake bold); what stays is bold.
/// Keeps the order; `turns` is kept in step when it is not empty.
void DropDuplicates(std::vector<Word>& words, std::vector<int>& turns);

}  // namespace telar::documents
