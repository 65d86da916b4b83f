#include "bench/einvoice/generate.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <iterator>

namespace telar::bench {
namespace {

using Cents = std::int64_t;

constexpr std::array<int, 2> kRates = {21, 10};

std::string Money(Cents cents) { return fmt::format("{}.{:02}", cents / 100, cents % 100); }

struct Line {
  int number, quantity, rate;
  Cents price;
  Cents amount() const { return quantity * price; }
};

Line LineOf(int number) {
  return {.number = number,
          .quantity = 1 + number % 12,
          .rate = kRates[static_cast<std::size_t>(number) % kRates.size()],
          .price = 100 + number * 37 % 9900};
}

struct Sums {
  std::array<Cents, kRates.size()> base{}, tax{};
  Cents lines = 0, taxes = 0;
};

Sums SumsOf(int lines) {
  Sums sums;
  for (int i = 1; i <= lines; ++i) {
    const Line line = LineOf(i);
    sums.base[static_cast<std::size_t>(i) % kRates.size()] += line.amount();
    sums.lines += line.amount();
  }
  for (std::size_t i = 0; i < kRates.size(); ++i) {
    sums.tax[i] = (sums.base[i] * kRates[i] + 50) / 100;
    sums.taxes += sums.tax[i];
  }
  return sums;
}

constexpr std::string_view kUblParty = R"(<cac:{0}><cac:Party>
<cac:PostalAddress><cbc:CityName>Villanueva del Hilo</cbc:CityName><cac:Country><cbc:IdentificationCode>ES</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
<cac:PartyTaxScheme><cbc:CompanyID>{1}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity><cbc:RegistrationName>{2}</cbc:RegistrationName></cac:PartyLegalEntity>
</cac:Party></cac:{0}>
)";

std::string Ubl(int lines) {
  const Sums sums = SumsOf(lines);
  std::string xml = R"(<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
<cbc:ID>B-1</cbc:ID>
<cbc:IssueDate>2024-03-15</cbc:IssueDate>
<cbc:DueDate>2024-04-14</cbc:DueDate>
<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
)";
  auto out = std::back_inserter(xml);
  fmt::format_to(out, kUblParty, "AccountingSupplierParty", "ESB99900128",
                 "Hilados Tres Ríos, S.L.");
  fmt::format_to(out, kUblParty, "AccountingCustomerParty", "ESB99900011",
                 "Modas Valle Nuevo, S.L.");
  fmt::format_to(out, "<cac:TaxTotal><cbc:TaxAmount currencyID=\"EUR\">{}</cbc:TaxAmount>\n",
                 Money(sums.taxes));
  for (std::size_t i = 0; i < kRates.size(); ++i) {
    fmt::format_to(
        out,
        R"(<cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">{}</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">{}</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>{}</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>
)",
        Money(sums.base[i]), Money(sums.tax[i]), kRates[i]);
  }
  fmt::format_to(out, R"(</cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">{0}</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="EUR">{0}</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="EUR">{1}</cbc:TaxInclusiveAmount><cbc:PayableAmount currencyID="EUR">{1}</cbc:PayableAmount></cac:LegalMonetaryTotal>
)",
                 Money(sums.lines), Money(sums.lines + sums.taxes));
  for (int i = 1; i <= lines; ++i) {
    const Line line = LineOf(i);
    fmt::format_to(out, R"(<cac:InvoiceLine>
  <cbc:ID>{0}</cbc:ID>
  <cbc:InvoicedQuantity unitCode="C62">{1}</cbc:InvoicedQuantity>
  <cbc:LineExtensionAmount currencyID="EUR">{2}</cbc:LineExtensionAmount>
  <cac:Item>
    <cbc:Name>Hilo de algodón, color {0}</cbc:Name>
    <cac:SellersItemIdentification><cbc:ID>HA-{0}</cbc:ID></cac:SellersItemIdentification>
    <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>{3}</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>
  </cac:Item>
  <cac:Price><cbc:PriceAmount currencyID="EUR">{4}</cbc:PriceAmount></cac:Price>
</cac:InvoiceLine>
)",
                   line.number, line.quantity, Money(line.amount()), line.rate, Money(line.price));
  }
  return xml + "</Invoice>\n";
}

constexpr std::string_view kCiiParty =
    R"(<ram:{0}><ram:Name>{2}</ram:Name><ram:PostalTradeAddress><ram:CityName>Webstadt</ram:CityName><ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{1}</ram:ID></ram:SpecifiedTaxRegistration></ram:{0}>
)";

std::string Cii(int lines) {
  const Sums sums = SumsOf(lines);
  std::string xml = R"(<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>B-1</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">20240315</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
)";
  auto out = std::back_inserter(xml);
  for (int i = 1; i <= lines; ++i) {
    const Line line = LineOf(i);
    fmt::format_to(out, R"(<ram:IncludedSupplyChainTradeLineItem>
  <ram:AssociatedDocumentLineDocument><ram:LineID>{0}</ram:LineID></ram:AssociatedDocumentLineDocument>
  <ram:SpecifiedTradeProduct><ram:SellerAssignedID>HA-{0}</ram:SellerAssignedID><ram:Name>Strickgarn, Farbe {0}</ram:Name></ram:SpecifiedTradeProduct>
  <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>{4}</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
  <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">{1}</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
  <ram:SpecifiedLineTradeSettlement>
    <ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>{3}</ram:RateApplicablePercent></ram:ApplicableTradeTax>
    <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{2}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
  </ram:SpecifiedLineTradeSettlement>
</ram:IncludedSupplyChainTradeLineItem>
)",
                   line.number, line.quantity, Money(line.amount()), line.rate, Money(line.price));
  }
  xml += "<ram:ApplicableHeaderTradeAgreement>\n";
  fmt::format_to(out, kCiiParty, "SellerTradeParty", "DE999001237", "Wollhaus Beispiel GmbH");
  fmt::format_to(out, kCiiParty, "BuyerTradeParty", "DE999001245", "Strickstube am Markt e.K.");
  xml += R"(</ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement>
<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
)";
  for (std::size_t i = 0; i < kRates.size(); ++i) {
    fmt::format_to(
        out,
        R"(<ram:ApplicableTradeTax><ram:CalculatedAmount>{}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>{}</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>{}</ram:RateApplicablePercent></ram:ApplicableTradeTax>
)",
        Money(sums.tax[i]), Money(sums.base[i]), kRates[i]);
  }
  fmt::format_to(
      out,
      R"(<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">20240414</udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>{0}</ram:LineTotalAmount><ram:TaxBasisTotalAmount>{0}</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="EUR">{1}</ram:TaxTotalAmount><ram:GrandTotalAmount>{2}</ram:GrandTotalAmount><ram:DuePayableAmount>{2}</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
</ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
)",
      Money(sums.lines), Money(sums.taxes), Money(sums.lines + sums.taxes));
  return xml;
}

}  // namespace

std::string GenerateEInvoice(documents::Syntax syntax, int lines) {
  return syntax == documents::Syntax::kCii ? Cii(lines) : Ubl(lines);
}

}  // namespace telar::bench
