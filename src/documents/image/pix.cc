#include "documents/image/pix.h"

#include <leptonica/allheaders.h>

#include <cstddef>
#include <string>
#include <utility>

namespace telar::documents {
namespace {

constexpr l_uint32 kWhite = 0xFFFFFF00;

// To 8 bits gray or 32 bits RGB without alpha; null when it cannot be done.
PixPtr Normalize(PixPtr pix) {
  if (pixGetColormap(pix.get()) != nullptr) {
    l_int32 opaque = 1;
    pixcmapIsOpaque(pixGetColormap(pix.get()), &opaque);
    pix.reset(pixRemoveColormap(pix.get(),
                                opaque != 0 ? REMOVE_CMAP_BASED_ON_SRC : REMOVE_CMAP_WITH_ALPHA));
    if (pix == nullptr) return nullptr;
  }
  if (pixGetDepth(pix.get()) == 32) {
    if (pixGetSpp(pix.get()) == 4) pix.reset(pixAlphaBlendUniform(pix.get(), kWhite));
    return pix;
  }
  if (pixGetDepth(pix.get()) != 8) pix.reset(pixConvertTo8(pix.get(), 0));
  return pix;
}

}  // namespace

void PixDeleter::operator()(Pix* pix) const { pixDestroy(&pix); }

void SilenceLeptonica() {
  static const bool silent = [] {
    setMsgSeverity(L_SEVERITY_NONE);
    leptSetStderrHandler([](const char*) {});
    return true;
  }();
  static_cast<void>(silent);
}

PixPtr ToPix(const PageImage& image) {
  SilenceLeptonica();
  PixPtr pix(pixCreateNoInit(image.width, image.height, image.channels == 1 ? 8 : 32));
  if (pix == nullptr) return nullptr;
  l_uint32* const data = pixGetData(pix.get());
  const l_int32 words_per_row = pixGetWpl(pix.get());
  const auto* source = reinterpret_cast<const unsigned char*>(image.pixels.data());
  for (int y = 0; y < image.height; ++y) {
    l_uint32* const row = data + static_cast<std::ptrdiff_t>(y) * words_per_row;
    for (int x = 0; x < image.width; ++x) {
      if (image.channels == 1) {
        SET_DATA_BYTE(row, x, *source++);
      } else {
        composeRGBPixel(source[0], source[1], source[2], row + x);
        source += 3;
      }
    }
  }
  return pix;
}

PageImage FromPix(PixPtr pix) {
  PageImage image;
  pix = Normalize(std::move(pix));
  if (pix == nullptr) return image;
  image.width = pixGetWidth(pix.get());
  image.height = pixGetHeight(pix.get());
  image.channels = pixGetDepth(pix.get()) == 8 ? 1 : 3;
  image.dpi = static_cast<float>(pixGetXRes(pix.get()));
  image.pixels.resize(static_cast<std::size_t>(image.width) *
                      static_cast<std::size_t>(image.height) *
                      static_cast<std::size_t>(image.channels));
  const l_uint32* const data = pixGetData(pix.get());
  const l_int32 words_per_row = pixGetWpl(pix.get());
  char* target = image.pixels.data();
  for (int y = 0; y < image.height; ++y) {
    const l_uint32* const row = data + static_cast<std::ptrdiff_t>(y) * words_per_row;
    for (int x = 0; x < image.width; ++x) {
      if (image.channels == 1) {
        *target++ = static_cast<char>(GET_DATA_BYTE(row, x));
      } else {
        const l_uint32 pixel = row[x];
        *target++ = static_cast<char>(pixel >> L_RED_SHIFT);
        *target++ = static_cast<char>(pixel >> L_GREEN_SHIFT);
        *target++ = static_cast<char>(pixel >> L_BLUE_SHIFT);
      }
    }
  }
  return image;
}

}  // namespace telar::documents
