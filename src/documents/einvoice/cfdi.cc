#include "documents/einvoice/cfdi.h"

#include <algorithm>

#include "documents/einvoice/as_published.h"

namespace telar::documents::einvoice {
namespace {

// Impuesto of the value added tax in the catalogue c_Impuesto.
constexpr std::string_view kIva = "002";

Published FirstOf(Published first, Published second) {
  return first.empty() ? std::move(second) : std::move(first);
}

EInvoiceParty ReadParty(const XmlElement& source) {
  return {.name = AttributeAt(source, "Nombre"),
          .trade_name = {},
          .tax_id = AttributeAt(source, "Rfc"),
          .other_id = AttributeAt(source, "NumRegIdTrib"),
          .address = {}};
}

Published Rate(const XmlElement& tax) {
  return tax.Attribute("TipoFactor") == "Cuota" ? Published{} : AttributeAt(tax, "TasaOCuota");
}

EInvoiceLine ReadLine(const XmlElement& source) {
  EInvoiceLine line;
  line.description = AttributeAt(source, "Descripcion");
  line.code =
      FirstOf(AttributeAt(source, "NoIdentificacion"), AttributeAt(source, "ClaveProdServ"));
  line.quantity = AttributeAt(source, "Cantidad");
  line.unit = FirstOf(AttributeAt(source, "ClaveUnidad"), AttributeAt(source, "Unidad"));
  line.price = AttributeAt(source, "ValorUnitario");
  line.amount = AttributeAt(source, "Importe");
  if (Published discount = AttributeAt(source, "Descuento"); !discount.empty())
    line.allowances.push_back({.charge = false, .amount = std::move(discount), .reason = {}});
  for (const XmlElement& tax : source.All("Impuestos/Traslados/Traslado")) {
    if (tax.Attribute("Impuesto") != kIva) continue;
    line.tax_category = AttributeAt(tax, "Impuesto");
    line.tax_rate = Rate(tax);
    break;
  }
  return line;
}

void ReadTaxes(const XmlElement& root, EInvoice& invoice) {
  const XmlElement taxes = root.Child("Impuestos");
  invoice.tax_total = AttributeAt(taxes, "TotalImpuestosTrasladados");
  for (const XmlElement& tax : taxes.All("Traslados/Traslado")) {
    invoice.taxes.push_back({.category = AttributeAt(tax, "Impuesto"),
                             .rate = Rate(tax),
                             .base = AttributeAt(tax, "Base"),
                             .amount = AttributeAt(tax, "Importe")});
  }
  for (const XmlElement& tax : taxes.All("Retenciones/Retencion")) {
    invoice.taxes.push_back({.category = AttributeAt(tax, "Impuesto"),
                             .rate = {},
                             .base = {},
                             .amount = AttributeAt(tax, "Importe"),
                             .withheld = true});
  }
}

void ReadLocalTaxes(const XmlElement& root, EInvoice& invoice) {
  for (const XmlElement& local : root.All("Complemento/ImpuestosLocales/TrasladosLocales")) {
    invoice.allowances.push_back({.charge = true,
                                  .amount = AttributeAt(local, "Importe"),
                                  .reason = AttributeAt(local, "ImpLocTrasladado")});
  }
  for (const XmlElement& local : root.All("Complemento/ImpuestosLocales/RetencionesLocales")) {
    invoice.taxes.push_back({.category = AttributeAt(local, "ImpLocRetenido"),
                             .rate = {},
                             .base = {},
                             .amount = AttributeAt(local, "Importe"),
                             .withheld = true});
  }
}

void ReadKind(const XmlElement& root, EInvoice& invoice) {
  const std::string_view kind = root.Attribute("TipoDeComprobante").value_or("");
  invoice.credit_note = kind == "E";
  const std::string_view what = kind == "P"   ? "a receipt of payments"
                                : kind == "T" ? "a transfer of goods"
                                : kind == "N" ? "a payroll receipt"
                                              : "";
  if (what.empty()) return;
  invoice.diagnostics.push_back("line " + std::to_string(root.line()) + ": TipoDeComprobante is " +
                                std::string(kind) + ", " + std::string(what) +
                                " and not an invoice");
}

}  // namespace

EInvoice ReadCfdi(const XmlTree& tree) {
  EInvoice invoice;
  invoice.syntax = Syntax::kCfdi;
  const XmlElement root = tree.root();
  if (root.name() != "Comprobante") {
    invoice.diagnostics.push_back("line " + std::to_string(root.line()) +
                                  ": the root element is not Comprobante");
    return invoice;
  }
  invoice.profile = std::string(root.Attribute("Version").value_or(""));
  ReadKind(root, invoice);
  invoice.fiscal_id = AttributeAt(root.At("Complemento/TimbreFiscalDigital"), "UUID");
  invoice.number = FirstOf(Joined("-", {AttributeAt(root, "Serie"), AttributeAt(root, "Folio")}),
                           invoice.fiscal_id);
  invoice.issue_date = AttributeAt(root, "Fecha");
  invoice.currency = AttributeAt(root, "Moneda");
  invoice.seller = ReadParty(root.Child("Emisor"));
  invoice.buyer = ReadParty(root.Child("Receptor"));
  invoice.line_total = AttributeAt(root, "SubTotal");
  invoice.allowances_total = AttributeAt(root, "Descuento");
  invoice.tax_inclusive = AttributeAt(root, "Total");
  ReadTaxes(root, invoice);
  ReadLocalTaxes(root, invoice);
  for (const XmlElement& line : root.All("Conceptos/Concepto"))
    invoice.lines.push_back(ReadLine(line));
  CheckNumbers(invoice);
  AddComplaints(tree, invoice.diagnostics);
  return invoice;
}

}  // namespace telar::documents::einvoice
