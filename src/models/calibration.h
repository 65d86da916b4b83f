#pragma once

#include <span>

namespace telar::models {

/// One document: what a network said before it became a probability, and the truth.
struct ScoredLogit {
  double logit = 0;
  int truth = 0;  ///< 0 or 1.
};

/// probability of class 1 = 1 / (1 + exp(-(slope · logit + offset))).
struct Calibration {
  double slope = 1, offset = 0;
};

double CalibratedProbability(const Calibration& calibration, double logit);

/// Platt scaling: the slope and offset that make documents the network has not learned from most
/// likely, with the truth drawn a little towards one half, so that a network that separates them
/// without an error does not become infinitely sure (J. Platt, Probabilistic Outputs for Support
/// Vector Machines, 1999, in the form of Lin, Lin, Weng, Machine Learning 68, 2007).
///
/// No change (slope 1, offset 0) when a class is missing. The slope is never negative: a network
/// that is worse than chance is not turned round.
Calibration FitCalibration(std::span<const ScoredLogit> scored);

}  // namespace telar::models
