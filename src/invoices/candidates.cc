#include "invoices/candidates.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace telar::invoices {
namespace {

constexpr std::size_t kMostExplained = 8;

struct Weight {
  std::string_view field, evidence;
  double weight;
};

constexpr Weight kWeights[] = {
    {"invoice_number", "bias", -2.2},
    {"invoice_number", "label", 5.5},
    {"invoice_number", "below", -0.5},
    {"invoice_number", "across_columns", -0.2},
    {"invoice_number", "letters_and_digits", 0.4},
    {"invoice_number", "long", 0.4},
    {"invoice_number", "short", -1.0},
    {"invoice_number", "year_alone", -1.5},
    {"invoice_number", "first_page", 0.3},
    {"invoice_number", "repeated", 0.6},
    {"invoice_number", "in_sentence", -1.2},
    {"invoice_number", "claimed_by_other", -2.5},
    {"purchase_order", "bias", -2.2},
    {"purchase_order", "label", 5.5},
    {"purchase_order", "weak_label", -1.6},
    {"purchase_order", "own_order", -1.5},
    {"purchase_order", "order_prefix", 2.5},
    {"purchase_order", "below", -0.5},
    {"purchase_order", "across_columns", -0.2},
    {"purchase_order", "letters_and_digits", 0.2},
    {"purchase_order", "long", 0.4},
    {"purchase_order", "short", -0.8},
    {"purchase_order", "first_page", 0.3},
    {"purchase_order", "repeated", 0.6},
    {"purchase_order", "in_sentence", -1.2},
    {"purchase_order", "claimed_by_other", -2.5},
    {"date", "bias", -2.0},
    {"date", "invoice_date_label", 6},
    {"date", "date_label", 5},
    {"date", "number_label", 3.2},
    {"date", "due_label", -3},
    {"date", "other_date_label", -3},
    {"date", "below", -0.3},
    {"date", "first", 1.6},
    {"date", "only_date", 1.6},
    {"date", "few_dates", 0.5},
    {"date", "place_and_date", 1.2},
    {"date", "in_range", -2},
    {"date", "among_amounts", -0.8},
    {"date", "in_sentence", -0.6},
    {"date", "repeated", 0.5},
    {"due_date", "bias", -2.5},
    {"due_date", "due_label", 6.2},
    {"due_date", "below", -0.3},
    {"due_date", "in_range", -0.5},
    {"due_date", "before_date", -3.5},
    {"due_date", "long_after_date", -0.7},
    {"due_date", "repeated", 0.3},
    {"supplier_tax_id", "bias", -2.0},
    {"supplier_tax_id", "label", 4.2},
    {"supplier_tax_id", "tax_name", 3.2},
    {"supplier_tax_id", "proven", 3.2},
    {"supplier_tax_id", "disproven", -1.2},
    {"supplier_tax_id", "customer_label", -6},
    {"supplier_tax_id", "customer_block", -6},
    {"supplier_tax_id", "below", -0.4},
    {"supplier_tax_id", "first", 0.3},
    {"supplier_tax_id", "repeated", 0.3},
    {"customer_tax_id", "bias", -2.0},
    {"customer_tax_id", "label", 1.8},
    {"customer_tax_id", "tax_name", 1.5},
    {"customer_tax_id", "proven", 1.2},
    {"customer_tax_id", "disproven", -0.8},
    {"customer_tax_id", "customer_label", 3.5},
    {"customer_tax_id", "customer_block", 2.2},
    {"customer_tax_id", "no_customer", -4},
    {"customer_tax_id", "below", -0.3},
    {"customer_tax_id", "repeated", 0.3},
    {"iban", "bias", -1.5},
    {"iban", "check_digits", 4},
    {"iban", "label", 1.5},
    {"iban", "repaired", -0.7},
    {"iban", "first", 0.7},
    {"iban", "payers_account", -3},
    {"iban", "country_of_supplier", 0.5},
    {"iban", "repeated", 0.3},
};

}  // namespace

double IdentityWeight(std::string_view field, std::string_view evidence) {
  for (const Weight& known : kWeights) {
    if (known.field == field && known.evidence == evidence) return known.weight;
  }
  return 0;
}

FieldCandidate::FieldCandidate(std::string_view field, std::string value, std::size_t row,
                               Span span)
    : field_(field), value_(std::move(value)), row_(row), span_(span) {
  Say("bias");
}

void FieldCandidate::Say(std::string_view evidence, double amount) {
  const double weight = amount * IdentityWeight(field_, evidence);
  if (weight == 0) return;
  odds_ += weight;
  evidence_.push_back({std::string(evidence), weight});
}

Ballot Count(std::vector<FieldCandidate> candidates) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.odds() > b.odds(); });
  Ballot ballot;
  std::vector<bool> repeated;
  for (FieldCandidate& candidate : candidates) {
    auto& kept = ballot.candidates;
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const FieldCandidate& other) {
      return other.value() == candidate.value();
    });
    if (same == kept.end()) {
      kept.push_back(std::move(candidate));
      repeated.push_back(false);
      continue;
    }
    const auto index = static_cast<std::size_t>(same - kept.begin());
    if (!repeated[index] && candidate.odds() > 0) {
      same->Say("repeated");
      repeated[index] = true;
    }
  }
  std::stable_sort(ballot.candidates.begin(), ballot.candidates.end(),
                   [](const auto& a, const auto& b) { return a.odds() > b.odds(); });
  double sum = 1;
  for (const FieldCandidate& one : ballot.candidates) sum += std::exp(one.odds());
  for (const FieldCandidate& one : ballot.candidates)
    ballot.probability.push_back(std::exp(one.odds()) / sum);
  return ballot;
}

void Elect(const Evidence& evidence, std::string_view field, const Ballot& ballot, double least,
           double factor, Invoice& invoice, Explanation* explanation) {
  const std::size_t count = ballot.candidates.size();
  if (count > 0 && ballot.probability[0] >= least) {
    const FieldCandidate& best = ballot.candidates[0];
    invoice.fields.insert_or_assign(std::string(field),
                                    MakeField(evidence.row(best.row()), best.span(), best.value(),
                                              factor * ballot.probability[0]));
  }
  if (explanation == nullptr) return;
  auto& list = (*explanation)[std::string(field)];
  for (std::size_t i = 0; i < std::min(count, kMostExplained); ++i) {
    const FieldCandidate& one = ballot.candidates[i];
    const Row& row = evidence.row(one.row());
    Candidate shown{one.value(),           OneLine(row.Text(one.span())),
                    row.page->number,      row.PrintedBoxOf(one.span()),
                    ballot.probability[i], one.evidence()};
    std::stable_sort(shown.evidence.begin(), shown.evidence.end(),
                     [](const Evidential& a, const Evidential& b) {
                       return std::abs(a.weight) > std::abs(b.weight);
                     });
    list.push_back(std::move(shown));
  }
}

}  // namespace telar::invoices
