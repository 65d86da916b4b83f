#include "documents/einvoice/places.h"

#include <string>
#include <utility>

#include "documents/einvoice/as_published.h"

namespace telar::documents::einvoice {

bool HasRoomForLine(EInvoice& invoice) {
  if (invoice.lines.size() < kMostLines) return true;
  invoice.diagnostics.push_back("more than " + std::to_string(kMostLines) +
                                " lines; the others were left out");
  return false;
}

void AddUnlessEmpty(EInvoiceAllowance allowance, std::vector<EInvoiceAllowance>& allowances) {
  if (allowance.amount.empty() && allowance.reason.empty()) return;
  allowances.push_back(std::move(allowance));
}

void AddUnlessEmpty(EInvoiceTax tax, std::vector<EInvoiceTax>& taxes) {
  if (tax.category.empty() && tax.rate.empty() && tax.base.empty() && tax.amount.empty()) return;
  taxes.push_back(std::move(tax));
}

XmlElement ChildOf(const XmlElement& from, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const XmlElement child = from.Child(name)) return child;
  }
  return {};
}

Published FirstOf(const XmlElement& from, std::initializer_list<std::string_view> paths) {
  for (const std::string_view path : paths) {
    if (Published value = TextAt(from.At(path)); !value.empty()) return value;
  }
  return {};
}

}  // namespace telar::documents::einvoice
