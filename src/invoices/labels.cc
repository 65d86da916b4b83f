#include "invoices/labels.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>

#include "core/text.h"

namespace telar::invoices {
namespace {

struct Entry {
  Label label;
  Language language;
  std::string_view words;  // folded, one space between, as SplitAtoms has them
  double weight = 1;
};

constexpr Language kEn = Language::kEnglish, kEs = Language::kSpanish, kPt = Language::kPortuguese,
                   kFr = Language::kFrench, kDe = Language::kGerman, kNl = Language::kDutch,
                   kIt = Language::kItalian, kMs = Language::kMalay;

// clang-format off
constexpr Entry kEntries[] = {
    // Who
    {Label::kSupplier, kEs, "proveedor"}, {Label::kSupplier, kEs, "emisor"},
    {Label::kSupplier, kEs, "razon social", 0.7}, {Label::kSupplier, kEs, "vendedor", 0.5},
    {Label::kSupplier, kEn, "supplier"}, {Label::kSupplier, kEn, "vendor"},
    {Label::kSupplier, kEn, "seller"}, {Label::kSupplier, kEn, "service provider"},
    {Label::kSupplier, kEn, "remit to", 0.8}, {Label::kSupplier, kFr, "fournisseur"},
    {Label::kSupplier, kDe, "lieferant"}, {Label::kSupplier, kNl, "leverancier"},
    {Label::kSupplier, kPt, "fornecedor"}, {Label::kSupplier, kIt, "fornitore"},
    {Label::kCustomer, kEs, "cliente"}, {Label::kCustomer, kEs, "facturar a"},
    {Label::kCustomer, kEs, "cobrar a"},
    {Label::kCustomer, kEs, "facturado a"}, {Label::kCustomer, kEs, "senor es"},
    {Label::kCustomer, kEs, "senores"}, {Label::kCustomer, kEs, "senor"},
    {Label::kCustomer, kEs, "comprador"}, {Label::kCustomer, kEs, "adquiriente"},
    {Label::kCustomer, kEs, "receptor"}, {Label::kCustomer, kEs, "datos del cliente"},
    {Label::kCustomer, kEs, "nombre del cliente"}, {Label::kCustomer, kEs, "vendido a"},
    {Label::kCustomer, kEn, "bill to"}, {Label::kCustomer, kEn, "billed to"},
    {Label::kCustomer, kEn, "bill to address"}, {Label::kCustomer, kEn, "invoice to"},
    {Label::kCustomer, kEn, "sold to"}, {Label::kCustomer, kEn, "customer"},
    {Label::kCustomer, kEn, "customer name"}, {Label::kCustomer, kEn, "buyer"},
    {Label::kCustomer, kEn, "client"}, {Label::kCustomer, kEn, "guest name"},
    {Label::kCustomer, kEn, "invoice address"}, {Label::kCustomer, kEn, "billing address"},
    {Label::kCustomer, kFr, "facture a"}, {Label::kCustomer, kFr, "client"},
    {Label::kCustomer, kFr, "nom de l abonne"}, {Label::kCustomer, kFr, "adresse de facturation"},
    {Label::kCustomer, kDe, "kunde"}, {Label::kCustomer, kDe, "rechnungsempfanger"},
    {Label::kCustomer, kDe, "rechnungsadresse"}, {Label::kCustomer, kNl, "klant", 0.5},
    {Label::kCustomer, kNl, "factuuradres"}, {Label::kCustomer, kPt, "faturar para"},
    {Label::kCustomer, kIt, "destinatario"}, {Label::kCustomer, kEn, "ship to", 0.5},
    {Label::kCustomer, kEs, "enviar a", 0.5}, {Label::kCustomer, kEn, "deliver to", 0.5},
    {Label::kCustomer, kNl, "afleveradres", 0.4},
    {Label::kCustomer, kNl, "ter attentie van", 0.5},
    // Tax numbers
    {Label::kTaxId, kEs, "nit"}, {Label::kTaxId, kEs, "n i t"}, {Label::kTaxId, kEs, "ruc"},
    {Label::kTaxId, kEs, "r u c"}, {Label::kTaxId, kEs, "rfc"}, {Label::kTaxId, kEs, "r f c"},
    {Label::kTaxId, kEs, "nif"}, {Label::kTaxId, kEs, "n i f"}, {Label::kTaxId, kEs, "cif"},
    {Label::kTaxId, kEs, "c i f"}, {Label::kTaxId, kEs, "nif cif"},
    {Label::kTaxId, kEs, "cif nif"}, {Label::kTaxId, kEs, "cuit"}, {Label::kTaxId, kEs, "rut"},
    {Label::kTaxId, kEs, "r u t"}, {Label::kTaxId, kEs, "rif"}, {Label::kTaxId, kEs, "rnc"},
    {Label::kTaxId, kPt, "cnpj"}, {Label::kTaxId, kPt, "contribuinte"},
    {Label::kTaxId, kEn, "vat number"}, {Label::kTaxId, kEn, "vat no"},
    {Label::kTaxId, kEn, "vat id"}, {Label::kTaxId, kEn, "vat reg no"},
    {Label::kTaxId, kEn, "vat registration number"}, {Label::kTaxId, kEn, "tax id"},
    {Label::kTaxId, kEn, "tax number"}, {Label::kTaxId, kEn, "tax no"},
    {Label::kTaxId, kEn, "tin"}, {Label::kTaxId, kEn, "ein"}, {Label::kTaxId, kEn, "abn"},
    {Label::kTaxId, kEn, "gst no"}, {Label::kTaxId, kEn, "gst id"},
    {Label::kTaxId, kEn, "gst id no"}, {Label::kTaxId, kEn, "gst reg"},
    {Label::kTaxId, kEn, "gst reg no"}, {Label::kTaxId, kEn, "gst registration no"},
    {Label::kTaxId, kEn, "gst number"}, {Label::kTaxId, kEn, "gst reg number"},
    {Label::kTaxId, kEn, "gstin"}, {Label::kTaxId, kMs, "no gst"}, {Label::kTaxId, kMs, "sst id"},
    {Label::kTaxId, kMs, "sst no"}, {Label::kTaxId, kMs, "sst reg no"},
    {Label::kTaxId, kFr, "n de tva intra communautaire"}, {Label::kTaxId, kFr, "n tva"},
    {Label::kTaxId, kFr, "tva intracommunautaire"},
    {Label::kTaxId, kFr, "tva intra communautaire"},
    {Label::kTaxId, kFr, "n tva intracommunautaire"}, {Label::kTaxId, kFr, "n de tva"},
    {Label::kTaxId, kFr, "numero de tva"}, {Label::kTaxId, kDe, "ust idnr"},
    {Label::kTaxId, kDe, "ust id nr"}, {Label::kTaxId, kDe, "ustid"},
    {Label::kTaxId, kDe, "ust id"}, {Label::kTaxId, kDe, "ustidnr"},
    {Label::kTaxId, kDe, "umsatzsteuer id"}, {Label::kTaxId, kDe, "mwst nr"},
    {Label::kTaxId, kDe, "steuer nr", 0.6}, {Label::kTaxId, kDe, "steuernummer", 0.6},
    {Label::kTaxId, kNl, "btw nr"}, {Label::kTaxId, kNl, "btw nummer"},
    {Label::kTaxId, kNl, "btw id"}, {Label::kTaxId, kIt, "partita iva"},
    {Label::kTaxId, kIt, "p iva"}, {Label::kCustomerTaxId, kNl, "uw btw nummer"},
    {Label::kCustomerTaxId, kEn, "customer vat"}, {Label::kCustomerTaxId, kEn, "your vat number"},
    {Label::kCustomerTaxId, kEn, "customer vat number"},
    {Label::kCustomerTaxId, kEn, "customer tax id"}, {Label::kCustomerTaxId, kEs, "su nif"},
    {Label::kCustomerTaxId, kEs, "nit cliente"}, {Label::kCustomerTaxId, kEs, "nit del cliente"},
    {Label::kCustomerTaxId, kEs, "cif cliente"}, {Label::kCustomerTaxId, kEs, "nif cliente"},
    {Label::kCustomerTaxId, kEs, "ruc cliente"}, {Label::kCustomerTaxId, kEs, "rfc cliente"},
    {Label::kCustomerTaxId, kDe, "ihre ust idnr"}, {Label::kCustomerTaxId, kEn, "customer gstin"},
    {Label::kCustomerTaxId, kEn, "buyer gstin"}, {Label::kIban, kEn, "iban"},
    // Numbers
    {Label::kInvoiceNumber, kEs, "factura no"}, {Label::kInvoiceNumber, kEs, "factura n"},
    {Label::kInvoiceNumber, kEs, "factura nro"}, {Label::kInvoiceNumber, kEs, "factura num"},
    {Label::kInvoiceNumber, kEs, "factura numero"},
    {Label::kInvoiceNumber, kEs, "numero de factura"}, {Label::kInvoiceNumber, kEs, "numero", 0.7},
    {Label::kInvoiceNumber, kEn, "number", 0.65},
    {Label::kInvoiceNumber, kEs, "numero factura"}, {Label::kInvoiceNumber, kEs, "n de factura"},
    {Label::kInvoiceNumber, kEs, "no de factura"}, {Label::kInvoiceNumber, kEs, "no factura"},
    {Label::kInvoiceNumber, kEs, "n factura"}, {Label::kInvoiceNumber, kEs, "nro de factura"},
    {Label::kInvoiceNumber, kEs, "nro factura"}, {Label::kInvoiceNumber, kEs, "num factura"},
    {Label::kInvoiceNumber, kEs, "factura de venta no"}, {Label::kInvoiceNumber, kEs, "folio"},
    {Label::kInvoiceNumber, kEs, "factura electronica no"},
    {Label::kInvoiceNumber, kEs, "factura electronica de venta no"},
    {Label::kInvoiceNumber, kEs, "factura de venta", 0.8},
    {Label::kInvoiceNumber, kEs, "factura electronica de venta", 0.8},
    {Label::kInvoiceNumber, kEs, "factura electronica", 0.7},
    {Label::kInvoiceNumber, kEn, "invoice no"}, {Label::kInvoiceNumber, kEn, "invoice number"},
    {Label::kInvoiceNumber, kEn, "invoice num"}, {Label::kInvoiceNumber, kEn, "invoice nr"},
    {Label::kInvoiceNumber, kEn, "invoice id"}, {Label::kInvoiceNumber, kEn, "inv no"},
    {Label::kInvoiceNumber, kEn, "inv"}, {Label::kInvoiceNumber, kEn, "tax invoice no"},
    {Label::kInvoiceNumber, kEn, "tax inv no"}, {Label::kInvoiceNumber, kEn, "bill no", 0.9},
    {Label::kInvoiceNumber, kEn, "receipt no", 0.9}, {Label::kInvoiceNumber, kEn, "receipt", 0.5},
    {Label::kInvoiceNumber, kEn, "receipt number", 0.9},
    {Label::kInvoiceNumber, kEn, "doc no", 0.8}, {Label::kInvoiceNumber, kEn, "document no", 0.8},
    {Label::kInvoiceNumber, kEn, "slip no", 0.7}, {Label::kInvoiceNumber, kEn, "cs no", 0.6},
    {Label::kInvoiceNumber, kEn, "trans no", 0.5},
    {Label::kInvoiceNumber, kEn, "transaction no", 0.5},
    {Label::kInvoiceNumber, kEn, "booking id", 0.5}, {Label::kInvoiceNumber, kFr, "facture n"},
    {Label::kInvoiceNumber, kFr, "facture no"}, {Label::kInvoiceNumber, kFr, "numero de facture"},
    {Label::kInvoiceNumber, kFr, "n de facture"}, {Label::kInvoiceNumber, kFr, "n facture"},
    {Label::kInvoiceNumber, kDe, "rechnungsnr"}, {Label::kInvoiceNumber, kDe, "rechnungsnummer"},
    {Label::kInvoiceNumber, kDe, "rechnung nr"}, {Label::kInvoiceNumber, kDe, "rechnungs nr"},
    {Label::kInvoiceNumber, kDe, "belegnummer"}, {Label::kInvoiceNumber, kNl, "factuurnummer"},
    {Label::kInvoiceNumber, kNl, "factuur nr"}, {Label::kInvoiceNumber, kNl, "factuurnr"},
    {Label::kInvoiceNumber, kNl, "factuur nummer"}, {Label::kInvoiceNumber, kNl, "factuur", 0.6},
    {Label::kInvoiceNumber, kPt, "fatura n"}, {Label::kInvoiceNumber, kPt, "fatura no"},
    {Label::kInvoiceNumber, kPt, "numero da fatura"}, {Label::kInvoiceNumber, kIt, "fattura n"},
    {Label::kInvoiceNumber, kIt, "numero fattura"}, {Label::kInvoiceNumber, kEn, "invoice", 0.6},
    {Label::kInvoiceNumber, kEs, "factura", 0.6}, {Label::kInvoiceNumber, kFr, "facture", 0.6},
    {Label::kInvoiceNumber, kEs, "nota de credito", 0.6},
    {Label::kInvoiceNumber, kEs, "nota credito", 0.6},
    {Label::kInvoiceNumber, kEs, "nota de credito no"},
    {Label::kInvoiceNumber, kEs, "nota de credito n"},
    {Label::kInvoiceNumber, kEs, "factura rectificativa", 0.6},
    {Label::kInvoiceNumber, kEs, "nota de debito", 0.6},
    {Label::kInvoiceNumber, kEn, "credit note", 0.6},
    {Label::kInvoiceNumber, kEn, "credit note no"},
    {Label::kInvoiceNumber, kEn, "credit note number"},
    {Label::kInvoiceNumber, kEn, "credit memo", 0.6},
    {Label::kInvoiceNumber, kDe, "gutschrift", 0.5},
    {Label::kInvoiceNumber, kFr, "avoir", 0.5},
    {Label::kInvoiceNumber, kDe, "rechnung", 0.5}, {Label::kTitle, kEn, "tax invoice"},
    {Label::kTitle, kEn, "invoice summary"}, {Label::kTitle, kEn, "gst summary"},
    {Label::kTitle, kEn, "tax summary"}, {Label::kTitle, kEn, "payment receipt"},
    {Label::kTitle, kEn, "cash receipt"}, {Label::kTitle, kEn, "simplified tax invoice"},
    {Label::kTitle, kEn, "official receipt"}, {Label::kTitle, kEn, "cash bill"},
    {Label::kTitle, kEn, "cash sales"}, {Label::kTitle, kEn, "cash sale"},
    {Label::kPurchaseOrder, kEs, "orden de compra"},
    {Label::kPurchaseOrder, kEs, "orden de compra no"},
    {Label::kPurchaseOrder, kEs, "orden compra"}, {Label::kPurchaseOrder, kEs, "o c"},
    {Label::kPurchaseOrder, kEs, "0 c", 0.8},
    {Label::kPurchaseOrder, kEs, "no orden de compra"},
    {Label::kPurchaseOrder, kEs, "pedido", 0.6},
    {Label::kPurchaseOrder, kEs, "numero de pedido", 0.8},
    {Label::kPurchaseOrder, kEs, "su pedido", 0.9},
    {Label::kPurchaseOrder, kEs, "n de pedido", 0.8},
    {Label::kPurchaseOrder, kEs, "pedido no", 0.8}, {Label::kPurchaseOrder, kEs, "pedido n", 0.8},
    {Label::kPurchaseOrder, kEs, "orden de compra n"},
    {Label::kPurchaseOrder, kEs, "orden de compra nro"},
    {Label::kPurchaseOrder, kEn, "purchase order"},
    {Label::kPurchaseOrder, kEn, "purchase order no"},
    {Label::kPurchaseOrder, kEn, "purchase order number"},
    {Label::kPurchaseOrder, kEn, "po number"}, {Label::kPurchaseOrder, kEn, "po no"},
    {Label::kPurchaseOrder, kEn, "p o no"}, {Label::kPurchaseOrder, kEn, "p o number"},
    {Label::kPurchaseOrder, kEn, "po"}, {Label::kPurchaseOrder, kEn, "customer po"},
    {Label::kPurchaseOrder, kEn, "your order", 0.9},
    {Label::kPurchaseOrder, kEn, "order number", 0.6},
    {Label::kPurchaseOrder, kEn, "order no", 0.6},
    {Label::kPurchaseOrder, kFr, "bon de commande"},
    {Label::kPurchaseOrder, kFr, "n de commande", 0.8},
    {Label::kPurchaseOrder, kDe, "bestellnummer", 0.8},
    {Label::kPurchaseOrder, kDe, "ihre bestellung", 0.9},
    {Label::kPurchaseOrder, kNl, "ordernummer", 0.6}, {Label::kPurchaseOrder, kNl, "order", 0.4},
    {Label::kPurchaseOrder, kNl, "inkooporder"}, {Label::kPurchaseOrder, kPt, "ordem de compra"},
    {Label::kPurchaseOrder, kIt, "ordine di acquisto"},
    // Dates
    {Label::kInvoiceDate, kEs, "fecha de factura"}, {Label::kInvoiceDate, kEs, "fecha factura"},
    {Label::kInvoiceDate, kEs, "fecha de emision"}, {Label::kInvoiceDate, kEs, "fecha emision"},
    {Label::kInvoiceDate, kEs, "fecha de expedicion"},
    {Label::kInvoiceDate, kEs, "fecha expedicion"},
    {Label::kInvoiceDate, kEs, "fecha de generacion"}, {Label::kInvoiceDate, kEn, "invoice date"},
    {Label::kInvoiceDate, kEn, "date of invoice"}, {Label::kInvoiceDate, kEn, "date of issue"},
    {Label::kInvoiceDate, kEn, "issue date"}, {Label::kInvoiceDate, kEn, "tax date"},
    {Label::kInvoiceDate, kEn, "bill date"}, {Label::kInvoiceDate, kEn, "inv date"},
    {Label::kInvoiceDate, kEn, "tax invoice date"}, {Label::kInvoiceDate, kEn, "doc date"},
    {Label::kInvoiceDate, kFr, "date de facture"},
    {Label::kInvoiceDate, kFr, "date de facturation"},
    {Label::kInvoiceDate, kFr, "date d emission"}, {Label::kInvoiceDate, kDe, "rechnungsdatum"},
    {Label::kInvoiceDate, kNl, "factuurdatum"}, {Label::kInvoiceDate, kNl, "factuur datum"},
    {Label::kInvoiceDate, kPt, "data de emissao"}, {Label::kInvoiceDate, kPt, "data da fatura"},
    {Label::kInvoiceDate, kIt, "data fattura"}, {Label::kDate, kEs, "fecha"},
    {Label::kDate, kEs, "fecha y hora"}, {Label::kDate, kEn, "date"},
    {Label::kDate, kEn, "dated"}, {Label::kDate, kEn, "date time"}, {Label::kDate, kDe, "datum"},
    {Label::kDate, kPt, "data"}, {Label::kDate, kMs, "tarikh"}, {Label::kDate, kEn, "sales date"},
    {Label::kDate, kEn, "trans date"}, {Label::kDate, kEn, "transaction date"},
    {Label::kDueDate, kEs, "fecha de vencimiento"}, {Label::kDueDate, kEs, "fecha vencimiento"},
    {Label::kDueDate, kEs, "vencimiento"}, {Label::kDueDate, kEs, "vence"},
    {Label::kDueDate, kEs, "fecha limite de pago"}, {Label::kDueDate, kEs, "pagar antes de"},
    {Label::kDueDate, kEs, "fecha de pago", 0.7}, {Label::kDueDate, kEn, "due date"},
    {Label::kDueDate, kEn, "payment due"}, {Label::kDueDate, kEn, "date due"},
    {Label::kDueDate, kEn, "due on"}, {Label::kDueDate, kEn, "pay by"},
    {Label::kDueDate, kEn, "due by"}, {Label::kDueDate, kEn, "due", 0.8}, {Label::kDueDate, kEn, "payment due date"},
    {Label::kDueDate, kFr, "date d echeance"}, {Label::kDueDate, kFr, "echeance"},
    {Label::kDueDate, kFr, "date limite de paiement"}, {Label::kDueDate, kDe, "fallig am"},
    {Label::kDueDate, kDe, "zahlbar bis"}, {Label::kDueDate, kDe, "falligkeitsdatum"},
    {Label::kDueDate, kNl, "vervaldatum"}, {Label::kDueDate, kNl, "betalen voor"},
    {Label::kDueDate, kPt, "data de vencimento"}, {Label::kDueDate, kPt, "vencimento"},
    {Label::kDueDate, kIt, "scadenza"}, {Label::kOtherDate, kEs, "fecha de pedido"},
    {Label::kOtherDate, kEs, "fecha pedido"}, {Label::kOtherDate, kEs, "fecha de entrega"},
    {Label::kOtherDate, kEs, "fecha entrega"}, {Label::kOtherDate, kEs, "fecha de orden"},
    {Label::kOtherDate, kEs, "fecha de impresion"}, {Label::kOtherDate, kEs, "fecha resolucion"},
    {Label::kOtherDate, kEs, "resolucion"}, {Label::kOtherDate, kEs, "fecha de validacion"},
    {Label::kOtherDate, kEn, "order date"}, {Label::kOtherDate, kEn, "delivery date"},
    {Label::kOtherDate, kEn, "ship date"}, {Label::kOtherDate, kEn, "print date"},
    {Label::kOtherDate, kEn, "printed"}, {Label::kOtherDate, kEn, "billing period"},
    {Label::kOtherDate, kEn, "period"}, {Label::kOtherDate, kEn, "check in"},
    {Label::kOtherDate, kEn, "check out"}, {Label::kOtherDate, kEn, "expiry date"},
    {Label::kOtherDate, kEn, "exp date"}, {Label::kOtherDate, kEn, "purchase order date"},
    {Label::kOtherDate, kEn, "po date"}, {Label::kOtherDate, kEn, "statement date"},
    {Label::kOtherDate, kNl, "orderdatum"}, {Label::kOtherDate, kNl, "leverdatum"},
    {Label::kOtherDate, kDe, "lieferdatum"}, {Label::kOtherDate, kDe, "bestelldatum"},
    {Label::kOtherDate, kFr, "date de livraison"}, {Label::kOtherDate, kFr, "date de commande"},
    {Label::kOtherDate, kFr, "prelevement"},
    // Sums
    {Label::kSubtotal, kEs, "subtotal"}, {Label::kSubtotal, kEs, "sub total"},
    {Label::kSubtotal, kEs, "base imponible"}, {Label::kSubtotal, kEs, "base gravable"},
    {Label::kSubtotal, kEs, "total neto", 0.8}, {Label::kSubtotal, kEs, "importe neto"},
    {Label::kSubtotal, kEs, "neto", 0.7}, {Label::kSubtotal, kEs, "valor neto", 0.8},
    {Label::kSubtotal, kEs, "valor bruto", 0.8}, {Label::kSubtotal, kEs, "importe bruto", 0.8},
    {Label::kSubtotal, kEn, "gross amount", 0.7},
    {Label::kSubtotal, kEs, "total sin iva"}, {Label::kSubtotal, kEs, "total antes de impuestos"},
    {Label::kSubtotal, kEs, "subtotal sin iva"}, {Label::kSubtotal, kEs, "total bruto", 0.8},
    {Label::kSubtotal, kEs, "op gravada"}, {Label::kSubtotal, kEs, "valor venta", 0.8},
    {Label::kSubtotal, kEn, "net amount"}, {Label::kSubtotal, kEn, "net total", 0.7},
    {Label::kSubtotal, kEn, "total net"}, {Label::kSubtotal, kEn, "total excl"},
    {Label::kSubtotal, kEn, "total excl gst"}, {Label::kSubtotal, kEn, "total excluding gst"},
    {Label::kSubtotal, kEn, "total excl vat"}, {Label::kSubtotal, kEn, "total excluding vat"},
    {Label::kSubtotal, kEn, "total exclude gst"}, {Label::kSubtotal, kEn, "total before tax"},
    {Label::kSubtotal, kEn, "total sales excluding gst"},
    {Label::kSubtotal, kEn, "total sales excl gst"}, {Label::kSubtotal, kEn, "taxable amount"},
    {Label::kSubtotal, kEn, "amount before tax"}, {Label::kSubtotal, kEn, "total without tax"},
    {Label::kSubtotal, kEn, "total ex gst"}, {Label::kSubtotal, kFr, "total ht"},
    {Label::kSubtotal, kFr, "montant ht"}, {Label::kSubtotal, kFr, "sous total"},
    {Label::kSubtotal, kFr, "montant eur ht", 0.8}, {Label::kSubtotal, kFr, "total hors taxes"},
    {Label::kSubtotal, kDe, "zwischensumme"}, {Label::kSubtotal, kDe, "nettobetrag"},
    {Label::kSubtotal, kDe, "summe netto"}, {Label::kSubtotal, kDe, "netto"},
    {Label::kSubtotal, kDe, "gesamt netto"}, {Label::kSubtotal, kNl, "subtotaal"},
    {Label::kSubtotal, kNl, "exclusief btw"}, {Label::kSubtotal, kNl, "totaal excl btw"},
    {Label::kSubtotal, kNl, "grondslag"}, {Label::kSubtotal, kNl, "totaal exclusief btw"},
    {Label::kSubtotal, kNl, "excl btw"}, {Label::kSubtotal, kIt, "imponibile"},
    {Label::kSubtotal, kIt, "totale imponibile"}, {Label::kTax, kEs, "iva"},
    {Label::kTax, kEs, "i v a"}, {Label::kTax, kEs, "igv"}, {Label::kTax, kEs, "i g v"},
    {Label::kTax, kEs, "total iva"}, {Label::kTax, kEs, "impuestos"},
    {Label::kTax, kEs, "impuesto"}, {Label::kTax, kEs, "total impuestos"},
    {Label::kTax, kEs, "itbis"}, {Label::kTax, kEs, "igic"}, {Label::kTax, kEs, "cuota iva"},
    {Label::kTax, kEs, "total igv"}, {Label::kTax, kEs, "importe iva"},
    {Label::kTax, kEs, "valor iva"}, {Label::kTax, kEs, "impoconsumo"}, {Label::kTax, kEn, "tax"},
    {Label::kTax, kEn, "vat"}, {Label::kTax, kEn, "gst"}, {Label::kTax, kEn, "cgst"},
    {Label::kTax, kEn, "sgst"}, {Label::kTax, kEn, "igst"}, {Label::kTax, kEn, "sales tax"},
    {Label::kTax, kEn, "total tax"}, {Label::kTax, kEn, "total vat"},
    {Label::kTax, kEn, "total gst"}, {Label::kTax, kEn, "tax amount"},
    {Label::kTax, kEn, "gst amount"}, {Label::kTax, kEn, "vat amount"},
    {Label::kTax, kEn, "gst payable"}, {Label::kTax, kEn, "add gst"}, {Label::kTax, kMs, "sst"},
    {Label::kTax, kEn, "service tax"}, {Label::kTax, kEn, "hst"}, {Label::kTax, kFr, "tva"},
    {Label::kTax, kFr, "montant tva"}, {Label::kTax, kFr, "total tva"},
    {Label::kTax, kDe, "mwst"}, {Label::kTax, kDe, "ust"}, {Label::kTax, kDe, "umsatzsteuer"},
    {Label::kTax, kDe, "mehrwertsteuer"}, {Label::kTax, kDe, "zzgl mwst"},
    {Label::kTax, kNl, "btw", 0.9}, {Label::kTax, kNl, "btw bedrag"},
    {Label::kTax, kNl, "totaal btw"}, {Label::kTax, kIt, "imposta"},
    {Label::kTax, kIt, "totale iva"}, {Label::kTax, kPt, "icms"},
    {Label::kDiscount, kEs, "descuento"}, {Label::kDiscount, kEs, "dto"},
    {Label::kDiscount, kEs, "dcto"}, {Label::kDiscount, kEs, "total descuento"},
    {Label::kDiscount, kEs, "total descuentos"}, {Label::kDiscount, kEs, "descuentos"},
    {Label::kDiscount, kEs, "desc comercial"}, {Label::kDiscount, kEs, "descuento comercial"},
    {Label::kDiscount, kEn, "trade discount"}, {Label::kDiscount, kEs, "bonificacion", 0.7}, {Label::kDiscount, kEn, "discount"},
    {Label::kDiscount, kEn, "total discount"}, {Label::kDiscount, kEn, "disc", 0.8},
    {Label::kDiscount, kEn, "less discount"}, {Label::kDiscount, kFr, "remise"},
    {Label::kDiscount, kDe, "rabatt"}, {Label::kDiscount, kNl, "korting"},
    {Label::kDiscount, kIt, "sconto"}, {Label::kDiscount, kPt, "desconto"},
    {Label::kTotal, kEs, "total"}, {Label::kTotal, kEs, "importe total"},
    {Label::kTotal, kEs, "valor total"}, {Label::kTotal, kEs, "monto total"},
    {Label::kTotal, kEn, "total amount"}, {Label::kTotal, kEn, "total amt"},
    {Label::kTotal, kEn, "total sales", 0.8}, {Label::kTotal, kEn, "total sale", 0.8},
    {Label::kTotal, kEn, "total price"}, {Label::kTotal, kNl, "totaal"},
    {Label::kTotal, kNl, "factuur totaal"}, {Label::kTotal, kDe, "summe", 0.8},
    {Label::kTotal, kDe, "gesamt"}, {Label::kTotal, kIt, "totale"},
    {Label::kTotal, kMs, "jumlah"}, {Label::kTotal, kPt, "valor total da nota"},
    {Label::kTotal, kFr, "montant total"}, {Label::kTotalDue, kEs, "total a pagar"},
    {Label::kTotalDue, kEs, "total factura"}, {Label::kTotalDue, kEs, "importe a pagar"},
    {Label::kTotalDue, kEs, "neto a pagar"}, {Label::kTotalDue, kEs, "total general"},
    {Label::kTotalDue, kEs, "gran total"}, {Label::kTotalDue, kEs, "total con iva"},
    {Label::kTotalDue, kEs, "liquido a pagar"}, {Label::kTotalDue, kEs, "total iva incluido"},
    {Label::kTotalDue, kEs, "valor a pagar"}, {Label::kTotalDue, kEs, "total de la factura"},
    {Label::kTotalDue, kEs, "total a pagar usd"}, {Label::kTotalDue, kEn, "grand total"},
    {Label::kTotalDue, kEn, "amount due"}, {Label::kTotalDue, kEn, "total due"},
    {Label::kTotalDue, kEn, "total amount due"}, {Label::kTotalDue, kEn, "total amount due on"},
    {Label::kTotalDue, kEn, "total payable"}, {Label::kTotalDue, kEn, "amount payable"},
    {Label::kTotalDue, kEn, "total amount payable"},
    {Label::kTotalDue, kEn, "total for this invoice"}, {Label::kTotalDue, kEn, "invoice total"},
    {Label::kTotalDue, kEn, "total incl"}, {Label::kTotalDue, kEn, "total incl gst"},
    {Label::kTotalDue, kEn, "total inclusive gst"},
    {Label::kTotalDue, kEn, "total inclusive of gst"},
    {Label::kTotalDue, kEn, "total including gst"}, {Label::kTotalDue, kEn, "total include gst"},
    {Label::kTotalDue, kEn, "total incl vat"}, {Label::kTotalDue, kEn, "total including vat"},
    {Label::kTotalDue, kEn, "total inc gst"}, {Label::kTotalDue, kEn, "total amount incl gst"},
    {Label::kTotalDue, kEn, "total sales inclusive gst"},
    {Label::kTotalDue, kEn, "total sales incl gst"},
    {Label::kTotalDue, kEn, "total sales inclusive of gst"},
    {Label::kTotalDue, kEn, "nett total"}, {Label::kTotalDue, kEn, "total rounded"},
    {Label::kTotalDue, kEn, "rounded total"}, {Label::kTotalDue, kEn, "total after rounding"},
    {Label::kTotalDue, kEn, "round d total"}, {Label::kTotalDue, kEn, "total rm incl gst"},
    {Label::kTotalDue, kEn, "total rounding", 0.9}, {Label::kTotalDue, kEn, "total incl of gst"},
    {Label::kTotalDue, kEn, "total rm incl of gst"},
    {Label::kTotalDue, kEn, "total included gst"},
    {Label::kTotalDue, kEn, "total rm inclusive gst"},
    {Label::kTotalDue, kEn, "total rm inclusive of gst"},
    {Label::kTotalDue, kEn, "total amount incl of gst"},
    {Label::kTotalDue, kEn, "total amount inclusive gst"}, {Label::kTotalDue, kEn, "total nett"},
    {Label::kTotalDue, kFr, "total ttc"}, {Label::kTotalDue, kFr, "somme a payer"},
    {Label::kTotalDue, kFr, "net a payer"}, {Label::kTotalDue, kFr, "montant ttc"},
    {Label::kTotalDue, kFr, "montant eur ttc", 0.8}, {Label::kTotalDue, kFr, "total facture"},
    {Label::kTotalDue, kDe, "gesamtbetrag"}, {Label::kTotalDue, kDe, "rechnungsbetrag"},
    {Label::kTotalDue, kDe, "bruttobetrag"}, {Label::kTotalDue, kDe, "endbetrag"},
    {Label::kTotalDue, kDe, "zu zahlen"}, {Label::kTotalDue, kDe, "zahlbetrag"},
    {Label::kTotalDue, kDe, "gesamtsumme"}, {Label::kTotalDue, kDe, "summe brutto"},
    {Label::kTotalDue, kNl, "te betalen"}, {Label::kTotalDue, kNl, "totaal incl btw"},
    {Label::kTotalDue, kNl, "totaal inclusief btw"}, {Label::kTotalDue, kNl, "totaalbedrag"},
    {Label::kTotalDue, kIt, "totale fattura"}, {Label::kTotalDue, kIt, "totale da pagare"},
    {Label::kTotalDue, kMs, "jumlah besar"}, {Label::kShipping, kEs, "envio"},
    {Label::kShipping, kEs, "gastos de envio"}, {Label::kShipping, kEs, "flete"},
    {Label::kShipping, kEs, "transporte"}, {Label::kShipping, kEs, "portes"},
    {Label::kShipping, kEn, "shipping"}, {Label::kShipping, kEn, "freight"},
    {Label::kShipping, kEn, "shipping handling"}, {Label::kShipping, kEn, "service charge"},
    {Label::kShipping, kEn, "delivery charge"}, {Label::kShipping, kEn, "svc chg"},
    {Label::kShipping, kFr, "frais de port"}, {Label::kShipping, kDe, "versand"},
    {Label::kShipping, kDe, "versandkosten"}, {Label::kShipping, kNl, "verzendkosten"},
    {Label::kRounding, kEn, "rounding"}, {Label::kRounding, kEn, "rounding adj"},
    {Label::kRounding, kEn, "rounding adjustment"}, {Label::kRounding, kEn, "round off"},
    {Label::kRounding, kEn, "round adj"}, {Label::kRounding, kEn, "bill rounding"},
    {Label::kRounding, kEs, "redondeo"}, {Label::kRounding, kMs, "pelarasan"},
    {Label::kRounding, kEn, "rounding amount"},
    // Neighbours that look like them
    {Label::kOtherNumber, kEs, "codigo cliente"}, {Label::kOtherNumber, kEs, "numero de cliente"},
    {Label::kOtherNumber, kEs, "no cliente"}, {Label::kOtherNumber, kEs, "n cliente"},
    {Label::kOtherNumber, kEs, "cliente no"}, {Label::kOtherNumber, kEs, "remision"},
    {Label::kOtherNumber, kEs, "albaran"}, {Label::kOtherNumber, kEs, "cuenta"},
    {Label::kOtherNumber, kEs, "autorizacion"}, {Label::kOtherNumber, kEs, "cufe"},
    {Label::kOtherNumber, kEn, "customer no"}, {Label::kOtherNumber, kEn, "customer id"},
    {Label::kOtherNumber, kEn, "customer number"}, {Label::kOtherNumber, kEn, "account number"},
    {Label::kOtherNumber, kEn, "account no"}, {Label::kOtherNumber, kEn, "reg no"},
    {Label::kOtherNumber, kEn, "co reg no"}, {Label::kOtherNumber, kEn, "company no"},
    {Label::kOtherNumber, kEn, "roc no"}, {Label::kOtherNumber, kEn, "registration no"},
    {Label::kOtherNumber, kEn, "ref no"}, {Label::kOtherNumber, kEn, "reference"},
    {Label::kOtherNumber, kEn, "table no"}, {Label::kOtherNumber, kEn, "counter"},
    {Label::kOtherNumber, kFr, "id client"}, {Label::kOtherNumber, kFr, "numero de ligne"},
    {Label::kOtherNumber, kDe, "kundennr"}, {Label::kOtherNumber, kDe, "kundennummer"},
    {Label::kOtherNumber, kDe, "kto nr"}, {Label::kOtherNumber, kNl, "klantnummer"},
    {Label::kOtherNumber, kNl, "kvk"}, {Label::kOtherNumber, kNl, "serienummer"},
    {Label::kOtherTotal, kEn, "total qty"}, {Label::kOtherTotal, kEn, "total quantity"},
    {Label::kOtherTotal, kEn, "total item"}, {Label::kOtherTotal, kEn, "total items"},
    {Label::kOtherTotal, kEn, "total savings"}, {Label::kOtherTotal, kEn, "total saving"},
    {Label::kOtherTotal, kEn, "total no of items"}, {Label::kOtherTotal, kEn, "total units"},
    {Label::kOtherTotal, kEn, "total weight"}, {Label::kOtherTotal, kEn, "total points"},
    {Label::kOtherTotal, kEs, "total unidades"}, {Label::kOtherTotal, kEs, "total articulos"},
    {Label::kOtherTotal, kEs, "total lineas"}, {Label::kOtherTotal, kEs, "total cantidad"},
    {Label::kOtherTotal, kEn, "total quantities"}, {Label::kOtherTotal, kEn, "item count"},
    {Label::kCash, kEn, "cash"}, {Label::kCash, kEn, "cash received"},
    {Label::kCash, kEn, "cash tendered"}, {Label::kCash, kEn, "tendered"},
    {Label::kCash, kEn, "amount tendered"}, {Label::kCash, kEn, "tender"},
    {Label::kCash, kEs, "efectivo"}, {Label::kCash, kEs, "entregado"},
    {Label::kCash, kMs, "tunai"}, {Label::kCash, kEn, "cash payment"},
    {Label::kCash, kEn, "amount received"}, {Label::kChange, kEn, "change"},
    {Label::kChange, kEn, "change due"}, {Label::kChange, kEs, "cambio"},
    {Label::kChange, kEs, "vuelto"}, {Label::kChange, kMs, "baki"},
    {Label::kChange, kEn, "balance due", 0.5}, {Label::kPaid, kEn, "paid"},
    {Label::kPaid, kEn, "payment"}, {Label::kPaid, kEn, "amount paid"},
    {Label::kPaid, kEn, "total paid"}, {Label::kPaid, kEn, "visa"}, {Label::kPaid, kEn, "master"},
    {Label::kPaid, kEn, "mastercard"}, {Label::kPaid, kEn, "credit card"},
    {Label::kPaid, kEn, "card"}, {Label::kPaid, kEn, "visa card"}, {Label::kPaid, kEs, "pagado"},
    {Label::kPaid, kEs, "anticipo"}, {Label::kPaid, kEs, "tarjeta"},
    {Label::kPaid, kEn, "paid amount"}, {Label::kPaid, kEn, "total payment"},
    {Label::kCarry, kEs, "suma y sigue"}, {Label::kCarry, kEs, "suma anterior"},
    {Label::kCarry, kEs, "viene de la pagina anterior"}, {Label::kCarry, kEn, "carried forward"},
    {Label::kCarry, kEn, "brought forward"}, {Label::kCarry, kEn, "carried over"},
    {Label::kCarry, kEn, "balance forward"}, {Label::kCarry, kDe, "ubertrag"},
    {Label::kCarry, kFr, "a reporter"}, {Label::kCarry, kFr, "report"},
    {Label::kCarry, kNl, "transport", 0.7}, {Label::kContact, kEn, "tel"},
    {Label::kContact, kEn, "phone"}, {Label::kContact, kEn, "fax"},
    {Label::kContact, kEn, "email"}, {Label::kContact, kEn, "e mail"},
    {Label::kContact, kEn, "telephone"}, {Label::kContact, kEn, "website"},
    {Label::kContact, kEn, "www"}, {Label::kContact, kEs, "telefono"},
    {Label::kContact, kEs, "celular"}, {Label::kContact, kEs, "correo"},
    {Label::kContact, kEn, "contact"}, {Label::kContact, kEn, "tel no"},
    {Label::kContact, kEn, "h p"}, {Label::kContact, kEn, "mobile"},
    {Label::kContact, kEn, "hotline"},
};
// clang-format on

constexpr std::size_t kFuzzyLetters = 6;

struct Pattern {
  const Entry* entry;
  std::vector<int> words;
};

/// The table, indexed: every word has a number, every label is found by the number of its first
/// word, and words with one letter left out lead to the word they came from.
class Table {
 public:
  static const Table& Get() {
    static const Table table;
    return table;
  }

  /// The number of a folded word; -1 when no label has it. `slip` tells whether it fits by one
  /// slip.
  int Find(const std::string& word, bool& slip) const {
    slip = false;
    if (const auto it = ids_.find(word); it != ids_.end()) return it->second;
    std::string letters = word;
    if (std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; })) {
      for (char& c : letters) c = c == '0' ? 'o' : c == '1' ? 'l' : c == '5' ? 's' : c;
      slip = true;
      if (const auto it = ids_.find(letters); it != ids_.end()) return it->second;
    }
    if (letters.size() < kFuzzyLetters || letters.size() > 24) return -1;
    slip = true;
    std::string shorter;
    for (std::size_t i = 0; i <= letters.size(); ++i) {
      shorter = letters;
      if (i < letters.size()) shorter.erase(i, 1);
      const auto it = deletions_.find(shorter);
      if (it != deletions_.end() &&
          EditDistance(words_[static_cast<std::size_t>(it->second)], letters) == 1) {
        return it->second;
      }
    }
    return -1;
  }

  const std::vector<Pattern>* StartingWith(int word) const {
    const auto it = patterns_.find(word);
    return it == patterns_.end() ? nullptr : &it->second;
  }

 private:
  Table() {
    for (const Entry& entry : kEntries) {
      Pattern pattern{&entry, {}};
      for (const std::string_view word : Split(entry.words, ' '))
        pattern.words.push_back(Number(word));
      patterns_[pattern.words.front()].push_back(std::move(pattern));
    }
    for (auto& [first, patterns] : patterns_) {
      std::stable_sort(patterns.begin(), patterns.end(), [](const Pattern& a, const Pattern& b) {
        return a.words.size() > b.words.size();
      });
    }
  }

  int Number(std::string_view word) {
    const auto [it, fresh] = ids_.try_emplace(std::string(word), static_cast<int>(ids_.size()));
    if (fresh) {
      words_.emplace_back(word);
      if (word.size() >= kFuzzyLetters) {
        deletions_.try_emplace(std::string(word), it->second);
        for (std::size_t i = 0; i < word.size(); ++i) {
          std::string shorter(word);
          shorter.erase(i, 1);
          deletions_.try_emplace(std::move(shorter), it->second);
        }
      }
    }
    return it->second;
  }

  std::unordered_map<std::string, int> ids_;
  std::unordered_map<std::string, int> deletions_;
  std::vector<std::string> words_;
  std::unordered_map<int, std::vector<Pattern>> patterns_;
};

/// Words of a label stand close: no column gap between them.
bool Together(const Row& row, const std::vector<Atom>& atoms, std::size_t first, std::size_t last) {
  const Span whole{atoms[first].span.begin, atoms[last].span.end};
  return row.Text(whole).find('\t') == std::string_view::npos;
}

/// True for the "PO" of "PO-77": a word that a sign ties to digits is a part of a code.
bool StartsCode(const Row& row, std::size_t end) {
  const std::string_view rest = std::string_view(row.text).substr(end);
  return rest.size() > 1 && (rest[0] == '-' || rest[0] == '_' || rest[0] == '/') &&
         rest[1] >= '0' && rest[1] <= '9';
}

}  // namespace

std::vector<LabelHit> FindLabels(const Row& row) {
  const Table& table = Table::Get();
  const auto& atoms = row.atoms;
  std::vector<int> ids(atoms.size());
  std::vector<char> slips(atoms.size());
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    bool slip = false;
    ids[i] = table.Find(atoms[i].folded, slip);
    slips[i] = slip ? 1 : 0;
  }
  std::vector<LabelHit> hits;
  for (std::size_t i = 0; i < atoms.size();) {
    const auto* patterns = ids[i] < 0 ? nullptr : table.StartingWith(ids[i]);
    std::size_t used = 0;
    if (patterns != nullptr) {
      for (const Pattern& pattern : *patterns) {
        const std::size_t n = pattern.words.size();
        if (used > 0) break;
        if (i + n > atoms.size() || !std::equal(pattern.words.begin(), pattern.words.end(),
                                                ids.begin() + static_cast<std::ptrdiff_t>(i))) {
          continue;
        }
        if (!Together(row, atoms, i, i + n - 1) || StartsCode(row, atoms[i + n - 1].span.end))
          continue;
        const bool slip = std::any_of(slips.begin() + static_cast<std::ptrdiff_t>(i),
                                      slips.begin() + static_cast<std::ptrdiff_t>(i + n),
                                      [](char s) { return s != 0; });
        hits.push_back({pattern.entry->label,
                        pattern.entry->language,
                        {atoms[i].span.begin, atoms[i + n - 1].span.end},
                        pattern.entry->weight * (slip ? 0.85 : 1)});
        used = n;
      }
    }
    i += std::max<std::size_t>(used, 1);
  }
  return hits;
}

Language LanguageOf(const std::vector<std::vector<LabelHit>>& labels) {
  std::map<Language, int> votes;
  for (const auto& row : labels) {
    for (const LabelHit& hit : row) ++votes[hit.language];
  }
  const auto best = std::max_element(
      votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == votes.end() ? Language::kEnglish : best->first;
}

}  // namespace telar::invoices
