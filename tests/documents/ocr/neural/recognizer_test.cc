#include "documents/ocr/neural/recognizer.h"

#include <gtest/gtest.h>

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

TEST(LineSize, IsOneOfAFewWidthsAndNeverNarrowerThanTheLine) {
  for (const float aspect : {0.1F, 1.0F, 6.5F, 20.0F, 500.0F}) {
    const auto size = Recognizer::SizeFor(aspect);
    EXPECT_EQ(size.height, 48);
    EXPECT_LE(size.width, size.padded_width);
    EXPECT_GE(size.width, 16);
    EXPECT_LE(size.padded_width, 3200);
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

}  // namespace
}  // namespace telar::documents::neural
