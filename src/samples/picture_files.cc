#include "samples/picture_files.h"

#include <cairo-pdf.h>
#include <jpeglib.h>
#include <png.h>
#include <tiffio.h>

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstdio>  // jpeglib.h and png.h need FILE
#include <cstdlib>
#include <cstring>
#include <memory>

namespace telar::samples {
namespace {

struct JpegErrors {
  jpeg_error_mgr manager;  // first, so that libjpeg's pointer to it is a pointer to this
  std::jmp_buf jump;
};

[[noreturn]] void JpegFailed(j_common_ptr info) {
  std::longjmp(reinterpret_cast<JpegErrors*>(info->err)->jump, 1);
}

// No C++ object with a destructor may live in here: libjpeg leaves by longjmp.
bool EncodeJpeg(const Picture& picture, int quality, unsigned char** data, unsigned long* size) {
  jpeg_compress_struct info;
  JpegErrors errors;
  info.err = jpeg_std_error(&errors.manager);
  errors.manager.error_exit = JpegFailed;
  if (setjmp(errors.jump) != 0) {
    jpeg_destroy_compress(&info);
    return false;
  }
  jpeg_create_compress(&info);
  jpeg_mem_dest(&info, data, size);
  info.image_width = static_cast<JDIMENSION>(picture.width);
  info.image_height = static_cast<JDIMENSION>(picture.height);
  info.input_components = picture.channels;
  info.in_color_space = picture.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, quality, TRUE);
  info.density_unit = 1;
  info.X_density = info.Y_density = static_cast<UINT16>(std::lround(picture.dpi));
  jpeg_start_compress(&info, TRUE);
  const std::size_t stride =
      static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.channels);
  while (info.next_scanline < info.image_height) {
    auto* row = const_cast<JSAMPLE*>(picture.pixels.data() + info.next_scanline * stride);
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  return true;
}

void PngAppend(png_structp png, png_bytep data, std::size_t length) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<char*>(data), length);
}

bool EncodePng(const Picture& picture, std::string* bytes) {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  if (png == nullptr) return false;
  png_infop info = png_create_info_struct(png);
  if (info == nullptr || setjmp(png_jmpbuf(png)) != 0) {
    png_destroy_write_struct(&png, &info);
    return false;
  }
  png_set_write_fn(png, bytes, PngAppend, nullptr);
  png_set_IHDR(png, info, static_cast<png_uint_32>(picture.width),
               static_cast<png_uint_32>(picture.height), 8,
               picture.channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  const auto per_meter = static_cast<png_uint_32>(std::lround(picture.dpi / 0.0254));
  png_set_pHYs(png, info, per_meter, per_meter, PNG_RESOLUTION_METER);
  // Noise does not compress; the cheapest setting costs little size.
  png_set_compression_level(png, 1);
  png_set_filter(png, 0, PNG_FILTER_SUB);
  png_write_info(png, info);
  const std::size_t stride =
      static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.channels);
  for (int y = 0; y < picture.height; ++y) {
    png_write_row(png, picture.pixels.data() + static_cast<std::size_t>(y) * stride);
  }
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
  return true;
}

// A file in memory for libtiff.
struct TiffMemory {
  std::string bytes;
  std::size_t at = 0;
};
TiffMemory& Memory(thandle_t handle) { return *static_cast<TiffMemory*>(handle); }

tmsize_t TiffRead(thandle_t handle, void* data, tmsize_t size) {
  TiffMemory& memory = Memory(handle);
  const std::size_t count =
      std::min(static_cast<std::size_t>(size),
               memory.bytes.size() - std::min(memory.at, memory.bytes.size()));
  std::memcpy(data, memory.bytes.data() + memory.at, count);
  memory.at += count;
  return static_cast<tmsize_t>(count);
}
tmsize_t TiffWrite(thandle_t handle, void* data, tmsize_t size) {
  TiffMemory& memory = Memory(handle);
  const std::size_t end = memory.at + static_cast<std::size_t>(size);
  if (memory.bytes.size() < end) memory.bytes.resize(end);
  std::memcpy(memory.bytes.data() + memory.at, data, static_cast<std::size_t>(size));
  memory.at = end;
  return size;
}
toff_t TiffSeek(thandle_t handle, toff_t offset, int whence) {
  TiffMemory& memory = Memory(handle);
  const std::size_t base = whence == SEEK_CUR   ? memory.at
                           : whence == SEEK_END ? memory.bytes.size()
                                                : 0;
  memory.at = base + static_cast<std::size_t>(offset);
  return memory.at;
}
int TiffClose(thandle_t) { return 0; }
toff_t TiffSize(thandle_t handle) { return Memory(handle).bytes.size(); }

bool EncodeTiffPage(TIFF* tiff, const Picture& picture) {
  const int channels = picture.channels;
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, picture.width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, picture.height);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, channels);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, channels == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
  TIFFSetField(tiff, TIFFTAG_ZIPQUALITY, 1);
  TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
  TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, 256);
  TIFFSetField(tiff, TIFFTAG_XRESOLUTION, picture.dpi);
  TIFFSetField(tiff, TIFFTAG_YRESOLUTION, picture.dpi);
  TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  const std::size_t stride =
      static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(channels);
  // The predictor works in place, so a row is handed over as a copy.
  std::vector<std::uint8_t> row(stride);
  for (int y = 0; y < picture.height; ++y) {
    std::memcpy(row.data(), picture.pixels.data() + static_cast<std::size_t>(y) * stride, stride);
    if (TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y), 0) < 0) return false;
  }
  return TIFFWriteDirectory(tiff) == 1;
}

cairo_status_t Append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Result<std::string> WriteJpeg(const Picture& picture, int quality) {
  unsigned char* data = nullptr;
  unsigned long size = 0;
  const bool done = EncodeJpeg(picture, quality, &data, &size);
  const std::unique_ptr<unsigned char, decltype(&std::free)> owner(data, &std::free);
  if (!done) return Status::Internal("write a JPEG: libjpeg refused the picture");
  return std::string(reinterpret_cast<char*>(data), size);
}

Result<std::string> WritePng(const Picture& picture) {
  std::string bytes;
  if (!EncodePng(picture, &bytes)) {
    return Status::Internal("write a PNG: libpng refused the picture");
  }
  return bytes;
}

Result<std::string> WriteTiff(const std::vector<Picture>& pages) {
  TiffMemory memory;
  std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff(
      TIFFClientOpen("sample", "wl", &memory, TiffRead, TiffWrite, TiffSeek, TiffClose, TiffSize,
                     nullptr, nullptr),
      &TIFFClose);
  if (!tiff) return Status::Internal("write a TIFF: libtiff did not start");
  for (const Picture& page : pages) {
    if (!EncodeTiffPage(tiff.get(), page)) {
      return Status::Internal("write a TIFF: libtiff refused the picture");
    }
  }
  tiff.reset();  // writes what is left
  return std::move(memory.bytes);
}

Result<std::string> WritePicturePdf(const std::vector<Picture>& pages, int quality) {
  std::string pdf;
  cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(Append, &pdf, 1, 1);
  const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> owner(
      surface, &cairo_surface_destroy);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "telar-samples");
  for (const Picture& page : pages) {
    TELAR_ASSIGN_OR_RETURN(const std::string jpeg, WriteJpeg(page, quality));
    const double scale = 72 / page.dpi;
    cairo_pdf_surface_set_size(surface, page.width * scale, page.height * scale);
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> image(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, page.width, page.height),
        &cairo_surface_destroy);
    const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo(cairo_create(surface),
                                                                   &cairo_destroy);
    // Cairo puts the JPEG into the PDF as it is; it must outlive the surface, so cairo owns a copy.
    auto* copy = static_cast<unsigned char*>(std::malloc(jpeg.size()));
    if (copy == nullptr) return Status::LimitExceeded("write a picture PDF: out of memory");
    std::memcpy(copy, jpeg.data(), jpeg.size());
    cairo_surface_set_mime_data(image.get(), CAIRO_MIME_TYPE_JPEG, copy, jpeg.size(), std::free,
                                copy);
    cairo_scale(cairo.get(), scale, scale);
    cairo_set_source_surface(cairo.get(), image.get(), 0, 0);
    cairo_paint(cairo.get());
    cairo_show_page(cairo.get());
  }
  cairo_surface_finish(surface);
  if (const cairo_status_t status = cairo_surface_status(surface); status != CAIRO_STATUS_SUCCESS) {
    return Status::Internal(std::string("write a picture PDF: ") + cairo_status_to_string(status));
  }
  return pdf;
}

}  // namespace telar::samples
