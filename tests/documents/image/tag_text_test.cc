#include "documents/image/tag_text.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::documents {
namespace {

constexpr Colour kInk{255, 255, 255}, kGround{0, 100, 0};

PageImage Drawn(std::string_view text, int line_height = 20, int padding = 3) {
  const auto opened = TagText::Open(line_height);
  EXPECT_OK(opened);
  return FromPix(opened->Draw(text, kInk, kGround, padding));
}

/// Pixels of a column that are brighter than the ground.
int InkInColumn(const PageImage& image, int x) {
  int ink = 0;
  for (int y = 0; y < image.height; ++y) {
    const std::size_t at = static_cast<std::size_t>(y * image.width + x) * 3;
    ink += static_cast<unsigned char>(image.pixels[at]) > 60 ? 1 : 0;
  }
  return ink;
}

TEST(TagText, IsAsHighAsAsked) {
  EXPECT_NEAR(Drawn("total 0.97", 20).height, 26, 1);
  EXPECT_NEAR(Drawn("total 0.97", 30).height, 36, 1);
}

TEST(TagText, DrawsTheWholeText) {
  for (const int height : {12, 16, 18, 20, 25, 32}) {
    const PageImage one = Drawn("8", height), ten = Drawn("8888888888", height);
    EXPECT_GT(ten.width, one.width * 4);
    // The last letter is there, and nothing is cut at its right.
    int ink = 0;
    for (int x = ten.width - 4 - height / 4; x < ten.width - 3; ++x) ink += InkInColumn(ten, x);
    EXPECT_GT(ink, 0) << height;
    EXPECT_EQ(InkInColumn(ten, ten.width - 1), 0) << height;
  }
}

TEST(TagText, SmoothsItsLetters) {
  const PageImage image = Drawn("total");
  int between = 0;
  for (std::size_t at = 0; at < image.pixels.size(); at += 3) {
    const auto red = static_cast<unsigned char>(image.pixels[at]);
    between += red > 40 && red < 215 ? 1 : 0;
  }
  EXPECT_GT(between, 20);
}

TEST(TagText, DrawsAQuestionMarkForWhatItHasNoLetterFor) {
  EXPECT_EQ(Drawn("a\xC3\xB1").pixels, Drawn("a??").pixels);
  EXPECT_EQ(Drawn("a\tb").pixels, Drawn("a?b").pixels);
}

TEST(TagText, DrawsNothingAsAPatchOfItsGround) {
  const PageImage image = Drawn("", 20, 3);
  EXPECT_GT(image.height, 20);
  for (int x = 0; x < image.width; ++x) EXPECT_EQ(InkInColumn(image, x), 0);
}

}  // namespace
}  // namespace telar::documents
