#include "models/plots.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace telar::models {
namespace {

// Of the whole picture and of the frame inside, in pixels.
constexpr double kWidth = 280, kHeight = 176;
constexpr double kLeft = 34, kRight = 10, kTop = 10, kBottom = 24;
constexpr std::size_t kBins = 20;
// More steps than this are thinner than a line.
constexpr std::size_t kMostSteps = 400;

struct Range {
  double from = 0, to = 1;
};

// Numbers of a picture, not of science: a tenth of a pixel is plenty.
std::string Number(double value) { return fmt::format("{:.1f}", value); }

struct Frame {
  Range x, y;

  double X(double value) const {
    return kLeft + (value - x.from) / (x.to - x.from) * (kWidth - kLeft - kRight);
  }
  double Y(double value) const {
    return kHeight - kBottom - (value - y.from) / (y.to - y.from) * (kHeight - kTop - kBottom);
  }
};

// 1, 2 or 5 times a power of ten, so that about `parts` of them fill the range.
double NiceStep(double range, int parts) {
  const double rough = range / parts, power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (rough <= factor * power) return factor * power;
  }
  return 10 * power;
}

std::string TickLabel(double value, double step) {
  const int digits = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
  return fmt::format("{:.{}f}", std::abs(value) < step / 100 ? 0.0 : value, digits);
}

std::string Axes(const Frame& frame) {
  std::string svg;
  const double bottom = kHeight - kBottom;
  const double step_y = NiceStep(frame.y.to - frame.y.from, 5);
  for (double y = frame.y.from; y <= frame.y.to + step_y / 100; y += step_y) {
    svg += fmt::format(R"(<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>)", Number(kLeft),
                       Number(kWidth - kRight), Number(frame.Y(y)), Number(frame.Y(y)));
    svg += fmt::format(R"(<text class="axis" text-anchor="end" x="{}" y="{}">{}</text>)",
                       Number(kLeft - 5), Number(frame.Y(y) + 3.5), TickLabel(y, step_y));
  }
  const double step_x = NiceStep(frame.x.to - frame.x.from, 4);
  for (double x = std::ceil(frame.x.from / step_x - 1e-9) * step_x; x <= frame.x.to + step_x / 100;
       x += step_x) {
    svg += fmt::format(R"(<line class="tick" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>)",
                       Number(frame.X(x)), Number(bottom), Number(bottom + 4));
    svg += fmt::format(R"(<text class="axis" text-anchor="middle" x="{}" y="{}">{}</text>)",
                       Number(frame.X(x)), Number(bottom + 16), TickLabel(x, step_x));
  }
  svg += fmt::format(R"(<line class="tick" x1="{}" x2="{}" y1="{}" y2="{}"/>)", Number(kLeft),
                     Number(kWidth - kRight), Number(bottom), Number(bottom));
  return svg;
}

std::string Picture(const std::string& label, const std::string& inside) {
  return fmt::format(
      R"(<svg class="plot" role="img" aria-label="{}" viewBox="0 0 {:.0f} {:.0f}" width="{:.0f}" height="{:.0f}">{}</svg>)",
      label, kWidth, kHeight, kWidth, kHeight, inside);
}

std::vector<double> Sorted(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

// The share of values that are at most `x`.
double ShareUpTo(const std::vector<double>& sorted, double x) {
  const auto below = std::upper_bound(sorted.begin(), sorted.end(), x) - sorted.begin();
  return static_cast<double>(below) / static_cast<double>(sorted.size());
}

std::string Steps(const Frame& frame, const std::vector<double>& sorted, const char* style) {
  std::vector<double> places;
  if (sorted.size() <= kMostSteps) {
    places = sorted;
    places.erase(std::unique(places.begin(), places.end()), places.end());
  } else {
    for (std::size_t i = 0; i <= kMostSteps; ++i) {
      places.push_back(frame.x.from + (frame.x.to - frame.x.from) * static_cast<double>(i) /
                                          static_cast<double>(kMostSteps));
    }
  }
  std::string path = fmt::format("M{} {}", Number(kLeft), Number(frame.Y(0)));
  for (const double x : places) {
    path += fmt::format("H{}V{}", Number(frame.X(x)), Number(frame.Y(ShareUpTo(sorted, x))));
  }
  path += fmt::format("H{}", Number(kWidth - kRight));
  return fmt::format(R"(<path class="{}" d="{}"/>)", style, path);
}

// Where the two functions are furthest apart.
std::string Gap(const Frame& frame, const std::vector<double>& a, const std::vector<double>& b) {
  double place = 0, most = -1;
  for (const auto* values : {&a, &b}) {
    for (const double x : *values) {
      const double apart = std::abs(ShareUpTo(a, x) - ShareUpTo(b, x));
      if (apart <= most) continue;
      most = apart;
      place = x;
    }
  }
  return fmt::format(R"(<line class="gap" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>)",
                     Number(frame.X(place)), Number(frame.Y(ShareUpTo(a, place))),
                     Number(frame.Y(ShareUpTo(b, place))));
}

std::array<double, kBins> Shares(std::span<const double> values) {
  std::array<double, kBins> shares{};
  for (const double value : values) {
    const double place = std::clamp(value, 0.0, 1.0) * static_cast<double>(kBins);
    shares[std::min(static_cast<std::size_t>(place), kBins - 1)] +=
        1 / static_cast<double>(values.size());
  }
  return shares;
}

std::string Bars(const Frame& frame, const std::array<double, kBins>& shares, double offset,
                 const char* style) {
  std::string svg;
  const double bin = 1 / static_cast<double>(kBins), bar = bin * 0.42;
  for (std::size_t i = 0; i < kBins; ++i) {
    if (shares[i] == 0) continue;
    const double from = static_cast<double>(i) * bin + bin * offset;
    svg += fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>)", style,
                       Number(frame.X(from)), Number(frame.Y(shares[i])),
                       Number(frame.X(from + bar) - frame.X(from)),
                       Number(frame.Y(0) - frame.Y(shares[i])));
  }
  return svg;
}

}  // namespace

std::string EcdfPlot(const PlotSamples& samples, const std::string& label) {
  if (samples.baseline.empty() && samples.current.empty()) return "";
  const auto then = Sorted(samples.baseline), now = Sorted(samples.current);
  Range x{1, 0};
  for (const auto* sorted : {&then, &now}) {
    if (sorted->empty()) continue;
    x = x.from > x.to ? Range{sorted->front(), sorted->back()}
                      : Range{std::min(x.from, sorted->front()), std::max(x.to, sorted->back())};
  }
  const double margin = std::max((x.to - x.from) * 0.06, 0.004);
  const Frame frame{{x.from - margin, x.to + margin}, {0, 1}};
  std::string inside = Axes(frame);
  if (!then.empty()) inside += Steps(frame, then, "then");
  if (!now.empty()) inside += Steps(frame, now, "now");
  if (!then.empty() && !now.empty()) inside += Gap(frame, then, now);
  return Picture(label, inside);
}

std::string ScoreHistogram(const PlotSamples& samples, const std::string& label) {
  if (samples.baseline.empty() && samples.current.empty()) return "";
  const auto then = Shares(samples.baseline), now = Shares(samples.current);
  const double highest = std::max(*std::max_element(then.begin(), then.end()),
                                  *std::max_element(now.begin(), now.end()));
  const double step = NiceStep(highest, 5);
  const Frame frame{{0, 1}, {0, std::ceil(highest / step - 1e-9) * step}};
  return Picture(
      label, Axes(frame) + Bars(frame, then, 0.07, "then-bar") + Bars(frame, now, 0.51, "now-bar"));
}

}  // namespace telar::models
