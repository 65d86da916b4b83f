#include "documents/pdf/clean_text.h"

#include <gmock/gmock.h>

namespace telar::documents {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

std::vector<std::string> Cleaned(std::u32string_view characters) {
  TextQuality quality;
  std::vector<std::string> texts;
  for (CleanPiece& piece : CleanWord(characters, quality)) texts.push_back(std::move(piece.text));
  return texts;
}

TEST(CleanWord, KeepsPlainWords) { EXPECT_THAT(Cleaned(U"ARTÍCULO"), ElementsAre("ARTÍCULO")); }

TEST(CleanWord, SplitsAtEverySpace) {
  EXPECT_THAT(Cleaned(U"1\u00A0234,56\u202F€"), ElementsAre("1", "234,56", "€"));
}

TEST(CleanWord, SaysWhichCharactersAPieceIsMadeOf) {
  TextQuality quality;
  const std::vector<CleanPiece> pieces = CleanWord(U"ab\u00A0cde", quality);
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[0].last, 2U);
  EXPECT_EQ(pieces[1].first, 3U);
  EXPECT_EQ(pieces[1].last, 6U);
}

TEST(CleanWord, SpellsLigaturesOut) {
  EXPECT_THAT(Cleaned(U"o\uFB03ce \uFB02at"), ElementsAre("office", "flat"));
}

TEST(CleanWord, MakesEveryHyphenAndMinusTheSame) {
  EXPECT_THAT(Cleaned(U"2024\u00AD01\u201005\u2011x \u22129"), ElementsAre("2024-01-05-x", "-9"));
}

TEST(CleanWord, DropsControlAndZeroWidthCharacters) {
  EXPECT_THAT(Cleaned(U"a\u200Bb\u0001c\uFEFF"), ElementsAre("abc"));
}

TEST(CleanWord, DropsWordsThatMeanNothing) { EXPECT_THAT(Cleaned(U"\uE021\uFFFD"), IsEmpty()); }

TEST(TextQuality, CallsAFontWithoutMeaningGarbage) {
  TextQuality quality;
  CleanWord(U"\uE021\uE022\uE023", quality);
  CleanWord(U"ok", quality);
  EXPECT_TRUE(quality.Garbage());
}

TEST(TextQuality, ForgivesAFewSymbols) {
  TextQuality quality;
  CleanWord(U"\uF0B7", quality);
  CleanWord(U"Zahlungsbedingungen", quality);
  EXPECT_FALSE(quality.Garbage());
}

Word At(std::string text, float x, float y) {
  return {.text = std::move(text), .box = {.x0 = x, .y0 = y, .x1 = x + 30, .y1 = y + 10}};
}

TEST(DropDuplicates, CountsAWordPrintedTwiceOnceAndCallsItBold) {
  std::vector<Word> words = {At("Total", 10, 10), At("9.00", 60, 10), At("Total", 10.4F, 10.1F)};
  std::vector<int> turns = {0, 1, 2};
  DropDuplicates(words, turns);
  ASSERT_THAT(words, ElementsAre(Field(&Word::text, "Total"), Field(&Word::text, "9.00")));
  EXPECT_TRUE(words[0].bold);
  EXPECT_FALSE(words[1].bold);
  EXPECT_THAT(turns, ElementsAre(0, 1));
}

TEST(DropDuplicates, KeepsTheSameWordInAnotherPlace) {
  std::vector<Word> words = {At("9.00", 10, 10), At("9.00", 60, 10), At("9.00", 10, 30)};
  std::vector<int> turns;
  DropDuplicates(words, turns);
  EXPECT_EQ(words.size(), 3U);
}

}  // namespace
}  // namespace telar::documents
