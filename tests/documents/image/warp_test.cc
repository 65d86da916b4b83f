#include "documents/image/warp.h"

#include <gtest/gtest.h>

#include "tests/documents/pictures.h"

namespace telar::documents {
namespace {

void ExpectNear(PixelPoint got, PixelPoint wanted) {
  EXPECT_NEAR(got.x, wanted.x, 1e-6);
  EXPECT_NEAR(got.y, wanted.y, 1e-6);
}

TEST(PixelMap, LeavesEverythingWhereItIsByDefault) {
  EXPECT_TRUE(PixelMap().identity());
  ExpectNear(PixelMap()({3, 4}), {3, 4});
}

TEST(PixelMap, UndoesQuarterTurns) {
  // The upper left corner of a 10 × 20 page lies right above after a clockwise turn.
  ExpectNear(PixelMap::BeforeTurn(1, 10, 20)({20, 0}), {0, 0});
  ExpectNear(PixelMap::BeforeTurn(2, 10, 20)({10, 20}), {0, 0});
  ExpectNear(PixelMap::BeforeTurn(3, 10, 20)({0, 10}), {0, 0});
  EXPECT_TRUE(PixelMap::BeforeTurn(4, 10, 20).identity());
}

TEST(PixelMap, KeepsTheMiddleOfASlantedPage) {
  ExpectNear(PixelMap::BeforeSlant(5, 100, 200, 120, 210)({60, 105}), {50, 100});
}

TEST(PixelMap, LeadsCornersOntoAQuadrilateral) {
  const Quad quad = {PixelPoint{10, 5}, {90, 15}, {95, 180}, {3, 170}};
  const auto map = PixelMap::OntoQuad(100, 200, quad);
  ASSERT_TRUE(map.has_value());
  ExpectNear((*map)({0, 0}), quad[0]);
  ExpectNear((*map)({100, 0}), quad[1]);
  ExpectNear((*map)({100, 200}), quad[2]);
  ExpectNear((*map)({0, 200}), quad[3]);
}

TEST(PixelMap, RefusesCornersOnOneLine) {
  EXPECT_FALSE(PixelMap::OntoQuad(10, 10, {PixelPoint{0, 0}, {1, 1}, {2, 2}, {3, 3}}).has_value());
}

TEST(PixelMap, AppliesTheInnerMapFirst) {
  const PixelMap both = PixelMap::BeforeTurn(1, 10, 20).After(PixelMap::Shift(20, 0));
  ExpectNear(both({0, 0}), {0, 0});
}

TEST(PixelMap, BoundsStayOnThePicture) {
  const Box box = PixelMap::Shift(-5, 2).Bounds({.x0 = 0, .y0 = 0, .x1 = 10, .y1 = 10}, 100, 8);
  EXPECT_EQ(box, (Box{.x0 = 0, .y0 = 2, .x1 = 5, .y1 = 8}));
}

TEST(Warped, MovesPixelsExactly) {
  PageImage image = GrayPicture(3, 2);
  PixelAt(image, 0, 0) = 10;
  PixelAt(image, 2, 1) = 60;
  const PageImage turned = Warped(image, PixelMap::BeforeTurn(1, 3, 2), 2, 3);
  EXPECT_EQ(PixelAt(turned, 1, 0), 10);
  EXPECT_EQ(PixelAt(turned, 0, 2), 60);
}

TEST(Warped, MixesNeighboursBetweenPixels) {
  PageImage image = GrayPicture(2, 1, 100);
  PixelAt(image, 1, 0) = 200;
  EXPECT_EQ(PixelAt(Warped(image, PixelMap::Shift(0.5, 0), 1, 1), 0, 0), 150);
}

TEST(Warped, ContinuesTheEdgeBeyondThePicture) {
  const PageImage image = GrayPicture(2, 2, 77);
  EXPECT_EQ(PixelAt(Warped(image, PixelMap::Shift(-9, -9), 3, 3), 0, 0), 77);
}

}  // namespace
}  // namespace telar::documents
