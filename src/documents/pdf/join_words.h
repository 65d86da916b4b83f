#pragma once

#include <vector>

#include "documents/document.h"

namespace telar::documents {

/// Makes one word of neighbours that touch: a PDF library ends a word where the font changes, print
/// does not. Only words of one line with one size and baseline and no gap to speak of are joined; a
/// raised "00" after a price stays apart. Expects the order and lines of ArrangeLines, level text.
void JoinTouchingWords(std::vector<Word>& words);

}  // namespace telar::documents
