#include "documents/einvoice/rules/groups.h"

#include <deque>
#include <string>

namespace telar::documents::einvoice::rules {
namespace {

struct Row {
  Group group;
  std::string_view ubl, cii;
};

// Special cases stand before what they are cases of.
// clang-format off
constexpr Row kModel[] = {
    {Group::kDocument, "/ubl:Invoice | /cn:CreditNote", "/rsm:CrossIndustryInvoice"},
    {Group::kTotals, "cac:LegalMonetaryTotal", "ram:SpecifiedTradeSettlementHeaderMonetarySummation"},
    {Group::kPayable, "/ubl:Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount",
     "ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:DuePayableAmount"},
    {Group::kTaxTotal, "/ubl:Invoice/cac:TaxTotal | /cn:CreditNote/cac:TaxTotal",
     "ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount"},
    {Group::kBreakdown, "cac:TaxTotal/cac:TaxSubtotal",
     "ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax"},
    {Group::kAllowance,
     "/ubl:Invoice/cac:AllowanceCharge[allowance] | /cn:CreditNote/cac:AllowanceCharge[allowance]",
     "ram:ApplicableHeaderTradeSettlement/ram:SpecifiedTradeAllowanceCharge/ram:ChargeIndicator[udt:Indicator=false]"},
    {Group::kCharge,
     "/ubl:Invoice/cac:AllowanceCharge[charge] | /cn:CreditNote/cac:AllowanceCharge[charge]",
     "ram:ApplicableHeaderTradeSettlement/ram:SpecifiedTradeAllowanceCharge/ram:ChargeIndicator[udt:Indicator=true]"},
    {Group::kLineAllowance,
     "cac:InvoiceLine/cac:AllowanceCharge[allowance] | cac:CreditNoteLine/cac:AllowanceCharge[allowance]",
     "ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeAllowanceCharge/ram:ChargeIndicator[udt:Indicator=false]"},
    {Group::kLineCharge,
     "cac:InvoiceLine/cac:AllowanceCharge[charge] | cac:CreditNoteLine/cac:AllowanceCharge[charge]",
     "ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeAllowanceCharge/ram:ChargeIndicator[udt:Indicator=true]"},
    {Group::kLine, "cac:InvoiceLine | cac:CreditNoteLine", "ram:IncludedSupplyChainTradeLineItem"},
    {Group::kLinePeriod, "cac:InvoiceLine/cac:InvoicePeriod | cac:CreditNoteLine/cac:InvoicePeriod",
     "ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod"},
    {Group::kPeriod, "cac:InvoicePeriod", "ram:ApplicableHeaderTradeSettlement/ram:BillingSpecifiedPeriod"},
    {Group::kItemAttribute, "cac:AdditionalItemProperty", "ram:ApplicableProductCharacteristic"},
    {Group::kItemClass,
     "cac:InvoiceLine/cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode | "
     "cac:CreditNoteLine/cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode",
     "ram:DesignatedProductClassification"},
    {Group::kItemStandardId,
     "cac:InvoiceLine/cac:Item/cac:StandardItemIdentification/cbc:ID | "
     "cac:CreditNoteLine/cac:Item/cac:StandardItemIdentification/cbc:ID", ""},
    {Group::kSeller, "cac:AccountingSupplierParty", "ram:SellerTradeParty"},
    {Group::kSellerAddress, "cac:AccountingSupplierParty/cac:Party/cac:PostalAddress", ""},
    {Group::kSellerEndpoint, "cac:AccountingSupplierParty/cac:Party/cbc:EndpointID", ""},
    {Group::kBuyerAddress, "cac:AccountingCustomerParty/cac:Party/cac:PostalAddress", ""},
    {Group::kBuyerEndpoint, "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID", ""},
    {Group::kPayee, "cac:PayeeParty", "ram:PayeeTradeParty"},
    {Group::kRepresentative, "cac:TaxRepresentativeParty", "ram:SellerTaxRepresentativeTradeParty"},
    {Group::kRepresentativeAddress, "cac:TaxRepresentativeParty/cac:PostalAddress", ""},
    {Group::kVatId, "cac:PartyTaxScheme[vat]", "ram:SpecifiedTaxRegistration/ram:ID[@schemeID=VA]"},
    {Group::kDelivery, "cac:Delivery/cac:DeliveryLocation/cac:Address",
     "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeDelivery"},
    {Group::kSupportingDocument, "cac:AdditionalDocumentReference", "ram:AdditionalReferencedDocument"},
    {Group::kPrecedingInvoice, "cac:BillingReference",
     "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:InvoiceReferencedDocument"},
    {Group::kCreditTransfer, "cac:PaymentMeans[cbc:PaymentMeansCode=30,58]/cac:PayeeFinancialAccount",
     "ram:SpecifiedTradeSettlementPaymentMeans[ram:TypeCode=30,58]/ram:PayeePartyCreditorFinancialAccount"},
    {Group::kPaymentMeans, "cac:PaymentMeans", "ram:SpecifiedTradeSettlementPaymentMeans"},
    {Group::kCard, "cac:PaymentMeans/cac:CardAccount/cbc:PrimaryAccountNumberID",
     "ram:ApplicableTradeSettlementFinancialCard"},
};

constexpr Row kCodes[] = {
    {Group::kTypeCode, "cbc:InvoiceTypeCode | cbc:CreditNoteTypeCode", "rsm:ExchangedDocument/ram:TypeCode"},
    {Group::kAmount,
     "cbc:Amount | cbc:BaseAmount | cbc:PriceAmount | cbc:TaxAmount | cbc:TaxableAmount | "
     "cbc:LineExtensionAmount | cbc:TaxExclusiveAmount | cbc:TaxInclusiveAmount | "
     "cbc:AllowanceTotalAmount | cbc:ChargeTotalAmount | cbc:PrepaidAmount | "
     "cbc:PayableRoundingAmount | cbc:PayableAmount",
     "ram:TaxTotalAmount[@currencyID]"},
    {Group::kCurrency, "cbc:DocumentCurrencyCode", "ram:InvoiceCurrencyCode"},
    {Group::kTaxCurrency, "cbc:TaxCurrencyCode", "ram:TaxCurrencyCode"},
    {Group::kTaxPointCode, "cac:InvoicePeriod/cbc:DescriptionCode", "ram:DueDateTypeCode"},
    {Group::kObjectScheme,
     "cac:AdditionalDocumentReference[cbc:DocumentTypeCode=130]/cbc:ID[@schemeID] | "
     "cac:DocumentReference[cbc:DocumentTypeCode=130]/cbc:ID[@schemeID]",
     "ram:ReferenceTypeCode"},
    {Group::kNote, "", "ram:SubjectCode"},
    {Group::kPartyScheme, "cac:PartyIdentification/cbc:ID[@schemeID]",
     "ram:GlobalID[@schemeID][outside ram:SpecifiedTradeProduct][outside ram:ShipToTradeParty]"},
    {Group::kLegalScheme, "cac:PartyLegalEntity/cbc:CompanyID[@schemeID]",
     "ram:ID[@schemeID][outside ram:SpecifiedTaxRegistration]"},
    {Group::kClassScheme, "cac:CommodityClassification/cbc:ItemClassificationCode[@listID]", "ram:ClassCode[@listID]"},
    {Group::kCountry, "cac:Country/cbc:IdentificationCode", "ram:CountryID"},
    {Group::kOriginCountry, "cac:OriginCountry/cbc:IdentificationCode", "ram:OriginTradeCountry/ram:ID"},
    {Group::kPaymentCode, "cac:PaymentMeans/cbc:PaymentMeansCode",
     "ram:SpecifiedTradeSettlementPaymentMeans/ram:TypeCode"},
    {Group::kAllowanceVatCode, "cac:TaxCategory/cbc:ID", "ram:CategoryTradeTax/ram:CategoryCode"},
    {Group::kLineVatCode, "cac:ClassifiedTaxCategory/cbc:ID", "ram:ApplicableTradeTax/ram:CategoryCode"},
    {Group::kAllowanceReasonCode, "cac:AllowanceCharge[allowance]/cbc:AllowanceChargeReasonCode",
     "ram:SpecifiedTradeAllowanceCharge[allowance]/ram:ReasonCode"},
    {Group::kChargeReasonCode, "cac:AllowanceCharge[charge]/cbc:AllowanceChargeReasonCode",
     "ram:SpecifiedTradeAllowanceCharge[charge]/ram:ReasonCode"},
    {Group::kItemScheme, "cac:StandardItemIdentification/cbc:ID[@schemeID]",
     "ram:SpecifiedTradeProduct/ram:GlobalID[@schemeID]"},
    {Group::kExemptionCode, "cbc:TaxExemptionReasonCode", "ram:ExemptionReasonCode"},
    {Group::kQuantity,
     "cbc:InvoicedQuantity[@unitCode] | cbc:BaseQuantity[@unitCode] | cbc:CreditedQuantity[@unitCode]",
     "ram:BasisQuantity[@unitCode] | ram:BilledQuantity[@unitCode]"},
    {Group::kAttachment, "cbc:EmbeddedDocumentBinaryObject[@mimeCode]", "ram:AttachmentBinaryObject[@mimeCode]"},
    {Group::kEndpointScheme, "cbc:EndpointID[@schemeID]", "ram:URIUniversalCommunication/ram:URIID[@schemeID]"},
    {Group::kDeliveryScheme, "cac:DeliveryLocation/cbc:ID[@schemeID]",
     "ram:ApplicableHeaderTradeDelivery/ram:ShipToTradeParty/ram:GlobalID[@schemeID]"},
};

// {=} is the category: "=AE".
struct VatRow {
  VatPlace place;
  std::string_view ubl, cii;
};
constexpr VatRow kVat[] = {
    {VatPlace::kBreakdown, "/*/cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory[cbc:ID{=}][vat]",
     "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax/ram:CategoryCode[.{=}][vat]"},
    {VatPlace::kLine,
     "cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory[cbc:ID{=}][vat] | "
     "cac:CreditNoteLine/cac:Item/cac:ClassifiedTaxCategory[cbc:ID{=}][vat]",
     "rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax[ram:CategoryCode{=}][vat]"},
    {VatPlace::kAllowance, "cac:AllowanceCharge[allowance]/cac:TaxCategory[cbc:ID{=}][vat]",
     "ram:SpecifiedTradeAllowanceCharge[allowance]/ram:CategoryTradeTax[ram:CategoryCode{=}][vat]"},
    {VatPlace::kCharge, "cac:AllowanceCharge[charge]/cac:TaxCategory[cbc:ID{=}][vat]",
     "ram:SpecifiedTradeAllowanceCharge[charge]/ram:CategoryTradeTax[ram:CategoryCode{=}][vat]"},
};

// CII deviates in what stands for a breakdown of some categories.
constexpr std::string_view kAnyTaxScheme =
    "ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax/ram:CategoryCode[.{=}]";
constexpr std::string_view kWholeTax =
    "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax[ram:CategoryCode{=}][vat]";
// clang-format on

std::string_view CiiBreakdown(Category category) {
  switch (category) {
    case Category::kS:
    case Category::kZ: return kAnyTaxScheme;
    case Category::kO:
    case Category::kL:
    case Category::kM: return kWholeTax;
    default: return kVat[0].cii;
  }
}

std::string WithCategory(std::string_view text, Category category) {
  std::string out(text);
  const std::string replacement = "=" + std::string(CategoryCode(category));
  for (std::size_t at; (at = out.find("{=}")) != std::string::npos;) {
    out.replace(at, 3, replacement);
  }
  // "/*" is the root whatever its name.
  if (out.starts_with("/*")) {
    const std::string rest = out.substr(2);
    out = "/ubl:Invoice" + rest + " | /cn:CreditNote" + rest;
  }
  return out;
}

std::vector<GroupPattern> Build(bool cii) {
  static std::deque<std::string> kept;  // patterns hold views
  std::vector<GroupPattern> groups;
  const auto add = [&](Group group, std::string_view text, int sheet) {
    if (!text.empty()) groups.push_back({group, Pattern(text), sheet});
  };
  for (std::size_t i = 0; i < kCategories; ++i) {
    const auto category = static_cast<Category>(i);
    for (const VatRow& row : kVat) {
      std::string_view text = cii ? row.cii : row.ubl;
      if (cii && row.place == VatPlace::kBreakdown) text = CiiBreakdown(category);
      kept.push_back(WithCategory(text, category));
      add(VatGroup(row.place, category), kept.back(), 0);
    }
  }
  for (const Row& row : kModel) add(row.group, cii ? row.cii : row.ubl, 0);
  for (const Row& row : kCodes) add(row.group, cii ? row.cii : row.ubl, 1);
  // A note's subject is a code in CII, and in UBL a part of the note, which the model looks at.
  if (!cii) add(Group::kNote, "/ubl:Invoice/cbc:Note | /cn:CreditNote/cbc:Note", 0);
  return groups;
}

}  // namespace

Group VatGroup(VatPlace place, Category category) {
  return static_cast<Group>(static_cast<int>(Group::kFirstVat) + 4 * static_cast<int>(category) +
                            static_cast<int>(place));
}

const std::vector<GroupPattern>& Groups(Syntax syntax) {
  static const std::vector<GroupPattern> ubl = Build(false), cii = Build(true);
  return syntax == Syntax::kCii ? cii : ubl;
}

}  // namespace telar::documents::einvoice::rules
