#pragma once

#include <vector>

#include "documents/document.h"

namespace telar::documents {

/// Puts `words` in reading order and numbers their lines from 0, as document.h promises: a line is
/// what is printed in one row, from left to right across all columns; lines go from top to bottom.
///
/// Only boxes count. Words join a line when they overlap its nearest word to the left by at least
/// half of the lower one's height and share its baseline or middle, after the page's common slope
/// is taken out; so neither skew nor columns with different row heights make rows interleave.
///
/// `turns` (empty, or one for each word) says how many quarter turns clockwise a word is printed
/// turned. Turned words form lines of their own, read along their writing direction; the group with
/// most words comes first.
void ArrangeLines(std::vector<Word>& words, const std::vector<int>& turns = {});

/// For words whose `line` numbers are right already, in any order: sorts lines from top to bottom
/// and words from left to right by their middles, and numbers the lines from 0.
void OrderKnownLines(std::vector<Word>& words);

}  // namespace telar::documents
