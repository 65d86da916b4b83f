#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace telar::invoices {

/// A logistic curve from what the extraction believes of a field to the share that is right:
/// odds = exp(bias + log_odds × ln(p / (1 − p)) + print × ln(1 − q)), where p is the probability
/// among the candidates and q the confidence of the words read (Platt scaling with a second
/// regressor).
struct Calibration {
  double bias = 0, log_odds = 1, print = 0;

  /// 0..1; p and q are clamped away from 0 and 1.
  double Apply(double p, double q) const;
};

/// What each piece of evidence is worth, in log odds, as learned from labelled documents (see
/// learn/learner.h): for each kind of decision ("supplier", "address", "sums") a weight for each
/// name of evidence, and for each field a calibration. Plain data; safe to read from any thread.
class EvidenceWeights {
 public:
  using Names = std::span<const std::string_view>;

  /// The weights that ship with the program. Made once, lives for ever.
  static const EvidenceWeights& BuiltIn();
  /// Reads what Format writes: JSON {"weights": {"supplier": {"legal_form": 1.2, …}, …},
  /// "calibration": {"total": {"bias", "log_odds", "print"}, …}}. kInvalidInput says what is wrong.
  static Result<EvidenceWeights> Parse(std::string_view json);
  std::string Format() const;

  /// The weights of `names` in their order; a name without weight has 0.
  std::vector<double> Of(std::string_view kind, Names names) const;
  void Set(std::string_view kind, Names names, std::span<const double> weights);

  /// The field's calibration; without one, p alone counts.
  Calibration CalibrationOf(std::string_view field) const;
  void SetCalibration(std::string_view field, Calibration calibration);

 private:
  std::map<std::string, std::map<std::string, double, std::less<>>, std::less<>> weights_;
  std::map<std::string, Calibration, std::less<>> calibration_;
};

}  // namespace telar::invoices
