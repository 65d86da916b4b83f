#include "models/drift_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "core/html.h"
#include "models/baseline.h"
#include "models/plots.h"

namespace telar::models {
namespace {

constexpr std::string_view kStyle = R"(
:root { --ink: #1c2733; --soft: #5c6b7a; --line: #dfe5ea; --then: #7a8a99; --now: #0b7285;
  --bad: #c92a2a; --good: #2b8a3e; --page: #ffffff; --card: #f7f9fa; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6ebf0; --soft: #9aa8b5; --line: #36424d; --then: #8fa0b0; --now: #3bc9db;
    --bad: #ff8787; --good: #69db7c; --page: #14191e; --card: #1c242b; } }
body { margin: 0 auto; max-width: 960px; padding: 32px 24px 64px; background: var(--page);
  color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 36px 0 8px; }
p { margin: 4px 0; } .soft { color: var(--soft); }
.verdict { border-left: 5px solid var(--soft); background: var(--card); padding: 12px 16px;
  margin: 20px 0; } .verdict.drift, .verdict.no_baseline { border-color: var(--bad); }
.verdict.none { border-color: var(--good); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 10px; text-align: right; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; } th:nth-child(-n+2), td:nth-child(-n+2),
td:last-child { text-align: left; } tr.moved td { color: var(--bad); font-weight: 600; }
.grid-of-plots { display: flex; flex-wrap: wrap; gap: 16px; }
figure { margin: 0; padding: 10px 12px; background: var(--card); border: 1px solid var(--line);
  border-radius: 6px; } figure.moved { border-color: var(--bad); }
figcaption { font-size: 13px; } figcaption span { color: var(--soft); }
.plot { display: block; } .plot text { font-size: 10.5px; fill: var(--soft); }
.plot .grid { stroke: var(--line); } .plot .tick { stroke: var(--soft); }
.plot path { fill: none; stroke-width: 1.8; } .plot .then { stroke: var(--then); }
.plot .now { stroke: var(--now); } .moved .plot .now { stroke: var(--bad); }
.plot .gap { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 3 3; }
.plot .then-bar { fill: var(--then); } .plot .now-bar { fill: var(--now); }
.moved .plot .now-bar { fill: var(--bad); }
.key { display: inline-block; width: 22px; border-top: 3px solid; vertical-align: middle;
  margin: 0 6px 0 0; } .key.then { border-color: var(--then); } .key.now { border-color: var(--now); }
.key.moved { border-color: var(--bad); }
)";

std::string Moment(Instant instant) {
  std::string text = FormatInstant(instant).substr(0, 16);
  text[10] = ' ';
  return text;
}

std::string PValue(double p) {
  if (p < 1e-300) return "&lt; 1e-300";
  return p < 0.001 ? fmt::format("{:.1e}", p) : fmt::format("{:.3f}", p);
}

std::string Row(const DriftComparison& c, const DriftLimits& limits) {
  const auto name =
      fmt::format("<td>{}</td><td>{} <span class=\"soft\">{}</span></td>", ClassName(c.label),
                  HtmlText(FeatureTitle(c.feature)), HtmlText(c.feature));
  const auto counts = fmt::format("<td>{}</td><td>{}</td>", c.baseline_values, c.current_values);
  if (!c.compared) {
    return fmt::format(
        "<tr>{}{}<td></td><td></td><td></td><td></td><td>fewer than {}, not compared</td></tr>\n",
        name, counts, limits.least);
  }
  return fmt::format(
      "<tr{}>{}{}<td>{:.3f}</td><td>{}</td><td>{}</td><td>{:+.2f}</td><td>{}</td></tr>\n",
      c.drifted ? " class=\"moved\"" : "", name, counts, c.test.distance, PValue(c.test.p_value),
      PValue(c.corrected_p_value), c.effect, c.drifted ? "moved" : "");
}

std::string Table(const DriftRecord& record) {
  std::string html =
      "<table>\n<tr><th>class</th><th>feature</th><th>then</th><th>now</th><th>distance</th>"
      "<th>p</th><th>p corrected</th><th>effect</th><th></th></tr>\n";
  for (const DriftComparison& c : record.report.comparisons) html += Row(c, record.limits);
  return html + "</table>\n";
}

const std::vector<double>& ValuesOf(const std::vector<FeatureSample>& samples,
                                    const DriftComparison& like) {
  static const std::vector<double> kNone;
  for (const FeatureSample& sample : samples) {
    if (sample.feature == like.feature && sample.label == like.label) return sample.values;
  }
  return kNone;
}

std::string Figure(const DriftComparison& c, std::string_view what, const std::string& svg) {
  if (svg.empty()) return "";
  const std::string said =
      c.compared ? fmt::format("distance {:.2f}", c.test.distance) : std::string("not compared");
  return fmt::format("<figure{}>{}<figcaption>{}{} <span>{}</span></figcaption></figure>\n",
                     c.drifted ? " class=\"moved\"" : "", svg, HtmlText(FeatureTitle(c.feature)),
                     what, said);
}

std::string Figures(const DriftRecord& record, int label,
                    const std::vector<FeatureSample>& baseline,
                    const std::vector<FeatureSample>& current) {
  std::string html;
  for (const DriftComparison& c : record.report.comparisons) {
    if (c.label != label) continue;
    const PlotSamples samples{ValuesOf(baseline, c), ValuesOf(current, c)};
    const std::string name = fmt::format("{} of {}", HtmlText(c.feature), ClassName(label));
    html += Figure(c, "", EcdfPlot(samples, "distribution of " + name));
    if (c.feature == kScoreFeature) {
      html += Figure(c, ", histogram", ScoreHistogram(samples, "histogram of " + name));
    }
  }
  if (html.empty()) return "";
  return fmt::format("<h2>{}</h2>\n<div class=\"grid-of-plots\">\n{}</div>\n", ClassName(label),
                     html);
}

}  // namespace

std::string DriftSentence(const DriftRecord& record) {
  const auto& comparisons = record.report.comparisons;
  const auto compared = std::count_if(comparisons.begin(), comparisons.end(),
                                      [](const DriftComparison& c) { return c.compared; });
  switch (record.report.verdict) {
    case DriftVerdict::kNoBaseline:
      return fmt::format("No baseline, so nothing could be compared: {}.", record.problem);
    case DriftVerdict::kTooFew:
      return fmt::format("Too few documents: {} in the window, and no class has {} of them.",
                         record.documents, record.limits.least);
    case DriftVerdict::kNone:
      return fmt::format("No drift: none of {} comparisons moved.", compared);
    case DriftVerdict::kDrift: break;
  }
  const auto moved = std::count_if(comparisons.begin(), comparisons.end(),
                                   [](const DriftComparison& c) { return c.drifted; });
  const auto most = std::max_element(comparisons.begin(), comparisons.end(),
                                     [](const DriftComparison& a, const DriftComparison& b) {
                                       return std::pair(a.drifted, a.test.distance) <
                                              std::pair(b.drifted, b.test.distance);
                                     });
  return fmt::format("Documents changed: {} of {} comparisons moved; most the {} of {}, by {:.2f}.",
                     moved, compared, FeatureTitle(most->feature), ClassName(most->label),
                     most->test.distance);
}

std::string DriftReportHtml(const DriftRecord& record, const std::vector<FeatureSample>& baseline,
                            const std::vector<FeatureSample>& current) {
  const DriftLimits& limits = record.limits;
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n"
      "<title>Drift of model version {}</title>\n<style>{}</style></head><body>\n",
      record.model_version, kStyle);
  html += fmt::format("<h1>Drift of model version {}</h1>\n", record.model_version);
  html += fmt::format("<p class=\"soft\">Documents from {} to {} UTC, checked {}{}</p>\n",
                      Moment(record.from), Moment(record.to), Moment(record.checked_at),
                      record.number > 0 ? fmt::format(", check {}", record.number) : std::string());
  html += fmt::format("<div class=\"verdict {}\"><p><strong>{}</strong></p>\n<p>{} documents now",
                      DriftVerdictName(record.report.verdict), HtmlText(DriftSentence(record)),
                      record.documents);
  if (static_cast<std::int64_t>(record.looked_at) < record.documents) {
    html += fmt::format(" (the newest {} of them)", record.looked_at);
  }
  html += fmt::format(
      ", {} then. A feature moved when its corrected p-value is below {} and its distance above "
      "{}; "
      "{} documents of a class are needed on either side.</p></div>\n",
      record.baseline_documents, limits.p_value, limits.distance, limits.least);
  html += "<h2>Comparisons</h2>\n" + Table(record);
  html +=
      "<p class=\"soft\">Two-sided Kolmogorov-Smirnov test, exact; p corrected after Holm over all "
      "comparisons. Effect is Cliff's delta: above zero, values are higher now.</p>\n"
      "<h2>Distributions</h2>\n<p><span class=\"key then\"></span>then: documents the model was "
      "measured on &ensp; <span class=\"key now\"></span>now &ensp; <span class=\"key "
      "moved\"></span>now, moved</p>\n<p class=\"soft\">Lines: share of documents up to a value; "
      "dashed where both are furthest apart. Bars: share of documents.</p>\n";
  for (const int label : {0, 1}) html += Figures(record, label, baseline, current);
  return html + "</body></html>\n";
}

}  // namespace telar::models
