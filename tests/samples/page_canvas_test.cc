#include "samples/page_canvas.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace telar::samples {
namespace {

std::string DrawHello() {
  auto canvas = PageCanvas::Pdf({}, "sample");
  EXPECT_OK(canvas);
  (*canvas)->NewPage();
  (*canvas)->Text({40, 40}, {}, "Hola", {"supplier"});
  auto bytes = (*canvas)->FinishPdf();
  EXPECT_OK(bytes);
  return *bytes;
}

TEST(PageCanvas, WritesTheSameBytesTwice) {
  const std::string first = DrawHello();
  EXPECT_EQ(first, DrawHello());
  EXPECT_TRUE(first.starts_with("%PDF-"));
}

TEST(PageCanvas, LogsWhatItDrewWithItsBox) {
  ASSERT_OK_AND_ASSIGN(auto canvas, PageCanvas::Pdf({}, "sample"));
  canvas->NewPage();
  const double height =
      canvas->Text({40, 50, 100, Align::kRight}, {.size = 10}, "12,50 US$", {"total", 2});
  ASSERT_EQ(canvas->drawn().size(), 1U);
  const DrawnText& text = canvas->drawn().front();
  EXPECT_EQ(text.text, "12,50 US$");
  EXPECT_EQ(text.field, "total");
  EXPECT_EQ(text.line, 2);
  EXPECT_NEAR(static_cast<double>(text.box.x1), 140, 0.5);
  EXPECT_NEAR(static_cast<double>(text.box.y1 - text.box.y0), height, 0.01);
}

TEST(PageCanvas, DoesNotLogWhatIsPressedOntoThePage) {
  ASSERT_OK_AND_ASSIGN(auto canvas, PageCanvas::Pdf({}, "sample"));
  canvas->NewPage();
  canvas->Impress({100, 100, 20}, [&] { canvas->Text({0, 0}, {}, "URGENTE"); });
  EXPECT_TRUE(canvas->drawn().empty());
  canvas->Text({40, 50}, {}, "Hola");
  EXPECT_EQ(canvas->drawn().size(), 1U);
}

// The level of the middle of a black square of 40 points that is pressed onto a page.
int PressedLevel(const Impression& impression) {
  auto canvas = PageCanvas::Raster({100, 100}, {.dpi = 72});
  EXPECT_OK(canvas);
  (*canvas)->NewPage();
  (*canvas)->Impress(impression, [&] { (*canvas)->Fill(-20, -20, 40, 40, {0, 0, 0}); });
  auto pages = (*canvas)->FinishPictures();
  EXPECT_OK(pages);
  return pages->front().pixels[(50 * 100 + 50) * 3];
}

TEST(PageCanvas, PressesWithTheOpacityOfTheInkAndLeavesItsGaps) {
  EXPECT_EQ(PressedLevel({50, 50}), 0);
  EXPECT_NEAR(PressedLevel({50, 50, 0, 0.5}), 128, 2);
  EXPECT_EQ(PressedLevel({50, 50, 30, 1, {{0, 0, 5}}}), 255);
  EXPECT_EQ(PressedLevel({50, 50, 30, 1, {{15, 0, 5}}}), 0);
}

TEST(PageCanvas, WrapsTextThatIsWiderThanItsColumn) {
  ASSERT_OK_AND_ASSIGN(auto canvas, PageCanvas::Pdf({}, "sample"));
  const std::string words = "Tela oxford de algodón peinado para uniforme escolar";
  EXPECT_GT(canvas->TextHeight(80, {}, words), 2 * canvas->TextHeight(0, {}, words));
}

TEST(PageCanvas, RasterPagesHaveTheSizeOfThePaper) {
  ASSERT_OK_AND_ASSIGN(auto canvas, PageCanvas::Raster({612, 792}, {.dpi = 150}));
  canvas->NewPage();
  canvas->NewPage();
  ASSERT_OK_AND_ASSIGN(const std::vector<Picture> pages, canvas->FinishPictures());
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(pages[1].width, 1275);
  EXPECT_EQ(pages[1].height, 1650);
}

TEST(PageCanvas, BoxesOfATurnedPageEncloseTheInk) {
  ASSERT_OK_AND_ASSIGN(auto canvas,
                       PageCanvas::Raster({612, 792}, {.dpi = 150, .skew_degrees = 4}));
  canvas->NewPage();
  canvas->Text({60, 60}, {.size = 20}, "Total");
  const documents::Box box = canvas->drawn().front().box;
  ASSERT_OK_AND_ASSIGN(const std::vector<Picture> pages, canvas->FinishPictures());
  int dark = 0, inside = 0;
  for (int y = 0; y < pages[0].height; ++y) {
    for (int x = 0; x < pages[0].width; ++x) {
      const auto at = static_cast<std::size_t>(y * pages[0].width + x) * 3;
      if (pages[0].pixels[at] > 128) continue;
      ++dark;
      const auto px = static_cast<float>(x), py = static_cast<float>(y);
      inside += px >= box.x0 && px <= box.x1 && py >= box.y0 && py <= box.y1 ? 1 : 0;
    }
  }
  EXPECT_GT(dark, 100);
  EXPECT_EQ(inside, dark);
}

}  // namespace
}  // namespace telar::samples
