#pragma once

#include <cstddef>
#include <vector>

#include "invoices/decision.h"
#include "invoices/evidence_weights.h"

namespace telar::invoices::learn {

/// A decision and the indices of its right choices (one or more).
struct Question {
  Decision decision;
  std::vector<std::size_t> right;
};

/// Weights that maximise Σ ln P(any right choice) − ridge × Σ (w − prior)² / 2, by Adam (Kingma, Ba
/// 2015) with the whole of the data a step. `prior` has one weight a name; evidence that no
/// question has keeps it. Deterministic.
std::vector<double> FitWeights(const std::vector<Question>& questions,
                               const std::vector<double>& prior, double ridge, int steps);

/// A field's belief before calibration and whether its value was right.
struct Outcome {
  double probability = 0, print = 1;
  bool right = false;
};

/// The logistic curve of most likelihood with a light penalty that pulls towards "as believed", by
/// Newton's method. With fewer than 20 outcomes, or when all are alike, the curve stays close to
/// it.
Calibration FitCalibration(const std::vector<Outcome>& outcomes);

}  // namespace telar::invoices::learn
