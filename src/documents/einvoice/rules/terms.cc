#include "documents/einvoice/rules/terms.h"

#include <map>
#include <string>

namespace telar::documents::einvoice::rules {
namespace {

struct Row {
  Term term;
  std::string_view name;  // in EN 16931-1
  std::string_view ubl;   // invoice and credit note; " | " parts what only one of them has
  std::string_view cii;
};

// {document}, {agreement}, {delivery}, {settlement}: the four header parts of CII.
// clang-format off
constexpr Row kTerms[] = {
    // Seen from anywhere in the document.
    {Term::kBt1, "Invoice number", "/cbc:ID", "{document}/ram:ID"},
    {Term::kBt2, "Invoice issue date", "/cbc:IssueDate",
     "{document}/ram:IssueDateTime/udt:DateTimeString[@format=102]"},
    {Term::kBt3, "Invoice type code", "/cbc:InvoiceTypeCode | /cbc:CreditNoteTypeCode",
     "{document}/ram:TypeCode"},
    {Term::kBt5, "Invoice currency code", "/cbc:DocumentCurrencyCode",
     "{settlement}/ram:InvoiceCurrencyCode"},
    {Term::kBt6, "VAT accounting currency code", "/cbc:TaxCurrencyCode",
     "{settlement}/ram:TaxCurrencyCode"},
    {Term::kBt7, "Value added tax point date", "/cbc:TaxPointDate", ""},
    {Term::kBt8, "Value added tax point date code", "/cac:InvoicePeriod/cbc:DescriptionCode", ""},
    {Term::kBt24, "Specification identifier", "/cbc:CustomizationID",
     "/rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"},
    {Term::kBt27, "Seller name",
     "/cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName",
     "{agreement}/ram:SellerTradeParty/ram:Name"},
    {Term::kBt44, "Buyer name",
     "/cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName",
     "{agreement}/ram:BuyerTradeParty/ram:Name"},
    {Term::kBg5, "SELLER POSTAL ADDRESS", "/cac:AccountingSupplierParty/cac:Party/cac:PostalAddress",
     "{agreement}/ram:SellerTradeParty/ram:PostalTradeAddress"},
    {Term::kBg8, "BUYER POSTAL ADDRESS", "/cac:AccountingCustomerParty/cac:Party/cac:PostalAddress",
     "{agreement}/ram:BuyerTradeParty/ram:PostalTradeAddress"},
    {Term::kBg23, "VAT BREAKDOWN", "/cac:TaxTotal/cac:TaxSubtotal", "{settlement}/ram:ApplicableTradeTax"},

    // Seen from the address or the electronic address in UBL.
    {Term::kBt40, "Seller country code", "cac:Country/cbc:IdentificationCode",
     "{agreement}/ram:SellerTradeParty/ram:PostalTradeAddress/ram:CountryID"},
    {Term::kBt55, "Buyer country code", "cac:Country/cbc:IdentificationCode",
     "{agreement}/ram:BuyerTradeParty/ram:PostalTradeAddress/ram:CountryID"},
    {Term::kBt34, "Seller electronic address", ".",
     "{agreement}/ram:SellerTradeParty/ram:URIUniversalCommunication"},
    {Term::kBt34Scheme, "Its scheme", "@schemeID",
     "{agreement}/ram:SellerTradeParty/ram:URIUniversalCommunication[first]/ram:URIID/@schemeID"},
    {Term::kBt49, "Buyer electronic address", ".",
     "{agreement}/ram:BuyerTradeParty/ram:URIUniversalCommunication"},
    {Term::kBt49Scheme, "Its scheme", "@schemeID",
     "{agreement}/ram:BuyerTradeParty/ram:URIUniversalCommunication[first]/ram:URIID/@schemeID"},

    // Seen from the document totals (BG-22).
    {Term::kBt106, "Sum of Invoice line net amount", "cbc:LineExtensionAmount", "ram:LineTotalAmount"},
    {Term::kBt107, "Sum of allowances on document level", "cbc:AllowanceTotalAmount", "ram:AllowanceTotalAmount"},
    {Term::kBt108, "Sum of charges on document level", "cbc:ChargeTotalAmount", "ram:ChargeTotalAmount"},
    {Term::kBt109, "Invoice total amount without VAT", "cbc:TaxExclusiveAmount", "ram:TaxBasisTotalAmount"},
    {Term::kBt110, "Invoice total VAT amount", "", "ram:TaxTotalAmount"},
    {Term::kBt112, "Invoice total amount with VAT", "cbc:TaxInclusiveAmount", "ram:GrandTotalAmount"},
    {Term::kBt113, "Paid amount", "cbc:PrepaidAmount", "ram:TotalPrepaidAmount"},
    {Term::kBt114, "Rounding amount", "cbc:PayableRoundingAmount", "ram:RoundingAmount"},
    {Term::kBt115, "Amount due for payment", "cbc:PayableAmount", "ram:DuePayableAmount"},

    // Seen from an allowance or a charge; those of charges and of lines (BT-99 to BT-105, BT-136 to
    // BT-145) stand at the same places.
    {Term::kBt92, "Document level allowance amount", "cbc:Amount", "../ram:ActualAmount"},
    {Term::kBt93, "Document level allowance base amount", "cbc:BaseAmount", "../ram:BasisAmount"},
    {Term::kBt95, "Document level allowance VAT category code", "cac:TaxCategory[vat]/cbc:ID",
     "../ram:CategoryTradeTax[vat]/ram:CategoryCode"},
    {Term::kBt97, "Document level allowance reason", "cbc:AllowanceChargeReason", "../ram:Reason"},
    {Term::kBt98, "Document level allowance reason code", "cbc:AllowanceChargeReasonCode", "../ram:ReasonCode"},

    // Seen from a line (BG-25).
    {Term::kBt126, "Invoice line identifier", "cbc:ID", "ram:AssociatedDocumentLineDocument/ram:LineID"},
    {Term::kBt129, "Invoiced quantity", "cbc:InvoicedQuantity | cbc:CreditedQuantity",
     "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity"},
    {Term::kBt130, "Invoiced quantity unit of measure code",
     "cbc:InvoicedQuantity/@unitCode | cbc:CreditedQuantity/@unitCode",
     "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity/@unitCode"},
    {Term::kBt131, "Invoice line net amount", "cbc:LineExtensionAmount",
     "ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"},
    {Term::kBt146, "Item net price", "cac:Price/cbc:PriceAmount",
     "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount"},
    {Term::kBt148, "Item gross price", "cac:Price/cac:AllowanceCharge/cbc:BaseAmount",
     "ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice/ram:ChargeAmount"},
    {Term::kBt151, "Invoiced item VAT category code", "cac:Item/cac:ClassifiedTaxCategory[vat]/cbc:ID",
     "ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax[vat]/ram:CategoryCode"},
    {Term::kBt153, "Item name", "cac:Item/cbc:Name", "ram:SpecifiedTradeProduct/ram:Name"},
    {Term::kBt157, "Item standard identifier", ".", "ram:SpecifiedTradeProduct/ram:GlobalID"},
    {Term::kBt157Scheme, "Its scheme", "@schemeID", "ram:SpecifiedTradeProduct/ram:GlobalID/@schemeID"},

    // Seen from an item's classification, attribute, and from the period of a line.
    {Term::kBt158, "Item classification identifier", ".", "ram:ClassCode"},
    {Term::kBt158Scheme, "Its scheme", "@listID", "ram:ClassCode/@listID"},
    {Term::kBt160, "Item attribute name", "cbc:Name", "ram:Description"},
    {Term::kBt161, "Item attribute value", "cbc:Value", "ram:Value"},
    {Term::kBt134, "Period start date (BT-134, BT-73)", "cbc:StartDate", "ram:StartDateTime"},
    {Term::kBt135, "Period end date (BT-135, BT-74)", "cbc:EndDate", "ram:EndDateTime"},
    {Term::kBt73, "Period start date as written", "cbc:StartDate", "ram:StartDateTime/udt:DateTimeString[@format=102]"},
    {Term::kBt74, "Period end date as written", "cbc:EndDate", "ram:EndDateTime/udt:DateTimeString[@format=102]"},

    // Seen from a party: payee (BG-10), seller (BG-4), tax representative (BG-11).
    {Term::kBt59, "Payee name", "cac:PartyName/cbc:Name", "ram:Name"},
    {Term::kBt29, "Seller identifier", "cac:Party/cac:PartyIdentification/cbc:ID[not SEPA]", "ram:ID | ram:GlobalID"},
    {Term::kBt30, "Seller legal registration identifier", "cac:Party/cac:PartyLegalEntity/cbc:CompanyID",
     "ram:SpecifiedLegalOrganization/ram:ID"},
    {Term::kBt31, "Seller VAT identifier", "cac:Party/cac:PartyTaxScheme[vat]/cbc:CompanyID",
     "ram:SpecifiedTaxRegistration/ram:ID[@schemeID=VA]"},
    {Term::kBt62, "Seller tax representative name", "cac:PartyName/cbc:Name", "ram:Name"},
    {Term::kBg12, "TAX REPRESENTATIVE POSTAL ADDRESS", "cac:PostalAddress", "ram:PostalTradeAddress"},
    {Term::kBt63, "Seller tax representative VAT identifier", "cac:PartyTaxScheme[vat]/cbc:CompanyID",
     "ram:SpecifiedTaxRegistration/ram:ID[@schemeID=VA]"},
    {Term::kBt69, "Tax representative country code", "cac:Country/cbc:IdentificationCode",
     "ram:PostalTradeAddress/ram:CountryID"},

    // Seen from a reference, the delivery, the means of payment.
    {Term::kBt25, "Preceding Invoice reference", "cac:InvoiceDocumentReference/cbc:ID", "ram:IssuerAssignedID"},
    {Term::kBt122, "Supporting document reference", "cbc:ID", "ram:IssuerAssignedID"},
    {Term::kBg15, "DELIVER TO ADDRESS", ".", "ram:ShipToTradeParty/ram:PostalTradeAddress"},
    {Term::kBt80, "Deliver to country code", "cac:Country/cbc:IdentificationCode",
     "ram:ShipToTradeParty/ram:PostalTradeAddress/ram:CountryID"},
    {Term::kBt81, "Payment means type code", "cbc:PaymentMeansCode", "ram:TypeCode"},
    {Term::kBt84, "Payment account identifier", "cbc:ID", "ram:IBANID | ram:ProprietaryID"},
    {Term::kBt87, "Payment card primary account number", ".", "ram:ID"},

    // Seen from a VAT breakdown (BG-23) as a whole.
    {Term::kBt116, "VAT category taxable amount", "cbc:TaxableAmount", "ram:BasisAmount"},
    {Term::kBt117, "VAT category tax amount", "cbc:TaxAmount", "ram:CalculatedAmount"},
    {Term::kBt118, "VAT category code", "cac:TaxCategory[vat]/cbc:ID", "ram:CategoryCode"},
    {Term::kBt119, "VAT category rate", "cac:TaxCategory[vat]/cbc:Percent", "ram:RateApplicablePercent"},

    // Seen from the VAT category of a breakdown, in CII from the breakdown; of a line, an allowance
    // or a charge.
    {Term::kBt119Any, "VAT category rate", "cbc:Percent", "ram:RateApplicablePercent"},
    {Term::kBt120, "VAT exemption reason text", "cbc:TaxExemptionReason", "ram:ExemptionReason"},
    {Term::kBt121, "VAT exemption reason code", "cbc:TaxExemptionReasonCode", "ram:ExemptionReasonCode"},
    {Term::kBt152, "VAT rate of a line, an allowance or a charge", "cbc:Percent", "ram:RateApplicablePercent"},

    // The element itself and what its attributes say.
    {Term::kSelf, "", ".", "."},
    {Term::kSchemeId, "", "@schemeID", "@schemeID"},
    {Term::kListId, "", "@listID", "@listID"},
    {Term::kUnitCode, "", "@unitCode", "@unitCode"},
    {Term::kCurrencyId, "", "@currencyID", "@currencyID"},
    {Term::kMimeCode, "", "@mimeCode", "@mimeCode"},
};
// clang-format on

// The paths hold views of it.
const std::string& Kept(std::string_view text) {
  static std::map<std::string, std::string> texts;
  const auto [found, is_new] = texts.try_emplace(std::string(text));
  if (!is_new) return found->second;
  std::string& out = found->second;
  out = found->first;
  constexpr std::string_view kParts[][2] = {
      {"{document}", "/rsm:ExchangedDocument"},
      {"{agreement}", "/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement"},
      {"{settlement}", "/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement"}};
  for (const auto& [short_name, whole] : kParts) {
    const std::size_t at = out.find(short_name);
    if (at != std::string::npos) out.replace(at, short_name.size(), whole);
  }
  return out;
}

struct Compiled {
  std::map<Term, TermPath> ubl, cii;
};

}  // namespace

TermPath::TermPath(std::string_view alternatives) {
  while (!alternatives.empty()) {
    const std::size_t bar = alternatives.find(" | ");
    paths_.emplace_back(alternatives.substr(0, bar));
    alternatives.remove_prefix(bar == std::string_view::npos ? alternatives.size() : bar + 3);
  }
}

bool TermPath::Has(XmlElement from, XmlElement root) const {
  for (const Path& path : paths_) {
    if (path.First(from, root)) return true;
  }
  return false;
}

bool TermPath::Filled(XmlElement from, XmlElement root) const {
  for (const Path& path : paths_) {
    const auto value = path.Value(from, root);
    if (value && value->find_first_not_of(" \t\r\n") != std::string_view::npos) return true;
  }
  return false;
}

std::optional<std::string_view> TermPath::Value(XmlElement from, XmlElement root) const {
  for (const Path& path : paths_) {
    if (const auto value = path.Value(from, root)) return value;
  }
  return std::nullopt;
}

XmlElement TermPath::First(XmlElement from, XmlElement root) const {
  for (const Path& path : paths_) {
    if (const XmlElement element = path.First(from, root)) return element;
  }
  return {};
}

std::vector<std::string_view> TermPath::Values(XmlElement from, XmlElement root) const {
  std::vector<std::string_view> all;
  for (const Path& path : paths_) {
    for (const std::string_view value : path.Values(from, root)) all.push_back(value);
  }
  return all;
}

std::vector<XmlElement> TermPath::All(XmlElement from, XmlElement root) const {
  std::vector<XmlElement> all;
  for (const Path& path : paths_) {
    for (const XmlElement& element : path.All(from, root)) all.push_back(element);
  }
  return all;
}

const TermPath& Find(Term term, Syntax syntax) {
  static const Compiled compiled = [] {
    Compiled built;
    for (const Row& row : kTerms) {
      built.ubl.emplace(row.term, TermPath(Kept(row.ubl)));
      built.cii.emplace(row.term, TermPath(Kept(row.cii)));
    }
    return built;
  }();
  return (syntax == Syntax::kCii ? compiled.cii : compiled.ubl).at(term);
}

}  // namespace telar::documents::einvoice::rules
