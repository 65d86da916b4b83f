#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/intervals.h"

namespace telar::models {

/// One document of a labelled set and what a model says of it. Classes are the contract's numbers:
/// 0 correctiva, 1 preventiva.
struct Scored {
  int truth = 0;           ///< 0 or 1.
  double probability = 0;  ///< That it is of class 1, 0..1.
};

/// How well one class is told from the other.
struct ClassFigures {
  std::int64_t documents = 0;                ///< Truly of the class.
  double precision = 0, recall = 0, f1 = 0;  ///< 0 where the denominator is 0.
  Interval precision_range, recall_range;    ///< Wilson, 95 %.
};

struct CurvePoint {
  double threshold = 0;  ///< Class 1 from this probability on; above 1 for the curve's start.
  double x = 0, y = 0;
};

/// Documents whose confidence in their own predicted class lies in [from, to).
struct ReliabilityBin {
  double from = 0, to = 1;
  std::int64_t documents = 0;
  double mean_confidence = 0, share_right = 0;
};

/// What a model is worth on a labelled set.
struct Evaluation {
  std::int64_t documents = 0;
  /// [truth][predicted]
  std::array<std::array<std::int64_t, 2>, 2> confusion{};
  std::array<ClassFigures, 2> classes;
  double accuracy = 0;
  Interval accuracy_range;  ///< Wilson, 95 %.
  /// Means of both classes' figures: neither class outweighs the other.
  double macro_precision = 0, macro_recall = 0, macro_f1 = 0;
  Interval macro_f1_range;  ///< Bootstrap, 95 %.
  /// Mean negative logarithm of the truth's probability, which is clipped at 1e-7.
  double log_loss = 0;
  double brier = 0;  ///< Mean squared distance between probability and truth.
  /// x: false positives among class 0; y: true positives among class 1. From (0, 0) to (1, 1).
  std::vector<CurvePoint> roc;
  double roc_area = 0;  ///< By trapezes; ties count half. 0.5 when a class is missing.
  /// x: recall, y: precision of class 1; from the highest threshold to the lowest.
  std::vector<CurvePoint> precision_recall;
  double average_precision = 0;  ///< Sum over thresholds of precision times the gain in recall.
  std::vector<ReliabilityBin> reliability;  ///< Ten bins over 0.5..1.
  /// Expected calibration error: the bins' distances between confidence and share right, weighted
  /// by their documents (Naeini, Cooper, Hauskrecht, AAAI 2015).
  double calibration_error = 0;
};

/// A probability above one half means class 1; at one half exactly, class 0.
inline int Predicted(double probability) { return probability > 0.5 ? 1 : 0; }

/// Every figure is 0 for an empty set. Definitions are scikit-learn's where it has the figure.
/// Deterministic: the bootstrap's seed is fixed.
Evaluation Evaluate(std::span<const Scored> scored);

}  // namespace telar::models
