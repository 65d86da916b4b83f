#include "invoices/decision.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace telar::invoices {

std::span<float> Decision::Add(Says says) {
  says_.push_back(std::move(says));
  evidence_.resize(evidence_.size() + names_.size(), 0);
  return std::span(evidence_).last(names_.size());
}

void Decision::Weigh(const EvidenceWeights& weights) {
  const std::vector<double> of = weights.Of(kind_, names_);
  probability_.resize(size());
  for (std::size_t i = 0; i < size(); ++i) {
    const auto is = evidence(i);
    probability_[i] = std::inner_product(of.begin(), of.end(), is.begin(), 0.0);
  }
  if (probability_.empty()) return;
  const double most = *std::max_element(probability_.begin(), probability_.end());
  double sum = 0;
  for (double& p : probability_) sum += p = std::exp(p - most);
  for (double& p : probability_) p /= sum;
}

std::size_t Decision::Best() const {
  return static_cast<std::size_t>(std::max_element(probability_.begin(), probability_.end()) -
                                  probability_.begin());
}

std::vector<Evidential> Decision::WhyOf(std::size_t choice, const EvidenceWeights& weights) const {
  const std::vector<double> of = weights.Of(kind_, names_);
  std::vector<Evidential> why;
  for (std::size_t i = 0; i < of.size(); ++i) {
    const double adds = of[i] * static_cast<double>(evidence(choice)[i]);
    if (std::abs(adds) > 0.005) why.push_back({std::string(names_[i]), adds});
  }
  std::stable_sort(why.begin(), why.end(), [](const Evidential& a, const Evidential& b) {
    return std::abs(a.weight) > std::abs(b.weight);
  });
  return why;
}

}  // namespace telar::invoices
