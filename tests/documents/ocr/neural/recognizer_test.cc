#include "documents/ocr/neural/recognizer.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "documents/ocr/neural/neural_engine.h"

namespace telar::documents::neural {
namespace {

const std::vector<std::string> kAlphabet = {"a", "b"};  // classes 1 and 2; 0 blank, 3 space

/// Probabilities that say `classes`, one time step each.
std::vector<Glyph> Decode(const std::vector<std::size_t>& classes, float sure = 0.9F) {
  std::vector<float> p(classes.size() * 4, 0.01F);
  for (std::size_t i = 0; i < classes.size(); ++i) p[i * 4 + classes[i]] = sure;
  return DecodeBestPath(p, classes.size(), 4, kAlphabet);
}

std::string Text(const std::vector<Glyph>& glyphs) {
  std::string text;
  for (const Glyph& g : glyphs) text += g.text;
  return text;
}

TEST(BestPath, DropsBlanksAndRepeats) { EXPECT_EQ(Text(Decode({0, 1, 1, 0, 2, 2, 0})), "ab"); }

TEST(BestPath, KeepsADoubledLetterThatABlankSeparates) { EXPECT_EQ(Text(Decode({1, 0, 1})), "aa"); }

TEST(BestPath, ReadsTheLastClassAsASpace) { EXPECT_EQ(Text(Decode({1, 3, 2})), "a b"); }

TEST(BestPath, PlacesACharacterInTheMiddleOfItsSteps) {
  const auto glyphs = Decode({0, 0, 1, 1, 0, 0, 0, 2});
  EXPECT_FLOAT_EQ(glyphs[0].at, 3.0F / 8);
  EXPECT_FLOAT_EQ(glyphs[1].at, 7.5F / 8);
  EXPECT_FLOAT_EQ(glyphs[0].confidence, 0.9F);
}

TEST(BestPath, IsEmptyWhenEveryStepIsBlank) { EXPECT_TRUE(Decode({0, 0, 0}).empty()); }

TEST(LineWidth, FollowsTheLineWithinBounds) {
  EXPECT_EQ(Recognizer::WidthFor(0.1F), 16);
  EXPECT_EQ(Recognizer::WidthFor(6.5F), 312);
  EXPECT_EQ(Recognizer::WidthFor(500), 3200);
}

TEST(PaddedWidth, IsOneOfAFewAndNeverNarrowerThanTheLine) {
  std::set<int> widths;
  for (int width = 16; width <= 3200; ++width) {
    const int padded = Recognizer::PaddedWidth(width);
    EXPECT_GE(padded, width);
    widths.insert(padded);
  }
  EXPECT_LE(widths.size(), 24U);
  EXPECT_EQ(*widths.rbegin(), 3200);
}

TEST(KeptAlphabet, IsWhatEuropeanDocumentsArePrintedIn) {
  for (const char* kept :
       {"a", "Z", "7", "ñ", "É", "ß", "č", "Ț", "Ω", "€", "£", "’", "–", "%", "№"}) {
    EXPECT_TRUE(IsKept(kept)) << kept;
  }
  for (const char* left_out : {"\u8BF7", "\u30DB", "\uFF05", "\u3000", "\U0001F600", "", "ab"}) {
    EXPECT_FALSE(IsKept(left_out)) << left_out;
  }
}

std::vector<Glyph> Glyphs(const std::vector<std::pair<const char*, float>>& list) {
  std::vector<Glyph> glyphs;
  for (const auto& [text, at] : list) glyphs.push_back({text, 0.8F, at});
  return glyphs;
}

TEST(WordsOfLine, SplitsAtSpacesAndPlacesEachWord) {
  const RotatedBox line{{100, 20}, 200, 20, 0};
  const auto words = WordsOfLine(
      Glyphs({{"a", 0.1F}, {"b", 0.2F}, {" ", 0.3F}, {"c", 0.8F}, {"d", 0.9F}}), line, false);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0].text, "ab");
  EXPECT_NEAR(words[0].box.x0, 10, 1);
  EXPECT_NEAR(words[0].box.x1, 50, 1);
  EXPECT_EQ(words[1].text, "cd");
  EXPECT_NEAR(words[1].box.x1, 190, 1);
  EXPECT_FLOAT_EQ(words[1].confidence, 0.8F);
}

TEST(WordsOfLine, SplitsWhereTheGapIsWiderThanAnyWordOfTheLine) {
  const RotatedBox line{{100, 20}, 200, 20, 0};
  const auto words = WordsOfLine(Glyphs({{"T", 0.02F},
                                         {"o", 0.06F},
                                         {"t", 0.1F},
                                         {"a", 0.14F},
                                         {"l", 0.18F},
                                         {"9", 0.86F},
                                         {"0", 0.9F}}),
                                 line, false);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0].text, "Total");
  EXPECT_EQ(words[1].text, "90");
}

/// Columns as wide as the line at the recogniser's height, blank in the given spans.
std::vector<bool> Ink(int width, const std::vector<std::pair<int, int>>& blank) {
  std::vector<bool> ink(static_cast<std::size_t>(width), true);
  for (const auto& [from, to] : blank) std::fill(ink.begin() + from, ink.begin() + to, false);
  return ink;
}

std::vector<std::string> Texts(const std::vector<Word>& words) {
  std::vector<std::string> texts;
  for (const Word& word : words) texts.push_back(word.text);
  return texts;
}

TEST(WordsOfLine, SplitsWherePaperShowsASpaceThatTheNetworkLeftOut) {
  const RotatedBox line{{100, 20}, 200, 40, 0};
  const auto glyphs = Glyphs({{"V", 0.1F}, {"A", 0.2F}, {"T", 0.3F}, {":", 0.4F}, {"B", 0.6F}});
  EXPECT_THAT(Texts(WordsOfLine(glyphs, line, false, Ink(240, {{102, 114}}))),
              ::testing::ElementsAre("VAT:", "B"));
  EXPECT_THAT(Texts(WordsOfLine(glyphs, line, false, Ink(240, {{102, 108}}))),
              ::testing::ElementsAre("VAT:B"));
}

TEST(WordsOfLine, KeepsWidelySetLettersTogether) {
  const RotatedBox line{{100, 20}, 200, 40, 0};
  const auto glyphs = Glyphs({{"V", 0.1F}, {"A", 0.3F}, {"T", 0.5F}, {"S", 0.7F}});
  EXPECT_THAT(Texts(WordsOfLine(glyphs, line, false, Ink(240, {{40, 52}, {90, 102}, {138, 150}}))),
              ::testing::ElementsAre("VATS"));
}

TEST(WordsOfLine, DoesNotPartTheFiguresOfANumber) {
  const RotatedBox line{{100, 20}, 200, 40, 0};
  const auto glyphs = Glyphs({{"2", 0.1F}, {"1", 0.2F}, {",", 0.3F}, {"1", 0.4F}, {"5", 0.5F}});
  EXPECT_THAT(Texts(WordsOfLine(glyphs, line, false, Ink(240, {{76, 90}}))),
              ::testing::ElementsAre("21,15"));
}

}  // namespace
}  // namespace telar::documents::neural
