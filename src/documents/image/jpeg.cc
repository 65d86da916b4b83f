#include "documents/image/jpeg.h"

#include <jpeglib.h>

#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <string>

namespace telar::documents {
namespace {

// libjpeg reports a fatal error by a call that must not return; the jump passes C frames only.
struct Decoder {
  jpeg_decompress_struct info{};
  jpeg_error_mgr errors{};
  std::jmp_buf failed{};
  std::string message;
  char* pixels = nullptr;
  std::size_t row_bytes = 0;
  std::string cmyk_row;

  Decoder() {
    info.err = jpeg_std_error(&errors);
    info.client_data = this;
    errors.error_exit = [](j_common_ptr common) {
      auto* self = static_cast<Decoder*>(common->client_data);
      char text[JMSG_LENGTH_MAX];
      common->err->format_message(common, text);
      self->message = text;
      std::longjmp(self->failed, 1);
    };
    errors.output_message = [](j_common_ptr) {};
    jpeg_create_decompress(&info);
  }
  ~Decoder() { jpeg_destroy_decompress(&info); }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
};

// False when `step` ended in an error of libjpeg. Steps hold nothing that needs a destructor.
bool Succeeds(Decoder& decoder, void (*step)(Decoder&)) {
  if (setjmp(decoder.failed) != 0) return false;
  step(decoder);
  return true;
}

void ChooseColours(Decoder& decoder) {
  jpeg_decompress_struct& info = decoder.info;
  switch (info.jpeg_color_space) {
    case JCS_GRAYSCALE: info.out_color_space = JCS_GRAYSCALE; break;
    case JCS_CMYK:
    case JCS_YCCK: info.out_color_space = JCS_CMYK; break;
    default: info.out_color_space = JCS_RGB; break;
  }
  jpeg_start_decompress(&info);
}

// Adobe stores CMYK inverted (Technical Note 5116, section 18).
void CmykToRgb(const Decoder& decoder, char* target) {
  const auto* source = reinterpret_cast<const unsigned char*>(decoder.cmyk_row.data());
  const bool inverted = decoder.info.saw_Adobe_marker != 0;
  for (unsigned x = 0; x < decoder.info.output_width; ++x, source += 4) {
    const int black = inverted ? source[3] : 255 - source[3];
    for (int c = 0; c < 3; ++c) {
      const int ink = inverted ? source[c] : 255 - source[c];
      *target++ = static_cast<char>(ink * black / 255);
    }
  }
}

void ReadRows(Decoder& decoder) {
  jpeg_decompress_struct& info = decoder.info;
  while (info.output_scanline < info.output_height) {
    char* const target = decoder.pixels + decoder.row_bytes * info.output_scanline;
    const bool cmyk = info.out_color_space == JCS_CMYK;
    auto* row = reinterpret_cast<JSAMPROW>(cmyk ? decoder.cmyk_row.data() : target);
    if (jpeg_read_scanlines(&info, &row, 1) == 0) return;
    if (cmyk) CmykToRgb(decoder, target);
  }
}

float DotsPerInch(const jpeg_decompress_struct& info) {
  constexpr float kCentimetresPerInch = 2.54F;
  const auto density = static_cast<float>(info.X_density);
  if (info.density_unit == 1) return density;
  return info.density_unit == 2 ? density * kCentimetresPerInch : 0;
}

Status Undecodable(const Decoder& decoder) {
  return Status::InvalidInput("decode jpeg: damaged: " + decoder.message);
}

}  // namespace

Status TooManyPixels(std::string_view format, std::uint64_t width, std::uint64_t height,
                     std::uint64_t max_pixels) {
  return Status::LimitExceeded("decode " + std::string(format) + ": " + std::to_string(width) +
                               " × " + std::to_string(height) + " pixels, at most " +
                               std::to_string(max_pixels) + " are allowed");
}

Result<PageImage> DecodeJpeg(std::string_view bytes, std::uint64_t max_pixels) {
  Decoder decoder;
  jpeg_decompress_struct& info = decoder.info;
  jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  if (!Succeeds(decoder, [](Decoder& d) { jpeg_read_header(&d.info, TRUE); }))
    return Undecodable(decoder);
  if (std::uint64_t{info.image_width} * info.image_height > max_pixels) {
    return TooManyPixels("jpeg", info.image_width, info.image_height, max_pixels);
  }
  if (!Succeeds(decoder, ChooseColours)) return Undecodable(decoder);

  PageImage image{.width = static_cast<int>(info.output_width),
                  .height = static_cast<int>(info.output_height),
                  .channels = info.out_color_space == JCS_GRAYSCALE ? 1 : 3,
                  .dpi = DotsPerInch(info),
                  .pixels = {}};
  decoder.row_bytes =
      static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.channels);
  constexpr char kGray = '\x80';
  image.pixels.assign(decoder.row_bytes * static_cast<std::size_t>(image.height), kGray);
  decoder.pixels = image.pixels.data();
  decoder.cmyk_row.resize(std::size_t{4} * info.output_width);
  if (!Succeeds(decoder, ReadRows) && info.output_scanline == 0) return Undecodable(decoder);
  return image;
}

}  // namespace telar::documents
