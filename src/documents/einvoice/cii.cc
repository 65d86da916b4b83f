#include "documents/einvoice/cii.h"

#include <utility>
#include <vector>

#include "core/text.h"
#include "documents/einvoice/as_published.h"
#include "documents/einvoice/document_codes.h"
#include "documents/einvoice/places.h"

namespace telar::documents::einvoice {
namespace {

Published DateAt(const XmlElement& holder, EInvoice& invoice) {
  XmlElement date = ChildOf(holder, {"DateTimeString", "DateTime"});
  if (!date) date = holder;
  const std::string_view format = date.Attribute("format").value_or("");
  if (format == "610" || format == "616") {
    invoice.diagnostics.push_back("line " + std::to_string(date.line()) + ": " +
                                  std::string(holder.name()) + " names a " +
                                  (format == "610" ? "month" : "week") + ", not a day");
  }
  return TextAt(date);
}

EInvoiceParty ReadParty(const XmlElement& source) {
  EInvoiceParty party;
  party.name = TextAt(source.Child("Name"));
  party.trade_name = TextAt(source.At("SpecifiedLegalOrganization/TradingBusinessName"));
  if (party.name.empty()) std::swap(party.name, party.trade_name);
  std::vector<Published> others = {TextAt(source.At("SpecifiedLegalOrganization/ID")),
                                   TextAt(source.Child("GlobalID")), TextAt(source.Child("ID"))};
  for (const XmlElement& id : source.All("SpecifiedTaxRegistration/ID")) {
    if (id.Attribute("schemeID") == "VA" && party.tax_id.empty()) {
      party.tax_id = TextAt(id);
    } else {
      others.push_back(TextAt(id));
    }
  }
  if (party.tax_id.empty() && others.size() > 3) {
    party.tax_id = std::move(others.back());
    others.pop_back();
  }
  for (Published& other : others) {
    if (!other.empty() && party.other_id.empty()) party.other_id = std::move(other);
  }
  const XmlElement address = source.Child("PostalTradeAddress");
  for (const std::string_view part : {"LineOne", "LineTwo", "LineThree", "PostcodeCode", "CityName",
                                      "CountrySubDivisionName", "CountryID"}) {
    if (Published text = TextAt(address.Child(part)); !text.empty()) {
      party.address.push_back(std::move(text));
    }
  }
  return party;
}

Published RateOf(const XmlElement& tax) {
  return FirstOf(tax, {"RateApplicablePercent", "ApplicablePercent"});
}

Published CategoryOf(const XmlElement& tax) { return FirstOf(tax, {"CategoryCode", "TypeCode"}); }

std::vector<EInvoiceAllowance> ReadAllowances(const XmlElement& settlement) {
  std::vector<EInvoiceAllowance> allowances;
  for (const XmlElement& allowance : settlement.All("SpecifiedTradeAllowanceCharge")) {
    const XmlElement charge = allowance.Child("ChargeIndicator");
    const std::string_view said =
        charge.Child("Indicator") ? charge.Child("Indicator").text() : charge.text();
    AddUnlessEmpty({.charge = said == "1" || AsciiLower(said) == "true",
                    .amount = TextAt(allowance.Child("ActualAmount")),
                    .reason = FirstOf(allowance, {"Reason", "ReasonCode"})},
                   allowances);
  }
  for (const XmlElement& service : settlement.All("SpecifiedLogisticsServiceCharge")) {
    AddUnlessEmpty({.charge = true,
                    .amount = TextAt(service.Child("AppliedAmount")),
                    .reason = TextAt(service.Child("Description"))},
                   allowances);
  }
  return allowances;
}

Published TotalIn(std::string_view currency, const XmlElement& sums) {
  Published first;
  for (const XmlElement& amount : sums.All("TaxTotalAmount")) {
    const std::string_view own = amount.Attribute("currencyID").value_or("");
    if (own.empty() || currency.empty() || own == currency) return TextAt(amount);
    if (first.empty()) first = TextAt(amount);
  }
  return first;
}

void ReadSettlement(const XmlElement& settlement, EInvoice& invoice) {
  const XmlElement sums = ChildOf(settlement, {"SpecifiedTradeSettlementHeaderMonetarySummation",
                                               "SpecifiedTradeSettlementMonetarySummation"});
  invoice.currency = TextAt(settlement.Child("InvoiceCurrencyCode"));
  for (const std::string_view sum : {"DuePayableAmount", "GrandTotalAmount"}) {
    if (invoice.currency.empty()) invoice.currency = AttributeAt(sums.Child(sum), "currencyID");
  }
  invoice.line_total = TextAt(sums.Child("LineTotalAmount"));
  invoice.allowances_total = TextAt(sums.Child("AllowanceTotalAmount"));
  invoice.charges_total = TextAt(sums.Child("ChargeTotalAmount"));
  invoice.tax_exclusive = TextAt(sums.Child("TaxBasisTotalAmount"));
  invoice.tax_total = TotalIn(invoice.currency.text, sums);
  invoice.tax_inclusive = TextAt(sums.Child("GrandTotalAmount"));
  invoice.prepaid = TextAt(sums.Child("TotalPrepaidAmount"));
  invoice.rounding = TextAt(sums.Child("RoundingAmount"));
  invoice.payable = TextAt(sums.Child("DuePayableAmount"));
  for (const XmlElement& tax : settlement.All("ApplicableTradeTax")) {
    AddUnlessEmpty({.category = CategoryOf(tax),
                    .rate = RateOf(tax),
                    .base = TextAt(tax.Child("BasisAmount")),
                    .amount = TextAt(tax.Child("CalculatedAmount"))},
                   invoice.taxes);
  }
  invoice.allowances = ReadAllowances(settlement);
  constexpr std::string_view kAccount =
      "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount";
  for (const XmlElement& account : settlement.All(kAccount)) {
    if (invoice.iban.empty()) invoice.iban = FirstOf(account, {"IBANID", "ProprietaryID"});
  }
  invoice.due_date = DateAt(settlement.At("SpecifiedTradePaymentTerms/DueDateDateTime"), invoice);
}

bool IsHeading(const XmlElement& line) {
  const std::string_view kind =
      line.At("AssociatedDocumentLineDocument/LineStatusReasonCode").text();
  return kind == "GROUP" || kind == "INFORMATION";
}

// A note where a line would be: ZUGFeRD has its covering letter there.
bool IsNote(const XmlElement& line) {
  if (!line.At("AssociatedDocumentLineDocument/IncludedNote")) return false;
  for (XmlElement part = line.first_child(); part; part = part.next_sibling()) {
    if (part.name() != "AssociatedDocumentLineDocument" && part.first_child()) return false;
  }
  return true;
}

EInvoiceLine ReadLine(const XmlElement& source) {
  EInvoiceLine line;
  const XmlElement product = source.Child("SpecifiedTradeProduct");
  const XmlElement agreement =
      ChildOf(source, {"SpecifiedLineTradeAgreement", "SpecifiedSupplyChainTradeAgreement"});
  const XmlElement delivery =
      ChildOf(source, {"SpecifiedLineTradeDelivery", "SpecifiedSupplyChainTradeDelivery"});
  const XmlElement settlement =
      ChildOf(source, {"SpecifiedLineTradeSettlement", "SpecifiedSupplyChainTradeSettlement"});
  const XmlElement price = agreement.Child("NetPriceProductTradePrice");
  const XmlElement sums = ChildOf(settlement, {"SpecifiedTradeSettlementLineMonetarySummation",
                                               "SpecifiedTradeSettlementMonetarySummation"});
  const XmlElement quantity = delivery.Child("BilledQuantity");
  const XmlElement tax = settlement.Child("ApplicableTradeTax");
  line.id = TextAt(source.At("AssociatedDocumentLineDocument/LineID"));
  line.description = FirstOf(product, {"Name", "Description"});
  line.code = FirstOf(product, {"SellerAssignedID", "BuyerAssignedID", "GlobalID"});
  line.quantity = TextAt(quantity);
  line.unit = AttributeAt(quantity, "unitCode");
  line.price = TextAt(price.Child("ChargeAmount"));
  line.price_base = TextAt(price.Child("BasisQuantity"));
  line.amount = TextAt(sums.Child("LineTotalAmount"));
  line.tax_rate = RateOf(tax);
  line.tax_category = CategoryOf(tax);
  line.allowances = ReadAllowances(settlement);
  if (line.amount.empty()) {
    line.diagnostics.push_back("line " + std::to_string(source.line()) +
                               ": an invoice line without LineTotalAmount");
  }
  return line;
}

}  // namespace

bool IsCii(const XmlElement& element) {
  return element.name() == "CrossIndustryInvoice" || element.name() == "CrossIndustryDocument";
}

EInvoice ReadCii(const XmlElement& root) {
  EInvoice invoice;
  invoice.syntax = root.name() == "CrossIndustryDocument" ? Syntax::kZugferd1 : Syntax::kCii;
  const XmlElement context =
      ChildOf(root, {"ExchangedDocumentContext", "SpecifiedExchangedDocumentContext"});
  const XmlElement document = ChildOf(root, {"ExchangedDocument", "HeaderExchangedDocument"});
  const XmlElement trade =
      ChildOf(root, {"SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction"});
  const XmlElement agreement =
      ChildOf(trade, {"ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement"});
  const XmlElement settlement =
      ChildOf(trade, {"ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement"});

  invoice.profile = context.At("GuidelineSpecifiedDocumentContextParameter/ID").text();
  invoice.credit_note = IsCreditNoteCode(document.Child("TypeCode").text());
  invoice.number = TextAt(document.Child("ID"));
  invoice.issue_date = DateAt(document.Child("IssueDateTime"), invoice);
  invoice.purchase_order = FirstOf(agreement, {"BuyerOrderReferencedDocument/IssuerAssignedID",
                                               "BuyerOrderReferencedDocument/ID"});
  invoice.seller = ReadParty(agreement.Child("SellerTradeParty"));
  invoice.buyer = ReadParty(agreement.Child("BuyerTradeParty"));
  ReadSettlement(settlement, invoice);
  for (const XmlElement& line : trade.All("IncludedSupplyChainTradeLineItem")) {
    if (IsHeading(line) || IsNote(line)) continue;
    if (!HasRoomForLine(invoice)) break;
    invoice.lines.push_back(ReadLine(line));
  }
  CheckNumbers(invoice);
  return invoice;
}

}  // namespace telar::documents::einvoice
