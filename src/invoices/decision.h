#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "invoices/evidence_weights.h"
#include "invoices/explanation.h"

namespace telar::invoices {

/// One question with several answers of which one is right, each with its evidence: a log-linear
/// model (conditional logit, McFadden 1974). The probability of a choice is
/// exp(Σ weight × evidence) over the sum of that for all choices. "None of them" is a choice too.
/// A value of its own: copy and move; one thread at a time while it is filled.
class Decision {
 public:
  /// What fields would be under a choice, normalised; a field that is not named would be left out.
  using Says = std::vector<std::pair<std::string_view, std::string>>;

  /// `kind` and `names` live for ever.
  Decision(std::string_view kind, EvidenceWeights::Names names) : kind_(kind), names_(names) {}

  std::string_view kind() const { return kind_; }
  EvidenceWeights::Names names() const { return names_; }
  std::size_t size() const { return says_.size(); }

  /// A new choice; its evidence, one number a name and 0 at first, is filled in by the caller. The
  /// span holds until the next Add.
  std::span<float> Add(Says says);
  std::span<const float> evidence(std::size_t choice) const {
    return {evidence_.data() + choice * names_.size(), names_.size()};
  }
  const Says& says(std::size_t choice) const { return says_[choice]; }

  /// Gives every choice its probability.
  void Weigh(const EvidenceWeights& weights);
  double probability(std::size_t choice) const { return probability_[choice]; }
  /// The most probable choice after Weigh; of two equal ones the first.
  std::size_t Best() const;
  /// The evidence of a choice with its weight, the strongest first, without what adds nothing.
  std::vector<Evidential> WhyOf(std::size_t choice, const EvidenceWeights& weights) const;

 private:
  std::string_view kind_;
  EvidenceWeights::Names names_;
  std::vector<float> evidence_;
  std::vector<Says> says_;
  std::vector<double> probability_;
};

/// What a field's confidence is made of before calibration.
struct Belief {
  double probability = 0;  ///< Among the candidates.
  double print = 1;        ///< Confidence of the least sure word.
};

/// How an invoice was extracted, for people and for learning.
struct Trace {
  /// In: fields that would be left out as doubtful are given all the same, as learning needs them.
  bool keep_doubtful = false;
  Explanation explanation;
  std::vector<Decision> decisions;
  std::map<std::string, Belief, std::less<>> beliefs;  ///< By field.
};

}  // namespace telar::invoices
