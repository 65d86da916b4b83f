#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/random.h"
#include "core/status.h"
#include "samples/page_canvas.h"

namespace telar::samples {

/// What a degraded scan is written as. kPicturePdf is a PDF whose pages are only a picture.
enum class ScanFormat { kJpeg, kPng, kTiff, kPicturePdf };
std::string_view ScanFormatName(ScanFormat format);       ///< "jpeg", "png", "tiff", "pdf".
std::string_view ScanFormatExtension(ScanFormat format);  ///< "jpg", "png", "tiff", "pdf".

/// What happened to a page between the printer and the inbox.
struct Degradation {
  ScanFormat format = ScanFormat::kJpeg;
  int dpi = 200;  ///< 100..300
  bool color = false;
  double skew_degrees = 0;  ///< -5..5, clockwise.
  double noise = 0;         ///< Standard deviation in grey levels, 0..20.
  double blur = 0;          ///< Standard deviation in pixels, 0..2.
  double light = 0;         ///< 0..0.5: share of light lost from the brightest to the darkest edge.
  double light_angle = 0;   ///< Degrees; where the dark edge lies.
  int paper = 255;          ///< Grey level of white paper, 180..255.
  int jpeg_quality = 75;    ///< 40..80; used by JPEG and picture PDFs.
  std::string stamp = {};   ///< Empty for none.
  double fade = 0;  ///< 0..0.7: ink lost in streaks, as thermal and needle printers lose it.
  bool black_and_white = false;  ///< Every pixel is black or white, as fax-like scanners write.
  // What a camera adds. With surroundings the page is turned by the skew inside the picture.
  int quarter_turns = 0;      ///< 0..3, clockwise.
  double perspective = 0;     ///< 0..0.1: how far corners move, as a share of the shorter edge.
  double surroundings = 0;    ///< 0..0.4: what is seen around the page, as a share of its edges.
  int surroundings_grey = 0;  ///< 0..200

  /// Whether the page does not fill the picture.
  bool photo() const { return surroundings > 0; }
};

/// Draws a degradation by lot. JPEG and PNG hold one page, so longer documents become TIFF or PDF.
Degradation DrawDegradation(Random& random, int pages);

/// Turns `degradation` into a photograph's: a page askew on dark ground in uneven light.
void MakePhoto(Random& random, Degradation& degradation);
/// Adds what befalls till rolls: faded ink, and now and then a black-and-white scanner.
void WearRoll(Random& random, Degradation& degradation);

/// kInvalidInput when a value is outside its stated range.
Status CheckDegradation(const Degradation& degradation);

/// Takes ink away in streaks along and across a rendered page.
void Fade(Picture& page, double share, Random& random);

/// Blurs, greys, shades and speckles a rendered page; keeps its size. Grey unless `color`.
Picture Degrade(const Picture& page, const Degradation& degradation, Random& random);

}  // namespace telar::samples
