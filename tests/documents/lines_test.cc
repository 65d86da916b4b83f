#include "documents/lines.h"

#include <gmock/gmock.h>

#include <cmath>
#include <string>

namespace telar::documents {
namespace {

Word At(std::string text, float x, float y, float height = 10) {
  const float width = 0.5F * height * static_cast<float>(text.size());
  return {.text = std::move(text), .box = {.x0 = x, .y0 = y, .x1 = x + width, .y1 = y + height}};
}

std::string Arranged(std::vector<Word> words, const std::vector<int>& turns = {}) {
  ArrangeLines(words, turns);
  Page page;
  page.words = std::move(words);
  return PageText(page);
}

TEST(ArrangeLines, ReadsFromTopToBottomAndLeftToRight) {
  EXPECT_EQ(Arranged({At("d", 50, 20), At("b", 50, 0), At("c", 0, 20), At("a", 0, 0)}),
            "a b\nc d\n");
}

TEST(ArrangeLines, NumbersLinesFromZero) {
  std::vector<Word> words = {At("b", 0, 20), At("a", 0, 0)};
  ArrangeLines(words);
  EXPECT_EQ(words[0].line, 0);
  EXPECT_EQ(words[1].line, 1);
}

TEST(ArrangeLines, KeepsARowAcrossAWideGapTogether) {
  EXPECT_EQ(Arranged({At("112.00", 500, 1), At("Total", 0, 0), At("Thanks", 0, 14)}),
            "Total 112.00\nThanks\n");
}

TEST(ArrangeLines, DoesNotMixColumnsWithDifferentRowHeights) {
  std::vector<Word> words;
  for (int row = 0; row < 6; ++row) {
    words.push_back(At("l" + std::to_string(row), 0, static_cast<float>(row) * 12));
    words.push_back(At("m" + std::to_string(row), 20, static_cast<float>(row) * 12));
    words.push_back(At("r" + std::to_string(row), 300, static_cast<float>(row) * 17));
    words.push_back(At("s" + std::to_string(row), 320, static_cast<float>(row) * 17));
  }
  ArrangeLines(words);
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].line != words[i - 1].line) continue;
    EXPECT_LE(std::abs(words[i].box.center_y() - words[i - 1].box.center_y()), 5)
        << words[i - 1].text << " and " << words[i].text;
  }
}

TEST(ArrangeLines, FollowsASkewedPage) {
  std::vector<Word> words;
  for (int row = 0; row < 8; ++row) {
    for (int column = 0; column < 8; ++column) {
      const float x = static_cast<float>(column) * 80;
      words.push_back(
          At(std::to_string(10 * row + column), x, static_cast<float>(row) * 14 + 0.05F * x));
    }
  }
  ArrangeLines(words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    EXPECT_EQ(words[i].text, std::to_string(10 * (i / 8) + i % 8));
    EXPECT_EQ(words[i].line, static_cast<int>(i / 8));
  }
}

TEST(ArrangeLines, FindsNoSkewInASkewedGapOfTheLastColumn) {
  std::vector<Word> words;
  for (int row = 0; row < 4; ++row) {
    for (int column = 0; column < 4; ++column) {
      if (row == 2 && column > 0 && column < 3) continue;
      const float x = static_cast<float>(column) * 150;
      words.push_back(
          At(std::to_string(10 * row + column), x, static_cast<float>(row) * 14 + 0.02F * x));
    }
  }
  EXPECT_EQ(Arranged(words), "0 1 2 3\n10 11 12 13\n20 23\n30 31 32 33\n");
}

TEST(ArrangeLines, KeepsPointsAndDashesInTheirRow) {
  Word point = At(".", 30, 8, 2);
  Word dash = At("-", 60, 4, 2);
  EXPECT_EQ(Arranged({dash, At("x", 80, 0), point, At("a", 0, 0), At("b", 40, 0)}), "a . b - x\n");
}

TEST(ArrangeLines, PutsABigWordOnTheRowOfItsBaseline) {
  EXPECT_EQ(Arranged({At("TOTAL", 0, 0, 20), At("9.00", 100, 10, 10), At("note", 100, -6, 10)}),
            "note\nTOTAL 9.00\n");
}

TEST(ArrangeLines, GivesTurnedWordsLinesOfTheirOwn) {
  // A margin note that reads upwards beside three rows.
  Word lower = {.text = "printed", .box = {.x0 = 0, .y0 = 40, .x1 = 8, .y1 = 70}};
  Word upper = {.text = "by", .box = {.x0 = 0, .y0 = 10, .x1 = 8, .y1 = 30}};
  EXPECT_EQ(
      Arranged({upper, At("a", 20, 10), At("b", 20, 30), At("c", 20, 50), lower}, {3, 0, 0, 0, 3}),
      "a\nb\nc\nprinted by\n");
}

TEST(ArrangeLines, TakesNoWords) { EXPECT_EQ(Arranged({}), ""); }

TEST(OrderKnownLines, KeepsLinesAndSortsThem) {
  std::vector<Word> words = {At("d", 50, 20), At("c", 0, 20), At("b", 50, 3), At("a", 0, 0)};
  words[0].line = words[1].line = 4;
  words[2].line = words[3].line = 7;
  OrderKnownLines(words);
  Page page;
  page.words = words;
  EXPECT_EQ(PageText(page), "a b\nc d\n");
  EXPECT_EQ(words.front().line, 0);
  EXPECT_EQ(words.back().line, 1);
}

}  // namespace
}  // namespace telar::documents
