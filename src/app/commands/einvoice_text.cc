#include "app/commands/einvoice_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"

namespace telar::app {
namespace {

using documents::EInvoice;
using documents::EInvoiceAllowance;
using documents::EInvoiceLine;
using documents::EInvoiceParty;
using documents::EInvoiceTax;
using documents::Published;

class Collector {
 public:
  void Add(const Published& value) {
    if (!value.empty()) values.push_back(value);
  }
  void Add(const EInvoiceParty& party) {
    for (const Published* value : {&party.name, &party.trade_name, &party.tax_id, &party.other_id})
      Add(*value);
    for (const Published& part : party.address) Add(part);
  }
  void Add(const std::vector<EInvoiceAllowance>& allowances) {
    for (const EInvoiceAllowance& allowance : allowances) {
      Add(allowance.amount);
      Add(allowance.reason);
    }
  }

  std::vector<Published> values;
};

}  // namespace

std::vector<Published> PublishedValues(const EInvoice& in) {
  Collector all;
  for (const Published* value :
       {&in.number, &in.issue_date, &in.due_date, &in.currency, &in.purchase_order, &in.iban,
        &in.line_total, &in.allowances_total, &in.charges_total, &in.tax_exclusive, &in.tax_total,
        &in.tax_inclusive, &in.prepaid, &in.rounding, &in.payable}) {
    all.Add(*value);
  }
  all.Add(in.seller);
  all.Add(in.buyer);
  for (const EInvoiceTax& tax : in.taxes) {
    for (const Published* value : {&tax.category, &tax.rate, &tax.base, &tax.amount})
      all.Add(*value);
  }
  all.Add(in.allowances);
  for (const EInvoiceLine& line : in.lines) {
    for (const Published* value :
         {&line.id, &line.description, &line.code, &line.quantity, &line.unit, &line.price,
          &line.price_base, &line.amount, &line.tax_category, &line.tax_rate}) {
      all.Add(*value);
    }
    all.Add(line.allowances);
  }
  std::stable_sort(all.values.begin(), all.values.end(),
                   [](const Published& a, const Published& b) { return a.line < b.line; });
  return std::move(all.values);
}

std::string EInvoiceText(const EInvoice& invoice) {
  std::string text;
  for (const Published& value : PublishedValues(invoice))
    text += fmt::format("{}  {}  {}\n", value.line, value.path, CollapseSpaces(value.text));
  for (const std::string& diagnostic : invoice.diagnostics) text += "! " + diagnostic + "\n";
  for (const EInvoiceLine& line : invoice.lines) {
    for (const std::string& diagnostic : line.diagnostics) text += "! " + diagnostic + "\n";
  }
  return text;
}

}  // namespace telar::app
