#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "documents/document.h"

namespace telar::samples {

struct Color {
  double red = 0, green = 0, blue = 0;
};
inline constexpr Color kBlack{0.1, 0.1, 0.1};
inline constexpr Color kWhite{1, 1, 1};
inline constexpr Color kGrey{0.42, 0.42, 0.42};

/// The faces documents are set in; all from fonts-liberation2 and fonts-dejavu-core. Tills print
/// with the two of fixed pitch.
enum class Face { kSans, kSerif, kWideSans, kWideSerif, kMono, kWideMono };

struct TextStyle {
  Face face = Face::kSans;
  double size = 9;  ///< Points.
  bool bold = false;
  Color color = kBlack;
  double stretch = 1;  ///< Width of the letters against the face's own.
};

enum class Align { kLeft, kCenter, kRight };

/// Where a text goes: the top left corner of a column. Text wider than the column wraps.
struct Place {
  double x = 0, y = 0;
  double width = 0;
  Align align = Align::kLeft;
};

/// Which field of the truth a drawn text shows. `line` counts product lines from 0.
struct Mark {
  std::string_view field = {};
  int line = -1;
};

/// A text as drawn, with the box of all its lines.
struct DrawnText {
  std::string text;
  std::string field;  ///< Empty for labels and ornament.
  int line = -1;
  int page = 1;        ///< 1-based.
  documents::Box box;  ///< Points on a PDF canvas, pixels on a raster canvas; origin top left.
};

/// An image in memory: 8 bits a channel, rows without padding, 1 (grey) or 3 (RGB) channels.
struct Picture {
  int width = 0, height = 0, channels = 3;
  double dpi = 72;
  std::vector<std::uint8_t> pixels;
};

struct PagePoint {
  double x = 0, y = 0;
};

/// How something is pressed or written onto a page: its own origin and axes, turned clockwise.
struct Impression {
  double x = 0, y = 0;
  double degrees = 0;
  double opacity = 1;  ///< 0..1, of all that is drawn.
  struct Gap {
    double x = 0, y = 0, radius = 0;
  };
  std::vector<Gap> gaps = {};  ///< Where no ink takes, in the impression's own axes.
};

/// A4 or US letter, in points.
struct PageSize {
  double width = 595.276, height = 841.890;
};

struct RasterOptions {
  double dpi = 200;
  double skew_degrees = 0;        ///< The page is turned clockwise around its centre.
  std::uint8_t background = 255;  ///< Grey beyond the edge of a turned page.
};

/// The paper documents are drawn on, in points with the origin top left. The same calls draw the
/// same page as a PDF or as pictures, and the canvas logs each text it drew. Fonts, hinting and
/// metadata are pinned: the same calls give the same bytes on every run. A canvas belongs to the
/// thread that made it; other threads that want one wait until it is gone.
class PageCanvas {
 public:
  /// kInvalidConfig when the fonts are missing.
  /// With `attachments` as PDF 1.4, behind which a file can be attached (attached_pdf.h).
  static Result<std::unique_ptr<PageCanvas>> Pdf(PageSize size, std::string_view title,
                                                 bool attachments = false);
  static Result<std::unique_ptr<PageCanvas>> Raster(PageSize size, const RasterOptions& options);
  ~PageCanvas();

  PageSize size() const;
  int page() const;  ///< 1-based; 0 before the first NewPage.
  void NewPage();

  /// Draws and returns the height of the text.
  double Text(const Place& place, const TextStyle& style, std::string_view text, Mark mark = {});
  double TextHeight(double width, const TextStyle& style, std::string_view text);
  double TextWidth(const TextStyle& style, std::string_view text);

  void Line(double x0, double y0, double x1, double y1, double width, Color color);
  void Fill(double x, double y, double width, double height, Color color);
  void Frame(double x, double y, double width, double height, double line, Color color);
  void Disc(double x, double y, double radius, Color color);
  /// A bar code without meaning, drawn from `bits`; not logged.
  void BarCode(double x, double y, double width, double height, std::uint64_t bits);
  /// A stamp in capitals inside a frame, turned and half transparent; not logged.
  void Stamp(double x, double y, double degrees, std::string_view text, Color color);

  /// A smooth line through all points, with round ends.
  void Curve(std::span<const PagePoint> points, double width, Color color);
  /// The outline of an ellipse.
  void Ring(double x, double y, double radius_x, double radius_y, double width, Color color);
  /// Runs `draw` with the impression's origin, turn and ink; its texts are not logged. May nest,
  /// the inner one within the outer one's axes and opacity.
  void Impress(const Impression& impression, const std::function<void()>& draw);

  const std::vector<DrawnText>& drawn() const;

  /// The finished file; only of a PDF canvas, once, as the last call.
  Result<std::string> FinishPdf();
  /// The finished RGB pages; only of a raster canvas, once, as the last call.
  Result<std::vector<Picture>> FinishPictures();

 private:
  struct State;

 public:
  /// For Pdf and Raster only.
  explicit PageCanvas(std::unique_ptr<State> state);

 private:
  std::unique_ptr<State> state_;
};

}  // namespace telar::samples
