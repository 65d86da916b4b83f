#include "documents/ocr/neural/line_words.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <utility>

namespace telar::documents::neural {
namespace {

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

/// Columns of a line 48 of them high, blank in the given spans.
LineInk Ink(int width, const std::vector<std::pair<int, int>>& blank) {
  LineInk ink{std::vector<bool>(static_cast<std::size_t>(width), true), 48};
  for (const auto& [from, to] : blank) {
    std::fill(ink.columns.begin() + from, ink.columns.begin() + to, false);
  }
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

TEST(WordsOfLine, MeasuresPaperInHeightsOfTheLine) {
  const RotatedBox line{{100, 20}, 200, 40, 0};
  const auto glyphs = Glyphs({{"V", 0.1F}, {"A", 0.2F}, {"T", 0.3F}, {":", 0.4F}, {"B", 0.6F}});
  LineInk half = Ink(120, {{51, 57}});
  half.height = 24;
  EXPECT_THAT(Texts(WordsOfLine(glyphs, line, false, half)), ::testing::ElementsAre("VAT:", "B"));
}

TEST(WordsOfLine, PlacesWordsThatAreWrittenUpwardsFromBelow) {
  const RotatedBox line{{20, 100}, 20, 200, 0};
  const auto words = WordsOfLine(Glyphs({{"a", 0.1F}, {" ", 0.5F}, {"b", 0.9F}}), line, true);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_NEAR(words[0].box.center_y(), 180, 1);
  EXPECT_NEAR(words[1].box.center_y(), 20, 1);
}

}  // namespace
}  // namespace telar::documents::neural
