#include "documents/image/marked_page.h"

#include <gmock/gmock.h>

#include <cstdlib>

#include "documents/image/image_file.h"
#include "tests/documents/pictures.h"
#include "tests/support/status_matchers.h"

namespace telar::documents {
namespace {

using testing::StatusIs;

constexpr std::uint64_t kEnough = 50'000'000;
constexpr Colour kRed{200, 0, 0}, kBlue{0, 0, 200};

PageImage Marked(const PageImage& page, const std::vector<Mark>& marks, float units = 1,
                 std::uint64_t max_pixels = kEnough) {
  const auto drawn = DrawMarks(page, units, marks, max_pixels);
  EXPECT_OK(drawn);
  if (!drawn.ok()) return {};
  const auto decoded = DecodeImagePage(drawn->png, FileKind::kPng, 1, kEnough);
  EXPECT_OK(decoded);
  return decoded.ok() ? *decoded : PageImage{};
}

bool Is(const PageImage& image, int x, int y, Colour colour) {
  const auto near = [&](int channel, int wanted) {
    return std::abs(PixelAt(image, x, y, channel) - wanted) <= 2;
  };
  return near(0, colour.red) && near(1, colour.green) && near(2, colour.blue);
}

int Count(const PageImage& image, Colour colour) {
  int count = 0;
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) count += Is(image, x, y, colour) ? 1 : 0;
  }
  return count;
}

/// 1000 × 1200 white, black over the box 100 100 300 200.
PageImage Page() {
  PageImage page = GrayPicture(1000, 1200);
  for (int y = 100; y < 200; ++y) {
    for (int x = 100; x < 300; ++x) PixelAt(page, x, y) = 0;
  }
  return page;
}

TEST(DrawMarks, OutlinesABoxAndTintsItsPaper) {
  const PageImage out = Marked(Page(), {{{400, 400, 600, 500}, "", kRed}});
  ASSERT_EQ(out.width, 1000);
  ASSERT_EQ(out.height, 1200);
  EXPECT_TRUE(Is(out, 500, 398, kRed)) << "the outline lies just outside";
  EXPECT_TRUE(Is(out, 500, 450, {244, 204, 204}));
  EXPECT_TRUE(Is(out, 700, 450, {255, 255, 255}));
}

TEST(DrawMarks, LeavesPrintInsideABoxAsDarkAsItWas) {
  const PageImage out = Marked(Page(), {{{80, 80, 400, 300}, "", kRed}});
  EXPECT_TRUE(Is(out, 200, 150, {0, 0, 0}));
}

TEST(DrawMarks, TurnsUnitsIntoPixels) {
  const PageImage out = Marked(Page(), {{{200, 200, 300, 250}, "", kRed}}, 2);
  EXPECT_TRUE(Is(out, 500, 398, kRed));
  EXPECT_TRUE(Is(out, 500, 450, {244, 204, 204}));
}

TEST(DrawMarks, WritesTheTagBesideTheBox) {
  const PageImage without = Marked(Page(), {{{400, 400, 600, 500}, "", kRed}});
  const PageImage with = Marked(Page(), {{{400, 400, 600, 500}, "total 0.97", kRed}});
  EXPECT_GT(Count(with, kRed), Count(without, kRed) + 500);
  EXPECT_EQ(with.width, 1000) << "there was room on the page";
}

TEST(DrawMarks, AddsAMarginWhereThePageIsFull) {
  PageImage full = GrayPicture(1000, 1200);
  for (int y = 0; y < 1200; ++y) {
    for (int x = 0; x < 1000; ++x) PixelAt(full, x, y) = (x / 3 + y / 3) % 2 == 0 ? 0 : 255;
  }
  EXPECT_GT(Marked(full, {{{400, 400, 600, 500}, "total 0.97", kRed}}).width, 1050);
}

TEST(DrawMarks, PutsTheLegendAboveThePage) {
  const PageImage out = Marked(Page(), {{{}, "a field", kRed}, {{}, "a line", kBlue}});
  EXPECT_EQ(out.width, 1000);
  EXPECT_GT(out.height, 1200);
  EXPECT_GT(Count(out, kRed), 50);
  EXPECT_GT(Count(out, kBlue), 50);
  EXPECT_TRUE(Is(out, 200, out.height - 1200 + 150, {0, 0, 0})) << "the page is moved, not covered";
}

TEST(DrawMarks, BreaksALegendThatIsTooLong) {
  const Mark entry{{}, "a legend of some length", kBlue};
  const int one = Marked(Page(), std::vector<Mark>(1, entry)).height;
  EXPECT_GT(Marked(Page(), std::vector<Mark>(12, entry)).height, one);
}

TEST(DrawMarks, EnlargesASmallPage) {
  const PageImage out = Marked(GrayPicture(300, 500), {{{100, 100, 200, 150}, "", kRed}});
  EXPECT_EQ(out.width, 900);
  EXPECT_EQ(out.height, 1500);
  EXPECT_TRUE(Is(out, 450, 375, {244, 204, 204}));
}

TEST(DrawMarks, ReducesAHugePage) {
  EXPECT_EQ(Marked(GrayPicture(3600, 4000), {}).width, 1800);
  const PageImage bounded = Marked(GrayPicture(1000, 1000), {}, 1, 500'000);
  EXPECT_LE(bounded.width * bounded.height, 500'000);
}

TEST(DrawMarks, CutsBoxesAtTheEdgeAndLeavesOutWhatIsBeyond) {
  const PageImage clean = Marked(Page(), {});
  EXPECT_EQ(
      Marked(Page(), {{{2000, 100, 2100, 200}, "far", kRed}, {{-50, -50, -10, -10}, "away", kRed}})
          .pixels,
      clean.pixels);
  const PageImage cut = Marked(Page(), {{{900, 1100, 5e8F, 5e8F}, "", kRed}});
  EXPECT_EQ(cut.width, 1000);
  EXPECT_TRUE(Is(cut, 950, 1150, {244, 204, 204}));
}

TEST(DrawMarks, KeepsAColourPagesColours) {
  PageImage page = GrayPicture(1000, 1000);
  page.channels = 3;
  page.pixels.assign(3'000'000, '\x40');
  EXPECT_TRUE(Is(Marked(page, {}), 500, 500, {0x40, 0x40, 0x40}));
}

TEST(DrawMarks, RefusesMoreMarksThanAPageTakes) {
  EXPECT_THAT(DrawMarks(Page(), 1, std::vector<Mark>(kMaxMarks + 1), kEnough),
              StatusIs(Code::kInvalidInput));
}

TEST(DrawMarks, BearsAsManyMarksAsItTakes) {
  std::vector<Mark> marks;
  for (int i = 0; i < static_cast<int>(kMaxMarks); ++i) {
    const auto x = static_cast<float>(i % 20 * 50), y = static_cast<float>(i / 20 * 12);
    marks.push_back({{x, y, x + 40, y + 10}, "total 0.97", kRed});
  }
  EXPECT_OK(DrawMarks(GrayPicture(1000, 1200), 1, marks, kEnough));
}

}  // namespace
}  // namespace telar::documents
