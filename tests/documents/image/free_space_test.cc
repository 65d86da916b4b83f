#include "documents/image/free_space.h"

#include <gtest/gtest.h>

#include "tests/documents/pictures.h"

namespace telar::documents {
namespace {

/// A white page of 400 × 300 with print (dark letters' worth of edges) in the given boxes.
PixPtr PageWith(const std::vector<PixelBox>& printed, unsigned char ink = 0) {
  PageImage image = GrayPicture(400, 300);
  for (const PixelBox& box : printed) {
    for (int y = box.y0; y < box.y1; ++y) {
      for (int x = box.x0; x < box.x1; ++x) {
        if ((x / 2 + y / 2) % 2 == 0) PixelAt(image, x, y) = ink;
      }
    }
  }
  return ToPix(image);
}

bool Overlap(const PixelBox& a, const PixelBox& b) {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

TEST(FreeSpace, IsWhereNothingIsPrinted) {
  const PixPtr page = PageWith({{100, 100, 200, 120}});
  const FreeSpace space(page.get(), 40);
  EXPECT_TRUE(space.Free({10, 10, 80, 40}));
  EXPECT_FALSE(space.Free({150, 110, 160, 115}));
  EXPECT_TRUE(space.Free({-40, 0, 0, 300})) << "the left margin";
  EXPECT_TRUE(space.Free({400, 0, 440, 300})) << "the right margin";
  EXPECT_FALSE(space.Free({400, 0, 460, 10})) << "beyond the margin";
  EXPECT_FALSE(space.Free({10, -5, 20, 10})) << "above the page";
  EXPECT_FALSE(space.Free({10, 295, 20, 305})) << "below the page";
}

TEST(FreeSpace, SeesFaintPrint) {
  const PixPtr page = PageWith({{100, 100, 200, 120}}, 220);
  EXPECT_FALSE(FreeSpace(page.get(), 0).Free({150, 110, 160, 115}));
}

TEST(FreeSpace, TakesAShadowForPaper) {
  PageImage image = GrayPicture(400, 300);
  for (int y = 0; y < 300; ++y) {
    for (int x = 0; x < 400; ++x) {
      PixelAt(image, x, y) = static_cast<unsigned char>(60 + x / 3);
    }
  }
  const PixPtr page = ToPix(image);
  EXPECT_TRUE(FreeSpace(page.get(), 0).Free({10, 10, 390, 290}));
}

TEST(FreeSpace, IsGoneOnceTaken) {
  const PixPtr page = PageWith({});
  FreeSpace space(page.get(), 0);
  space.Take({10, 10, 50, 30});
  EXPECT_FALSE(space.Free({20, 20, 30, 25}));
  EXPECT_TRUE(space.Free({60, 10, 80, 30}));
}

TEST(FreeSpace, CountsWhatALineCrosses) {
  const PixPtr page = PageWith({{100, 100, 200, 120}});
  const FreeSpace space(page.get(), 0);
  EXPECT_EQ(space.Crossed(0, 100, 110), 0);
  EXPECT_GT(space.Crossed(0, 300, 110), 20);
  EXPECT_EQ(space.Crossed(0, 300, 200), 0);
}

TEST(FreeSpace, PlacesAboveWhereThereIsRoom) {
  const PixPtr page = PageWith({{100, 100, 200, 120}});
  FreeSpace space(page.get(), 100);
  const PixelBox box{98, 98, 202, 122};
  space.Take(box);
  const PixelBox place = space.Place(box, 60, 20);
  EXPECT_EQ(place.x0, box.x0);
  EXPECT_LE(place.y1, box.y0);
}

TEST(FreeSpace, PlacesBesideTheRowWhereRowsAreDense) {
  std::vector<PixelBox> rows;
  for (int y = 4; y < 290; y += 20) rows.push_back({60, y, 340, y + 16});
  const PixPtr page = PageWith(rows);
  FreeSpace space(page.get(), 100);
  const PixelBox box{58, 142, 120, 162};
  space.Take(box);
  const PixelBox place = space.Place(box, 50, 20);
  EXPECT_LE(place.x1, box.x0);
  EXPECT_EQ(place.y0, 142);
  for (const PixelBox& row : rows) EXPECT_FALSE(Overlap(place, row));
}

TEST(FreeSpace, NeverPlacesOneOverAnother) {
  std::vector<PixelBox> rows;
  for (int y = 4; y < 290; y += 12) rows.push_back({4, y, 396, y + 9});
  const PixPtr page = PageWith(rows);
  FreeSpace space(page.get(), 200);
  std::vector<PixelBox> places;
  for (const PixelBox& row : rows) {
    const PixelBox place = space.Place(row, 80, 20);
    for (const PixelBox& other : places) EXPECT_FALSE(Overlap(place, other));
    for (const PixelBox& other : rows) EXPECT_FALSE(Overlap(place, other));
    space.Take(place);
    places.push_back(place);
  }
}

TEST(FreeSpace, PlacesWhatFitsNowhereToTheRight) {
  const PixPtr page = PageWith({});
  FreeSpace space(page.get(), 8);
  const PixelBox place = space.Place({0, 0, 400, 300}, 100, 20);
  EXPECT_EQ(place.width(), 100);
  EXPECT_GE(place.x0, 400);
}

}  // namespace
}  // namespace telar::documents
