#include "documents/image/tag_text.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cstddef>
#include <string>

namespace telar::documents {
namespace {

// The largest built-in size: letters are drawn large and made smaller, which smooths them.
constexpr int kFontSize = 20;
// Making a picture smaller may lose a few columns at its right end.
constexpr int kSlack = 64;

l_uint32 Mix(Colour ink, Colour ground, unsigned share) {
  const auto mix = [share](unsigned a, unsigned b) {
    return static_cast<l_int32>((a * share + b * (255 - share)) / 255);
  };
  l_uint32 pixel = 0;
  composeRGBPixel(mix(ink.red, ground.red), mix(ink.green, ground.green),
                  mix(ink.blue, ground.blue), &pixel);
  return pixel;
}

std::string PlainText(std::string_view text) {
  std::string plain(text);
  for (char& c : plain) {
    if (c < ' ' || c > '~') c = '?';
  }
  return plain;
}

}  // namespace

void TagText::FontDeleter::operator()(L_Bmf* font) const { bmfDestroy(&font); }

Result<TagText> TagText::Open(int line_height) {
  SilenceLeptonica();
  TagText text;
  text.line_height_ = std::max(6, line_height);
  text.font_.reset(bmfCreate(nullptr, kFontSize));
  if (text.font_ == nullptr) return Status::LimitExceeded("draw marks: no memory for letters");
  return text;
}

PixPtr TagText::Draw(std::string_view text, Colour ink, Colour ground, int padding) const {
  const std::string plain = PlainText(text);
  l_int32 wide = 0, width = 0, overflow = 0;
  if (bmfGetStringWidth(font_.get(), plain.c_str(), &wide) != 0) return nullptr;
  const PixPtr large(pixCreate(wide + kSlack, font_->lineheight + 4, 1));
  if (large == nullptr) return nullptr;
  pixSetTextline(large.get(), font_.get(), plain.c_str(), 1, 2, font_->baseline1 + 2, &width,
                 &overflow);
  const auto factor = static_cast<float>(line_height_) / static_cast<float>(font_->lineheight + 4);
  const PixPtr smooth(pixScaleToGray(large.get(), std::min(factor, 0.99F)));
  if (smooth == nullptr) return nullptr;
  const l_int32 h = pixGetHeight(smooth.get());
  const l_int32 w = std::min(pixGetWidth(smooth.get()),
                             static_cast<l_int32>(static_cast<float>(wide + 4) * factor) + 1);
  PixPtr out(pixCreate(w + 2 * padding, h + 2 * padding, 32));
  if (out == nullptr) return nullptr;
  pixSetAllArbitrary(out.get(), Mix(ink, ground, 0));
  for (l_int32 y = 0; y < h; ++y) {
    const l_uint32* const from =
        pixGetData(smooth.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(smooth.get());
    l_uint32* const to = pixGetData(out.get()) +
                         static_cast<std::ptrdiff_t>(y + padding) * pixGetWpl(out.get()) + padding;
    for (l_int32 x = 0; x < w; ++x) {
      to[x] = Mix(ink, ground, 255U - static_cast<unsigned>(GET_DATA_BYTE(from, x)));
    }
  }
  return out;
}

}  // namespace telar::documents
