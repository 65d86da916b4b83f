#include "documents/image/uncovered.h"

#include <gmock/gmock.h>

#include "tests/documents/pictures.h"

namespace telar::documents {
namespace {

using ::testing::IsEmpty;

/// A page of 600 × 800 points looked at with half a pixel a point.
Page PageWith(std::vector<Word> words) {
  Page page;
  page.width = 600;
  page.height = 800;
  page.words = std::move(words);
  return page;
}

PageImage Look() { return GrayPicture(300, 400); }

void Fill(PageImage& look, int x0, int y0, int x1, int y1, unsigned char brightness = 80) {
  for (int y = y0; y < y1; ++y) {
    for (int x = x0; x < x1; ++x) PixelAt(look, x, y) = brightness;
  }
}

TEST(UncoveredParts, FindsAPictureBesideTheWords) {
  PageImage look = Look();
  Fill(look, 20, 10, 120, 40);
  Fill(look, 20, 100, 60, 105);
  const auto parts = UncoveredParts(
      look, PageWith({{.text = "word", .box = {.x0 = 40, .y0 = 200, .x1 = 120, .y1 = 210}}}));
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_NEAR(parts[0].x0, 40, 6);
  EXPECT_NEAR(parts[0].y0, 20, 6);
  EXPECT_NEAR(parts[0].x1, 240, 6);
  EXPECT_NEAR(parts[0].y1, 80, 6);
}

TEST(UncoveredParts, CountsNoRulesAndFrames) {
  PageImage look = Look();
  for (const int y : {50, 60, 70, 80}) Fill(look, 20, y, 280, y + 1);
  for (const int x : {20, 100, 279}) Fill(look, x, 50, x + 1, 81);
  EXPECT_THAT(UncoveredParts(look, PageWith({})), IsEmpty());
}

TEST(UncoveredParts, CountsNothingTooSmallForText) {
  PageImage look = Look();
  Fill(look, 20, 10, 32, 40);
  Fill(look, 100, 100, 118, 104);
  EXPECT_THAT(UncoveredParts(look, PageWith({})), IsEmpty());
}

TEST(UncoveredParts, TakesAPageThatIsMostlyPictureAsOne) {
  PageImage look = Look();
  Fill(look, 0, 0, 300, 150);
  Fill(look, 0, 170, 300, 390);
  const auto parts = UncoveredParts(look, PageWith({}));
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_GT(parts[0].height(), 750);
}

TEST(UncoveredParts, FindsNothingOnAPageWithoutSize) {
  EXPECT_THAT(UncoveredParts(Look(), Page()), IsEmpty());
}

}  // namespace
}  // namespace telar::documents
