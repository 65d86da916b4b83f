#pragma once

#include <string_view>

#include "documents/document.h"

namespace telar::testing {

/// How TextDocument places words.
struct TextLayout {
  float char_width = 5;  ///< A single space is narrower than a column gap, three are one.
  float line_height = 14;
  float word_height = 12;
  float skew = 0;  ///< Rise downwards per unit to the right.
  documents::PageSource source = documents::PageSource::kText;
  float confidence = 1;
};

/// A document whose words stand where monospace `text` has them: columns are code points, '\n' ends
/// a row, '\f' ends a page.
documents::Document TextDocument(std::string_view text, const TextLayout& layout = {});

}  // namespace telar::testing
