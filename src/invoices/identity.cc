#include "invoices/identity.h"

#include "invoices/issue_dates.h"
#include "invoices/reference_numbers.h"
#include "invoices/tax_ids.h"

namespace telar::invoices {
namespace {

void FindCurrency(const Evidence& e, const EvidenceWeights& weights, Invoice& invoice,
                  Trace* trace) {
  const DocumentCurrency& currency = e.currency;
  if (currency.code.empty()) return;
  const Row& row = e.row(currency.row);
  Field field = MakeField(row, currency.span, currency.code, 1);
  const Belief belief{currency.confidence, row.ConfidenceOf(currency.span)};
  field.confidence = weights.CalibrationOf("currency").Apply(belief.probability, belief.print);
  if (currency.raw.empty()) {
    field.raw = {};
    field.box = {};
    field.how = How::kComputed;
  }
  if (trace != nullptr) {
    trace->beliefs["currency"] = belief;
    auto& list = trace->explanation["currency"];
    list.push_back(
        {field.value, field.raw, field.page, field.box, currency.confidence, currency.evidence});
    for (const auto& [code, probability] : currency.others)
      list.push_back({code, {}, field.page, {}, probability, {}});
  }
  invoice.fields.insert_or_assign("currency", std::move(field));
}

}  // namespace

void FindIdentity(const Evidence& evidence, const CustomerBlocks& customers,
                  const EvidenceWeights& weights, Invoice& invoice, std::string& date_doubt,
                  Trace* trace) {
  FindReferenceNumbers(evidence, weights, invoice, trace);
  FindIssueDates(evidence, weights, invoice, date_doubt, trace);
  FindTaxIds(evidence, customers, weights, invoice, trace);
  FindIban(evidence, weights, invoice, trace);
  FindCurrency(evidence, weights, invoice, trace);
}

}  // namespace telar::invoices
