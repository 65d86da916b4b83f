#include "tests/documents/pictures.h"

#include <leptonica/allheaders.h>

#include <cstdlib>
#include <memory>
#include <utility>

#include "documents/image/pix.h"

namespace telar::documents {
namespace {

constexpr int kSide = 16;

template <typename Write>
std::string Encoded(Write&& write) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  if (write(&data, &size) != 0) std::abort();
  std::string bytes(reinterpret_cast<const char*>(data), size);
  std::free(data);
  return bytes;
}

std::string PngOf(Pix* pix) {
  return Encoded(
      [&](l_uint8** data, std::size_t* size) { return pixWriteMemPng(data, size, pix, 0); });
}

}  // namespace

PageImage GrayPicture(int width, int height, unsigned char brightness) {
  return {.width = width,
          .height = height,
          .channels = 1,
          .dpi = 0,
          .pixels =
              std::string(static_cast<std::size_t>(width * height), static_cast<char>(brightness))};
}

unsigned char& PixelAt(PageImage& image, int x, int y, int channel) {
  return reinterpret_cast<unsigned char&>(
      image.pixels.at(static_cast<std::size_t>((y * image.width + x) * image.channels + channel)));
}

unsigned char PixelAt(const PageImage& image, int x, int y, int channel) {
  return PixelAt(const_cast<PageImage&>(image), x, y, channel);
}

PageImage PictureOfText(const std::vector<std::string>& lines) {
  constexpr int kRow = 60, kMargin = 40, kWidth = 800, kFontSize = 10;
  const int height = kRow * static_cast<int>(lines.size()) + 2 * kMargin;
  PixPtr pix = ToPix(GrayPicture(kWidth, height));
  const auto close = [](L_Bmf* font) { bmfDestroy(&font); };
  const std::unique_ptr<L_Bmf, decltype(close)> font(bmfCreate(nullptr, kFontSize), close);
  int y = kMargin + kRow;
  for (const std::string& line : lines) {
    l_int32 width = 0, overflow = 0;
    pixSetTextline(pix.get(), font.get(), line.c_str(), 0, kMargin, y, &width, &overflow);
    y += kRow;
  }
  return FromPix(std::move(pix));
}

std::string EncodePng(const PageImage& image) { return PngOf(ToPix(image).get()); }

std::string EncodeJpeg(const PageImage& image) {
  const PixPtr pix = ToPix(image);
  return Encoded([&](l_uint8** data, std::size_t* size) {
    return pixWriteMemJpeg(data, size, pix.get(), 95, 0);
  });
}

std::string EncodeJpeg(const PageImage& image, int orientation) {
  using std::string_literals::operator""s;
  std::string exif = "\xFF\xE1\x00\x22"s + "Exif\0\0"s + "MM\0*\0\0\0\x08"s + "\0\x01"s +
                     "\x01\x12\0\x03\0\0\0\x01"s + std::string(1, '\0') +
                     static_cast<char>(orientation) + "\0\0"s + "\0\0\0\0"s;
  std::string jpeg = EncodeJpeg(image);
  jpeg.insert(2, exif);
  return jpeg;
}

std::string EncodeTiff(const std::vector<PageImage>& images) {
  using std::string_literals::operator""s;
  std::string tiff = "II*\0"s;
  const auto u16 = [&](std::size_t value) {
    tiff += static_cast<char>(value & 0xFF);
    tiff += static_cast<char>(value >> 8 & 0xFF);
  };
  const auto u32 = [&](std::size_t value) {
    u16(value & 0xFFFF);
    u16(value >> 16);
  };
  const auto entry = [&](std::size_t tag, std::size_t value) {
    constexpr std::size_t kLong = 4;
    u16(tag);
    u16(kLong);
    u32(1);
    u32(value);
  };
  constexpr std::size_t kEntries = 9, kDirectoryBytes = 2 + 12 * kEntries + 4;
  u32(tiff.size() + 4);
  for (const PageImage& image : images) {
    const std::size_t pixels_at = tiff.size() + kDirectoryBytes;
    u16(kEntries);
    entry(256, static_cast<std::size_t>(image.width));
    entry(257, static_cast<std::size_t>(image.height));
    entry(258, 8);  // bits per sample
    entry(259, 1);  // uncompressed
    entry(262, 1);  // black is zero
    entry(273, pixels_at);
    entry(277, 1);  // samples per pixel
    entry(278, static_cast<std::size_t>(image.height));
    entry(279, image.pixels.size());
    u32(&image == &images.back() ? 0 : pixels_at + image.pixels.size());
    tiff += image.pixels;
  }
  return tiff;
}

std::string HalfTransparentPng() {
  const PixPtr pix(pixCreate(kSide, kSide, 32));
  pixSetSpp(pix.get(), 4);
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) pixSetPixel(pix.get(), x, y, x < kSide / 2 ? 0x000000FF : 0);
  }
  return PngOf(pix.get());
}

std::string OneBitPng() {
  const PixPtr pix(pixCreate(kSide, kSide, 1));
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide / 2; ++x) pixSetPixel(pix.get(), x, y, 1);
  }
  return PngOf(pix.get());
}

std::string PalettePng() {
  const PixPtr pix(pixCreate(kSide, kSide, 8));
  PixColormap* const palette = pixcmapCreate(8);
  pixcmapAddColor(palette, 255, 0, 0);
  pixcmapAddColor(palette, 0, 0, 255);
  pixSetColormap(pix.get(), palette);
  for (int y = 0; y < kSide; ++y) {
    for (int x = kSide / 2; x < kSide; ++x) pixSetPixel(pix.get(), x, y, 1);
  }
  return PngOf(pix.get());
}

}  // namespace telar::documents
