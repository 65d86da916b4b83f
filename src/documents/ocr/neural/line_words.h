#pragma once

#include <cstddef>
#include <vector>

#include "documents/document.h"
#include "documents/ocr/neural/geometry.h"
#include "documents/ocr/neural/recognizer.h"

namespace telar::documents::neural {

/// Where a line's picture carries ink (InkColumns).
struct LineInk {
  std::vector<bool> columns;
  int height = 48;  ///< The line's own, in columns.
};

/// Characters `first` ≤ i < `end` of a line.
struct GlyphRange {
  std::size_t first = 0, end = 0;
};

/// The words of a line, in order: they end at spaces, at gaps that no word of the line has inside,
/// and where `ink` shows paper as wide as a space, which the network left out. Without columns only
/// spaces and wide gaps count.
std::vector<GlyphRange> SplitWords(const std::vector<Glyph>& glyphs, const LineInk& ink);

/// The same as words with their places: `glyphs` in reading order along `line`.
std::vector<Word> WordsOfLine(const std::vector<Glyph>& glyphs, const RotatedBox& line,
                              bool quarter_turn, const LineInk& ink = {});

}  // namespace telar::documents::neural
