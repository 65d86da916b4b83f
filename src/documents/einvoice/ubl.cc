#include "documents/einvoice/ubl.h"

#include <algorithm>
#include <iterator>

#include "core/text.h"
#include "documents/einvoice/as_published.h"
#include "documents/einvoice/document_codes.h"
#include "documents/einvoice/places.h"

namespace telar::documents::einvoice {
namespace {

bool HasDigit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

bool HasLetter(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

// CompanyID of a PartyTaxScheme, with the check digit that Colombia has beside it.
Published TaxNumber(const XmlElement& scheme) {
  const XmlElement id = scheme.Child("CompanyID");
  Published number = TextAt(id);
  constexpr std::string_view kNit = "31";
  const std::string_view digit = id.Attribute("schemeID").value_or("");
  if (!number.empty() && id.Attribute("schemeName") == kNit && digit.size() == 1 &&
      HasDigit(digit) && number.text.find('-') == std::string::npos) {
    number.text += "-" + std::string(digit);
  }
  return number;
}

bool IsVat(const XmlElement& scheme) {
  return AsciiUpper(scheme.At("TaxScheme/ID").text()) == "VAT";
}

// Peru's kinds of document that identify a taxpayer (SUNAT, catalogue 06).
bool IsTaxpayer(const XmlElement& id) {
  const std::string_view kind = id.Attribute("schemeID").value_or("");
  return kind == "6" || kind == "1" || kind == "4" || kind == "7";
}

void ReadIdentifiers(const XmlElement& holder, const XmlElement& source, EInvoiceParty& party) {
  std::vector<Published> numbers;
  for (const XmlElement& scheme : source.All("PartyTaxScheme")) {
    Published number = TaxNumber(scheme);
    if (!HasDigit(number.text)) continue;
    if (party.tax_id.empty() && IsVat(scheme)) {
      party.tax_id = std::move(number);
    } else {
      numbers.push_back(std::move(number));
    }
  }
  if (party.tax_id.empty() && !numbers.empty()) {
    party.tax_id = std::move(numbers.front());
    numbers.erase(numbers.begin());
  }
  std::vector<Published> others = {TextAt(source.At("PartyLegalEntity/CompanyID"))};
  for (const XmlElement& id : source.All("PartyIdentification/ID")) {
    if (party.tax_id.empty() && IsTaxpayer(id)) {
      party.tax_id = TextAt(id);
    } else {
      others.push_back(TextAt(id));
    }
  }
  if (party.tax_id.empty()) party.tax_id = TextAt(holder.Child("CustomerAssignedAccountID"));
  std::move(numbers.begin(), numbers.end(), std::back_inserter(others));
  for (Published& other : others) {
    const bool known = party.tax_id.text.starts_with(other.text);
    if (!other.empty() && !known && party.other_id.empty()) party.other_id = std::move(other);
  }
}

void ReadAddress(const XmlElement& source, EInvoiceParty& party) {
  for (const std::string_view place :
       {"PostalAddress", "PhysicalLocation/Address", "PartyTaxScheme/RegistrationAddress",
        "PartyLegalEntity/RegistrationAddress"}) {
    const XmlElement address = source.At(place);
    for (const std::string_view part :
         {"StreetName", "BuildingNumber", "AdditionalStreetName", "AddressLine/Line", "PostalZone",
          "CityName", "CountrySubentity", "Country/IdentificationCode"}) {
      if (Published text = TextAt(address.At(part)); !text.empty()) {
        party.address.push_back(std::move(text));
      }
    }
    if (!party.address.empty()) return;
  }
}

EInvoiceParty ReadParty(const XmlElement& holder) {
  EInvoiceParty party;
  const XmlElement source = holder.Child("Party");
  party.name = FirstOf(source, {"PartyLegalEntity/RegistrationName",
                                "PartyTaxScheme/RegistrationName", "PartyName/Name"});
  if (party.name.empty()) {
    const XmlElement person = source.Child("Person");
    party.name = Joined(" ", {TextAt(person.Child("FirstName")), TextAt(person.Child("MiddleName")),
                              TextAt(person.Child("FamilyName"))});
  }
  party.trade_name = TextAt(source.At("PartyName/Name"));
  if (party.trade_name.path == party.name.path) party.trade_name = {};
  ReadIdentifiers(holder, source, party);
  ReadAddress(source, party);
  return party;
}

std::vector<EInvoiceAllowance> ReadAllowances(const XmlElement& source) {
  std::vector<EInvoiceAllowance> allowances;
  for (const XmlElement& allowance : source.All("AllowanceCharge")) {
    const std::string_view charge = allowance.Child("ChargeIndicator").text();
    AddUnlessEmpty(
        {.charge = charge == "1" || AsciiLower(charge) == "true",
         .amount = TextAt(allowance.Child("Amount")),
         .reason = FirstOf(allowance, {"AllowanceChargeReason", "AllowanceChargeReasonCode"})},
        allowances);
  }
  return allowances;
}

EInvoiceTax ReadSubtotal(const XmlElement& subtotal, bool withheld) {
  // SUNAT's code of gifts, which the category beside it does not tell.
  const bool gift = subtotal.At("TaxCategory/TaxScheme/ID").text() == "9996";
  return {.category = gift ? TextAt(subtotal.At("TaxCategory/TaxScheme/ID"))
                           : FirstOf(subtotal, {"TaxCategory/ID", "TaxCategory/TaxScheme/ID"}),
          .rate = FirstOf(subtotal, {"TaxCategory/Percent", "Percent"}),
          .base = TextAt(subtotal.Child("TaxableAmount")),
          .amount = TextAt(subtotal.Child("TaxAmount")),
          .withheld = withheld};
}

void ReadTaxTotals(const XmlElement& root, EInvoice& invoice) {
  int totals = 0;
  for (const XmlElement& total : root.All("TaxTotal")) {
    const XmlElement amount = total.Child("TaxAmount");
    const std::string_view currency = amount.Attribute("currencyID").value_or("");
    const bool ours =
        currency.empty() || invoice.currency.empty() || currency == invoice.currency.text;
    if (!ours) continue;  // BT-111, the same once more in the seller's accounting currency
    invoice.tax_total = ++totals == 1 ? TextAt(amount) : Published{};
    const std::vector<XmlElement> subtotals = total.All("TaxSubtotal");
    for (const XmlElement& subtotal : subtotals) {
      AddUnlessEmpty(ReadSubtotal(subtotal, false), invoice.taxes);
    }
  }
  for (const XmlElement& total : root.All("WithholdingTaxTotal")) {
    const std::vector<XmlElement> subtotals = total.All("TaxSubtotal");
    for (const XmlElement& subtotal : subtotals) {
      AddUnlessEmpty(ReadSubtotal(subtotal, true), invoice.taxes);
    }
    if (subtotals.empty()) {
      AddUnlessEmpty({.category = {},
                      .rate = {},
                      .base = {},
                      .amount = TextAt(total.Child("TaxAmount")),
                      .withheld = true},
                     invoice.taxes);
    }
  }
}

void ReadMonetaryTotal(const XmlElement& total, EInvoice& invoice) {
  invoice.line_total = TextAt(total.Child("LineExtensionAmount"));
  invoice.allowances_total = TextAt(total.Child("AllowanceTotalAmount"));
  invoice.charges_total = TextAt(total.Child("ChargeTotalAmount"));
  invoice.tax_exclusive = TextAt(total.Child("TaxExclusiveAmount"));
  invoice.tax_inclusive = TextAt(total.Child("TaxInclusiveAmount"));
  invoice.prepaid = TextAt(total.Child("PrepaidAmount"));
  invoice.rounding = TextAt(total.Child("PayableRoundingAmount"));
  invoice.payable = TextAt(total.Child("PayableAmount"));
}

EInvoiceLine ReadLine(const XmlElement& source, bool price_for_one) {
  EInvoiceLine line;
  const XmlElement item = source.Child("Item"), price = source.Child("Price");
  const XmlElement quantity =
      ChildOf(source, {"InvoicedQuantity", "CreditedQuantity", "DebitedQuantity"});
  line.id = TextAt(source.Child("ID"));
  line.description = FirstOf(item, {"Name", "Description"});
  line.code = FirstOf(item, {"SellersItemIdentification/ID", "BuyersItemIdentification/ID",
                             "StandardItemIdentification/ID"});
  line.quantity = TextAt(quantity);
  line.unit = AttributeAt(quantity, "unitCode");
  line.price = TextAt(price.Child("PriceAmount"));
  if (!price_for_one) line.price_base = TextAt(price.Child("BaseQuantity"));
  line.amount = TextAt(source.Child("LineExtensionAmount"));
  line.tax_rate = FirstOf(item, {"ClassifiedTaxCategory/Percent"});
  line.tax_category = FirstOf(item, {"ClassifiedTaxCategory/ID"});
  const XmlElement subtotal = source.At("TaxTotal/TaxSubtotal");
  if (subtotal && line.tax_category.empty()) {
    EInvoiceTax tax = ReadSubtotal(subtotal, false);
    line.tax_category = std::move(tax.category);
    if (line.tax_rate.empty()) line.tax_rate = std::move(tax.rate);
  }
  line.allowances = ReadAllowances(source);
  if (line.amount.empty()) {
    line.diagnostics.push_back("line " + std::to_string(source.line()) +
                               ": an invoice line without LineExtensionAmount");
  }
  return line;
}

std::string Profile(const XmlElement& root) {
  const std::string_view customization = root.Child("CustomizationID").text();
  const std::string_view process = root.Child("ProfileID").text();
  for (const std::string_view text : {customization, process}) {
    if (HasLetter(text)) return std::string(text);
  }
  return std::string(customization.empty() ? root.Child("UBLVersionID").text() : customization);
}

bool IsColombian(const XmlElement& root) {
  return AsciiUpper(root.Child("ProfileID").text()).starts_with("DIAN");
}

// Peru's UBL 2.0 has the taxed total in an extension only (SUNAT, catalogue 14, code 1001).
Published PeruvianTaxable(const XmlElement& root) {
  constexpr std::string_view kTotals =
      "UBLExtensions/UBLExtension/ExtensionContent/AdditionalInformation/AdditionalMonetaryTotal";
  for (const XmlElement& total : root.All(kTotals)) {
    if (total.Child("ID").text() == "1001") return TextAt(total.Child("PayableAmount"));
  }
  return {};
}

bool IsInvoiceName(std::string_view name) {
  return name == "Invoice" || name == "CreditNote" || name == "DebitNote" ||
         name == "SelfBilledInvoice" || name == "SelfBilledCreditNote";
}

}  // namespace

bool IsUbl(const XmlElement& element) {
  if (!IsInvoiceName(element.name())) return false;
  if (AsciiLower(element.ns()).find(":ubl:") != std::string::npos) return true;
  return element.Child("AccountingSupplierParty") || element.Child("LegalMonetaryTotal") ||
         element.Child("UBLVersionID");
}

EInvoice ReadUbl(const XmlElement& root) {
  EInvoice invoice;
  const bool credit = root.name() == "CreditNote" || root.name() == "SelfBilledCreditNote";
  invoice.syntax = credit ? Syntax::kUblCreditNote : Syntax::kUblInvoice;
  invoice.profile = Profile(root);
  invoice.credit_note = credit || IsCreditNoteCode(root.Child("InvoiceTypeCode").text());
  invoice.number = TextAt(root.Child("ID"));
  invoice.fiscal_id = TextAt(root.Child("UUID"));
  invoice.issue_date = TextAt(root.Child("IssueDate"));
  invoice.due_date =
      FirstOf(root, {"DueDate", "PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate"});
  invoice.purchase_order = TextAt(root.At("OrderReference/ID"));
  // Peppol BIS: the order has no number of the buyer's, only one of the seller's.
  if (invoice.purchase_order.text == "NA") invoice.purchase_order = {};
  invoice.iban = TextAt(root.At("PaymentMeans/PayeeFinancialAccount/ID"));
  invoice.seller = ReadParty(root.Child("AccountingSupplierParty"));
  invoice.buyer = ReadParty(root.Child("AccountingCustomerParty"));

  const XmlElement totals = ChildOf(root, {"LegalMonetaryTotal", "RequestedMonetaryTotal"});
  invoice.currency = TextAt(root.Child("DocumentCurrencyCode"));
  if (invoice.currency.empty()) {
    invoice.currency = AttributeAt(totals.Child("PayableAmount"), "currencyID");
  }
  ReadMonetaryTotal(totals, invoice);
  if (invoice.tax_exclusive.empty()) invoice.tax_exclusive = PeruvianTaxable(root);
  ReadTaxTotals(root, invoice);
  invoice.allowances = ReadAllowances(root);

  const bool price_for_one = IsColombian(root);
  for (XmlElement part = root.first_child(); part; part = part.next_sibling()) {
    const std::string_view name = part.name();
    if (name == "InvoiceLine" || name == "CreditNoteLine" || name == "DebitNoteLine") {
      if (!HasRoomForLine(invoice)) break;
      invoice.lines.push_back(ReadLine(part, price_for_one));
    }
  }
  CheckNumbers(invoice);
  return invoice;
}

}  // namespace telar::documents::einvoice
