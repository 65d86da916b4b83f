#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "samples/einvoice.h"

namespace telar::samples {

/// What the writers of the forms share. Amounts are those of the plan, made positive for a credit
/// note where the form wants them so (`sign` is -1 then).
struct EinvoiceParts {
  EinvoiceParts(const InvoicePlan& plan, bool positive_credit_notes);

  std::string Amount(const Decimal& amount) const;  ///< With its sign turned where it has to be.
  std::string Day(Date date) const;                 ///< "2024-05-31"

  struct RateSums {
    Decimal rate, base, tax;
    Decimal discount;  ///< Of the document, on lines of this rate.
    Decimal shipping;  ///< All of it at the highest rate.
  };

  const InvoicePlan& plan;
  bool turned;
  std::vector<RateSums> rates;
  Decimal net;  ///< Σ base.
};

/// Street, the lines between, and the last one, the town; any may be empty.
struct AddressParts {
  std::string street, more, town;
};
AddressParts PartsOf(const Party& party);

/// UN/ECE Recommendation 20 for a unit as printed; C62 (one) for those it has no code for.
std::string_view UnitCode(std::string_view printed);

/// UnitOfMeasure of Facturae for the same; "05" (others) for those it has no code for.
std::string_view FacturaeUnit(std::string_view printed);

/// True for a tax number with its country before it, a VAT identifier of EN 16931.
bool HasCountry(const Party& party, std::string_view country);

/// ClaveProdServ of goods without a class of their own.
inline constexpr std::string_view kAnyGoods = "01010101";

/// "S", or "Z" for no tax.
std::string_view VatCategory(const Decimal& rate);

std::string DiscountWord(Language language);
std::string ShippingWord(Language language);

std::string UblXml(const InvoicePlan& plan);
std::string CiiXml(const InvoicePlan& plan);
std::string FacturaeXml(const InvoicePlan& plan);
std::string CfdiXml(const InvoicePlan& plan);

}  // namespace telar::samples
