#include <algorithm>
#include <string>
#include <vector>

#include "core/text.h"
#include "documents/lines.h"
#include "documents/pdf/clean_text.h"
#include "documents/pdf/join_words.h"
#include "fuzz/support/pen.h"
#include "fuzz/support/require.h"

namespace {

using namespace telar;
using namespace telar::documents;
using fuzz::Require;

void JudgePieces(std::string_view bytes) {
  const std::u32string characters = DecodeUtf8(bytes);
  TextQuality quality;
  std::size_t end = 0;
  for (const CleanPiece& piece : CleanWord(characters, quality)) {
    Require(piece.first >= end && piece.first < piece.last && piece.last <= characters.size(),
            "pieces come in order from the word", bytes);
    Require(
        !piece.text.empty() && IsValidUtf8(piece.text) && piece.text.find(' ') == std::string::npos,
        "a piece is a word", piece.text);
    end = piece.last;
  }
  Require(quality.readable + quality.unreadable <= characters.size(),
          "a character counts once at most", bytes);
}

std::vector<std::string> SortedTexts(const std::vector<Word>& words) {
  std::vector<std::string> texts;
  for (const Word& word : words) texts.push_back(word.text);
  std::sort(texts.begin(), texts.end());
  return texts;
}

void JudgeLines(const std::vector<Word>& words) {
  int line = words.empty() ? 0 : words.front().line;
  Require(line == 0, "lines are numbered from 0");
  for (const Word& word : words) {
    Require(word.line == line || word.line == line + 1, "lines are numbered in order", word.text);
    line = word.line;
  }
}

void JudgePage(std::vector<Word> words) {
  std::vector<int> turns;
  for (const Word& word : words) turns.push_back(static_cast<int>(word.text.size()) & 3);

  std::vector<Word> level = words;
  ArrangeLines(level);
  Require(SortedTexts(level) == SortedTexts(words), "arranging keeps every word");
  JudgeLines(level);
  std::string before, after;
  for (const Word& word : level) before += word.text;
  JoinTouchingWords(level);
  for (const Word& word : level) after += word.text;
  Require(before == after, "joining keeps every letter");

  std::vector<Word> known = words;
  OrderKnownLines(known);
  Require(SortedTexts(known) == SortedTexts(words), "ordering keeps every word");
  JudgeLines(known);

  DropDuplicates(words, turns);
  Require(words.size() == turns.size() && words.size() <= known.size(),
          "words and their turns stay in step");
  std::vector<Word> single = words;
  ArrangeLines(single, turns);
  Require(SortedTexts(single) == SortedTexts(words), "turned words are kept");
  JudgeLines(single);
}

}  // namespace

/// Any characters as one word of a text layer, and any drawn page as the words before they are put
/// in order: nothing is lost, nothing is invented, lines are numbered.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::AsText(data, size);
  JudgePieces(bytes);
  for (const Page& page : fuzz::DrawDocument(bytes).pages) JudgePage(page.words);
  return 0;
}
