#include "core/text.h"
#include "samples/einvoice_parts.h"
#include "samples/xml_writer.h"

namespace telar::samples {
namespace {

constexpr std::string_view kData = "urn:un:unece:uncefact:data:standard:";

class CiiDocument {
 public:
  explicit CiiDocument(const InvoicePlan& plan) : plan_(plan), parts_(plan, true) {}

  std::string Write() {
    const std::string data(kData);
    xml_.Open("rsm:CrossIndustryInvoice",
              {{"xmlns:rsm", data + "CrossIndustryInvoice:100"},
               {"xmlns:ram", data + "ReusableAggregateBusinessInformationEntity:100"},
               {"xmlns:udt", data + "UnqualifiedDataType:100"}});
    xml_.Open("rsm:ExchangedDocumentContext")
        .Open("ram:GuidelineSpecifiedDocumentContextParameter")
        .Text("ram:ID", "urn:cen.eu:en16931:2017")
        .Close()
        .Close();
    xml_.Open("rsm:ExchangedDocument").Text("ram:ID", plan_.invoice_number);
    xml_.Text("ram:TypeCode", plan_.credit_note ? "381" : "380");
    WriteDate("ram:IssueDateTime", plan_.date);
    xml_.Close();
    xml_.Open("rsm:SupplyChainTradeTransaction");
    for (std::size_t i = 0; i < plan_.lines.size(); ++i) WriteLine(i);
    xml_.Open("ram:ApplicableHeaderTradeAgreement");
    WriteParty("ram:SellerTradeParty", plan_.supplier);
    WriteParty("ram:BuyerTradeParty", plan_.customer);
    if (!plan_.purchase_order.empty()) {
      xml_.Open("ram:BuyerOrderReferencedDocument")
          .Text("ram:IssuerAssignedID", plan_.purchase_order)
          .Close();
    }
    xml_.Close();
    xml_.Empty("ram:ApplicableHeaderTradeDelivery", {});
    WriteSettlement();
    return std::move(xml_).Take();
  }

 private:
  void Money(std::string_view name, const Decimal& amount) {
    xml_.Text(name, parts_.Amount(amount));
  }

  void WriteDate(std::string_view name, Date date) {
    std::string digits = parts_.Day(date);
    std::erase(digits, '-');
    xml_.Open(name).Text("udt:DateTimeString", digits, {{"format", "102"}}).Close();
  }

  void WriteParty(std::string_view role, const Party& party) {
    const AddressParts address = PartsOf(party);
    xml_.Open(role).Text("ram:Name", party.name);
    if (!party.tax_id.empty())
      xml_.Open("ram:SpecifiedLegalOrganization").Text("ram:ID", party.tax_id).Close();
    xml_.Open("ram:PostalTradeAddress");
    xml_.Text("ram:LineOne", address.street);
    xml_.Text("ram:LineTwo", address.more);
    xml_.Text("ram:CityName", address.town);
    xml_.Text("ram:CountryID", plan_.country).Close();
    if (!party.tax_id.empty()) {
      xml_.Open("ram:SpecifiedTaxRegistration")
          .Text("ram:ID", party.tax_id,
                {{"schemeID", HasCountry(party, plan_.country) ? "VA" : "FC"}})
          .Close();
    }
    xml_.Close();
  }

  void WriteCategory(std::string_view name, const Decimal& rate) {
    xml_.Open(name).Text("ram:TypeCode", "VAT").Text("ram:CategoryCode", VatCategory(rate));
    xml_.Text("ram:RateApplicablePercent", rate.ToString()).Close();
  }

  void WriteAllowance(bool charge, const Decimal& amount, std::string_view reason,
                      const Decimal* rate) {
    if (amount.is_zero()) return;
    xml_.Open("ram:SpecifiedTradeAllowanceCharge");
    xml_.Open("ram:ChargeIndicator").Text("udt:Indicator", charge ? "true" : "false").Close();
    Money("ram:ActualAmount", amount);
    xml_.Text("ram:Reason", reason);
    if (rate != nullptr) WriteCategory("ram:CategoryTradeTax", *rate);
    xml_.Close();
  }

  void WriteLine(std::size_t index) {
    const PlannedLine& line = plan_.lines[index];
    xml_.Open("ram:IncludedSupplyChainTradeLineItem");
    xml_.Open("ram:AssociatedDocumentLineDocument")
        .Text("ram:LineID", std::to_string(index + 1))
        .Close();
    xml_.Open("ram:SpecifiedTradeProduct")
        .Text("ram:SellerAssignedID", line.code)
        .Text("ram:Name", line.description)
        .Close();
    xml_.Open("ram:SpecifiedLineTradeAgreement").Open("ram:NetPriceProductTradePrice");
    xml_.Text("ram:ChargeAmount", line.unit_price.ToString()).Close().Close();
    xml_.Open("ram:SpecifiedLineTradeDelivery");
    xml_.Text("ram:BilledQuantity", parts_.Amount(line.quantity),
              {{"unitCode", UnitCode(line.unit)}});
    xml_.Close();
    xml_.Open("ram:SpecifiedLineTradeSettlement");
    WriteCategory("ram:ApplicableTradeTax", line.tax_rate);
    WriteAllowance(false, line.discount, DiscountWord(plan_.language), nullptr);
    xml_.Open("ram:SpecifiedTradeSettlementLineMonetarySummation");
    Money("ram:LineTotalAmount", line.amount);
    xml_.Close().Close().Close();
  }

  void WriteSettlement() {
    xml_.Open("ram:ApplicableHeaderTradeSettlement");
    xml_.Text("ram:InvoiceCurrencyCode", plan_.currency);
    if (!plan_.iban.empty()) {
      std::string iban = plan_.iban;
      std::erase(iban, ' ');
      xml_.Open("ram:SpecifiedTradeSettlementPaymentMeans").Text("ram:TypeCode", "30");
      xml_.Open("ram:PayeePartyCreditorFinancialAccount").Text("ram:IBANID", iban).Close().Close();
    }
    for (const EinvoiceParts::RateSums& sums : parts_.rates) {
      xml_.Open("ram:ApplicableTradeTax");
      Money("ram:CalculatedAmount", sums.tax);
      xml_.Text("ram:TypeCode", "VAT");
      Money("ram:BasisAmount", sums.base);
      xml_.Text("ram:CategoryCode", VatCategory(sums.rate));
      xml_.Text("ram:RateApplicablePercent", sums.rate.ToString()).Close();
    }
    for (const EinvoiceParts::RateSums& sums : parts_.rates) {
      WriteAllowance(false, sums.discount, DiscountWord(plan_.language), &sums.rate);
      WriteAllowance(true, sums.shipping, ShippingWord(plan_.language), &sums.rate);
    }
    xml_.Open("ram:SpecifiedTradePaymentTerms");
    WriteDate("ram:DueDateDateTime", plan_.due_date);
    xml_.Close();
    xml_.Open("ram:SpecifiedTradeSettlementHeaderMonetarySummation");
    Money("ram:LineTotalAmount", plan_.subtotal);
    if (!plan_.shipping.is_zero()) Money("ram:ChargeTotalAmount", plan_.shipping);
    if (!plan_.discount.is_zero()) Money("ram:AllowanceTotalAmount", plan_.discount);
    Money("ram:TaxBasisTotalAmount", parts_.net);
    xml_.Text("ram:TaxTotalAmount", parts_.Amount(plan_.tax), {{"currencyID", plan_.currency}});
    Money("ram:GrandTotalAmount", plan_.total);
    Money("ram:DuePayableAmount", plan_.total);
    xml_.Close().Close();
  }

  const InvoicePlan& plan_;
  const EinvoiceParts parts_;
  XmlWriter xml_;
};

}  // namespace

std::string CiiXml(const InvoicePlan& plan) { return CiiDocument(plan).Write(); }

}  // namespace telar::samples
