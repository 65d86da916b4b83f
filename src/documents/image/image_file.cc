#include "documents/image/image_file.h"

#include <leptonica/allheaders.h>

#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "documents/image/exif.h"
#include "documents/image/pix.h"

namespace telar::documents {
namespace {

const l_uint8* Data(std::string_view bytes) { return reinterpret_cast<const l_uint8*>(bytes.data()); }

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

PixPtr Decode(std::string_view bytes, FileKind kind, int number) {
  switch (kind) {
    case FileKind::kJpeg: {
      l_int32 warnings = 0;
      return PixPtr(pixReadMemJpeg(Data(bytes), bytes.size(), 0, 1, &warnings, 0));
    }
    case FileKind::kPng: return PixPtr(pixReadMemPng(Data(bytes), bytes.size()));
    case FileKind::kTiff: return PixPtr(pixReadMemTiff(Data(bytes), bytes.size(), number - 1));
    default: return nullptr;
  }
}

// The eight ways of TIFF 6.0, tag 274, undone.
PixPtr Upright(PixPtr pix, int orientation) {
  constexpr int kQuartersClockwise[] = {0, 0, 2, 2, 1, 1, 3, 3};
  const bool mirrored = orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7;
  if (const int quarters = kQuartersClockwise[orientation - 1]; quarters != 0) {
    pix.reset(pixRotateOrth(pix.get(), quarters));
  }
  if (mirrored && pix != nullptr) pixFlipLR(pix.get(), pix.get());
  return pix;
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
  TELAR_ASSIGN_OR_RETURN(const Size size, HeaderSize(bytes, kind, number));
  const std::uint64_t pixels = static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height);
  if (pixels > max_pixels) {
    return Status::LimitExceeded("decode " + std::string(FileKindName(kind)) + ": " +
                                 std::to_string(size.width) + " × " + std::to_string(size.height) +
                                 " pixels, at most " + std::to_string(max_pixels) + " are allowed");
  }
  PixPtr pix = Decode(bytes, kind, number);
  if (pix != nullptr && kind == FileKind::kJpeg) pix = Upright(std::move(pix), ExifOrientation(bytes));
  if (pix == nullptr) return Undecodable(kind, number);
  PageImage image = FromPix(std::move(pix));
  if (image.pixels.empty()) return Undecodable(kind, number);
  return image;
}

}  // namespace telar::documents
