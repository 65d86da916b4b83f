#include "tests/app/paper.h"

#include <fmt/format.h>

#include "tests/support/pdf_writer.h"

namespace telar::testing {

namespace {

PdfWriter Paper(const std::string& number) {
  PdfWriter pdf;
  pdf.Page();
  double y = 60;
  const auto row = [&](std::initializer_list<std::pair<double, const char*>> cells) {
    for (const auto& [x, text] : cells) pdf.Text(x, y, text);
    y += 18;
  };
  row({{50, "Hilos del Valle S.A."}});
  row({{50, "RUC: 1790012345001"}});
  y += 10;
  pdf.Text(50, y, "Factura: " + number);
  y += 18;
  row({{50, "Fecha: 15/01/2026"}});
  row({{50, "Orden de compra: 4500012345"}});
  row({{50, "Moneda: USD"}});
  y += 10;
  row({{50, "Descripcion"}, {250, "Cantidad"}, {330, "Unidad"}, {400, "Precio"}, {480, "Importe"}});
  row({{50, "Tela de algodon"}, {250, "2"}, {330, "m"}, {400, "30.00"}, {480, "60.00"}});
  row({{50, "Hilo blanco"}, {250, "4"}, {330, "u"}, {400, "10.00"}, {480, "40.00"}});
  y += 10;
  row({{400, "Subtotal"}, {480, "100.00"}});
  row({{400, "IVA 12%"}, {480, "12.00"}});
  row({{400, "Total"}, {480, "112.00"}});
  return pdf;
}

std::string UblLine(int id, const char* description, const char* quantity, const char* unit,
                    const char* price, const char* amount) {
  return fmt::format(
      "<cac:InvoiceLine><cbc:ID>{}</cbc:ID>"
      "<cbc:InvoicedQuantity unitCode=\"{}\">{}</cbc:InvoicedQuantity>"
      "<cbc:LineExtensionAmount currencyID=\"USD\">{}</cbc:LineExtensionAmount>"
      "<cac:Item><cbc:Name>{}</cbc:Name></cac:Item>"
      "<cac:Price><cbc:PriceAmount currencyID=\"USD\">{}</cbc:PriceAmount></cac:Price>"
      "</cac:InvoiceLine>\n",
      id, unit, quantity, amount, description, price);
}

}  // namespace

std::string PaperInvoice(const std::string& number) { return Paper(number).Bytes(); }

std::string XmlInvoice(const std::string& number) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\""
         " xmlns:cac=\"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2\""
         " xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\">\n"
         "<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>\n"
         "<cbc:ID>" +
         number +
         "</cbc:ID>\n"
         "<cbc:IssueDate>2026-01-15</cbc:IssueDate>\n"
         "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>\n"
         "<cbc:DocumentCurrencyCode>USD</cbc:DocumentCurrencyCode>\n"
         "<cac:OrderReference><cbc:ID>4500012345</cbc:ID></cac:OrderReference>\n"
         "<cac:AccountingSupplierParty><cac:Party><cac:PartyTaxScheme>"
         "<cbc:CompanyID>1790012345001</cbc:CompanyID>"
         "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"
         "<cac:PartyLegalEntity><cbc:RegistrationName>Hilos del Valle S.A.</cbc:RegistrationName>"
         "</cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>\n"
         "<cac:TaxTotal><cbc:TaxAmount currencyID=\"USD\">12.00</cbc:TaxAmount><cac:TaxSubtotal>"
         "<cbc:TaxableAmount currencyID=\"USD\">100.00</cbc:TaxableAmount>"
         "<cbc:TaxAmount currencyID=\"USD\">12.00</cbc:TaxAmount>"
         "<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>12</cbc:Percent>"
         "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>"
         "</cac:TaxSubtotal></cac:TaxTotal>\n"
         "<cac:LegalMonetaryTotal>"
         "<cbc:LineExtensionAmount currencyID=\"USD\">100.00</cbc:LineExtensionAmount>"
         "<cbc:TaxExclusiveAmount currencyID=\"USD\">100.00</cbc:TaxExclusiveAmount>"
         "<cbc:TaxInclusiveAmount currencyID=\"USD\">112.00</cbc:TaxInclusiveAmount>"
         "<cbc:PayableAmount currencyID=\"USD\">112.00</cbc:PayableAmount>"
         "</cac:LegalMonetaryTotal>\n" +
         UblLine(1, "Tela de algodon", "2", "MTR", "30.00", "60.00") +
         UblLine(2, "Hilo blanco", "4", "C62", "10.00", "40.00") + "</Invoice>\n";
}

std::string HybridInvoice(const std::string& xml, const std::string& name, bool well_mounted) {
  PdfWriter pdf = Paper("F-2026-001");
  pdf.Attach({.name = name, .bytes = xml, .named = well_mounted, .specified = well_mounted});
  return pdf.Bytes();
}

}  // namespace telar::testing
