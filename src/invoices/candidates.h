#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "invoices/evidence.h"
#include "invoices/explanation.h"

namespace telar::invoices {

/// What a piece of evidence adds to a candidate of a field, in log odds; 0 for an unknown name. The
/// one table of hand-set weights of the identity fields.
double IdentityWeight(std::string_view field, std::string_view evidence);

/// Something in a row that may be the value of one identity field.
class FieldCandidate {
 public:
  FieldCandidate(std::string_view field, std::string value, std::size_t row, Span span);

  /// Adds `amount` times the weight of the evidence; what has no weight is left out.
  void Say(std::string_view evidence, double amount = 1);

  const std::string& value() const { return value_; }
  std::size_t row() const { return row_; }
  Span span() const { return span_; }
  double odds() const { return odds_; }  ///< Sum of all evidence, log odds.
  const std::vector<Evidential>& evidence() const { return evidence_; }

 private:
  std::string_view field_;  // a name of kFieldNames
  std::string value_;
  std::size_t row_;
  Span span_;
  double odds_ = 0;
  std::vector<Evidential> evidence_;
};

/// Candidates of one field, each value once and the most probable first. A value found in several
/// places keeps its best place and gains "repeated". Probabilities are over all values and "none of
/// them", whose log odds are 0.
struct Ballot {
  std::vector<FieldCandidate> candidates;
  std::vector<double> probability;
};
Ballot Count(std::vector<FieldCandidate> candidates);

/// Puts the first candidate into the invoice when its probability reaches `least`, its confidence
/// times `factor`; adds all of them to `explanation` (may be null).
void Elect(const Evidence& evidence, std::string_view field, const Ballot& ballot, double least,
           double factor, Invoice& invoice, Explanation* explanation);

}  // namespace telar::invoices
