#pragma once

#include <span>
#include <string>

namespace telar::models {

/// Two samples of one figure, then and now. Values must be finite.
struct PlotSamples {
  std::span<const double> baseline, current;
};

/// A picture as SVG text, of a fixed size, for use inside an HTML page that styles the classes
/// "plot", "then", "now", "axis", "gap" (drift_report.h). "" when there is nothing to draw. `label`
/// is what a screen reader says and must be free of markup.

/// Both empirical distribution functions, and where they are furthest apart.
std::string EcdfPlot(const PlotSamples& samples, const std::string& label);
/// The share of documents in twenty equal parts of 0..1; the last part holds 1 as well.
std::string ScoreHistogram(const PlotSamples& samples, const std::string& label);

}  // namespace telar::models
