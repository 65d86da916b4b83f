#include "documents/image/image_file.h"

#include <leptonica/allheaders.h>

#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "documents/image/exif.h"
#include "documents/image/jpeg.h"
#include "documents/image/pix.h"

namespace telar::documents {
namespace {

const l_uint8* Data(std::string_view bytes) {
  return reinterpret_cast<const l_uint8*>(bytes.data());
}

Status Undecodable(FileKind kind, int number) {
  std::string page = kind == FileKind::kTiff ? " page " + std::to_string(number) : "";
  return Status::InvalidInput("decode " + std::string(FileKindName(kind)) + page +
                              ": damaged or of a kind that is not supported");
}

struct Size {
  l_int32 width = 0, height = 0;
};

Result<Size> HeaderSize(std::string_view bytes, FileKind kind, int number) {
  Size size;
  l_int32 ignored = 0;
  const bool failed =
      kind == FileKind::kTiff
          ? readHeaderMemTiff(Data(bytes), bytes.size(), number - 1, &size.width, &size.height,
                              &ignored, &ignored, &ignored, &ignored, &ignored) != 0
          : pixReadHeaderMem(Data(bytes), bytes.size(), &ignored, &size.width, &size.height,
                             &ignored, &ignored, &ignored) != 0;
  if (failed || size.width <= 0 || size.height <= 0) return Undecodable(kind, number);
  return size;
}

// The eight ways of TIFF 6.0, tag 274, undone. Without pixels when memory is short.
PageImage Upright(PageImage image, int orientation) {
  if (orientation == 1) return image;
  constexpr int kQuartersClockwise[] = {0, 0, 2, 2, 1, 1, 3, 3};
  const bool mirrored =
      orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7;
  PixPtr pix = ToPix(image);
  if (const int quarters = kQuartersClockwise[orientation - 1]; quarters != 0 && pix != nullptr) {
    pix.reset(pixRotateOrth(pix.get(), quarters));
  }
  if (pix == nullptr) return {};
  if (mirrored) pixFlipLR(pix.get(), pix.get());
  PageImage upright = FromPix(std::move(pix));
  upright.dpi = image.dpi;
  return upright;
}

}  // namespace

Result<int> CountImagePages(std::string_view bytes, FileKind kind) {
  if (kind != FileKind::kTiff) return 1;
  SilenceLeptonica();
  const auto close = [](std::FILE* file) { std::fclose(file); };
  // fmemopen wants a pointer to non-const; mode "r" never writes.
  const std::unique_ptr<std::FILE, decltype(close)> file(
      fmemopen(const_cast<char*>(bytes.data()), bytes.size(), "r"), close);
  l_int32 count = 0;
  if (file == nullptr || tiffGetCount(file.get(), &count) != 0 || count < 1) {
    return Undecodable(kind, 1);
  }
  return count;
}

Result<PageImage> DecodeImagePage(std::string_view bytes, FileKind kind, int number,
                                  std::uint64_t max_pixels) {
  SilenceLeptonica();
  PageImage image;
  if (kind == FileKind::kJpeg) {
    TELAR_ASSIGN_OR_RETURN(image, DecodeJpeg(bytes, max_pixels));
    image = Upright(std::move(image), ExifOrientation(bytes));
  } else {
    TELAR_ASSIGN_OR_RETURN(const Size size, HeaderSize(bytes, kind, number));
    const auto width = static_cast<std::uint64_t>(size.width),
               height = static_cast<std::uint64_t>(size.height);
    if (width * height > max_pixels)
      return TooManyPixels(FileKindName(kind), width, height, max_pixels);
    PixPtr pix(kind == FileKind::kPng ? pixReadMemPng(Data(bytes), bytes.size())
                                      : pixReadMemTiff(Data(bytes), bytes.size(), number - 1));
    if (pix != nullptr) image = FromPix(std::move(pix));
  }
  if (image.pixels.empty()) return Undecodable(kind, number);
  return image;
}

}  // namespace telar::documents
