#include "models/calibration.h"

#include <algorithm>
#include <cmath>

namespace telar::models {
namespace {

constexpr int kRounds = 100;
constexpr double kRidge = 1e-12, kDone = 1e-10, kLeastStep = 1e-10;

// log(1 + exp(x)) without overflow.
double SoftPlus(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

struct Problem {
  std::span<const ScoredLogit> scored;
  double target_of_0 = 0, target_of_1 = 1;

  double Target(const ScoredLogit& s) const { return s.truth == 1 ? target_of_1 : target_of_0; }
  double Loss(const Calibration& c) const {
    double loss = 0;
    for (const ScoredLogit& s : scored) {
      const double x = c.slope * s.logit + c.offset;
      loss += SoftPlus(x) - Target(s) * x;
    }
    return loss;
  }
};

}  // namespace

double CalibratedProbability(const Calibration& calibration, double logit) {
  const double x = calibration.slope * logit + calibration.offset;
  return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x));
}

Calibration FitCalibration(std::span<const ScoredLogit> scored) {
  double ones = 0;
  for (const ScoredLogit& s : scored) ones += s.truth == 1 ? 1 : 0;
  const double zeros = static_cast<double>(scored.size()) - ones;
  if (ones == 0 || zeros == 0) return {};
  const Problem problem{scored, 1 / (zeros + 2), (ones + 1) / (ones + 2)};
  Calibration now{0, std::log((ones + 1) / (zeros + 1))};
  double loss = problem.Loss(now);
  for (int round = 0; round < kRounds; ++round) {
    // Newton's step with the gradient and the Hessian of the log loss.
    double g_slope = 0, g_offset = 0, h_ss = kRidge, h_so = 0, h_oo = kRidge;
    for (const ScoredLogit& s : scored) {
      const double p = CalibratedProbability(now, s.logit), w = p * (1 - p);
      const double miss = p - problem.Target(s);
      g_slope += miss * s.logit;
      g_offset += miss;
      h_ss += w * s.logit * s.logit;
      h_so += w * s.logit;
      h_oo += w;
    }
    if (std::max(std::abs(g_slope), std::abs(g_offset)) < kDone) break;
    const double determinant = h_ss * h_oo - h_so * h_so;
    const double d_slope = -(h_oo * g_slope - h_so * g_offset) / determinant;
    const double d_offset = -(h_ss * g_offset - h_so * g_slope) / determinant;
    double step = 1;
    for (; step > kLeastStep; step /= 2) {
      const Calibration next{now.slope + step * d_slope, now.offset + step * d_offset};
      const double next_loss = problem.Loss(next);
      if (next_loss < loss + 1e-4 * step * (g_slope * d_slope + g_offset * d_offset)) {
        now = next;
        loss = next_loss;
        break;
      }
    }
    if (step <= kLeastStep) break;
  }
  now.slope = std::max(now.slope, 0.0);
  return now;
}

}  // namespace telar::models
