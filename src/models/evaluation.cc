#include "models/evaluation.h"

#include <algorithm>
#include <cmath>

namespace telar::models {
namespace {

using Confusion = std::array<std::array<std::int64_t, 2>, 2>;

constexpr int kBins = 10;
constexpr int kRounds = 1000;
constexpr std::uint64_t kSeed = 42;
constexpr double kLeast = 1e-7;

double Share(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

void Count(Confusion& confusion, const Scored& one) {
  ++confusion[static_cast<std::size_t>(one.truth)]
             [static_cast<std::size_t>(Predicted(one.probability))];
}

ClassFigures FiguresOf(const Confusion& confusion, std::size_t c) {
  const std::int64_t right = confusion[c][c];
  const std::int64_t wrongly_so = confusion[1 - c][c], missed = confusion[c][1 - c];
  ClassFigures figures;
  figures.documents = right + missed;
  figures.precision = Share(right, right + wrongly_so);
  figures.recall = Share(right, right + missed);
  figures.f1 = Share(2 * right, 2 * right + wrongly_so + missed);
  figures.precision_range = Wilson(right, right + wrongly_so);
  figures.recall_range = Wilson(right, right + missed);
  return figures;
}

double MacroF1(const Confusion& confusion) {
  return (FiguresOf(confusion, 0).f1 + FiguresOf(confusion, 1).f1) / 2;
}

void TraceCurves(std::span<const Scored> scored, Evaluation& result) {
  std::vector<Scored> sorted(scored.begin(), scored.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const Scored& a, const Scored& b) { return a.probability > b.probability; });
  const std::int64_t positives = result.classes[1].documents;
  const std::int64_t negatives = result.classes[0].documents;
  result.roc.push_back({2, 0, 0});
  std::int64_t hits = 0, alarms = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    const double threshold = sorted[i].probability;
    for (; i < sorted.size() && sorted[i].probability == threshold; ++i) {
      ++(sorted[i].truth == 1 ? hits : alarms);
    }
    const CurvePoint before = result.roc.back();
    const CurvePoint now{threshold, Share(alarms, negatives), Share(hits, positives)};
    const double precision = Share(hits, hits + alarms);
    result.roc_area += (now.x - before.x) * (now.y + before.y) / 2;
    result.average_precision += (now.y - before.y) * precision;
    result.roc.push_back(now);
    result.precision_recall.push_back({threshold, now.y, precision});
  }
  if (positives == 0 || negatives == 0) result.roc_area = 0.5;
}

void MeasureCalibration(std::span<const Scored> scored, Evaluation& result) {
  for (int bin = 0; bin < kBins; ++bin) {
    result.reliability.push_back({0.5 + 0.05 * bin, 0.55 + 0.05 * bin, 0, 0, 0});
  }
  for (const Scored& one : scored) {
    const double confidence = std::max(one.probability, 1 - one.probability);
    const int bin = std::clamp(static_cast<int>((confidence - 0.5) * 2 * kBins), 0, kBins - 1);
    ReliabilityBin& into = result.reliability[static_cast<std::size_t>(bin)];
    ++into.documents;
    into.mean_confidence += confidence;
    into.share_right += Predicted(one.probability) == one.truth ? 1 : 0;
    const double miss = one.probability - one.truth;
    result.brier += miss * miss;
    result.log_loss -=
        std::log(std::max(one.truth == 1 ? one.probability : 1 - one.probability, kLeast));
  }
  const auto all = static_cast<double>(scored.size());
  result.brier /= all;
  result.log_loss /= all;
  for (ReliabilityBin& bin : result.reliability) {
    if (bin.documents == 0) continue;
    const auto n = static_cast<double>(bin.documents);
    bin.mean_confidence /= n;
    bin.share_right /= n;
    result.calibration_error += std::abs(bin.mean_confidence - bin.share_right) * n / all;
  }
}

}  // namespace

Evaluation Evaluate(std::span<const Scored> scored) {
  Evaluation result;
  if (scored.empty()) return result;
  result.documents = static_cast<std::int64_t>(scored.size());
  for (const Scored& one : scored) Count(result.confusion, one);
  for (const std::size_t c : {0U, 1U}) result.classes[c] = FiguresOf(result.confusion, c);
  const std::int64_t right = result.confusion[0][0] + result.confusion[1][1];
  result.accuracy = Share(right, result.documents);
  result.accuracy_range = Wilson(right, result.documents);
  result.macro_precision = (result.classes[0].precision + result.classes[1].precision) / 2;
  result.macro_recall = (result.classes[0].recall + result.classes[1].recall) / 2;
  result.macro_f1 = MacroF1(result.confusion);
  result.macro_f1_range =
      Bootstrap(scored.size(), kRounds, kSeed, [&](std::span<const std::size_t> drawn) {
        Confusion confusion{};
        for (const std::size_t document : drawn) Count(confusion, scored[document]);
        return MacroF1(confusion);
      });
  TraceCurves(scored, result);
  MeasureCalibration(scored, result);
  return result;
}

}  // namespace telar::models
