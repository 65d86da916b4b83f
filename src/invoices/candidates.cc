#include "invoices/candidates.h"

#include <algorithm>
#include <cmath>

namespace telar::invoices {
namespace {

using Name = std::string_view;

constexpr std::size_t kMostExplained = 8;

constexpr Name kInvoiceNumber[] = {
    "bias",  "label",      "below",      "across_columns", "letters_and_digits", "long",
    "short", "year_alone", "first_page", "in_sentence",    "claimed_by_other"};
constexpr Name kPurchaseOrder[] = {
    "bias",       "label",          "weak_label",         "own_order", "order_prefix",
    "below",      "across_columns", "letters_and_digits", "long",      "short",
    "first_page", "in_sentence",    "claimed_by_other"};
constexpr Name kDate[] = {"bias",          "invoice_date_label", "date_label",     "number_label",
                          "due_label",     "other_date_label",   "below",          "first",
                          "only_date",     "few_dates",          "place_and_date", "in_range",
                          "among_amounts", "in_sentence"};
constexpr Name kDueDate[] = {"bias",     "due_label",   "below",
                             "in_range", "before_date", "long_after_date"};
constexpr Name kSupplierTaxId[] = {"bias",           "label",     "tax_name",
                                   "proven",         "disproven", "customer_label",
                                   "customer_block", "below",     "first"};
constexpr Name kCustomerTaxId[] = {"bias",           "label",       "tax_name",
                                   "proven",         "disproven",   "customer_label",
                                   "customer_block", "no_customer", "below"};
constexpr Name kIban[] = {"bias",           "check_digits",       "label", "repaired", "first",
                          "payers_account", "country_of_supplier"};

}  // namespace

EvidenceWeights::Names IdentityEvidence(std::string_view field) {
  if (field == "invoice_number") return kInvoiceNumber;
  if (field == "purchase_order") return kPurchaseOrder;
  if (field == "date") return kDate;
  if (field == "due_date") return kDueDate;
  if (field == "supplier_tax_id") return kSupplierTaxId;
  if (field == "customer_tax_id") return kCustomerTaxId;
  if (field == "iban") return kIban;
  return {};
}

Ballot::Ballot(std::string_view field, std::vector<FieldCandidate> candidates,
               const EvidenceWeights& weights)
    : field_(field), candidates_(std::move(candidates)), decision_(field, IdentityEvidence(field)) {
  const EvidenceWeights::Names names = decision_.names();
  for (const FieldCandidate& one : candidates_) {
    const std::span<float> is = decision_.Add({{field_, one.value()}});
    is[0] = 1;
    for (const auto& [evidence, amount] : one.said()) {
      const auto name = std::find(names.begin(), names.end(), evidence);
      if (name != names.end())
        is[static_cast<std::size_t>(name - names.begin())] += static_cast<float>(amount);
    }
  }
  decision_.Add({});
  decision_.Weigh(weights);
  none_ = decision_.probability(candidates_.size());
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    const double probability = decision_.probability(i);
    const auto same = std::find_if(values_.begin(), values_.end(), [&](const Value& value) {
      return candidates_[value.candidate].value() == candidates_[i].value();
    });
    if (same == values_.end()) {
      values_.push_back({i, probability});
      continue;
    }
    same->probability += probability;
    if (probability > decision_.probability(same->candidate)) same->candidate = i;
  }
  std::stable_sort(values_.begin(), values_.end(),
                   [](const Value& a, const Value& b) { return a.probability > b.probability; });
}

const FieldCandidate* Ballot::winner() const {
  if (values_.empty() || values_[0].probability < none_) return nullptr;
  return &candidates_[values_[0].candidate];
}

void Ballot::Elect(const Evidence& evidence, const EvidenceWeights& weights, double factor,
                   Invoice& invoice, Trace* trace) && {
  if (const FieldCandidate* best = winner()) {
    const Row& row = evidence.row(best->row());
    Field field = MakeField(row, best->span(), best->value(), 1);
    const Belief belief{factor * values_[0].probability, row.ConfidenceOf(best->span())};
    field.confidence = weights.CalibrationOf(field_).Apply(belief.probability, belief.print);
    invoice.fields.insert_or_assign(std::string(field_), std::move(field));
    if (trace != nullptr) trace->beliefs[std::string(field_)] = belief;
  }
  if (trace == nullptr) return;
  Explain(evidence, weights, *trace);
  trace->decisions.push_back(std::move(decision_));
}

void Ballot::Explain(const Evidence& evidence, const EvidenceWeights& weights, Trace& trace) const {
  auto& list = trace.explanation[std::string(field_)];
  for (std::size_t i = 0; i < std::min(values_.size(), kMostExplained); ++i) {
    const FieldCandidate& one = candidates_[values_[i].candidate];
    const Row& row = evidence.row(one.row());
    Candidate shown{one.value(),
                    OneLine(row.Text(one.span())),
                    row.page->number,
                    row.PrintedBoxOf(one.span()),
                    values_[i].probability,
                    decision_.WhyOf(values_[i].candidate, weights)};
    const double more =
        std::log(values_[i].probability / decision_.probability(values_[i].candidate));
    if (more > 0.005) shown.evidence.push_back({"repeated", more});
    list.push_back(std::move(shown));
  }
}

}  // namespace telar::invoices
