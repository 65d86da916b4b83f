#include "documents/einvoice/as_published.h"

namespace telar::documents::einvoice {
namespace {

/// "InvoiceTotal" of "/fe:Facturae/Invoices/Invoice/InvoiceTotals/InvoiceTotal[2]".
std::string_view LastName(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  path = path.substr(0, path.find('['));
  if (path.starts_with('@')) path.remove_prefix(1);
  path.remove_prefix(path.rfind(':') + 1);
  return path;
}

void CheckAllowances(const std::vector<EInvoiceAllowance>& allowances,
                     std::vector<std::string>& diagnostics) {
  for (const EInvoiceAllowance& allowance : allowances) CheckNumber(allowance.amount, diagnostics);
}

}  // namespace

Published TextAt(const XmlElement& element) {
  if (!element || element.text().empty()) return {};
  return {.text = std::string(element.text()), .path = element.Path(), .line = element.line()};
}

Published AttributeAt(const XmlElement& element, std::string_view name) {
  const auto value = element.Attribute(name);
  if (!value || value->empty()) return {};
  return {.text = std::string(*value),
          .path = element.Path() + "/@" + std::string(name),
          .line = element.line()};
}

Published Joined(std::string_view separator, const std::vector<Published>& parts) {
  Published all;
  for (const Published& part : parts) {
    if (part.empty()) continue;
    if (all.empty()) {
      all = part;
    } else {
      all.text += separator;
      all.text += part.text;
    }
  }
  return all;
}

bool IsNumber(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  bool digits = false, point = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
    } else if (c >= '0' && c <= '9') {
      digits = true;
    } else {
      return false;
    }
  }
  return digits;
}

void CheckNumber(const Published& value, std::vector<std::string>& diagnostics) {
  if (value.empty() || IsNumber(value.text)) return;
  diagnostics.push_back("line " + std::to_string(value.line) + ": " +
                        std::string(LastName(value.path)) + " is not a number");
}

void CheckNumbers(EInvoice& invoice) {
  for (const Published* figure :
       {&invoice.line_total, &invoice.allowances_total, &invoice.charges_total,
        &invoice.tax_exclusive, &invoice.tax_total, &invoice.tax_inclusive, &invoice.prepaid,
        &invoice.rounding, &invoice.payable}) {
    CheckNumber(*figure, invoice.diagnostics);
  }
  for (const EInvoiceTax& tax : invoice.taxes) {
    for (const Published* figure : {&tax.rate, &tax.base, &tax.amount})
      CheckNumber(*figure, invoice.diagnostics);
  }
  CheckAllowances(invoice.allowances, invoice.diagnostics);
  for (EInvoiceLine& line : invoice.lines) {
    for (const Published* figure :
         {&line.quantity, &line.price, &line.price_base, &line.amount, &line.tax_rate}) {
      CheckNumber(*figure, line.diagnostics);
    }
    CheckAllowances(line.allowances, line.diagnostics);
  }
}

void NoteLeftOut(int count, EInvoice& first) {
  if (count <= kMostInvoices) return;
  first.diagnostics.push_back("the document holds " + std::to_string(count) +
                              " invoices; the first " + std::to_string(kMostInvoices) +
                              " were read");
}

void AddComplaints(const XmlTree& tree, std::vector<std::string>& diagnostics) {
  if (!tree.broken().empty()) diagnostics.push_back(tree.broken() + "; what came before was read");
  if (!tree.encoding_note().empty()) diagnostics.push_back(tree.encoding_note());
}

}  // namespace telar::documents::einvoice
