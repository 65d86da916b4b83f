#include "analytics/report_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analytics/spanish.h"
#include "core/html.h"

namespace telar::analytics {
namespace {

// Of the curve's picture and its frame, in its own units.
constexpr double kWidth = 460, kHeight = 300;
constexpr double kLeft = 40, kRight = 12, kTop = 30, kBottom = 40;
// A band narrower than this has no room for its letter.
constexpr double kNarrow = 14;
constexpr std::size_t kSquares = 62;

double X(double share) { return kLeft + share * (kWidth - kLeft - kRight); }
double Y(double share) { return kHeight - kBottom - share * (kHeight - kTop - kBottom); }

std::string Number(double value) {
  std::string text = fmt::format("{:.1f}", std::isfinite(value) ? value : 0.0);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

std::string Picture(std::string_view kind, double width, double height, std::string_view title,
                    std::string_view inside, bool stretch = true) {
  return fmt::format(
      R"(<svg class="{}" role="img" viewBox="0 0 {} {}"{}><title>{}</title>{}</svg>)", kind,
      Number(width), Number(height), stretch ? R"( preserveAspectRatio="none")" : "",
      HtmlText(title), inside);
}

std::string Rect(std::string_view kind, double x, double y, double width, double height) {
  return fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>)", kind, Number(x),
                     Number(y), Number(width), Number(height));
}

std::string Text(std::string_view kind, double x, double y, std::string_view text) {
  return fmt::format(R"(<text class="{}" x="{}" y="{}">{}</text>)", kind, Number(x), Number(y),
                     HtmlText(text));
}

std::string Axes() {
  std::string svg;
  for (const double share : {0.0, 0.2, 0.4, 0.6, 0.8, 1.0}) {
    svg += fmt::format(R"(<path class="grid" d="M{} {}H{}"/>)", Number(kLeft), Number(Y(share)),
                       Number(kWidth - kRight));
    svg += Text("end", kLeft - 6, Y(share) + 4, fmt::format("{:.0f}", 100 * share));
    svg += Text("mid", X(share), kHeight - kBottom + 16, fmt::format("{:.0f}", 100 * share));
  }
  return svg + Text("mid", X(0.5), kHeight - 6, "% de los productos vendidos") +
         Text("", 4, 14, "% de la venta");
}

}  // namespace

std::string CurvePicture(const Report& report) {
  if (report.curve.empty() || report.products <= 0) return "";
  const auto products = static_cast<double>(report.products);
  std::string bands, title = "Curva ABC.";
  double from = 0;
  for (std::size_t i = 0; i < Report::kAbc.size(); ++i) {
    const auto total = report.ClassTotal(i);
    if (total.products == 0) continue;
    const double to = from + static_cast<double>(total.products) / products;
    bands += Rect(fmt::format("band c{}", i), X(from), Y(1), X(to) - X(from), Y(0) - Y(1));
    if (X(to) - X(from) >= kNarrow) {
      bands += Text("mid letter", (X(from) + X(to)) / 2, Y(1) - 6, Report::kAbc[i]);
    }
    const auto until = std::find_if(report.curve.begin(), report.curve.end(),
                                    [&](const auto& point) { return point.products >= to - 1e-9; });
    if (until != report.curve.end()) {
      title += fmt::format(" Hasta la clase {}: {} de los productos, {} de la venta.",
                           Report::kAbc[i], SpanishPercent(to), SpanishPercent(until->value));
    }
    from = to;
  }
  std::string line = "M";
  for (const auto& point : report.curve) {
    if (line.size() > 1) line += "L";
    line += Number(X(point.products)) + " " + Number(Y(point.value));
  }
  return Picture("curve", kWidth, kHeight, title,
                 bands + Axes() + fmt::format(R"(<path class="line" d="{}"/>)", line), false);
}

std::string ColumnsPicture(std::span<const double> values, std::string_view title) {
  const double highest = values.empty() ? 0 : *std::max_element(values.begin(), values.end());
  if (!(highest > 0) || !std::isfinite(highest)) return "";
  constexpr double kTall = 30;
  std::string svg;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double height = std::max(values[i], 0.0) / highest * kTall;
    if (height <= 0) continue;
    svg += Rect("col", static_cast<double>(i) * 4, kTall - height, 3, height);
  }
  return Picture("columns", static_cast<double>(values.size()) * 4 - 1, kTall, title, svg);
}

std::string StripPicture(const std::vector<bool>& days, std::string_view title) {
  if (days.empty()) return "";
  const std::size_t each = (days.size() + kSquares - 1) / kSquares;
  std::string filled, open;
  int square = 0;
  for (std::size_t i = 0; i < days.size(); i += each, ++square) {
    const auto from = days.begin() + static_cast<std::ptrdiff_t>(i);
    const auto to = days.begin() + static_cast<std::ptrdiff_t>(std::min(i + each, days.size()));
    (std::find(from, to, true) == to ? open : filled) += fmt::format("M{} 0h8v10h-8z", 10 * square);
  }
  const auto path = [](std::string_view kind, const std::string& d) {
    return d.empty() ? "" : fmt::format(R"(<path class="{}" d="{}"/>)", kind, d);
  };
  return Picture("strip", 10 * square - 2, 10, title, path("open", open) + path("out", filled));
}

std::string StackPicture(std::span<const std::int64_t> parts, std::string_view title) {
  const auto whole =
      static_cast<double>(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}));
  if (!(whole > 0)) return "";
  std::string svg;
  double from = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] <= 0) continue;
    const double width = 1000 * static_cast<double>(parts[i]) / whole;
    svg += Rect(fmt::format("s{}", i), from, 0, width, 10);
    from += width;
  }
  return Picture("stack", 1000, 10, title, svg);
}

std::string BarPicture(double share, std::string_view title) {
  const double width = std::isfinite(share) ? 1000 * std::clamp(share, 0.0, 1.0) : 0;
  return Picture("bar", 1000, 10, title, Rect("col", 0, 0, width, 10));
}

}  // namespace telar::analytics
