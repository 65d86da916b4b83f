#include "invoices/identity.h"

#include "invoices/issue_dates.h"
#include "invoices/reference_numbers.h"
#include "invoices/tax_ids.h"

namespace telar::invoices {
namespace {

void FindCurrency(const Evidence& e, Invoice& invoice, Explanation* explanation) {
  const DocumentCurrency& currency = e.currency;
  if (currency.code.empty()) return;
  Field field = MakeField(e.row(currency.row), currency.span, currency.code, currency.confidence);
  if (currency.raw.empty()) {
    field.raw = {};
    field.box = {};
    field.how = How::kComputed;
  }
  if (explanation != nullptr) {
    auto& list = (*explanation)["currency"];
    list.push_back(
        {field.value, field.raw, field.page, field.box, currency.confidence, currency.evidence});
    for (const auto& [code, probability] : currency.others)
      list.push_back({code, {}, field.page, {}, probability, {}});
  }
  invoice.fields.insert_or_assign("currency", std::move(field));
}

}  // namespace

void FindIdentity(const Evidence& evidence, Invoice& invoice, std::string& date_doubt,
                  Explanation* explanation) {
  FindReferenceNumbers(evidence, invoice, explanation);
  FindIssueDates(evidence, invoice, date_doubt, explanation);
  FindTaxIds(evidence, invoice, explanation);
  FindIban(evidence, invoice, explanation);
  FindCurrency(evidence, invoice, explanation);
}

}  // namespace telar::invoices
