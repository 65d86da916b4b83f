#include "samples/einvoice_parts.h"
#include "samples/xml_writer.h"

namespace telar::samples {
namespace {

constexpr std::string_view kSchema = "urn:oasis:names:specification:ubl:schema:xsd:";

class UblDocument {
 public:
  explicit UblDocument(const InvoicePlan& plan)
      : plan_(plan), parts_(plan, true), credit_(plan.credit_note) {}

  std::string Write() {
    const std::string schema(kSchema), name = credit_ ? "CreditNote" : "Invoice";
    xml_.Open(name, {{"xmlns", schema + name + "-2"},
                     {"xmlns:cac", schema + "CommonAggregateComponents-2"},
                     {"xmlns:cbc", schema + "CommonBasicComponents-2"}});
    xml_.Text("cbc:CustomizationID", "urn:cen.eu:en16931:2017");
    xml_.Text("cbc:ID", plan_.invoice_number);
    xml_.Text("cbc:UUID", EinvoiceFiscalId(EinvoiceForm::kUbl, plan_),
              {{"schemeName", "CUFE-SHA384"}});
    xml_.Text("cbc:IssueDate", parts_.Day(plan_.date));
    if (!credit_) xml_.Text("cbc:DueDate", parts_.Day(plan_.due_date));
    xml_.Text("cbc:" + name + "TypeCode", credit_ ? "381" : "380");
    xml_.Text("cbc:DocumentCurrencyCode", plan_.currency);
    if (!plan_.purchase_order.empty()) {
      xml_.Open("cac:OrderReference").Text("cbc:ID", plan_.purchase_order).Close();
    }
    WriteParty("cac:AccountingSupplierParty", plan_.supplier);
    WriteParty("cac:AccountingCustomerParty", plan_.customer);
    WritePayment();
    for (const EinvoiceParts::RateSums& sums : parts_.rates) {
      WriteAllowance(false, sums.discount, DiscountWord(plan_.language), &sums.rate);
      WriteAllowance(true, sums.shipping, ShippingWord(plan_.language), &sums.rate);
    }
    WriteTaxes();
    WriteTotals();
    for (std::size_t i = 0; i < plan_.lines.size(); ++i) WriteLine(i);
    return std::move(xml_).Take();
  }

 private:
  void Money(std::string_view name, const Decimal& amount) {
    xml_.Text(name, parts_.Amount(amount), {{"currencyID", plan_.currency}});
  }

  void WriteTaxScheme(std::string_view id) {
    xml_.Open("cac:TaxScheme").Text("cbc:ID", id).Close();
  }

  void WriteParty(std::string_view role, const Party& party) {
    const AddressParts address = PartsOf(party);
    xml_.Open(role).Open("cac:Party").Open("cac:PostalAddress");
    xml_.Text("cbc:StreetName", address.street);
    xml_.Text("cbc:AdditionalStreetName", address.more);
    xml_.Text("cbc:CityName", address.town);
    xml_.Open("cac:Country").Text("cbc:IdentificationCode", plan_.country).Close().Close();
    if (!party.tax_id.empty()) {
      xml_.Open("cac:PartyTaxScheme").Text("cbc:CompanyID", party.tax_id);
      WriteTaxScheme(HasCountry(party, plan_.country) ? "VAT" : "TAX");
      xml_.Close();
    }
    xml_.Open("cac:PartyLegalEntity")
        .Text("cbc:RegistrationName", party.name)
        .Text("cbc:CompanyID", party.tax_id)
        .Close();
    xml_.Close().Close();
  }

  // A credit note has its date of payment here.
  void WritePayment() {
    if (plan_.iban.empty() && !credit_) return;
    xml_.Open("cac:PaymentMeans").Text("cbc:PaymentMeansCode", plan_.iban.empty() ? "1" : "30");
    if (credit_) xml_.Text("cbc:PaymentDueDate", parts_.Day(plan_.due_date));
    if (!plan_.iban.empty())
      xml_.Open("cac:PayeeFinancialAccount").Text("cbc:ID", plan_.iban).Close();
    xml_.Close();
  }

  void WriteCategory(std::string_view name, const Decimal& rate) {
    xml_.Open(name).Text("cbc:ID", VatCategory(rate)).Text("cbc:Percent", rate.ToString());
    WriteTaxScheme("VAT");
    xml_.Close();
  }

  void WriteAllowance(bool charge, const Decimal& amount, std::string_view reason,
                      const Decimal* rate) {
    if (amount.is_zero()) return;
    xml_.Open("cac:AllowanceCharge").Text("cbc:ChargeIndicator", charge ? "true" : "false");
    xml_.Text("cbc:AllowanceChargeReason", reason);
    Money("cbc:Amount", amount);
    if (rate != nullptr) WriteCategory("cac:TaxCategory", *rate);
    xml_.Close();
  }

  void WriteTaxes() {
    xml_.Open("cac:TaxTotal");
    Money("cbc:TaxAmount", plan_.tax);
    for (const EinvoiceParts::RateSums& sums : parts_.rates) {
      xml_.Open("cac:TaxSubtotal");
      Money("cbc:TaxableAmount", sums.base);
      Money("cbc:TaxAmount", sums.tax);
      WriteCategory("cac:TaxCategory", sums.rate);
      xml_.Close();
    }
    xml_.Close();
  }

  void WriteTotals() {
    xml_.Open("cac:LegalMonetaryTotal");
    Money("cbc:LineExtensionAmount", plan_.subtotal);
    Money("cbc:TaxExclusiveAmount", parts_.net);
    Money("cbc:TaxInclusiveAmount", plan_.total);
    if (!plan_.discount.is_zero()) Money("cbc:AllowanceTotalAmount", plan_.discount);
    if (!plan_.shipping.is_zero()) Money("cbc:ChargeTotalAmount", plan_.shipping);
    Money("cbc:PayableAmount", plan_.total);
    xml_.Close();
  }

  void WriteLine(std::size_t index) {
    const PlannedLine& line = plan_.lines[index];
    xml_.Open(credit_ ? "cac:CreditNoteLine" : "cac:InvoiceLine");
    xml_.Text("cbc:ID", std::to_string(index + 1));
    xml_.Text(credit_ ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity",
              parts_.Amount(line.quantity), {{"unitCode", UnitCode(line.unit)}});
    Money("cbc:LineExtensionAmount", line.amount);
    WriteAllowance(false, line.discount, DiscountWord(plan_.language), nullptr);
    xml_.Open("cac:Item").Text("cbc:Name", line.description);
    if (!line.code.empty())
      xml_.Open("cac:SellersItemIdentification").Text("cbc:ID", line.code).Close();
    WriteCategory("cac:ClassifiedTaxCategory", line.tax_rate);
    xml_.Close();
    xml_.Open("cac:Price");
    xml_.Text("cbc:PriceAmount", line.unit_price.ToString(), {{"currencyID", plan_.currency}});
    xml_.Close().Close();
  }

  const InvoicePlan& plan_;
  const EinvoiceParts parts_;
  const bool credit_;
  XmlWriter xml_;
};

}  // namespace

std::string UblXml(const InvoicePlan& plan) { return UblDocument(plan).Write(); }

}  // namespace telar::samples
