#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "invoices/decision.h"
#include "invoices/evidence.h"

namespace telar::invoices {

/// The names of the evidence that an identity field knows, "bias" first; empty for other fields.
/// They are the names of the decision of that field, whose kind is the field's name.
EvidenceWeights::Names IdentityEvidence(std::string_view field);

/// Something in a row that may be the value of one identity field, with what speaks for and against
/// it.
class FieldCandidate {
 public:
  FieldCandidate(std::string value, std::size_t row, Span span)
      : value_(std::move(value)), row_(row), span_(span) {}

  /// `evidence` lives for ever; `amount` says how much of it there is. A name that the field does
  /// not know counts nothing.
  void Say(std::string_view evidence, double amount = 1) { said_.emplace_back(evidence, amount); }

  const std::string& value() const { return value_; }
  std::size_t row() const { return row_; }
  Span span() const { return span_; }
  const std::vector<std::pair<std::string_view, double>>& said() const { return said_; }

 private:
  std::string value_;
  std::size_t row_;
  Span span_;
  std::vector<std::pair<std::string_view, double>> said_;
};

/// The candidates of one field weighed against each other and against "none of them". A value that
/// is printed in several places has the probability of all of them together.
class Ballot {
 public:
  /// A value with its best place.
  struct Value {
    std::size_t candidate = 0;
    double probability = 0;
  };

  /// `field` is one with IdentityEvidence.
  Ballot(std::string_view field, std::vector<FieldCandidate> candidates,
         const EvidenceWeights& weights);

  const std::vector<FieldCandidate>& candidates() const { return candidates_; }
  /// Each value once, the most probable first.
  const std::vector<Value>& values() const { return values_; }
  /// The value that is more probable than "none of them"; null when there is none.
  const FieldCandidate* winner() const;
  double none() const { return none_; }

  /// Puts the winner into the invoice with its calibrated confidence, its probability times
  /// `factor`; `trace` (may be null) gets the decision and the explanation.
  void Elect(const Evidence& evidence, const EvidenceWeights& weights, double factor,
             Invoice& invoice, Trace* trace) &&;

 private:
  void Explain(const Evidence& evidence, const EvidenceWeights& weights, Trace& trace) const;

  std::string_view field_;
  std::vector<FieldCandidate> candidates_;
  Decision decision_;  // one choice a candidate, then "none of them"
  std::vector<Value> values_;
  double none_ = 1;
};

}  // namespace telar::invoices
