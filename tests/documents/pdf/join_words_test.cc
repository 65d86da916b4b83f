#include "documents/pdf/join_words.h"

#include <gmock/gmock.h>

namespace telar::documents {
namespace {

Word At(std::string text, float x0, float x1, float y = 0, float height = 10) {
  return {.text = std::move(text), .box = {.x0 = x0, .y0 = y, .x1 = x1, .y1 = y + height}};
}

std::string Joined(std::vector<Word> words) {
  JoinTouchingWords(words);
  Page page;
  page.words = std::move(words);
  return PageText(page);
}

TEST(JoinTouchingWords, JoinsWhatAFontChangeParted) {
  EXPECT_EQ(Joined({At("R", 0, 6), At("echnung", 6.1F, 40), At("4711", 43, 60)}),
            "Rechnung 4711\n");
}

TEST(JoinTouchingWords, CoversBothBoxes) {
  std::vector<Word> words = {At("R", 0, 6), At("est", 6, 20)};
  JoinTouchingWords(words);
  ASSERT_EQ(words.size(), 1U);
  EXPECT_EQ(words[0].box, (Box{.x0 = 0, .y0 = 0, .x1 = 20, .y1 = 10}));
}

TEST(JoinTouchingWords, LeavesRaisedCentsApart) {
  EXPECT_EQ(Joined({At("12", 0, 10), At("00", 10, 15, 0, 5)}), "12 00\n");
}

TEST(JoinTouchingWords, LeavesOtherLinesApart) {
  std::vector<Word> words = {At("a", 0, 10), At("b", 10, 20)};
  words[1].line = 1;
  EXPECT_EQ(Joined(std::move(words)), "a\nb\n");
}

}  // namespace
}  // namespace telar::documents
