#include "documents/image/marked_page.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "documents/image/free_space.h"
#include "documents/image/pix.h"
#include "documents/image/tag_text.h"

namespace telar::documents {
namespace {

constexpr float kLeastSide = 900, kMostSide = 1800, kMostEnlarged = 4;
constexpr Colour kWhite{255, 255, 255}, kBlack{0, 0, 0}, kStrip{240, 240, 240};
constexpr int kPadding = 3;

struct BoxDeleter {
  void operator()(::Box* box) const { boxDestroy(&box); }
};

struct BytesDeleter {
  void operator()(l_uint8* bytes) const { lept_free(bytes); }
};

Status NoMemory() { return Status::LimitExceeded("draw marks: no memory for the picture"); }

l_uint32 PixelOf(Colour colour) {
  l_uint32 pixel = 0;
  composeRGBPixel(colour.red, colour.green, colour.blue, &pixel);
  return pixel;
}

Colour InkOn(Colour ground) {
  const int luma = (299 * ground.red + 587 * ground.green + 114 * ground.blue) / 1000;
  return luma > 160 ? kBlack : kWhite;
}

/// The colour with most of it washed out, as ink of a marker pen looks on paper.
Colour Tint(Colour colour) {
  const auto wash = [](std::uint8_t c) { return static_cast<std::uint8_t>(255 - (255 - c) / 5); };
  return {wash(colour.red), wash(colour.green), wash(colour.blue)};
}

float ScaleOf(const PageImage& image, std::uint64_t max_pixels) {
  const auto side = static_cast<float>(std::min(image.width, image.height));
  float scale = 1;
  if (side < kLeastSide) scale = std::min(kLeastSide / side, kMostEnlarged);
  if (side > kMostSide) scale = kMostSide / side;
  // Half is left for margins and legend.
  const double area = static_cast<double>(image.width) * static_cast<double>(image.height);
  const double fits = std::sqrt(static_cast<double>(max_pixels) / 2 / area);
  return std::min(scale, std::max(static_cast<float>(fits), 0.05F));
}

class MarkedPage {
 public:
  MarkedPage(PixPtr page, const TagText& text, float units_to_pixels)
      : page_(std::move(page)),
        text_(text),
        scale_(units_to_pixels),
        width_(pixGetWidth(page_.get())),
        height_(pixGetHeight(page_.get())),
        stroke_(std::max(2, text.line_height() / 9)) {}

  Status Add(const std::vector<Mark>& marks) {
    std::vector<std::pair<const Mark*, PixelBox>> placed;
    for (const Mark& mark : marks) {
      if (mark.box.empty()) {
        legend_.push_back(&mark);
      } else if (const auto box = OnPage(mark.box)) {
        placed.emplace_back(&mark, *box);
      }
    }
    TELAR_RETURN_IF_ERROR(MakeTags(placed));
    PlaceTags();
    for (const auto& [mark, box] : placed) Outline(box, mark->colour);
    return Status::Ok();
  }

  /// The page with its margins, tags and legend.
  Result<PixPtr> Finish() && {
    constexpr int kAir = 8;
    int left = 0, right = 0;
    for (const Tag& tag : tags_) {
      left = std::max(left, kAir - tag.place.x0);
      right = std::max(right, tag.place.x1 + kAir - width_);
    }
    TELAR_ASSIGN_OR_RETURN(const auto legend, LayLegend(left + width_ + right));
    page_.reset(pixAddBorderGeneral(page_.get(), left, right, legend.height, 0, PixelOf(kStrip)));
    if (page_ == nullptr) return NoMemory();
    for (const Tag& tag : tags_) DrawLeader(tag, left, legend.height);
    for (const Tag& tag : tags_) {
      Copy(tag.picture.get(), tag.place.x0 + left, tag.place.y0 + legend.height);
    }
    for (const auto& [picture, x, y] : legend.pieces) Copy(picture.get(), x, y);
    return std::move(page_);
  }

 private:
  struct Tag {
    PixPtr picture;
    PixelBox box, place;
    std::optional<PixelBox> leader{};  // from one corner to the other
    Colour colour;
  };
  struct Legend {
    struct Piece {
      PixPtr picture;
      int x, y;
    };
    std::vector<Piece> pieces;
    int height = 0;
  };

  std::optional<PixelBox> OnPage(const Box& box) const {
    const auto pixel = [this](float units, int most) {
      return static_cast<int>(
          std::lround(std::clamp(units * scale_, -1e6F, static_cast<float>(most))));
    };
    const int air = stroke_ + 1;
    const PixelBox out{std::max(0, pixel(box.x0, width_) - air),
                       std::max(0, pixel(box.y0, height_) - air),
                       std::min(width_, pixel(box.x1, width_) + air),
                       std::min(height_, pixel(box.y1, height_) + air)};
    if (box.x1 <= 0 || box.y1 <= 0 || box.x0 * scale_ >= static_cast<float>(width_) ||
        box.y0 * scale_ >= static_cast<float>(height_)) {
      return std::nullopt;
    }
    return out;
  }

  Status MakeTags(const std::vector<std::pair<const Mark*, PixelBox>>& placed) {
    // The last mark lies on top and has the first choice.
    for (auto it = placed.rbegin(); it != placed.rend(); ++it) {
      const auto& [mark, box] = *it;
      if (mark->text.empty()) continue;
      Tag tag{.picture = text_.Draw(mark->text, InkOn(mark->colour), mark->colour, kPadding),
              .box = box,
              .place = {},
              .colour = mark->colour};
      if (tag.picture == nullptr) return NoMemory();
      tags_.push_back(std::move(tag));
    }
    for (const auto& [mark, box] : placed) boxes_.push_back(box);
    return Status::Ok();
  }

  void PlaceTags() {
    int widest = 0;
    for (const Tag& tag : tags_) widest = std::max(widest, pixGetWidth(tag.picture.get()));
    FreeSpace space(page_.get(), 2 * widest + 16);
    for (const PixelBox& box : boxes_) space.Take(box);
    for (Tag& tag : tags_) {
      tag.place =
          space.Place(tag.box, pixGetWidth(tag.picture.get()), pixGetHeight(tag.picture.get()));
      tag.leader = LeaderOf(tag, space);
      space.Take(tag.place);
    }
  }

  void Outline(const PixelBox& box, Colour colour) {
    const std::unique_ptr<::Box, BoxDeleter> inside(
        boxCreate(box.x0, box.y0, box.width(), box.height()));
    if (inside == nullptr) return;
    pixMultiplyByColor(page_.get(), page_.get(), inside.get(), PixelOf(Tint(colour)));
    // The stroke of a rendered box is centred on its border.
    const int half = stroke_ / 2;
    const std::unique_ptr<::Box, BoxDeleter> border(
        boxCreate(box.x0 + half, box.y0 + half, std::max(1, box.width() - 2 * half),
                  std::max(1, box.height() - 2 * half)));
    pixRenderBoxArb(page_.get(), border.get(), stroke_, colour.red, colour.green, colour.blue);
  }

  /// From the box to the tag beside it: level, in the height where it crosses the least print, when
  /// they share one.
  static std::optional<PixelBox> LeaderOf(const Tag& tag, const FreeSpace& space) {
    const PixelBox& box = tag.box;
    const PixelBox& place = tag.place;
    const bool to_the_right = place.x0 >= box.x1;
    if (!to_the_right && place.x1 > box.x0) return std::nullopt;
    const int from = to_the_right ? box.x1 : box.x0, to = to_the_right ? place.x0 : place.x1;
    const int top = std::max(box.y0, place.y0) + 1, bottom = std::min(box.y1, place.y1) - 2;
    if (top > bottom) {
      return PixelBox{from, place.y0 > box.y0 ? box.y1 - 1 : box.y0, to, (place.y0 + place.y1) / 2};
    }
    int best = (top + bottom) / 2;
    const auto crossed = [&](int y) {
      return space.Crossed(std::min(from, to), std::max(from, to), y);
    };
    for (const int y : {bottom, top}) {
      if (crossed(y) < crossed(best)) best = y;
    }
    return PixelBox{from, best, to, best};
  }

  void DrawLeader(const Tag& tag, int left, int top) {
    if (!tag.leader) return;
    pixRenderLineArb(page_.get(), tag.leader->x0 + left, tag.leader->y0 + top,
                     tag.leader->x1 + left, tag.leader->y1 + top, 2, tag.colour.red,
                     tag.colour.green, tag.colour.blue);
  }

  Result<Legend> LayLegend(int width) const {
    Legend legend;
    if (legend_.empty()) return legend;
    const int patch = text_.line_height(), air = patch / 2;
    int x = air, y = air;
    for (const Mark* mark : legend_) {
      PixPtr words = text_.Draw(mark->text, kBlack, kStrip, 0);
      PixPtr square(pixCreate(patch, patch * 2 / 3, 32));
      if (words == nullptr || square == nullptr) return NoMemory();
      pixSetAllArbitrary(square.get(), PixelOf(mark->colour));
      const int wide = patch + air / 2 + pixGetWidth(words.get());
      if (x > air && x + wide + air > width) {
        x = air;
        y += patch + air / 2;
      }
      legend.pieces.push_back({std::move(square), x, y + patch / 6});
      legend.pieces.push_back({std::move(words), x + patch + air / 2, y});
      x += wide + 2 * air;
    }
    legend.height = y + patch + air;
    return legend;
  }

  void Copy(Pix* picture, int x, int y) {
    pixRasterop(page_.get(), x, y, pixGetWidth(picture), pixGetHeight(picture), PIX_SRC, picture, 0,
                0);
  }

  PixPtr page_;
  const TagText& text_;
  const float scale_;
  const int width_, height_, stroke_;
  std::vector<const Mark*> legend_;
  std::vector<PixelBox> boxes_;
  std::vector<Tag> tags_;
};

Result<MarkedPicture> ToPng(Pix* pix) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  const bool failed = pixWriteMemPng(&data, &size, pix, 0) != 0;
  const std::unique_ptr<l_uint8, BytesDeleter> bytes(data);
  if (failed || bytes == nullptr) return NoMemory();
  return MarkedPicture{std::string(reinterpret_cast<const char*>(bytes.get()), size)};
}

}  // namespace

Result<MarkedPicture> DrawMarks(const PageImage& image, float units_to_pixels,
                                const std::vector<Mark>& marks, std::uint64_t max_pixels) {
  TELAR_RETURN_IF_ERROR(CheckMarks(marks));
  const float scale = ScaleOf(image, max_pixels);
  PixPtr page = ToPix(image);
  if (page != nullptr && scale != 1) page.reset(pixScale(page.get(), scale, scale));
  if (page != nullptr) page.reset(pixConvertTo32(page.get()));
  if (page == nullptr) return NoMemory();

  const int side = std::min(pixGetWidth(page.get()), pixGetHeight(page.get()));
  TELAR_ASSIGN_OR_RETURN(const TagText text, TagText::Open(std::clamp(side / 50, 12, 32)));
  MarkedPage marked(std::move(page), text, units_to_pixels * scale);
  TELAR_RETURN_IF_ERROR(marked.Add(marks));
  TELAR_ASSIGN_OR_RETURN(const PixPtr finished, std::move(marked).Finish());
  return ToPng(finished.get());
}

}  // namespace telar::documents
