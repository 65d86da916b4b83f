#pragma once

#include <vector>

#include "core/result.h"
#include "documents/ocr/neural/geometry.h"
#include "documents/ocr/neural/line_words.h"
#include "documents/ocr/neural/recognizer.h"
#include "documents/reader.h"

namespace telar::documents::neural {

/// What stands in one line of a page.
struct LineReading {
  std::vector<Glyph> glyphs;  ///< In reading order; none when there is nothing legible.
  LineInk ink;
};

/// Reads one line of `image`: first at kQuickHeight, which is right for nearly all print, then once
/// more at full height those of its words that hold a doubtful character. Of two
/// readings of a word the one that is surer stays. `quarter_turn`: the writing runs from the bottom
/// to the top of `line`.
Result<LineReading> ReadLine(const PageImage& image, const RotatedBox& line, bool quarter_turn,
                             Recognizer& recognizer);

/// A stretch of a line that has to be read again, and the characters it replaces.
struct Stretch {
  GlyphRange glyphs;
  float from = 0, to = 1;  ///< Fractions of the line's width; the cuts lie on paper.
};

/// The stretches of `reading` around words with a character below `sure`, neighbours together; one
/// stretch over all when that is most of the line.
std::vector<Stretch> DoubtfulStretches(const LineReading& reading, float sure);

/// The surer of two readings of the same stretch.
const std::vector<Glyph>& Surer(const std::vector<Glyph>& first, const std::vector<Glyph>& second);

}  // namespace telar::documents::neural
