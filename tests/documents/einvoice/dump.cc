#include "tests/documents/einvoice/dump.h"

namespace telar::documents::einvoice {
namespace {

class Dumper {
 public:
  void Section(std::string_view title) { text_ += std::string(title) + "\n"; }

  void Put(std::string_view name, const Published& value) {
    if (value.empty()) return;
    text_ += "  " + std::string(name) + ": \"" + value.text + "\" at " +
             std::to_string(value.line) + " " + value.path + "\n";
  }

  void Put(std::string_view name, const std::string& value) {
    if (!value.empty()) text_ += "  " + std::string(name) + ": " + value + "\n";
  }

  void Put(std::string_view title, const EInvoiceParty& party) {
    Section(title);
    Put("name", party.name);
    Put("trade_name", party.trade_name);
    Put("tax_id", party.tax_id);
    Put("other_id", party.other_id);
    for (const Published& part : party.address) Put("address", part);
  }

  void Put(const std::vector<EInvoiceAllowance>& allowances) {
    for (const EInvoiceAllowance& allowance : allowances) {
      Put(allowance.charge ? "charge" : "allowance", allowance.amount);
      Put("reason", allowance.reason);
    }
  }

  void Put(const std::vector<std::string>& diagnostics) {
    for (const std::string& diagnostic : diagnostics) Put("diagnostic", diagnostic);
  }

  void Put(const EInvoiceLine& line) {
    Section("line");
    Put("id", line.id);
    Put("description", line.description);
    Put("code", line.code);
    Put("quantity", line.quantity);
    Put("unit", line.unit);
    Put("price", line.price);
    Put("price_base", line.price_base);
    Put("amount", line.amount);
    Put("tax_rate", line.tax_rate);
    Put("tax_category", line.tax_category);
    Put(line.allowances);
    Put(line.diagnostics);
  }

  std::string Take() && { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace

std::string Dump(const EInvoice& invoice) {
  Dumper out;
  out.Section(std::string(SyntaxName(invoice.syntax)) +
              (invoice.credit_note ? ", credit note" : ""));
  out.Put("profile", invoice.profile);
  out.Put("attachment", invoice.attachment);
  out.Put("number", invoice.number);
  out.Put("fiscal_id", invoice.fiscal_id);
  out.Put("issue_date", invoice.issue_date);
  out.Put("due_date", invoice.due_date);
  out.Put("currency", invoice.currency);
  out.Put("purchase_order", invoice.purchase_order);
  out.Put("iban", invoice.iban);
  out.Put("seller", invoice.seller);
  out.Put("buyer", invoice.buyer);
  out.Section("totals");
  out.Put("line_total", invoice.line_total);
  out.Put("allowances_total", invoice.allowances_total);
  out.Put("charges_total", invoice.charges_total);
  out.Put("tax_exclusive", invoice.tax_exclusive);
  out.Put("tax_total", invoice.tax_total);
  out.Put("tax_inclusive", invoice.tax_inclusive);
  out.Put("prepaid", invoice.prepaid);
  out.Put("rounding", invoice.rounding);
  out.Put("payable", invoice.payable);
  for (const EInvoiceTax& tax : invoice.taxes) {
    out.Section(tax.withheld ? "tax, withheld" : "tax");
    out.Put("category", tax.category);
    out.Put("rate", tax.rate);
    out.Put("base", tax.base);
    out.Put("amount", tax.amount);
  }
  out.Section("allowances");
  out.Put(invoice.allowances);
  for (const EInvoiceLine& line : invoice.lines) out.Put(line);
  if (!invoice.diagnostics.empty()) out.Section("diagnostics");
  out.Put(invoice.diagnostics);
  return std::move(out).Take();
}

}  // namespace telar::documents::einvoice
