#include "documents/image/sheets.h"

#include <gmock/gmock.h>

#include <cmath>

#include "documents/image/pixels.h"
#include "tests/documents/drawn_page.h"
#include "tests/documents/pictures.h"

namespace telar::documents {
namespace {

using ::testing::IsEmpty;

constexpr Quad kLying = {PixelPoint{90, 60}, {390, 80}, {420, 460}, {60, 440}};

/// A dark table with a grain of its own.
PageImage Table(int width = 480, int height = 500) {
  PageImage table = GrayPicture(width, height, 60);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      PixelAt(table, x, y) = static_cast<unsigned char>(60 + (x * 7 + y * 13) % 17);
    }
  }
  return table;
}

void ExpectQuad(const Quad& got, const Quad& wanted, double tolerance = 4) {
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(got[i].x, wanted[i].x, tolerance) << "corner " << i;
    EXPECT_NEAR(got[i].y, wanted[i].y, tolerance) << "corner " << i;
  }
}

TEST(FindSheets, FindsAPageOnATable) {
  PageImage photo = Table();
  PutOnto(DrawnPage(), kLying, photo);
  const std::vector<Quad> sheets = FindSheets(photo);
  ASSERT_EQ(sheets.size(), 1U);
  ExpectQuad(sheets[0], kLying);
}

TEST(FindSheets, FindsSeveralReceiptsInReadingOrder) {
  PageImage photo = Table(500, 500);
  const Quad places[] = {{PixelPoint{20, 20}, {150, 26}, {140, 240}, {12, 232}},
                         {PixelPoint{200, 30}, {330, 30}, {330, 260}, {200, 260}},
                         {PixelPoint{360, 25}, {480, 15}, {490, 240}, {372, 248}},
                         {PixelPoint{40, 290}, {170, 290}, {170, 480}, {40, 480}}};
  for (const Quad& place : places) PutOnto(DrawnReceipt(), place, photo);
  const std::vector<Quad> sheets = FindSheets(photo);
  ASSERT_EQ(sheets.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) ExpectQuad(sheets[i], places[i]);
}

TEST(FindSheets, LeavesAPageThatFillsItsPicture) {
  EXPECT_THAT(FindSheets(Scale(DrawnPage(), 0.5F)), IsEmpty());
}

TEST(FindSheets, LeavesAPageWithADarkBanner) {
  PageImage page = Scale(DrawnPage(), 0.5F);
  for (int y = 0; y < 120; ++y) {
    for (int x = 0; x < page.width; ++x) PixelAt(page, x, y) = 40;
  }
  EXPECT_THAT(FindSheets(page), IsEmpty());
}

TEST(FindSheets, LeavesABrightBoxAmongPrint) {
  PageImage page = Table();
  for (int y = 6; y < 110; y += 20) {
    for (int x = 10; x < 470; x += 3) PixelAt(page, x, y) = PixelAt(page, x, y + 1) = 240;
  }
  PutOnto(DrawnReceipt(), {PixelPoint{120, 120}, {360, 120}, {360, 460}, {120, 460}}, page);
  EXPECT_THAT(FindSheets(page), IsEmpty());
}

TEST(FindSheets, TakesNoShadowForAnEdge) {
  PageImage page = Scale(DrawnPage(), 0.5F);
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      const double from_middle = std::hypot(x - page.width / 2.0, y - page.height / 2.0);
      const double light = 1 / (1 + std::exp((from_middle - 180) / 25));
      PixelAt(page, x, y) = static_cast<unsigned char>(PixelAt(page, x, y) * (0.35 + 0.65 * light));
    }
  }
  EXPECT_THAT(FindSheets(page), IsEmpty());
}

TEST(FindSheets, FindsNothingOnABlankPicture) {
  EXPECT_THAT(FindSheets(GrayPicture(300, 300)), IsEmpty());
  EXPECT_THAT(FindSheets(GrayPicture(1, 1)), IsEmpty());
}

}  // namespace
}  // namespace telar::documents
