#include "documents/ocr/neural/recognizer.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

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

}  // namespace
}  // namespace telar::documents::neural
