#include "tests/documents/drawn_page.h"

#include <cstdlib>
#include <string>
#include <utility>

#include "documents/image/pixels.h"
#include "samples/page_canvas.h"

namespace telar::documents {
namespace {

using samples::PageCanvas;

PageImage Finish(PageCanvas& canvas) {
  auto pictures = canvas.FinishPictures();
  if (!pictures.ok() || pictures->empty()) std::abort();
  const samples::Picture& picture = pictures->front();
  PageImage image{.width = picture.width,
                  .height = picture.height,
                  .channels = picture.channels,
                  .dpi = static_cast<float>(picture.dpi),
                  .pixels = std::string(picture.pixels.begin(), picture.pixels.end())};
  return ToGray(image);
}

std::unique_ptr<PageCanvas> Canvas(samples::PageSize size, const samples::RasterOptions& options) {
  auto canvas = PageCanvas::Raster(size, options);
  if (!canvas.ok()) std::abort();
  (*canvas)->NewPage();
  return *std::move(canvas);
}

}  // namespace

PageImage DrawnPage(double skew_degrees) {
  const auto canvas = Canvas({}, {.dpi = 100, .skew_degrees = skew_degrees});
  canvas->Text({.x = 60, .y = 50, .width = 300}, {.size = 20, .bold = true}, "Invented Looms Ltd");
  const char* words[] = {"invoice", "of",      "thread",  "plain",     "bolts", "undyed", "a",
                         "loom",    "weaving", "carried", "payable",   "in",    "thirty", "days",
                         "spool",   "by",      "road",    "warehouse", "red",   "linen"};
  double y = 110;
  for (std::size_t i = 0; i < 30; ++i, y += 20) {
    std::string line;
    for (std::size_t k = 0; k < 3 + i * i % 5; ++k)
      line += std::string(words[(i * 7 + k * k) % 20]) + " ";
    canvas->Text({.x = 60, .y = y, .width = 380}, {.size = 11}, line);
    if (i % 3 == 0) {
      canvas->Text({.x = 440, .y = y, .width = 90, .align = samples::Align::kRight}, {.size = 11},
                   std::to_string(100 + 37 * i * i) + ".50");
    }
  }
  return Finish(*canvas);
}

PageImage DrawnReceipt() {
  const auto canvas = Canvas({216, 400}, {.dpi = 100});
  canvas->Text({.x = 20, .y = 16, .width = 180}, {.size = 14, .bold = true}, "Invented Shop");
  for (int i = 0; i < 16; ++i) {
    canvas->Text({.x = 16, .y = 50 + 20.0 * i, .width = 120}, {.size = 10}, "Woven article");
    canvas->Text({.x = 130, .y = 50 + 20.0 * i, .width = 70, .align = samples::Align::kRight},
                 {.size = 10}, std::to_string(3 + i) + ".20");
  }
  return Finish(*canvas);
}

void PutOnto(const PageImage& page, const Quad& quad, PageImage& picture) {
  const auto onto = PixelMap::OntoQuad(page.width, page.height, quad);
  if (!onto) std::abort();
  constexpr int kFine = 2;  // so that no pixel of the picture is missed
  for (int y = 0; y < page.height * kFine; ++y) {
    for (int x = 0; x < page.width * kFine; ++x) {
      const PixelPoint p = (*onto)({(x + 0.5) / kFine, (y + 0.5) / kFine});
      const int px = static_cast<int>(p.x), py = static_cast<int>(p.y);
      if (px < 0 || py < 0 || px >= picture.width || py >= picture.height) continue;
      picture.pixels[static_cast<std::size_t>(py * picture.width + px)] =
          page.pixels[static_cast<std::size_t>(y / kFine * page.width + x / kFine)];
    }
  }
}

PageImage Shaded(PageImage page, double least) {
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      char& pixel = page.pixels[static_cast<std::size_t>(y * page.width + x)];
      const double light = 1 - (1 - least) * x / page.width;
      pixel = static_cast<char>(static_cast<int>(static_cast<unsigned char>(pixel) * light));
    }
  }
  return page;
}

}  // namespace telar::documents
