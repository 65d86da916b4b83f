#include "samples/page_canvas.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <mutex>
#include <numbers>

namespace telar::samples {
namespace {

struct Free {
  void operator()(cairo_t* p) const { cairo_destroy(p); }
  void operator()(cairo_surface_t* p) const { cairo_surface_destroy(p); }
  void operator()(cairo_font_options_t* p) const { cairo_font_options_destroy(p); }
  void operator()(PangoFontDescription* p) const { pango_font_description_free(p); }
  void operator()(PangoContext* p) const { g_object_unref(p); }
  void operator()(PangoFontMap* p) const { g_object_unref(p); }
  void operator()(PangoLayout* p) const { g_object_unref(p); }
  void operator()(FcConfig* p) const { FcConfigDestroy(p); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

constexpr const char* kFaceNames[] = {"Liberation Sans", "Liberation Serif", "DejaVu Sans",
                                      "DejaVu Serif",    "Liberation Mono",  "DejaVu Sans Mono"};
constexpr std::array kFontFiles = {
    "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf",
    "/usr/share/fonts/truetype/liberation2/LiberationSans-Bold.ttf",
    "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
    "/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf",
    "/usr/share/fonts/truetype/liberation2/LiberationMono-Regular.ttf",
    "/usr/share/fonts/truetype/liberation2/LiberationMono-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf",
};

// A font configuration of these files alone: what else a machine has or prefers changes nothing.
Result<FcConfig*> FontConfig() {
  static const Owned<FcConfig> config = [] {
    Owned<FcConfig> fresh(FcConfigCreate());
    for (const char* file : kFontFiles) {
      const auto* name = reinterpret_cast<const FcChar8*>(file);
      if (!FcConfigAppFontAddFile(fresh.get(), name)) return Owned<FcConfig>();
    }
    return fresh;
  }();
  if (!config) {
    return Status::InvalidConfig("open the fonts of the samples: a font file is missing")
        .WithHint("Install fonts-dejavu-core and fonts-liberation2.");
  }
  return config.get();
}

// Font maps keep what they loaded; one a thread, since Pango's are not shared safely.
Result<PangoFontMap*> FontMap() {
  thread_local Owned<PangoFontMap> map;
  if (!map) {
    TELAR_ASSIGN_OR_RETURN(FcConfig * config, FontConfig());
    map.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    pango_fc_font_map_set_config(reinterpret_cast<PangoFcFontMap*>(map.get()), config);
  }
  return map.get();
}

cairo_status_t Append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

double Points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

}  // namespace

namespace {

/// Fontconfig's caches behind Pango are not safely shared: one thread draws at a time. Recursive,
/// so that a thread may have two canvases.
std::recursive_mutex& Drawing() {
  static std::recursive_mutex mutex;
  return mutex;
}

}  // namespace

struct PageCanvas::State {
  std::unique_lock<std::recursive_mutex> drawing{Drawing()};
  PageSize size;
  bool raster = false;
  RasterOptions options;
  int page = 0;
  double opacity = 1;
  int impressions = 0;  // those being drawn, one in another
  std::vector<DrawnText> drawn;
  std::string pdf;  // written to by `surface`, so declared before it
  Owned<cairo_surface_t> surface;
  Owned<cairo_t> cairo;
  Owned<PangoContext> context;
  Owned<PangoLayout> layout;
  std::vector<Picture> pictures;

  Status PrepareText();
  void Style(const TextStyle& style, std::string_view text, double width, Align align);
  void Color(const samples::Color& color, double alpha = 1) const {
    cairo_set_source_rgba(cairo.get(), color.red, color.green, color.blue, alpha * opacity);
  }
  documents::Box DeviceBox(double x0, double y0, double x1, double y1) const;
  void StartRasterPage();
  void TakePicture();
};

Status PageCanvas::State::PrepareText() {
  TELAR_ASSIGN_OR_RETURN(PangoFontMap * map, FontMap());
  context.reset(pango_font_map_create_context(map));
  const Owned<cairo_font_options_t> options_of_font(cairo_font_options_create());
  cairo_font_options_set_antialias(options_of_font.get(), CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options_of_font.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options_of_font.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context.get(), options_of_font.get());
  // At 72 dots an inch one Pango point is one unit of the page.
  pango_cairo_context_set_resolution(context.get(), 72);
  pango_context_set_language(context.get(), pango_language_from_string("es"));
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  layout.reset(pango_layout_new(context.get()));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  return Status::Ok();
}

void PageCanvas::State::Style(const TextStyle& style, std::string_view text, double width,
                              Align align) {
  const Owned<PangoFontDescription> font(pango_font_description_new());
  pango_font_description_set_family_static(font.get(), kFaceNames[static_cast<int>(style.face)]);
  pango_font_description_set_size(font.get(), static_cast<int>(style.size * PANGO_SCALE));
  pango_font_description_set_weight(font.get(),
                                    style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  pango_layout_set_width(layout.get(),
                         width > 0 ? static_cast<int>(width / style.stretch * PANGO_SCALE) : -1);
  pango_layout_set_alignment(layout.get(), align == Align::kRight    ? PANGO_ALIGN_RIGHT
                                           : align == Align::kCenter ? PANGO_ALIGN_CENTER
                                                                     : PANGO_ALIGN_LEFT);
}

documents::Box PageCanvas::State::DeviceBox(double x0, double y0, double x1, double y1) const {
  const std::array<std::array<double, 2>, 4> corners = {{{x0, y0}, {x1, y0}, {x0, y1}, {x1, y1}}};
  documents::Box box{1e9F, 1e9F, -1e9F, -1e9F};
  for (auto [x, y] : corners) {
    if (raster) cairo_user_to_device(cairo.get(), &x, &y);
    box.x0 = std::min(box.x0, static_cast<float>(x));
    box.y0 = std::min(box.y0, static_cast<float>(y));
    box.x1 = std::max(box.x1, static_cast<float>(x));
    box.y1 = std::max(box.y1, static_cast<float>(y));
  }
  return box;
}

void PageCanvas::State::StartRasterPage() {
  const int width = static_cast<int>(std::lround(size.width * options.dpi / 72));
  const int height = static_cast<int>(std::lround(size.height * options.dpi / 72));
  surface.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  cairo.reset(cairo_create(surface.get()));
  const double grey = options.background / 255.0;
  cairo_set_source_rgb(cairo.get(), grey, grey, grey);
  cairo_paint(cairo.get());
  cairo_translate(cairo.get(), width / 2.0, height / 2.0);
  cairo_rotate(cairo.get(), options.skew_degrees * std::numbers::pi / 180);
  cairo_scale(cairo.get(), options.dpi / 72, options.dpi / 72);
  cairo_translate(cairo.get(), -size.width / 2, -size.height / 2);
  cairo_rectangle(cairo.get(), 0, 0, size.width, size.height);
  cairo_set_source_rgb(cairo.get(), 1, 1, 1);
  cairo_fill(cairo.get());
}

void PageCanvas::State::TakePicture() {
  if (!surface) return;
  cairo.reset();
  cairo_surface_flush(surface.get());
  Picture picture;
  picture.width = cairo_image_surface_get_width(surface.get());
  picture.height = cairo_image_surface_get_height(surface.get());
  picture.dpi = options.dpi;
  const unsigned char* data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  picture.pixels.resize(static_cast<std::size_t>(picture.width) *
                        static_cast<std::size_t>(picture.height) * 3);
  std::uint8_t* out = picture.pixels.data();
  for (int y = 0; y < picture.height; ++y) {
    const unsigned char* row = data + static_cast<std::ptrdiff_t>(y) * stride;
    for (int x = 0; x < picture.width; ++x, row += 4, out += 3) {
      std::uint32_t pixel = 0;
      std::memcpy(&pixel, row, 4);
      out[0] = static_cast<std::uint8_t>(pixel >> 16);
      out[1] = static_cast<std::uint8_t>(pixel >> 8);
      out[2] = static_cast<std::uint8_t>(pixel);
    }
  }
  surface.reset();
  pictures.push_back(std::move(picture));
}

PageCanvas::PageCanvas(std::unique_ptr<State> state) : state_(std::move(state)) {}
PageCanvas::~PageCanvas() = default;

Result<std::unique_ptr<PageCanvas>> PageCanvas::Pdf(PageSize size, std::string_view title,
                                                    bool attachments) {
  auto state = std::make_unique<State>();
  state->size = size;
  TELAR_RETURN_IF_ERROR(state->PrepareText());
  state->surface.reset(
      cairo_pdf_surface_create_for_stream(Append, &state->pdf, size.width, size.height));
  cairo_surface_t* surface = state->surface.get();
  if (attachments) cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
  // Cairo writes the present time unless it is told another.
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, std::string(title).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "telar-samples");
  state->cairo.reset(cairo_create(surface));
  return std::make_unique<PageCanvas>(std::move(state));
}

Result<std::unique_ptr<PageCanvas>> PageCanvas::Raster(PageSize size,
                                                       const RasterOptions& options) {
  auto state = std::make_unique<State>();
  state->size = size;
  state->raster = true;
  state->options = options;
  TELAR_RETURN_IF_ERROR(state->PrepareText());
  return std::make_unique<PageCanvas>(std::move(state));
}

PageSize PageCanvas::size() const { return state_->size; }
int PageCanvas::page() const { return state_->page; }
const std::vector<DrawnText>& PageCanvas::drawn() const { return state_->drawn; }

void PageCanvas::NewPage() {
  if (state_->raster) {
    state_->TakePicture();
    state_->StartRasterPage();
  } else if (state_->page > 0) {
    cairo_show_page(state_->cairo.get());
  }
  ++state_->page;
}

double PageCanvas::Text(const Place& place, const TextStyle& style, std::string_view text,
                        Mark mark) {
  if (text.empty()) return 0;
  State& s = *state_;
  s.Style(style, text, place.width, place.align);
  PangoRectangle extents;
  pango_layout_get_extents(s.layout.get(), nullptr, &extents);
  s.Color(style.color);
  if (style.stretch == 1) {
    cairo_move_to(s.cairo.get(), place.x, place.y);
    pango_cairo_show_layout(s.cairo.get(), s.layout.get());
  } else {
    cairo_save(s.cairo.get());
    cairo_translate(s.cairo.get(), place.x, place.y);
    cairo_scale(s.cairo.get(), style.stretch, 1);
    cairo_move_to(s.cairo.get(), 0, 0);
    pango_cairo_show_layout(s.cairo.get(), s.layout.get());
    cairo_restore(s.cairo.get());
  }
  const double x = place.x + Points(extents.x) * style.stretch;
  const double height = Points(extents.height);
  if (s.impressions > 0) return height;
  s.drawn.push_back(
      {std::string(text), std::string(mark.field), mark.line, s.page,
       s.DeviceBox(x, place.y, x + Points(extents.width) * style.stretch, place.y + height)});
  return height;
}

double PageCanvas::TextHeight(double width, const TextStyle& style, std::string_view text) {
  if (text.empty()) return 0;
  state_->Style(style, text, width, Align::kLeft);
  PangoRectangle extents;
  pango_layout_get_extents(state_->layout.get(), nullptr, &extents);
  return Points(extents.height);
}

double PageCanvas::TextWidth(const TextStyle& style, std::string_view text) {
  state_->Style(style, text, 0, Align::kLeft);
  PangoRectangle extents;
  pango_layout_get_extents(state_->layout.get(), nullptr, &extents);
  return Points(extents.width) * style.stretch;
}

void PageCanvas::Line(double x0, double y0, double x1, double y1, double width, Color color) {
  state_->Color(color);
  cairo_set_line_width(state_->cairo.get(), width);
  cairo_move_to(state_->cairo.get(), x0, y0);
  cairo_line_to(state_->cairo.get(), x1, y1);
  cairo_stroke(state_->cairo.get());
}

void PageCanvas::Fill(double x, double y, double width, double height, Color color) {
  state_->Color(color);
  cairo_rectangle(state_->cairo.get(), x, y, width, height);
  cairo_fill(state_->cairo.get());
}

void PageCanvas::Frame(double x, double y, double width, double height, double line, Color color) {
  state_->Color(color);
  cairo_set_line_width(state_->cairo.get(), line);
  cairo_rectangle(state_->cairo.get(), x, y, width, height);
  cairo_stroke(state_->cairo.get());
}

void PageCanvas::Disc(double x, double y, double radius, Color color) {
  state_->Color(color);
  cairo_arc(state_->cairo.get(), x, y, radius, 0, 2 * std::numbers::pi);
  cairo_fill(state_->cairo.get());
}

void PageCanvas::BarCode(double x, double y, double width, double height, std::uint64_t bits) {
  constexpr int kModules = 96;
  const double module = width / kModules;
  for (int i = 0; i < kModules; ++i) {
    const std::uint64_t mixed = bits ^ (bits >> 7);
    if (((i % 64 < 32 ? bits : mixed) >> (i % 64) & 1) != 0) {
      Fill(x + i * module, y, module * 1.02, height, kBlack);
    }
  }
}

void PageCanvas::Stamp(double x, double y, double degrees, std::string_view text, Color color) {
  State& s = *state_;
  cairo_t* cairo = s.cairo.get();
  s.Style({.face = Face::kSans, .size = 20, .bold = true}, text, 0, Align::kLeft);
  PangoRectangle extents;
  pango_layout_get_extents(s.layout.get(), nullptr, &extents);
  const double width = Points(extents.width), height = Points(extents.height);
  cairo_save(cairo);
  cairo_translate(cairo, x, y);
  cairo_rotate(cairo, degrees * std::numbers::pi / 180);
  s.Color(color, 0.6);
  cairo_set_line_width(cairo, 2.4);
  cairo_rectangle(cairo, -width / 2 - 10, -height / 2 - 5, width + 20, height + 10);
  cairo_stroke(cairo);
  cairo_move_to(cairo, -width / 2, -height / 2);
  pango_cairo_show_layout(cairo, s.layout.get());
  cairo_restore(cairo);
}

// Catmull and Rom's spline, as Bézier curves with a sixth of the neighbours' distance as handles.
void PageCanvas::Curve(std::span<const PagePoint> points, double width, Color color) {
  if (points.size() < 2) return;
  cairo_t* cairo = state_->cairo.get();
  state_->Color(color);
  cairo_set_line_width(cairo, width);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to(cairo, points[0].x, points[0].y);
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const PagePoint& a = points[i == 0 ? 0 : i - 1];
    const PagePoint& b = points[i];
    const PagePoint& c = points[i + 1];
    const PagePoint& d = points[std::min(i + 2, points.size() - 1)];
    cairo_curve_to(cairo, b.x + (c.x - a.x) / 6, b.y + (c.y - a.y) / 6, c.x - (d.x - b.x) / 6,
                   c.y - (d.y - b.y) / 6, c.x, c.y);
  }
  cairo_stroke(cairo);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_MITER);
}

void PageCanvas::Ring(double x, double y, double radius_x, double radius_y, double width,
                      Color color) {
  cairo_t* cairo = state_->cairo.get();
  state_->Color(color);
  cairo_save(cairo);
  cairo_translate(cairo, x, y);
  cairo_scale(cairo, radius_x, radius_y);
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, 0, 0, 1, 0, 2 * std::numbers::pi);
  cairo_restore(cairo);
  cairo_set_line_width(cairo, width);
  cairo_stroke(cairo);
}

void PageCanvas::Impress(const Impression& impression, const std::function<void()>& draw) {
  State& s = *state_;
  cairo_t* cairo = s.cairo.get();
  cairo_save(cairo);
  cairo_translate(cairo, impression.x, impression.y);
  cairo_rotate(cairo, impression.degrees * std::numbers::pi / 180);
  if (!impression.gaps.empty()) {
    // Everything but the gaps, by the rule of even and odd: more than a page around the origin.
    constexpr double kFar = 2000;
    cairo_rectangle(cairo, -kFar, -kFar, 2 * kFar, 2 * kFar);
    for (const Impression::Gap& gap : impression.gaps) {
      cairo_new_sub_path(cairo);
      cairo_arc(cairo, gap.x, gap.y, gap.radius, 0, 2 * std::numbers::pi);
    }
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_clip(cairo);
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
  }
  const double opacity = s.opacity;
  s.opacity *= impression.opacity;
  ++s.impressions;
  draw();
  --s.impressions;
  s.opacity = opacity;
  cairo_restore(cairo);
}

Result<std::string> PageCanvas::FinishPdf() {
  cairo_show_page(state_->cairo.get());
  cairo_surface_finish(state_->surface.get());
  const cairo_status_t status = cairo_status(state_->cairo.get());
  if (status != CAIRO_STATUS_SUCCESS) {
    return Status::Internal(std::string("write a PDF: ") + cairo_status_to_string(status));
  }
  return std::move(state_->pdf);
}

Result<std::vector<Picture>> PageCanvas::FinishPictures() {
  state_->TakePicture();
  return std::move(state_->pictures);
}

}  // namespace telar::samples
