#include "models/prepare.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::models {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using testing::StatusIs;

documents::PageImage Page(int width, int height, int channels, char fill) {
  const auto bytes = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                     static_cast<std::size_t>(channels);
  return {width, height, channels, 200, std::string(bytes, fill)};
}

TEST(Prepare, GivesEveryPixelTheMeanOfTheAreaItCovers) {
  documents::PageImage page = Page(16, 16, 1, '\0');
  page.pixels[0] = static_cast<char>(100);
  page.pixels[17] = static_cast<char>(200);  // the other corner of the first 2 × 2
  ASSERT_OK_AND_ASSIGN(const PreparedPage prepared, Prepare(page, {8, 8, 1, 200}));
  EXPECT_EQ(prepared.levels[0], 75);
  EXPECT_EQ(prepared.levels[1], 0);
}

TEST(Prepare, WeighsPixelsThatLieOnTheEdgeOfTwoAreas) {
  // 12 columns become 8: each new pixel covers one and a half.
  documents::PageImage page = Page(12, 8, 1, '\0');
  for (std::size_t row = 0; row < 8; ++row) page.pixels[row * 12 + 1] = static_cast<char>(240);
  ASSERT_OK_AND_ASSIGN(const PreparedPage prepared, Prepare(page, {8, 8, 1, 200}));
  EXPECT_EQ(prepared.levels[0], 80);  // half of the second pixel in one and a half
  EXPECT_EQ(prepared.levels[1], 80);
  EXPECT_EQ(prepared.levels[2], 0);
}

TEST(Prepare, KeepsAnEvenPageEvenAtAnySize) {
  for (const auto& [width, height] : {std::pair{1654, 2339}, {37, 91}, {5, 3}}) {
    ASSERT_OK_AND_ASSIGN(const PreparedPage prepared,
                         Prepare(Page(width, height, 3, static_cast<char>(200)), {}));
    EXPECT_EQ(prepared.levels.size(), 3U * 224U * 224U);
    EXPECT_THAT(prepared.levels, Each(200));
  }
}

TEST(Prepare, OrdersChannelsBeforeRows) {
  documents::PageImage page = Page(8, 8, 3, '\0');
  for (std::size_t i = 0; i < 64; ++i) {
    page.pixels[3 * i] = static_cast<char>(255);
    page.pixels[3 * i + 2] = static_cast<char>(51);
  }
  ASSERT_OK_AND_ASSIGN(const PreparedPage prepared, Prepare(page, {8, 8, 3, 200}));
  EXPECT_EQ(prepared.levels[0], 255);
  EXPECT_EQ(prepared.levels[64], 0);
  EXPECT_EQ(prepared.levels[128], 51);
}

TEST(Prepare, TakesAPageWhoseFirstTwoChannelsAgreeForGray) {
  documents::PageImage page = Page(8, 8, 3, static_cast<char>(100));
  page.pixels[2] = static_cast<char>(140);  // a blue speck
  ASSERT_OK_AND_ASSIGN(const PreparedPage prepared, Prepare(page, {8, 8, 3, 200}));
  EXPECT_EQ(prepared.levels[0], prepared.levels[128]);
  EXPECT_EQ(prepared.levels[0], 105);  // 0.299 and 0.587 of 100, 0.114 of 140
}

TEST(Prepare, MakesOneGrayChannelOfColour) {
  ASSERT_OK_AND_ASSIGN(const PreparedPage prepared,
                       Prepare(Page(64, 64, 3, static_cast<char>(90)), {32, 32, 1, 200}));
  EXPECT_EQ(prepared.levels.size(), 32U * 32U);
  EXPECT_THAT(prepared.levels, Each(90));
}

TEST(Prepare, RefusesPixelsThatDoNotFitTheirSizes) {
  documents::PageImage page = Page(8, 8, 3, 'x');
  page.pixels.pop_back();
  EXPECT_THAT(Prepare(page, {}), StatusIs(Code::kInvalidInput, HasSubstr("191 bytes")));
  EXPECT_THAT(Prepare({}, {}), StatusIs(Code::kInvalidInput, HasSubstr("0 × 0")));
}

TEST(Prepare, RefusesAnInputSizeOutOfRange) {
  EXPECT_THAT(Prepare(Page(8, 8, 1, 'x'), {4, 224, 1, 200}),
              StatusIs(Code::kInvalidInput, HasSubstr("8 to 1024")));
  EXPECT_THAT(Prepare(Page(8, 8, 1, 'x'), {224, 224, 2, 200}),
              StatusIs(Code::kInvalidInput, HasSubstr("channels 1 or 3")));
}

}  // namespace
}  // namespace telar::models
