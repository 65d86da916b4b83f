#include "samples/warp.h"

#include <gtest/gtest.h>

namespace telar::samples {
namespace {

// White, with a black block whose box is known.
Picture PageWithBlock(const documents::Box& block) {
  Picture page{120, 80, 1, 150, {}};
  page.pixels.assign(120 * 80, 255);
  for (int y = 0; y < 80; ++y) {
    for (int x = 0; x < 120; ++x) {
      const auto px = static_cast<float>(x), py = static_cast<float>(y);
      if (px >= block.x0 && px < block.x1 && py >= block.y0 && py < block.y1) {
        page.pixels[static_cast<std::size_t>(y * 120 + x)] = 0;
      }
    }
  }
  return page;
}

// The share of black pixels that lie in `box`.
double BlackInside(const Picture& picture, const documents::Box& box) {
  int dark = 0, inside = 0;
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      if (picture.pixels[static_cast<std::size_t>(y * picture.width + x)] > 20) continue;
      ++dark;
      const auto px = static_cast<float>(x), py = static_cast<float>(y);
      inside += px >= box.x0 - 1 && px <= box.x1 + 1 && py >= box.y0 - 1 && py <= box.y1 + 1;
    }
  }
  return dark == 0 ? 0 : static_cast<double>(inside) / dark;
}

const documents::Box kBlock{20, 10, 50, 18};

TEST(Warp, TurnsAPageClockwise) {
  SeededRandom random(2);
  const Warp warp(120, 80, {.quarter_turns = 1}, random);
  const Picture turned = warp.Apply(PageWithBlock(kBlock), random);
  EXPECT_EQ(turned.width, 80);
  EXPECT_EQ(turned.height, 120);
  // What lay near the top now lies near the right edge.
  EXPECT_GT(warp.Map(kBlock).x0, 60);
  EXPECT_EQ(BlackInside(turned, warp.Map(kBlock)), 1.0);
}

TEST(Warp, BoxesEncloseTheInkOfAPhotograph) {
  for (int turns = 0; turns < 4; ++turns) {
    SeededRandom random(static_cast<std::uint64_t>(turns));
    const Warp warp(120, 80,
                    {.skew_degrees = 4,
                     .quarter_turns = turns,
                     .perspective = 0.06,
                     .surroundings = 0.2,
                     .surroundings_grey = 120},
                    random);
    const Picture photo = warp.Apply(PageWithBlock(kBlock), random);
    EXPECT_EQ(photo.width * photo.height, 168 * 112);
    EXPECT_EQ(BlackInside(photo, warp.Map(kBlock)), 1.0) << turns;
  }
}

TEST(Warp, ShowsTheGroundAroundThePage) {
  SeededRandom random(2);
  const Warp warp(120, 80, {.surroundings = 0.2, .surroundings_grey = 60}, random);
  const Picture photo = warp.Apply(PageWithBlock(kBlock), random);
  EXPECT_LT(photo.pixels.front(), 130);
  EXPECT_EQ(photo.pixels[static_cast<std::size_t>(56 * 168 + 84)], 255);
}

}  // namespace
}  // namespace telar::samples
