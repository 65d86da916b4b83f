#include "samples/einvoice_parts.h"
#include "samples/xml_writer.h"

namespace telar::samples {
namespace {

const Decimal kPercent = Decimal::FromUnits(1, 2);

/// ISO 3166-1 alpha-3, as Facturae has it.
std::string_view LongCountry(std::string_view country) {
  constexpr std::pair<std::string_view, std::string_view> kCodes[] = {
      {"BR", "BRA"}, {"CO", "COL"}, {"DE", "DEU"}, {"ES", "ESP"}, {"FR", "FRA"},
      {"GB", "GBR"}, {"IT", "ITA"}, {"MX", "MEX"}, {"MY", "MYS"}, {"NL", "NLD"},
      {"PE", "PER"}, {"PT", "PRT"}, {"SG", "SGP"}, {"US", "USA"}};
  for (const auto& [two, three] : kCodes) {
    if (two == country) return three;
  }
  return "";
}

class FacturaeDocument {
 public:
  explicit FacturaeDocument(const InvoicePlan& plan) : plan_(plan), parts_(plan, false) {}

  std::string Write() {
    xml_.Open("fe:Facturae",
              {{"xmlns:fe", "http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml"}});
    xml_.Open("FileHeader").Text("SchemaVersion", "3.2.2").Text("Modality", "I");
    xml_.Text("InvoiceIssuerType", "EM").Open("Batch");
    xml_.Text("BatchIdentifier", plan_.invoice_number).Text("InvoicesCount", "1");
    Total("TotalInvoicesAmount", plan_.total);
    Total("TotalOutstandingAmount", plan_.total);
    Total("TotalExecutableAmount", plan_.total);
    xml_.Text("InvoiceCurrencyCode", plan_.currency).Close().Close();
    xml_.Open("Parties");
    WriteParty("SellerParty", plan_.supplier);
    WriteParty("BuyerParty", plan_.customer);
    xml_.Close();
    xml_.Open("Invoices").Open("Invoice");
    WriteHeader();
    xml_.Open("TaxesOutputs");
    for (const EinvoiceParts::RateSums& sums : parts_.rates)
      WriteTax(sums.rate, sums.base, sums.tax);
    xml_.Close();
    WriteTotals();
    xml_.Open("Items");
    for (std::size_t i = 0; i < plan_.lines.size(); ++i) WriteLine(i);
    xml_.Close();
    WritePayment();
    return std::move(xml_).Take();
  }

 private:
  void Money(std::string_view name, const Decimal& amount) { xml_.Text(name, amount.ToString()); }
  void Total(std::string_view name, const Decimal& amount) {
    xml_.Open(name);
    Money("TotalAmount", amount);
    xml_.Close();
  }

  void WriteParty(std::string_view role, const Party& party) {
    const bool spanish = plan_.country == "ES";
    const AddressParts address = PartsOf(party);
    xml_.Open(role).Open("TaxIdentification").Text("PersonTypeCode", "J");
    xml_.Text("ResidenceTypeCode", spanish ? "R" : "E");
    xml_.Text("TaxIdentificationNumber", party.tax_id).Close();
    xml_.Open("LegalEntity").Text("CorporateName", party.name);
    xml_.Open(spanish ? "AddressInSpain" : "OverseasAddress");
    xml_.Text("Address", address.street + (address.more.empty() ? "" : " " + address.more));
    if (spanish) xml_.Text("Town", address.town);
    else xml_.Text("PostCodeAndTown", address.town);
    xml_.Text("CountryCode", LongCountry(plan_.country)).Close().Close().Close();
  }

  void WriteHeader() {
    xml_.Open("InvoiceHeader").Text("InvoiceNumber", plan_.invoice_number);
    xml_.Text("InvoiceDocumentType", "FC");
    xml_.Text("InvoiceClass", plan_.credit_note ? "OR" : "OO").Close();
    xml_.Open("InvoiceIssueData").Text("IssueDate", parts_.Day(plan_.date));
    xml_.Text("InvoiceCurrencyCode", plan_.currency).Text("TaxCurrencyCode", plan_.currency);
    xml_.Text("LanguageName", LanguageCode(plan_.language));
    xml_.Text("ReceiverTransactionReference", plan_.purchase_order).Close();
  }

  void WriteTax(const Decimal& rate, const Decimal& base, const Decimal& tax) {
    xml_.Open("Tax").Text("TaxTypeCode", "01").Text("TaxRate", rate.ToString());
    Total("TaxableBase", base);
    Total("TaxAmount", tax);
    xml_.Close();
  }

  void WriteTotals() {
    xml_.Open("InvoiceTotals");
    Money("TotalGrossAmount", plan_.subtotal);
    if (!plan_.discount.is_zero()) {
      xml_.Open("GeneralDiscounts").Open("Discount");
      xml_.Text("DiscountReason", DiscountWord(plan_.language));
      Money("DiscountAmount", plan_.discount);
      xml_.Close().Close();
    }
    if (!plan_.shipping.is_zero()) {
      xml_.Open("GeneralSurcharges").Open("Charge");
      xml_.Text("ChargeReason", ShippingWord(plan_.language));
      Money("ChargeAmount", plan_.shipping);
      xml_.Close().Close();
    }
    if (!plan_.discount.is_zero()) Money("TotalGeneralDiscounts", plan_.discount);
    if (!plan_.shipping.is_zero()) Money("TotalGeneralSurcharges", plan_.shipping);
    Money("TotalGrossAmountBeforeTaxes", parts_.net);
    Money("TotalTaxOutputs", plan_.tax);
    Money("TotalTaxesWithheld", Decimal(0).Rounded(plan_.total.scale()));
    Money("InvoiceTotal", plan_.total);
    Money("TotalOutstandingAmount", plan_.total);
    Money("TotalExecutableAmount", plan_.total);
    xml_.Close();
  }

  void WriteLine(std::size_t index) {
    const PlannedLine& line = plan_.lines[index];
    xml_.Open("InvoiceLine").Text("SequenceNumber", std::to_string(index + 1));
    xml_.Text("ItemDescription", line.description);
    Money("Quantity", line.quantity);
    xml_.Text("UnitOfMeasure", FacturaeUnit(line.unit));
    Money("UnitPriceWithoutTax", line.unit_price);
    Money("TotalCost", line.amount + line.discount);
    if (!line.discount.is_zero()) {
      xml_.Open("DiscountsAndRebates").Open("Discount");
      xml_.Text("DiscountReason", DiscountWord(plan_.language));
      Money("DiscountAmount", line.discount);
      xml_.Close().Close();
    }
    Money("GrossAmount", line.amount);
    xml_.Open("TaxesOutputs");
    WriteTax(line.tax_rate, line.amount,
             (line.amount * line.tax_rate * kPercent).Rounded(plan_.total.scale()));
    xml_.Close().Text("ArticleCode", line.code).Close();
  }

  void WritePayment() {
    xml_.Open("PaymentDetails").Open("Installment");
    xml_.Text("InstallmentDueDate", parts_.Day(plan_.due_date));
    Money("InstallmentAmount", plan_.total);
    xml_.Text("PaymentMeans", plan_.iban.empty() ? "01" : "04");
    if (!plan_.iban.empty()) {
      std::string iban = plan_.iban;
      std::erase(iban, ' ');
      xml_.Open("AccountToBeCredited").Text("IBAN", iban).Close();
    }
    xml_.Close().Close();
  }

  const InvoicePlan& plan_;
  const EinvoiceParts parts_;
  XmlWriter xml_;
};

class CfdiDocument {
 public:
  explicit CfdiDocument(const InvoicePlan& plan) : plan_(plan), parts_(plan, true) {}

  std::string Write() {
    xml_.Open("cfdi:Comprobante", {{"xmlns:cfdi", "http://www.sat.gob.mx/cfd/4"},
                                   {"xmlns:tfd", "http://www.sat.gob.mx/TimbreFiscalDigital"},
                                   {"Version", "4.0"},
                                   {"Folio", plan_.invoice_number},
                                   {"Fecha", Instant()},
                                   {"SubTotal", parts_.Amount(plan_.subtotal)},
                                   {"Descuento", NonZero(plan_.discount)},
                                   {"Moneda", plan_.currency},
                                   {"Total", parts_.Amount(plan_.total)},
                                   {"TipoDeComprobante", plan_.credit_note ? "E" : "I"},
                                   {"Exportacion", "01"},
                                   {"MetodoPago", "PUE"},
                                   {"LugarExpedicion", "06000"}});
    xml_.Empty("cfdi:Emisor", {{"Rfc", plan_.supplier.tax_id},
                               {"Nombre", plan_.supplier.name},
                               {"RegimenFiscal", "601"}});
    xml_.Empty("cfdi:Receptor", {{"Rfc", plan_.customer.tax_id},
                                 {"Nombre", plan_.customer.name},
                                 {"DomicilioFiscalReceptor", "06000"},
                                 {"RegimenFiscalReceptor", "601"},
                                 {"UsoCFDI", "G01"}});
    xml_.Open("cfdi:Conceptos");
    for (const PlannedLine& line : plan_.lines) WriteLine(line);
    xml_.Close();
    xml_.Open("cfdi:Impuestos", {{"TotalImpuestosTrasladados", parts_.Amount(plan_.tax)}});
    xml_.Open("cfdi:Traslados");
    for (const EinvoiceParts::RateSums& sums : parts_.rates)
      WriteTax(sums.rate, sums.base, sums.tax);
    xml_.Close().Close();
    xml_.Open("cfdi:Complemento");
    xml_.Empty("tfd:TimbreFiscalDigital", {{"Version", "1.1"},
                                           {"UUID", EinvoiceFiscalId(EinvoiceForm::kCfdi, plan_)},
                                           {"FechaTimbrado", Instant()}});
    return std::move(xml_).Take();
  }

 private:
  std::string Instant() const { return parts_.Day(plan_.date) + "T12:00:00"; }
  std::string NonZero(const Decimal& amount) const {
    return amount.is_zero() ? "" : parts_.Amount(amount);
  }

  void WriteTax(const Decimal& rate, const Decimal& base, const Decimal& tax) {
    xml_.Empty("cfdi:Traslado", {{"Base", parts_.Amount(base)},
                                 {"Impuesto", "002"},
                                 {"TipoFactor", "Tasa"},
                                 {"TasaOCuota", (rate * kPercent).Rounded(6).ToString()},
                                 {"Importe", parts_.Amount(tax)}});
  }

  void WriteLine(const PlannedLine& line) {
    const int decimals = plan_.total.scale();
    const Decimal discount = (line.amount * plan_.discount_rate * kPercent).Rounded(decimals);
    const Decimal base = line.amount - discount;
    xml_.Open("cfdi:Concepto", {{"ClaveProdServ", kAnyGoods},
                                {"NoIdentificacion", line.code},
                                {"Cantidad", parts_.Amount(line.quantity)},
                                {"ClaveUnidad", UnitCode(line.unit)},
                                {"Descripcion", line.description},
                                {"ValorUnitario", line.unit_price.ToString()},
                                {"Importe", parts_.Amount(line.amount)},
                                {"Descuento", NonZero(discount)},
                                {"ObjetoImp", "02"}});
    xml_.Open("cfdi:Impuestos").Open("cfdi:Traslados");
    WriteTax(line.tax_rate, base, (base * line.tax_rate * kPercent).Rounded(decimals));
    xml_.Close().Close().Close();
  }

  const InvoicePlan& plan_;
  const EinvoiceParts parts_;
  XmlWriter xml_;
};

}  // namespace

std::string FacturaeXml(const InvoicePlan& plan) { return FacturaeDocument(plan).Write(); }
std::string CfdiXml(const InvoicePlan& plan) { return CfdiDocument(plan).Write(); }

}  // namespace telar::samples
